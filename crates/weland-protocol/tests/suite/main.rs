//! The crate as generated crates and their runtimes use it.
#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(clippy::type_complexity, reason = "tables of cases")]

mod body;
mod bound;
mod cbor;
mod events;
mod headers;
mod json;
mod malformed;
mod nulls;
mod received_events;
mod request;
mod response;
mod shapes;
mod unions;
mod uri;
mod xml;
