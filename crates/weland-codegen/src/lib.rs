#![forbid(unsafe_code)]
//! Turns a Smithy model into Rust crates
