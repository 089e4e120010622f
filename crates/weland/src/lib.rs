#![forbid(unsafe_code)]
//! Generates Rust crates from API models: the command line
