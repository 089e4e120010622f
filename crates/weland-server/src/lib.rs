#![forbid(unsafe_code)]
//! The server runtime of generated crates: routing, extraction, errors, limits
