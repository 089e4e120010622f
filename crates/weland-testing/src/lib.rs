#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
#![cfg_attr(
    not(all(feature = "client", feature = "server")),
    allow(dead_code, reason = "some of it is for clients only, some for servers only")
)]
//! The library behind generated protocol tests.
//!
//! The traits of `smithy.test` define how values are serialized to messages and deserialized from them. From these,
//! `weland generate` writes tests for the client and the server of a service. A test passes the case, as the JSON text of
//! its node in the model, to one of the functions of [`client`] or [`server`], which runs it and panics if it fails.
//!
//! A client passes a case of a request if it sends that request, and a server if it reads the values out of it:
//!
//! ```
#![doc = include_str!("greeter.md")]
//! const CASE: &str = r#"{
//!     "id": "GreetsByName", "protocol": "aws.protocols#restJson1",
//!     "method": "GET", "uri": "/greetings/Ada", "body": "", "params": {"name": "Ada"}
//! }"#;
//!
//! client::request::<Greet>(CASE, |config, input| Client::new(&SERVICE, &RestJson1, config).call(input));
//! server::request::<Greet>(CASE, router);
//! ```
//!
//! # How things are compared
//!
//! - Values are compared with the `params` of the case as they stand there; members that they leave out have their defaults.
//! - Query parameters are compared as they are on the wire, those with one name in their order. Headers are compared by
//!   their values, several of them joined by `, `.
//! - Bodies of a JSON media type are compared as JSON, all others byte by byte.
//! - Frames of event streams and their checksums are read and written without the codec that is tested.
//! - Messages have the headers that frame their body in HTTP/1.1 (`Content-Length`, `Transfer-Encoding`), as a transport
//!   would add them.

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
mod exact;
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
