//! The JSON part of the protocols.
#![allow(dead_code, unused_imports, reason = "what the other parts would use")]

pub mod json;
mod missing;
mod strictness;
mod text;

pub use missing::{Missing, Segment};
pub use strictness::Strictness;
