//! One error for all operations of a service, and what can be asked of each error.

use std::error::Error as _;
use std::time::Duration;

use weland_client::protocol::RestJson1;
use weland_client::{CallError, Client, service_error};
use weland_core::{ErrorKind, OperationError, OtherError};

use crate::fake::{Fake, Step, error, respond};
use crate::service::{self, *};

service_error! {
    /// What operations on things can fail with.
    pub enum ThingsError of service { Busy, NotFound, }
}

service_error! {
    /// What operations of another service can fail with.
    pub enum ElsewhereError of service {}
}

/// The error of a call of `Get` that happens as scripted.
async fn failed(script: impl IntoIterator<Item = Step>) -> ThingsError {
    let fake = Fake::new(script);
    let call = async { Ok::<_, ThingsError>(client(&fake).call::<Get>(get("a")).max_attempts(2).await?) };
    call.await.err().unwrap()
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_model_keep_their_types_and_their_responses() {
    let error = failed([error(404, "NotFound")]).await;
    let ThingsError::NotFound(not_found) = &error else { panic!("{error:?}") };
    assert_eq!(not_found.message.as_deref(), Some("because"));
    let metadata = error.metadata();
    assert_eq!((metadata.operation(), metadata.status(), metadata.attempts()), (Some("Get"), Some(404), 1));
    assert_eq!(error.to_string(), "Get: NotFound: because (status 404)");
    assert_eq!((error.error_code(), error.error_kind()), (Some("NotFound"), ErrorKind::Service));
    assert!(!error.is_throttling() && !error.is_server_error() && error.source().is_none());
}

#[tokio::test(start_paused = true)]
async fn all_others_are_as_operations_have_them() {
    let refused = failed([Step::Refuse, Step::Refuse]).await;
    assert!(refused.is_connect() && !refused.is_timeout() && refused.source().is_some());
    assert_eq!((refused.metadata().attempts(), refused.metadata().status()), (2, None));
    let late = || Step::After(Duration::from_secs(100), Box::new(respond(200, "{}")));
    let late = failed([late(), late()]).await;
    assert!(late.is_timeout() && !late.is_connect(), "{late}");
    let broken = failed([error(500, "Broken"), error(500, "Broken")]).await;
    assert!(broken.is_server_error() && matches!(broken, ThingsError::Other(_)), "{broken:?}");
    assert_eq!(broken.to_string(), "Get: Broken: because (status 500)");
}

#[tokio::test(start_paused = true)]
async fn throttling_is_known_by_the_code_and_by_the_status() {
    for (status, code, expected) in [
        (400, "ThrottlingException", true),
        (400, "SlowDown", true),
        (429, "Whatever", true),
        (400, "Busy", false),
        (503, "Whatever", false),
    ] {
        let error = failed([error(status, code), error(status, code)]).await;
        assert_eq!(error.is_throttling(), expected, "{error}");
    }
}

#[test]
fn an_error_of_another_service_is_one_that_the_model_does_not_name() {
    let error = ThingsError::from(ThingError::from(NotFound { message: Some("gone".to_owned()) }));
    assert!(matches!(error, ThingsError::NotFound(_)));
    let error = ElsewhereError::from(ThingError::from(NotFound { message: Some("gone".to_owned()) }));
    let ElsewhereError::Other(other) = &error;
    assert_eq!((other.kind(), other.code(), other.message()), (ErrorKind::Service, Some("NotFound"), "gone"));
    let error = ElsewhereError::from(OtherError::new(ErrorKind::Timeout, "late"));
    assert!(error.is_timeout());
    assert!(ThingError::from(OtherError::new(ErrorKind::Timeout, "late")).is_timeout());
    assert!(OtherError::with_schema(NotFound::SCHEMA).is_none());
}

#[tokio::test(start_paused = true)]
async fn outputs_know_how_many_attempts_they_took() {
    let fake = Fake::new([Step::Refuse, error(503, "X"), respond(200, "{}")]);
    let client = Client::new(&SERVICE, &RestJson1, config(&fake));
    let (_, metadata) = client.call::<Get>(get("a")).with_metadata().await.unwrap();
    assert_eq!((metadata.attempts(), metadata.status()), (3, Some(200)));
    let late = || Step::After(Duration::from_secs(20), Box::new(error(503, "X")));
    let fake = Fake::new([late(), late(), late()]);
    let call = Client::new(&SERVICE, &RestJson1, config(&fake)).call::<Get>(get("a")).timeout(Duration::from_secs(30));
    assert_eq!(call.await.err().unwrap().metadata().attempts(), 2);
}
