//! How strictly input is read.

pub use weland_core::Strictness;
