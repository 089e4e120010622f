//! The JSON part of the protocols.
#![allow(dead_code, unused_imports, reason = "what the other parts would use")]

pub mod json;
mod missing;
mod text;

pub use missing::{Missing, Mode, Segment};
