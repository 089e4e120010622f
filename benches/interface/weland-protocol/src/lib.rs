//! The JSON part of the protocols.
#![allow(dead_code, unused_imports, reason = "what the other parts would use")]

mod codec;
pub mod json;
mod missing;
mod scalar;
mod strictness;
mod text;
mod unsupported;

pub use codec::{Codec, ErrorDetails, MemberFilter};
pub use missing::{Missing, Segment};
pub use strictness::Strictness;
