//! What schemas say, and which shapes they become.

pub(super) mod apart;
pub(super) mod choice;
pub(super) mod constraints;
pub(super) mod keyword;
mod multiple;
pub(super) mod plan;
pub(super) mod scalar;
pub(super) mod source;
pub(super) mod types;
pub(super) mod view;
