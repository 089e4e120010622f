//! A user of types. Its only dependency is the generated crate: whatever the signatures of its types name is there.

#![forbid(unsafe_code)]

use std::pin::Pin;
use std::task::{Context, Poll};

use weland_lambda_types::weland_core::{ShapeType, bytes::Bytes, futures_core::Stream};
use weland_lambda_types::{
    BoxError, ByteStream, ErrorKind, GetFunctionError, GetFunctionRequest, Operation, OperationError, OperationSchema,
    OtherError, SERVICE, Schema, ServiceSchema, Structure,
};

/// The name of a shape, and how many members it has.
pub fn about(value: &dyn Structure) -> (&'static str, usize) {
    let schema: &'static Schema = value.schema();
    assert_eq!(schema.shape_type, ShapeType::Structure);
    (schema.name, schema.members.len())
}

/// The shape of an input.
pub fn input() -> &'static Schema {
    GetFunctionRequest::SCHEMA
}

/// An operation and its service.
pub fn operation<O: Operation>() -> (&'static OperationSchema, &'static ServiceSchema) {
    (O::SCHEMA, &SERVICE)
}

/// Whether an error is one of the transport.
pub fn is_transport(error: &GetFunctionError) -> bool {
    error.other().map(OtherError::kind) == Some(ErrorKind::Transport)
}

/// A stream of one piece.
#[derive(Debug)]
pub struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// A stream for a member.
pub fn stream(text: &'static str) -> ByteStream {
    ByteStream::new(Once(Some(Bytes::from_static(text.as_bytes()))))
}
