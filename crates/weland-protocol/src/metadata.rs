//! What a response says of itself, and streams that remember it when they break off.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, HeaderName};
use http_body::{Frame, SizeHint};
use weland_core::{BoxError, ErrorKind, OperationSchema, OtherError, ResponseMetadata};

use crate::body::Body;

/// The header that has the id of a request in several protocols.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// What the head of a response says of the call.
pub fn response_metadata(operation: &OperationSchema, parts: &Parts) -> ResponseMetadata {
    ResponseMetadata::new(operation.name).with_status(parts.status.as_u16()).with_request_id(request_id(&parts.headers))
}

/// The id that a service gave the request, from the headers of its response.
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    [REQUEST_ID.as_str(), "x-amz-request-id", "x-amz-requestid", "x-request-id"]
        .into_iter()
        .find_map(|name| headers.get(name))
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// An error of a stream with the metadata of the response that the stream is of.
pub(crate) fn explain(metadata: &ResponseMetadata, kind: ErrorKind, error: BoxError) -> BoxError {
    let error = match error.downcast::<OtherError>() {
        Ok(error) => *error,
        Err(error) => OtherError::new(kind, error.to_string()).with_source(error),
    };
    error.with_metadata(metadata.clone()).into()
}

/// The body of a response, its errors with the metadata of the response.
pub(crate) fn with_metadata(body: Body, metadata: ResponseMetadata) -> Body {
    match body.as_bytes() {
        Some(_) => body,
        None => Body::new(TracedBody { body, metadata }),
    }
}

struct TracedBody {
    body: Body,
    metadata: ResponseMetadata,
}

impl http_body::Body for TracedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        Pin::new(&mut this.body).poll_frame(cx).map_err(|error| explain(&this.metadata, ErrorKind::Transport, error))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
