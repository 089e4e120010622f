#![forbid(unsafe_code)]
//! Constraint checks on typed values and raw JSON
