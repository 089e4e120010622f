#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Codecs and HTTP bindings for generated crates: how the members of a shape become JSON, a path, headers, a body, events.
//!
//! Everything works on `&dyn Structure` and is driven by schemas, so it is compiled once and not once per operation.
//!
//! ```
//! use weland_core::{Member, Schema, schema, structure};
//! use weland_protocol::{Strictness, json};
//!
//! #[derive(Default, PartialEq)]
//! struct Point {
//!     x: i32,
//!     label: Option<String>,
//! }
//!
//! structure! {
//!     Point = POINT: Schema::structure("Point");
//!     0 x: Member::new("x", &schema::INTEGER).required(),
//!     1 label: Member::new("label", &schema::STRING),
//! }
//!
//! let point = Point { x: 3, label: None };
//! assert_eq!(json::encode(&point)?, br#"{"x":3}"#);
//!
//! let mut again = Point::default();
//! let missing = json::decode(br#"{"label": "here"}"#, &mut again, Strictness::Strict)?;
//! assert_eq!(missing[0].to_string(), "/x");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate knows neither sockets nor retries nor handlers; see `weland-client` and `weland-server` for those.

#[cfg(feature = "checksums")]
pub mod aws_chunked;
mod binding;
mod body;
pub mod cbor;
#[cfg(feature = "sigv4")]
pub mod checksum;
mod codec;
mod dispatch;
mod error;
pub mod event;
mod form;
mod framing;
#[cfg(feature = "compression")]
mod gzip;
mod header;
mod host;
mod item_check;
pub mod json;
mod media;
mod member;
mod message;
mod metadata;
mod missing;
mod payload;
pub mod protocol;
mod random;
mod request;
mod request_headers;
mod response;
mod scalar;
mod seen;
#[cfg(feature = "sigv4")]
pub mod sha256;
#[cfg(feature = "sigv4")]
pub mod sigv4;
mod strictness;
mod text;
mod token;
mod unsupported;
mod uri;
pub mod xml;

pub use binding::has_stream;
pub use body::{Body, BodyTooLarge};
pub use codec::{Codec, ErrorDetails, MemberFilter};
pub use error::ErrorInfo;
#[cfg(feature = "compression")]
pub use gzip::{EncodingError, gunzip, gzip};
pub use host::host_prefix;
pub use member::{member_text, set_member_text};
pub use metadata::{request_id, response_metadata};
pub use missing::{Missing, MissingMembers, Segment};
pub use payload::missing_stream;
pub use protocol::{
    AwsJson1_0, AwsJson1_1, AwsQuery, ClientProtocol, Ec2Query, Rest, RestJson1, RestXml, RpcV2Cbor, ServerProtocol,
};
#[cfg(feature = "random")]
pub use random::random_bytes;
pub use request::RequestError;
pub use request_headers::RequestHeaders;
pub use strictness::Strictness;
pub use token::{fill_idempotency_tokens, uuid};
pub use uri::{PathSegment, Piece, UriPattern, parse_query, percent_decode};
