#![forbid(unsafe_code)]
//! ECMA-262 patterns matched in linear time
