#![forbid(unsafe_code)]
//! Schemas, values and the serialization interface that generated crates stand on
