//! A client and a server of the protocol `rest` in one process, with a look at what goes over the wire between them.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod basics;
mod bodies;
mod parameters;
mod parts;
mod security;
mod service;
mod streams;
mod wire;
