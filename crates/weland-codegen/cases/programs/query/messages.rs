//! Inputs and outputs.

use query_client::types::*;
use query_client::weland_client::Client;
use query_client::weland_client::http::Request;
use query_client::weland_client::protocol::{AwsJson1_0, AwsQuery, ClientProtocol, Ec2Query};

use crate::service::ec2;
use crate::wire::{Wire, canned};

/// The protocols that are told apart on one port, and the one that is not.
pub(crate) fn all() -> [(&'static dyn ClientProtocol, Wire); 3] {
    [(&AwsJson1_0, Wire::new()), (&AwsQuery, Wire::new()), (&Ec2Query, Wire::with(ec2()))]
}

pub(crate) fn store(id: &str) -> StoreInput {
    StoreInput::new(StoreRequired { id: id.to_owned() })
}

fn item() -> StoreInput {
    let part = |name: &str| Part::new().name(name);
    let mut input = store("a b").content(Content::Data(Blob::from("ab"))).token("t");
    input.labels = Some(vec!["x&y".to_owned(), String::new()]);
    input.sizes = Some(vec![0.5, f64::NEG_INFINITY]);
    input.parts = Some(vec![part("p").parts(vec![part("q")]), Part::new(), part("r")]);
    input.attributes = Some([("k".to_owned(), "v".to_owned())].into());
    input.at = Some(Timestamp::new(1, 500_000_000));
    input
}

#[tokio::test(flavor = "current_thread")]
async fn messages_mean_the_same_in_all_protocols() {
    for (protocol, wire) in all() {
        let client = wire.speaking(protocol);
        let (output, metadata) = client.call::<Store>(item()).with_metadata().await.unwrap();
        let input = item();
        assert_eq!((output.id, output.weight), (Some(input.id), Some(1)), "{protocol:?}");
        assert_eq!((output.labels, output.sizes), (input.labels, input.sizes), "{protocol:?}");
        assert_eq!((output.parts, output.attributes), (input.parts, input.attributes), "{protocol:?}");
        assert_eq!((output.at, output.content), (input.at, input.content), "{protocol:?}");
        assert_eq!(metadata.request_id(), Some(wire.last().1.header("x-amzn-requestid")));
        client.call::<Ping>(()).await.unwrap();
    }
}

#[tokio::test(flavor = "current_thread")]
async fn requests_are_forms_and_responses_xml() {
    let cases: [(&dyn ClientProtocol, Wire, &str, &str, &str); 2] = [
        (
            &AwsQuery,
            Wire::new(),
            "Action=Store&Version=2026-01-01&id=a%20b&label.member.1=x%26y&label.member.2=&sizes.1=0.5&sizes.2=-Infinity\
             &parts.member.1.name=p&parts.member.1.parts.member.1.name=q&parts.member.2=&parts.member.3.name=r\
             &attributes.entry.1.Name=k&attributes.entry.1.Value=v&at=1970-01-01T00%3A00%3A01.5Z\
             &content.data=YWI%3D&token=t",
            "<StoreResponse xmlns=\"https://depot.example.com/doc/\"><StoreResult><ID>a b</ID><weight>1</weight>",
            "</StoreResult><ResponseMetadata><RequestId>-</RequestId></ResponseMetadata></StoreResponse>",
        ),
        (
            &Ec2Query,
            Wire::with(ec2()),
            "Action=Store&Version=2026-01-01&Id=a%20b&Label.1=x%26y&Label.2=&Sizes.1=0.5&Sizes.2=-Infinity\
             &Parts.1.Name=p&Parts.1.Parts.1.Name=q&Parts.2=&Parts.3.Name=r\
             &Attributes.1.Name=k&Attributes.1.Value=v&At=1970-01-01T00%3A00%3A01.5Z\
             &Content.Data=YWI%3D&Token=t",
            "<StoreResponse xmlns=\"https://depot.example.com/doc/\"><ID>a b</ID><weight>1</weight>",
            "<requestId>-</requestId></StoreResponse>",
        ),
    ];
    for (protocol, wire, form, begin, end) in cases {
        wire.speaking(protocol).call::<Store>(item()).await.unwrap();
        let (request, response) = wire.last();
        assert_eq!(request.line, "POST depot.test/");
        assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
        assert_eq!(request.text(), form);
        assert!(response.header("content-type").starts_with("text/xml"));
        let end = end.replace(">-<", &format!(">{}<", response.header("x-amzn-requestid")));
        let text = response.text();
        assert!(text.starts_with(begin) && text.ends_with(&end), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_query_string_is_a_form_too() {
    let wire = Wire::new();
    let get = |target: &str| Request::get(format!("http://depot.test{target}")).body(Vec::new()).unwrap();
    let response = wire.send(get("/?Action=Store&id=a&Version=2026-01-01&sizes.1=1")).await;
    assert_eq!(response.line, "200");
    assert!(response.text().contains("<ID>a</ID>"), "{}", response.text());
    let response = wire.send(get("/?id=a")).await;
    assert_eq!(response.line, "400");
    assert!(response.text().contains("the form lacks the field `Action`"), "{}", response.text());
}

#[tokio::test(flavor = "current_thread")]
async fn the_id_of_a_request_is_found_in_its_document() {
    let call = async |protocol: &'static dyn ClientProtocol, status, body: &'static [u8]| {
        let client = Client::new(&SERVICE, protocol, canned(status, &[], body));
        client.call::<Store>(store("a")).with_metadata().await
    };
    let metadata = b"<ResponseMetadata><RequestId>q-1</RequestId></ResponseMetadata>";
    let body = [b"<StoreResponse><StoreResult/>", &metadata[..], b"</StoreResponse>"].concat().leak();
    let (_, metadata) = call(&AwsQuery, 200, body).await.unwrap();
    assert_eq!(metadata.request_id(), Some("q-1"));
    let (_, metadata) =
        call(&Ec2Query, 200, b"<StoreResponse><requestId>e-1</requestId></StoreResponse>").await.unwrap();
    assert_eq!(metadata.request_id(), Some("e-1"));
    let body = b"<ErrorResponse><Error><Code>Closed</Code></Error><RequestId>q-2</RequestId></ErrorResponse>";
    let error = call(&AwsQuery, 500, body).await.unwrap_err();
    assert_eq!(error.metadata().request_id(), Some("q-2"));
    assert!(matches!(error, StoreError::Closed(_)), "{error:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_no_response_of_the_operation_is_an_error() {
    let bodies: [&'static [u8]; 4] =
        [b"<html></html>", b"<PingResponse/>", b"<StoreResponse><PingResult/></StoreResponse>", b"{}"];
    for body in bodies {
        let client = Client::new(&SERVICE, &AwsQuery, canned(200, &[], body));
        let error = client.call::<Store>(store("a")).await.unwrap_err();
        assert_eq!(error.other().unwrap().kind(), ErrorKind::Response, "{error:?}");
    }
}
