//! A client and a server of protocols with forms in one process, with a look at what goes over the wire.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod errors;
mod messages;
mod service;
mod wire;
