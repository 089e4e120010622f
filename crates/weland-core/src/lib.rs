#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! What generated crates stand on: schemas, values, and the interface between types and formats.
//!
//! A generated type knows its [`Schema`] and gives access to its members by index ([`Structure`]). An [`Encoder`] or
//! [`Decoder`] knows a format. Neither knows the other, so a shape's code is compiled once, whatever formats are used.

mod adapter;
mod byte_stream;
mod codec_error;
pub mod debug;
mod decode;
mod defaulted;
#[cfg(feature = "documents")]
pub mod documents;
mod encode;
mod error;
mod event_stream;
mod file_part;
mod interface;
mod item_stream;
mod macros;
mod map_key;
mod metadata;
mod missing;
mod modeled;
#[doc(hidden)]
pub mod number;
mod operation;
pub mod schema;
mod security;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod serde_support;
mod strictness;
mod timestamp;
mod value;
mod zero;

#[doc(hidden)]
pub use adapter::Adapted;
pub use adapter::{Adapter, Text, ZeroAdapter};
#[cfg(feature = "tokio")]
pub use byte_stream::ByteStreamReader;
pub use byte_stream::{BoxError, ByteStream, StreamTooLarge, WrongStreamLength};
pub use codec_error::{DecodeError, EncodeError};
#[doc(hidden)]
pub use debug::{AsMessage, debug};
pub use decode::{Decode, decode_into};
pub use defaulted::Defaulted;
pub use encode::Encode;
pub use error::{ErrorKind, ErrorVariant, OperationError, OtherError};
pub use event_stream::EventStream;
pub use file_part::FilePart;
pub use interface::{Decoder, Encoder, EventSource, Events, Stream, Structure, UNKNOWN};
#[doc(hidden)]
pub use item_stream::HasStream;
pub use item_stream::ItemStream;
pub use map_key::MapKey;
pub use metadata::ResponseMetadata;
pub use missing::{Missing, MissingMembers, Segment};
pub use modeled::{Modeled, ModeledError};
pub use operation::{HttpOperation, Operation, OperationSchema, Paginated, ServiceSchema};
pub use schema::{
    Binding, Bound, Constant, Discriminator, ErrorTraits, FieldSchema, Length, Member, ParameterPlace, ParameterSchema,
    ParameterStyle, PatternConstraint, PatternMatcher, PatternProperty, Range, Rules, Schema, ShapeType, StatusRange,
    UnionEncoding, Untagged, Xml, XmlNamespace,
};
pub use security::{SecurityKind, SecurityScheme, ServerSchema};
pub use strictness::{Dialect, Strictness};
pub use timestamp::{Timestamp, TimestampFormat};
pub use value::{BigDecimal, BigInteger, Blob, Document};
pub use zero::Zero;

// The crates whose types stand in this interface, for programs that depend on a generated crate alone.
pub use {bytes, futures_core};

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde;

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident $static:ident) => {};
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_enum {
    ($type:ident $static:ident) => {};
}
