#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
#![cfg_attr(
    not(all(feature = "client", feature = "server")),
    allow(dead_code, reason = "some of it is for clients only, some for servers only")
)]
//! What generated protocol tests call.
//!
//! Models say by the traits of `smithy.test` how values become messages and messages values. From these,
//! `weland generate` writes tests for the client and the server of a service. A test names the case, by the JSON text of
//! its node in the model, and one of the functions of [`client`] or [`server`], which runs it and panics if it does not
//! hold.
//!
//! A case of a request holds for a client if it sends that request, and for a server if it understands it:
//!
//! ```
#![doc = include_str!("greeter.md")]
//! const CASE: &str = r#"{
//!     "id": "GreetsByName", "protocol": "aws.protocols#restJson1",
//!     "method": "GET", "uri": "/greetings/Ada", "body": "", "params": {"name": "Ada"}
//! }"#;
//!
//! client::request::<Greet>(CASE, |config, input| Client::new(&SERVICE, config).call(input));
//! server::request::<Greet>(CASE, router);
//! ```
//!
//! # How things are compared
//!
//! - Values are compared with the `params` of the case as they stand there; where they say nothing, defaults hold.
//! - Query parameters are compared as they are on the wire, those with one name in their order. Headers are compared by
//!   their values, several of them joined by `, `.
//! - Bodies of a JSON media type are compared as JSON, all others byte by byte.
//! - Frames of event streams are read and written without the codec that is tested, and so are their checksums.
//! - A message of a client has the headers that HTTP/1.1 says the length of its body with, as a transport would add them.

#[cfg(any(feature = "client", feature = "server"))]
mod body;
#[cfg(any(feature = "client", feature = "server"))]
mod case;
#[cfg(feature = "client")]
pub mod client;
#[cfg(any(feature = "client", feature = "server"))]
mod compare;
#[cfg(any(feature = "client", feature = "server"))]
mod events;
#[cfg(any(feature = "client", feature = "server"))]
mod frame;
#[cfg(any(feature = "client", feature = "server"))]
mod http;
#[cfg(any(feature = "client", feature = "server"))]
mod params;
#[cfg(any(feature = "client", feature = "server"))]
mod protocol;
#[cfg(any(feature = "client", feature = "server"))]
mod report;
#[cfg(feature = "server")]
pub mod server;
#[cfg(any(feature = "client", feature = "server"))]
mod stream;
#[cfg(feature = "server")]
mod template;
#[cfg(any(feature = "client", feature = "server"))]
mod text;
#[cfg(any(feature = "client", feature = "server"))]
mod transcript;
#[cfg(any(feature = "client", feature = "server"))]
mod tree;
