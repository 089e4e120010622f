#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The example `examples/library`, served over a socket and called, with nothing but its generated crates.

#[cfg(test)]
mod tests;
