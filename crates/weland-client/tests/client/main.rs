//! Clients against scripted transports, and against a server on this machine.
#![allow(missing_docs, missing_debug_implementations, unreachable_pub, clippy::unwrap_used, clippy::panic)]

mod auth;
mod bodies;
mod botocore;
mod calls;
#[cfg(feature = "hyper")]
mod connections;
mod endpoints;
mod errors;
mod fake;
mod generated_waits;
mod hooks;
#[cfg(feature = "http2")]
mod http2;
mod metadata;
mod oauth;
mod pages;
mod presigning;
#[cfg(feature = "proxy")]
mod proxies;
mod replays;
mod retries;
mod secrets;
mod service;
#[cfg(feature = "hyper")]
mod socket;
mod timeouts;
#[cfg(feature = "hyper")]
mod tls;
#[cfg(feature = "tracing")]
mod tracing;
mod uploads;
mod waits;
