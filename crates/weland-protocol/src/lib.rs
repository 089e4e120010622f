#![forbid(unsafe_code)]
//! Codecs and HTTP bindings for generated crates
