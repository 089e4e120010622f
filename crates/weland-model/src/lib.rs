#![forbid(unsafe_code)]
//! The Smithy semantic model: shapes, traits, nodes, source spans and diagnostics
