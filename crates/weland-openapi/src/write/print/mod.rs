//! Documents as text.

mod json;
mod yaml;

pub(super) use json::json;
pub(super) use yaml::yaml;
