//! Errors that no model names.
#![allow(missing_docs)]

use std::error::Error as _;

use weland_core::{DecodeError, ErrorKind, OtherError};

fn refusal() -> OtherError {
    OtherError::new(ErrorKind::Response, "the error cannot be understood")
        .with_code("Refusal")
        .with_status(400)
        .with_request_id(Some("id-1".to_owned()))
        .with_body(r#"{"password":"secret"}"#.into())
        .with_source(DecodeError::new("expected a string"))
}

#[test]
fn bodies_are_not_shown() {
    let error = refusal();
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(!shown.contains("secret") && !shown.contains("password"), "{shown}");
    for part in ["Refusal", "400", "id-1", "21 bytes", "expected a string"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(error.body().len(), 21);
}

#[test]
fn a_copy_says_all_that_the_error_says() {
    let (error, copy) = (refusal(), refusal().clone());
    assert_eq!(format!("{error:?}"), format!("{copy:?}"));
    assert_eq!(copy.source().map(ToString::to_string), error.source().map(ToString::to_string));
}
