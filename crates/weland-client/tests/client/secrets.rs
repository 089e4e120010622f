//! What no message and no `Debug` shows.

use std::sync::{Arc, Mutex};

use weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver};
use weland_client::hooks::{Attempt, DefaultHeader, Hook};
use weland_client::protocol::RestJson1;
use weland_client::{Client, Config};
use weland_core::{OperationError, OtherError};

use crate::fake::{Fake, Step, error, respond};
use crate::service::*;

const URL: &str = "http://user:hush@example.com:81/base";

/// An error as `{}`, as `{:?}`, and with all its causes.
fn all_of(error: &(dyn std::error::Error + 'static)) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        shown.push_str(&format!(" {error} {error:?}"));
        cause = error.source();
    }
    shown
}

#[tokio::test]
async fn the_user_of_an_endpoint_is_not_shown() {
    let fake = Fake::new([]);
    let config = config(&fake).endpoint(URL);
    let client = Client::new(&SERVICE, &RestJson1, config.clone());
    for shown in [format!("{config:?}"), format!("{config:#?}"), format!("{client:?}")] {
        assert!(
            shown.contains("example.com:81/base") && !shown.contains("hush") && !shown.contains("user:"),
            "{shown}"
        );
    }
    let by_config = client.call::<Get>(get("a")).await.unwrap_err();
    let by_call = crate::service::client(&fake).call::<Get>(get("a")).endpoint(URL).await.unwrap_err();
    for error in [by_config, by_call] {
        let shown = all_of(&error);
        assert!(shown.contains("***@example.com:81/base") && !shown.contains("hush"), "{shown}");
    }
}

/// Remembers what it is told.
#[derive(Clone, Default)]
struct Spy(Arc<Mutex<Vec<String>>>);

impl EndpointResolver for Spy {
    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        self.0.lock().unwrap().push(format!("{params:?}"));
        Endpoint::parse("http://example.com")
    }
}

impl Hook for Spy {
    fn before_attempt(
        &self,
        attempt: &Attempt,
        request: &mut http::request::Parts,
        _: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        request.uri = http::Uri::from_static("http://user:hush@example.com/");
        self.0.lock().unwrap().push(format!("{attempt:?} {:?}", request.headers));
        Ok(())
    }

    fn after_attempt(&self, attempt: &Attempt, outcome: Result<&http::response::Parts, &OtherError>) {
        self.0.lock().unwrap().push(format!("{attempt:?} {}", all_of(outcome.unwrap_err())));
    }
}

#[tokio::test]
async fn hooks_and_resolvers_can_log_what_they_are_given() {
    let (spy, fake) = (Spy::default(), Fake::new([Step::Refuse]));
    let key = DefaultHeader { name: "x-api-key", value: "hush" };
    let config = config(&fake).endpoint(URL).endpoint_resolver(spy.clone()).hook(key).hook(spy.clone()).max_attempts(1);
    let call = Client::new(&SERVICE, &RestJson1, config).call::<Get>(get("a"));
    let error = call.header("authorization", "Bearer hush").header("x-own", "hush").await.unwrap_err();
    let mut shown = std::mem::take(&mut *spy.0.lock().unwrap());
    assert_eq!(shown.len(), 3);
    assert!(shown[2].contains("http://example.com"), "{}", shown[2]);
    shown.extend([all_of(&error), format!("{key:?}")]);
    for shown in shown {
        assert!(!shown.contains("hush"), "{shown}");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_understood_are_not_shown() {
    let script =
        [respond(200, r#"{"Name":"hush","State":1}"#), error(400, "Gone"), respond(400, r#"{"token":"hush"}"#)];
    let fake = Fake::new(script);
    for _ in 0..3 {
        let error = client(&fake).call::<Get>(get("a")).await.unwrap_err();
        let shown = all_of(&error);
        assert!(!shown.contains("hush"), "{shown}");
        assert!(error.other().is_none_or(|error| !error.body().is_empty()));
    }
}

#[test]
fn a_configuration_is_shown_without_the_secrets_of_its_environment() {
    let shown = format!("{:?}", Config::new().endpoint("https://example.com/?key=hush"));
    assert!(!shown.contains("hush"), "{shown}");
}
