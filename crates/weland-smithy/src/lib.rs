#![forbid(unsafe_code)]
//! Reads and writes Smithy IDL and Smithy JSON AST
