//! Where calls go by other rules than those of regions.

use weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver, EndpointRules};
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config, Credentials};
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

/// Rules that depend on the account, as those of DynamoDB do.
static BY_ACCOUNT: EndpointRules = EndpointRules::new(
    r#"
    param Account: string from AWS::Auth::AccountId
    param Mode: string from AWS::Auth::AccountIdEndpointMode
    if isSet(Account), isSet(Mode), stringEquals(Mode, "preferred") endpoint "https://{Account}.things.example"
    endpoint "https://things.example"
    "#,
);

#[tokio::test]
async fn the_account_of_an_endpoint_is_that_of_the_configuration_or_of_the_credentials() {
    let known = || Credentials::new("AKIDEXAMPLE", "secret").with_account_id("123");
    type Case = (fn(Config) -> Config, &'static str);
    let cases: [Case; 5] = [
        (|it| it, "https://123.things.example/things/a"),
        (|it| it.account_id("456"), "https://456.things.example/things/a"),
        (|it| it.endpoint_param("Mode", "disabled"), "https://things.example/things/a"),
        (|it| it.unsigned(), "https://things.example/things/a"),
        (|it| it.credentials(Credentials::new("AKIDEXAMPLE", "secret")), "https://things.example/things/a"),
    ];
    for (change, expected) in cases {
        let fake = Fake::new([respond(200, "{}")]);
        let config = change(config(&fake).credentials(known()));
        let client = Client::with_endpoint_rules(&SERVICE, &RestJson1, &BY_ACCOUNT, config);
        client.call::<Get>(get("a")).await.unwrap();
        assert_eq!(fake.seen()[0].uri, expected);
    }
}
