//! Our own client and our own server, in one process and over sockets: bodies in chunks, signed events, HTTP/2.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]

mod chunks;
mod events;
mod http2;
mod service;
