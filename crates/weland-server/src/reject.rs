//! Requests that do not reach a handler, and the responses to them.

use http::header::{ALLOW, HeaderValue};
use http::{Response, StatusCode};
use weland_core::{Member, Schema, schema, structure};
use weland_protocol::protocol::DispatchError;
use weland_protocol::{Body, BodyTooLarge, RequestError, ServerProtocol};
use weland_validate::Violations;

use crate::timeout::BodyTimeout;

/// The style of the response to a request that breaks constraints of the model: its status is 400 and its code
/// `ValidationException` in either style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationStyle {
    /// As `smithy.framework#ValidationException`: a message, and a list of fields with their paths.
    #[default]
    Smithy,
    /// As AWS Lambda: a message that shows the values.
    AwsLambda,
}

/// Why a request does not reach a handler.
#[derive(Debug)]
pub(crate) enum Rejection {
    /// No operation has this path.
    UnknownOperation,
    /// Operations with this path have these methods.
    Method(Vec<&'static str>),
    /// The body has more bytes than this.
    TooLarge(usize),
    /// The body ended early.
    Aborted,
    /// The body came too slowly.
    Slow,
    /// The body is a stream whose length is required but not known.
    NoLength,
    Malformed(RequestError),
    Invalid(Violations, ValidationStyle),
}

const TOO_LARGE: &str = "RequestEntityTooLargeException";

impl Rejection {
    pub(crate) fn into_response(self, protocol: &dyn ServerProtocol, request_id: &str) -> Response<Body> {
        let respond = |status: StatusCode, code: &str, message: &str| {
            protocol.encode_failure(status.as_u16(), code, message, request_id)
        };
        match self {
            Self::UnknownOperation => respond(
                StatusCode::NOT_FOUND,
                "UnknownOperationException",
                "no operation has this path and query string",
            ),
            Self::Method(methods) => wrong_method(protocol, &methods.join(", "), request_id),
            Self::TooLarge(limit) => {
                let message = format!("the body of the request must not exceed {limit} bytes");
                respond(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE, &message)
            }
            Self::Aborted => {
                respond(StatusCode::BAD_REQUEST, "RequestAbortedException", "the body of the request broke off")
            }
            Self::Slow => respond(StatusCode::REQUEST_TIMEOUT, "RequestTimeoutException", &BodyTimeout.to_string()),
            Self::NoLength => respond(
                StatusCode::LENGTH_REQUIRED,
                "MissingContentLength",
                "the operation needs the length of the body in the header `Content-Length`",
            ),
            Self::Malformed(error) => protocol.encode_failure(error.status, error.code, &error.to_string(), request_id),
            Self::Invalid(violations, ValidationStyle::AwsLambda) => {
                respond(StatusCode::BAD_REQUEST, "ValidationException", &violations.aws_lambda())
            }
            Self::Invalid(violations, ValidationStyle::Smithy) => {
                let exception = ValidationException::new(&violations);
                let response = protocol.encode_error(&exception, request_id);
                response.unwrap_or_else(|_| protocol.internal_failure(request_id))
            }
        }
    }
}

fn wrong_method(protocol: &dyn ServerProtocol, methods: &str, request_id: &str) -> Response<Body> {
    let message = format!("no operation has this path and method; the path is known with {methods}");
    let mut response = protocol.encode_failure(405, "UnknownOperationException", &message, request_id);
    if let Ok(methods) = HeaderValue::from_str(methods) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

impl From<DispatchError> for Rejection {
    fn from(error: DispatchError) -> Self {
        match error {
            DispatchError::UnknownOperation | DispatchError::OtherProtocol => Self::UnknownOperation,
            DispatchError::MethodNotAllowed(methods) => Self::Method(methods),
            DispatchError::Malformed(error) => Self::Malformed(error.into()),
        }
    }
}

/// Why a body could not be read.
impl From<weland_core::BoxError> for Rejection {
    fn from(error: weland_core::BoxError) -> Self {
        #[cfg(feature = "compression")]
        if let Some(error) = error.downcast_ref::<weland_protocol::EncodingError>() {
            return Self::Malformed(weland_core::DecodeError::new(error.to_string()).into());
        }
        if error.is::<BodyTimeout>() {
            return Self::Slow;
        }
        match error.downcast_ref::<BodyTooLarge>() {
            Some(BodyTooLarge { limit }) => Self::TooLarge(*limit),
            None => Self::Aborted,
        }
    }
}

#[derive(Default)]
struct ValidationException {
    message: String,
    field_list: Vec<ValidationExceptionField>,
}

#[derive(Default)]
struct ValidationExceptionField {
    path: String,
    message: String,
}

static FIELD_LIST: Schema =
    Schema::list("ValidationExceptionFieldList", &[Member::element(&VALIDATION_EXCEPTION_FIELD)]);

structure! {
    ValidationException = VALIDATION_EXCEPTION: Schema::structure("ValidationException").error(400);
    0 message: Member::new("message", &schema::STRING).required(),
    1 field_list: Member::new("fieldList", &FIELD_LIST),
}

structure! {
    ValidationExceptionField = VALIDATION_EXCEPTION_FIELD: Schema::structure("ValidationExceptionField");
    0 path: Member::new("path", &schema::STRING).required(),
    1 message: Member::new("message", &schema::STRING).required(),
}

impl ValidationException {
    fn new(violations: &Violations) -> Self {
        let smithy = violations.smithy();
        let fields = smithy.field_list.into_iter();
        Self {
            message: smithy.message,
            field_list: fields
                .map(|field| ValidationExceptionField { path: field.path, message: field.message })
                .collect(),
        }
    }
}
