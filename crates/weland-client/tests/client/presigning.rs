//! What of a request a signature covers, and requests that somebody else sends.

use std::time::Duration;

use weland_client::auth::{NO_AUTH, SigningProperties};
use weland_client::bytes::Bytes;
use weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver};
use weland_client::protocol::{AwsJson1_0, AwsQuery, RestJson1};
use weland_client::{Client, http};
use weland_core::{Blob, Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema, schema, structure};

use crate::fake::{Fake, respond};
use crate::service::*;

/// Takes paths as they are.
struct Raw(&'static str);

impl EndpointResolver for Raw {
    fn resolve(&self, _: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        let mut signing = SigningProperties::default();
        signing.raw_path = true;
        Ok(Endpoint::parse(self.0)?.signing(signing))
    }
}

#[derive(Clone, Default, PartialEq)]
pub struct Upload {
    pub name: String,
    pub media_type: Option<String>,
    pub data: Option<Blob>,
}

structure! {
    Upload = UPLOAD: Schema::structure("Upload");
    0 name: Member::new("Name", &schema::STRING).label(),
    1 media_type: Member::new("MediaType", &schema::STRING).header("Content-Type"),
    2 data: Member::new("Data", &schema::BLOB).payload(),
}

operation!(Store: "PUT" "/{Name}", Upload (UPLOAD) -> Thing (THING), idempotent());
operation!(StoreChecked: "PUT" "/{Name}", Upload (UPLOAD) -> Thing (THING), md5_required());
operation!(Open: "GET" "/", ListRequest (LIST_REQUEST) -> Thing (THING), auth(&[NO_AUTH]));

const HASH_OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn upload(name: &str, data: &[u8]) -> Upload {
    Upload { name: name.to_owned(), media_type: None, data: Some(data.to_vec().into()) }
}

/// A client for a service that takes paths as they are, at this endpoint.
fn raw(fake: &Fake, endpoint: &'static str) -> Client {
    Client::new(&SERVICE, &RestJson1, config(fake).endpoint_resolver(Raw(endpoint)))
}

fn parameter<'a>(request: &'a http::Request<Bytes>, name: &str) -> Option<&'a str> {
    let pairs = request.uri().query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[tokio::test]
async fn the_hash_of_the_body_stands_beside_the_signature_where_paths_are_taken_as_they_are() {
    let fake = Fake::new([respond(200, "{}"), respond(200, "{}")]);
    raw(&fake, "https://a.example").call::<Store>(upload("a", b"abc")).await.unwrap();
    client(&fake).call::<Store>(upload("a", b"abc")).await.unwrap();
    let seen = fake.seen();
    assert_eq!(seen[0].header("x-amz-content-sha256"), HASH_OF_ABC);
    assert!(seen[0].header("authorization").contains(";x-amz-content-sha256;"));
    assert_eq!(seen[1].header("x-amz-content-sha256"), "");
}

#[tokio::test]
async fn presigned_requests_have_what_the_caller_states_and_nothing_of_the_client() {
    let fake = Fake::new([]);
    let expires = Duration::from_secs(900);
    let get = client(&fake).call::<Get>(get("a b")).presign(expires).await.unwrap();
    assert_eq!((get.method().as_str(), get.headers().len(), get.body().len()), ("GET", 0, 0));
    assert!(
        get.uri().to_string().starts_with("https://things.eu-central-1.amazonaws.com/things/a%20b?X-Amz-Algorithm=")
    );
    assert_eq!(parameter(&get, "X-Amz-Expires"), Some("900"));
    assert_eq!(parameter(&get, "X-Amz-SignedHeaders"), Some("host"));
    assert_eq!(parameter(&get, "X-Amz-Security-Token"), Some("token"));

    let empty = Upload { data: None, ..upload("a", b"") };
    let put = raw(&fake, "https://a.example").call::<StoreChecked>(empty.clone()).presign(expires).await.unwrap();
    assert_eq!((put.method().as_str(), put.headers().len()), ("PUT", 0));
    let typed = Upload { media_type: Some("text/plain".to_owned()), ..empty };
    let call = raw(&fake, "https://a.example").call::<Store>(typed).header("x-own", "1");
    let put = call.presign(expires).await.unwrap();
    assert_eq!(
        (put.headers().len(), &put.headers()["content-type"], &put.headers()["x-own"]),
        (2, &"text/plain".parse().unwrap(), &"1".parse().unwrap())
    );
    assert_eq!(parameter(&put, "X-Amz-SignedHeaders"), Some("content-type%3Bhost%3Bx-own"));
    assert!(fake.seen().is_empty());
}

#[tokio::test]
async fn presigned_forms_are_in_the_uri_and_other_bodies_beside_it() {
    let fake = Fake::new([]);
    let input = || PutRequest { name: Some("a b+c/ä".to_owned()), data: None };
    let of = |protocol| Client::new(&SERVICE, protocol, config(&fake));
    let form = of(&AwsQuery).call::<Put>(input()).presign(Duration::from_secs(60)).await.unwrap();
    assert_eq!((form.method().as_str(), form.headers().len(), form.body().len()), ("GET", 0, 0));
    assert_eq!(parameter(&form, "Action"), Some("Put"));
    assert_eq!(parameter(&form, "Name"), Some("a%20b%2Bc%2F%C3%A4"));
    let json = of(&AwsJson1_0).call::<Put>(input()).presign(Duration::from_secs(60)).await.unwrap();
    assert_eq!((json.method().as_str(), &**json.body()), ("POST", "{\"Name\":\"a b+c/ä\"}".as_bytes()));
    let headers: Vec<&str> = json.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(headers.len(), 2, "{headers:?}");
    assert!(json.headers().contains_key("x-amz-target") && json.headers().contains_key("content-type"));
}

#[tokio::test]
async fn what_cannot_be_presigned_is_said() {
    let fake = Fake::new([]);
    let cases = [
        (
            client(&fake).call::<Open>(ListRequest::default()).presign(Duration::from_secs(1)),
            "is signed by AWS Signature",
        ),
        (client(&fake).call::<Open>(ListRequest::default()).header("a b", "").presign(Duration::from_secs(1)), "`a b`"),
        (client(&fake).call::<List>(ListRequest::default()).presign(Duration::ZERO), "one second to seven days"),
    ];
    for (call, expected) in cases {
        let error = call.await.unwrap_err();
        assert!(error.message().contains(expected), "{error}");
    }
}
