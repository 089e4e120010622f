//! Requests that do not reach a handler, and the responses to them.

use http::header::{ALLOW, HeaderValue, WWW_AUTHENTICATE};
use http::{Response, StatusCode};
use weland_core::{DecodeError, Member, OtherError, Schema, schema, structure};
use weland_protocol::protocol::{DispatchError, Violation};
use weland_protocol::{Body, BodyTooLarge, RequestError};
use weland_validate::{Field, Violations};

use crate::denial::Denial;
use crate::exchange::{Exchange, is_told};
use crate::failure::FailureReason;
use crate::settings::ValidationStyle;
use crate::timeout::BodyTimeout;

/// Why a request does not reach a handler.
#[derive(Debug)]
pub(crate) enum Rejection {
    /// No operation has this path.
    UnknownOperation,
    /// No operation has the name that the request states.
    UnknownName,
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
    /// The checks have refused the caller.
    Denied(Denial),
    /// The operation needs a scheme of authentication that the server has no check for.
    Unchecked(&'static str),
    /// A check of the caller says something else than whether it may call, or has failed.
    Refused(OtherError),
    /// A check of the caller has panicked with this message.
    Panic(String),
    Malformed(RequestError),
    Invalid(Violations),
}

const UNKNOWN: &str = "UnknownOperationException";
const TOO_LARGE: &str = "RequestEntityTooLargeException";

impl Rejection {
    pub(crate) fn into_response(self, exchange: &Exchange) -> Response<Body> {
        let respond = |status: StatusCode, code: &str, message: &str| exchange.failure(status.as_u16(), code, message);
        match self {
            Self::UnknownOperation => {
                respond(StatusCode::NOT_FOUND, UNKNOWN, "no operation has this path and query string")
            }
            Self::UnknownName => {
                respond(StatusCode::NOT_FOUND, UNKNOWN, "the service has no operation of the name that was sent")
            }
            Self::Method(methods) => wrong_method(exchange, &methods.join(", ")),
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
            Self::Denied(denial) => denied(exchange, denial),
            Self::Unchecked(scheme) => exchange.internal(FailureReason::Unchecked(scheme)),
            Self::Refused(error) => refused(exchange, &error),
            Self::Panic(message) => exchange.internal(FailureReason::Panic(&message)),
            Self::Malformed(error) => malformed(exchange, &error),
            Self::Invalid(violations) => invalid(exchange, &violations),
        }
    }
}

/// The response to a request that can't be read. To whoever sends it, that is no other kind of mistake than one that breaks
/// constraints, where the model has a status for these.
fn malformed(exchange: &Exchange, error: &RequestError) -> Response<Body> {
    let message = error.to_string();
    if error.status != 400 {
        return exchange.failure(error.status, error.code, &message);
    }
    let (status, own) = exchange.invalid_input(&message, &[Field::new(&*error.error.path, &*error.error.message)]);
    own.unwrap_or_else(|| exchange.failure(status, error.code, &message))
}

/// The code of the response to a request that breaks constraints.
pub(crate) const INVALID: &str = "ValidationException";

/// The response to a request that breaks constraints: in the shape that the model has for it, or else in Smithy's.
fn invalid(exchange: &Exchange, violations: &Violations) -> Response<Body> {
    let smithy = violations.smithy();
    let message = match exchange.settings.validation_style {
        ValidationStyle::AwsLambda => violations.aws_lambda(),
        ValidationStyle::Smithy => smithy.message,
    };
    if let Some(response) = exchange.own_error(INVALID, &message, &smithy.field_list) {
        return response;
    }
    let (status, own) = exchange.invalid_input(&message, &smithy.field_list);
    if let Some(response) = own {
        return response;
    }
    let fields: Vec<_> =
        smithy.field_list.iter().map(|field| Violation { path: &field.path, message: &field.message }).collect();
    if let Some(response) = exchange.protocol.encode_violations(status, &message, &fields, &exchange.id) {
        return response;
    }
    if exchange.settings.validation_style == ValidationStyle::AwsLambda {
        return exchange.protocol.encode_failure(exchange.routes.service(), 400, INVALID, &message, &exchange.id);
    }
    let exception = ValidationException::new(message, smithy.field_list);
    let response = exchange.protocol.encode_error(exchange.routes.service(), &exception, &exchange.id);
    response.unwrap_or_else(|error| exchange.internal(FailureReason::Unsendable(&error)))
}

fn denied(exchange: &Exchange, Denial { error, challenges }: Denial) -> Response<Body> {
    let mut response = exchange.denied(&error);
    for challenge in challenges {
        response.headers_mut().append(WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The response to a caller about which a check says more than whether it may call. What is not meant for callers is a failure of
/// the server.
fn refused(exchange: &Exchange, error: &OtherError) -> Response<Body> {
    if is_told(error) { exchange.other_error(error) } else { exchange.internal(FailureReason::Check(error)) }
}

fn wrong_method(exchange: &Exchange, methods: &str) -> Response<Body> {
    let message = format!("no operation has this path and method; the path is known with {methods}");
    let mut response = exchange.failure(405, UNKNOWN, &message);
    if let Ok(methods) = HeaderValue::from_str(methods) {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

impl From<DispatchError> for Rejection {
    fn from(error: DispatchError) -> Self {
        match error {
            DispatchError::UnknownOperation | DispatchError::OtherProtocol | DispatchError::InBody => {
                Self::UnknownOperation
            }
            DispatchError::UnknownName => Self::UnknownName,
            DispatchError::MediaType(wanted) => Self::Malformed(RequestError::media_type(wanted)),
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
            return Self::Malformed(DecodeError::new(error.to_string()).into());
        }
        let error = match error.downcast::<DecodeError>() {
            Ok(error) => return Self::Malformed((*error).into()),
            Err(error) => error,
        };
        let error = match error.downcast::<OtherError>() {
            Ok(error) => return Self::Refused(*error),
            Err(error) => error,
        };
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
    ValidationException = VALIDATION_EXCEPTION: Schema::structure("ValidationException")
        .error(400)
        .rules(weland_core::rules!(namespace: Some("smithy.framework")));
    0 message: Member::new("message", &schema::STRING).required(),
    1 field_list: Member::new("fieldList", &FIELD_LIST),
}

structure! {
    ValidationExceptionField = VALIDATION_EXCEPTION_FIELD: Schema::structure("ValidationExceptionField");
    0 path: Member::new("path", &schema::STRING).required(),
    1 message: Member::new("message", &schema::STRING).required(),
}

impl ValidationException {
    fn new(message: String, fields: Vec<Field>) -> Self {
        let field = |field: Field| ValidationExceptionField { path: field.path, message: field.message };
        Self { message, field_list: fields.into_iter().map(field).collect() }
    }
}
