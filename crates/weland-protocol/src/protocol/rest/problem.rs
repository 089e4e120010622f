//! Problems (RFC 9457): what servers respond where the model has no error for it.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use weland_core::{Member, Schema, schema, structure};

use super::{CODEC, Violation};
use crate::body::Body;
use crate::codec::Codec as _;

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

#[derive(Default)]
struct Problem {
    title: String,
    status: i32,
    detail: String,
    code: Option<String>,
    errors: Option<Vec<Invalid>>,
}

/// A place of the input that is not as the model wants it.
#[derive(Default)]
struct Invalid {
    path: String,
    detail: String,
}

static ERRORS: Schema = Schema::list("Errors", &[Member::element(&INVALID)]);

structure! {
    Problem = PROBLEM: Schema::structure("Problem");
    0 title: Member::new("title", &schema::STRING),
    1 status: Member::new("status", &schema::INTEGER),
    2 detail: Member::new("detail", &schema::STRING),
    3 code: Member::new("code", &schema::STRING),
    4 errors: Member::new("errors", &ERRORS),
}

structure! {
    Invalid = INVALID: Schema::structure("Invalid");
    0 path: Member::new("path", &schema::STRING),
    1 detail: Member::new("detail", &schema::STRING),
}

/// The response to a request that has failed. Its type is the default one, `about:blank`: it says no more than the status.
pub(super) fn encode(status: u16, code: Option<&str>, detail: &str, violations: &[Violation<'_>]) -> Response<Body> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let invalid = |it: &Violation<'_>| Invalid { path: it.path.to_owned(), detail: it.message.to_owned() };
    let problem = Problem {
        title: status.canonical_reason().unwrap_or("Unknown status").to_owned(),
        status: i32::from(status.as_u16()),
        detail: detail.to_owned(),
        code: code.filter(|code| !code.is_empty()).map(str::to_owned),
        errors: (!violations.is_empty()).then(|| violations.iter().map(invalid).collect()),
    };
    // Text and whole numbers can be written.
    let document = CODEC.encode(&problem, |_| true).unwrap_or_default();
    let mut response = Response::new(Body::from(document));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, MEDIA_TYPE);
    response
}
