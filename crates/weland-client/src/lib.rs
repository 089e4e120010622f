#![forbid(unsafe_code)]
//! The client runtime of generated crates: signing, retries, timeouts, transport
