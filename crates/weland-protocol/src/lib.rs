#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Codecs and HTTP bindings for generated crates: how the members of a shape become JSON, a path, headers, a body, events.
//!
//! Everything works on `&dyn Structure` and is driven by schemas, so it is compiled once and not once per operation.
//! This crate knows neither sockets nor retries nor routing; see `weland-client` and `weland-server` for those.

mod binding;
mod body;
mod error;
pub mod event;
mod header;
pub mod json;
mod media;
mod message;
mod missing;
mod partial;
mod payload;
mod request;
mod response;
mod text;
mod token;
mod uri;

pub use binding::has_stream;
pub use body::{Body, BodyTooLarge};
pub use error::{ErrorInfo, decode_error, encode_error, encode_failure, error_info, request_id};
pub use missing::{Missing, Mode, Segment};
pub use request::{RequestError, attach_request_stream, decode_request, encode_request};
pub use response::{attach_stream, decode_response, encode_response};
pub use token::{fill_idempotency_tokens, uuid};
pub use uri::{Labels, PathSegment, UriPattern, parse_query, percent_decode};
