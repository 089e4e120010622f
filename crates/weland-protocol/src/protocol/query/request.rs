//! Requests: forms.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, request};
use weland_core::{OperationSchema, OtherError, ServiceSchema, Structure};

use super::dispatch::{ACTION, VERSION};
use crate::body::Body;
use crate::form::{self, Fields, FormDecoder, FormEncoder, Style};
use crate::missing::MissingMembers;
use crate::request::{RequestError, unwritable};
use crate::token::{fill_idempotency_tokens, uuid};

/// The request of an operation.
///
/// # Errors
/// When the input cannot be sent.
pub(super) fn encode(
    style: Style,
    service: &ServiceSchema,
    operation: &OperationSchema,
    input: &mut dyn Structure,
) -> Result<Request<Body>, OtherError> {
    fill_idempotency_tokens(input, uuid);
    let mut form = FormEncoder::new(style);
    form.field(ACTION, operation.name);
    form.field(VERSION, service.version);
    form.members(input);
    let mut request = Request::new(Body::from(form.finish().map_err(unwritable)?.into_bytes()));
    *request.method_mut() = Method::POST;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(form::MEDIA_TYPE));
    Ok(request)
}

/// Reads the form of a request into an input, and says which required members were absent. It is the query string of a request
/// with the method GET, which common clients of AWS send, too.
///
/// # Errors
/// When the form is malformed.
pub(super) fn decode(
    style: Style,
    parts: &request::Parts,
    body: &Bytes,
    input: &mut dyn Structure,
) -> Result<MissingMembers, RequestError> {
    let form = match parts.method {
        Method::GET => parts.uri.query().unwrap_or_default().as_bytes(),
        _ => body,
    };
    let fields = Fields::read(form)?;
    Ok(FormDecoder::decode(&fields, style, input)?)
}
