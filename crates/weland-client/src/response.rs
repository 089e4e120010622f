//! From a response on the wire to the output or the error of an operation.

use bytes::Bytes;
use http::response::Parts;
use weland_core::{
    DecodeError, ErrorKind, Operation, OperationError, OperationSchema, OtherError, ResponseMetadata, Schema,
    Structure, Zero as _,
};
use weland_protocol::{Body, ClientProtocol, ErrorInfo, response_metadata};

use crate::skew::Exchange;

/// A response of the service, as far as the pipeline reads it.
pub(crate) enum ReceivedResponse {
    /// A success, read to its end.
    Buffered(Parts, Bytes),
    /// A success whose body is a stream, and the message in front of that.
    Streaming(Parts, Bytes, Body),
    /// An error, modeled or not.
    Error(ErrorResponse),
}

/// The response of the last attempt, and the number of attempts.
pub(crate) type FinalResponse = Result<(ReceivedResponse, u32), OtherError>;

/// A response that is an error.
pub(crate) struct ErrorResponse {
    pub(crate) parts: Parts,
    pub(crate) body: Bytes,
    pub(crate) info: ErrorInfo,
    /// The error of the model that it is, if it is one.
    pub(crate) schema: Option<&'static Schema>,
    pub(crate) exchange: Exchange,
}

impl ReceivedResponse {
    /// What the response says of the call. Some protocols have the id of the request in the body.
    pub(crate) fn metadata(&self, protocol: &dyn ClientProtocol, operation: &OperationSchema) -> ResponseMetadata {
        match self {
            Self::Buffered(parts, body) => {
                response_metadata(operation, parts).with_request_id(protocol.request_id(parts, body))
            }
            Self::Streaming(parts, ..) => response_metadata(operation, parts),
            Self::Error(error) => ResponseMetadata::new(operation.name)
                .with_status(error.parts.status.as_u16())
                .with_request_id(error.info.request_id.clone()),
        }
    }

    /// The head of the response.
    pub(crate) fn parts(&self) -> &Parts {
        match self {
            Self::Buffered(parts, _) | Self::Streaming(parts, ..) => parts,
            Self::Error(error) => &error.parts,
        }
    }
}

impl ErrorResponse {
    /// The name of the error's shape, empty if there is none.
    pub(crate) fn code(&self) -> &str {
        self.info.code.as_deref().unwrap_or_default()
    }

    /// The error as one that the model does not name, or that cannot be read.
    fn into_other(self, kind: ErrorKind, message: String) -> OtherError {
        let error = OtherError::new(kind, message).with_body(self.body);
        match self.info.query_code.or(self.info.code) {
            Some(code) => error.with_code(code),
            None => error,
        }
    }
}

/// The output of a call, or its error, each with the metadata of the response.
///
/// This is the only part of a call that is compiled for each operation; what it calls is compiled once.
pub(crate) fn outcome<O: Operation>(
    protocol: &dyn ClientProtocol,
    response: FinalResponse,
) -> Result<(O::Output, ResponseMetadata), O::Error> {
    let (response, attempts) = response?;
    let metadata = response.metadata(protocol, O::SCHEMA).with_attempts(attempts);
    match read::<O>(protocol, response) {
        Ok(output) => Ok((output, metadata)),
        Err(error) => Err(error.with_metadata(metadata)),
    }
}

fn read<O: Operation>(protocol: &dyn ClientProtocol, response: ReceivedResponse) -> Result<O::Output, O::Error> {
    let error = match response {
        ReceivedResponse::Error(error) => error,
        success => {
            let mut output = O::Output::zero();
            decode(protocol, O::SCHEMA, success, &mut output)?;
            return Ok(output);
        }
    };
    let Some(mut modeled) = error.schema.and_then(O::Error::with_schema) else {
        return Err(unmodeled(error).into());
    };
    match modeled.modeled_mut() {
        Some(shape) => fill(protocol, error, shape)?,
        None => return Err(unmodeled(error).into()),
    }
    Err(modeled)
}

fn decode(
    protocol: &dyn ClientProtocol,
    operation: &OperationSchema,
    response: ReceivedResponse,
    output: &mut dyn Structure,
) -> Result<(), OtherError> {
    let invalid = |body: Bytes, error: DecodeError| {
        let message = format!("the response cannot be understood: {error}");
        OtherError::new(ErrorKind::Response, message).with_body(body).with_source(error)
    };
    match response {
        ReceivedResponse::Buffered(parts, body) => {
            protocol.decode_response(operation, &parts, body.clone(), output).map_err(|error| invalid(body, error))
        }
        ReceivedResponse::Streaming(parts, initial, body) => {
            if !initial.is_empty() {
                let read = protocol.decode_response(operation, &parts, initial.clone(), output);
                read.map_err(|error| invalid(initial, error))?;
            }
            protocol
                .attach_response_stream(operation, &parts, body, output)
                .map_err(|error| invalid(Bytes::new(), error))
        }
        ReceivedResponse::Error(error) => Err(unmodeled(error)),
    }
}

/// Reads the members of a modeled error.
fn fill(protocol: &dyn ClientProtocol, error: ErrorResponse, shape: &mut dyn Structure) -> Result<(), OtherError> {
    protocol.decode_error(&error.parts, &error.body, shape).map_err(|cause| {
        let message = format!("the error cannot be understood: {cause}");
        error.into_other(ErrorKind::Response, message).with_source(cause)
    })
}

/// An error response as one error, whatever the model makes of it.
pub(crate) fn unmodeled(error: ErrorResponse) -> OtherError {
    let status = error.parts.status;
    let kind = match (status.as_u16(), error.code()) {
        (501, "NotImplemented") => ErrorKind::NotImplemented,
        _ => ErrorKind::Service,
    };
    let reason = status.canonical_reason().unwrap_or("the service gave no reason");
    let message = error.info.message.clone().filter(|message| !message.is_empty());
    error.into_other(kind, message.unwrap_or_else(|| reason.to_owned()))
}
