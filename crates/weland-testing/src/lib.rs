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
#![cfg_attr(all(feature = "client", feature = "server"), doc = include_str!("example.md"))]

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
mod tree;
