//! Where calls go by other rules than those of regions.

use weland_client::Client;
use weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver};
use weland_client::protocol::RestJson1;
use weland_core::{ErrorKind, OperationError, OtherError};

use crate::fake::{Fake, respond};
use crate::service::*;

/// The endpoint depends on the operation, and has all parameters in its path.
struct ByOperation;

impl EndpointResolver for ByOperation {
    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        let EndpointParams { service, operation, url, region, fips, dual_stack, .. } = *params;
        if operation.name == "Touch" {
            return Err(OtherError::new(ErrorKind::Request, "nowhere"));
        }
        let host = operation.name.to_lowercase();
        Endpoint::parse(&format!(
            "https://{host}.example/{}/{}/{}/{fips}/{dual_stack}",
            service.name,
            region.unwrap_or("-"),
            url.unwrap_or("-").trim_start_matches("http://"),
        ))
    }
}

#[tokio::test]
async fn the_resolver_decides_for_each_operation() {
    let fake = Fake::new([respond(200, "{}"), respond(200, "{}"), respond(200, "{}")]);
    let config = config(&fake).endpoint_resolver(ByOperation).fips(true);
    let client = Client::new(&SERVICE, &RestJson1, config.clone());
    client.call::<Get>(get("a")).await.unwrap();
    client.call::<List>(ListRequest::default()).endpoint("http://call").await.unwrap();
    let prefixed = PutRequest { name: Some("a".into()), data: None };
    Client::new(&SERVICE, &RestJson1, config.endpoint("http://config")).call::<Prefixed>(prefixed).await.unwrap();
    let uris: Vec<String> = fake.seen().into_iter().map(|request| request.uri).collect();
    let expected = [
        "https://get.example/Things/eu-central-1/-/true/false/things/a",
        "https://list.example/Things/eu-central-1/call/true/false/things",
        "https://data.a.prefixed.example/Things/eu-central-1/config/true/false/prefixed",
    ];
    assert_eq!(uris, expected);
    let error = client.call::<Touch>(ListRequest::default()).await.unwrap_err();
    assert_eq!(error.other().map(OtherError::message), Some("nowhere"));
}
