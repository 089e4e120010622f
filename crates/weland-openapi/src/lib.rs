#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Reads and writes OpenAPI documents.
//!
//! Text becomes a tree of [`Node`](weland_model::Node)s with places (`text`), references are followed and older versions
//! lifted to 3.1 (`document`), what the specification demands is checked (`check`), and the document becomes a model
//! (`lower`). The other way, a model becomes a document (`write`). This crate never touches the disk.

mod check;
mod document;
mod lift;
mod load;
mod lower;
mod media_type;
mod operation_id;
mod overlay;
mod text;
mod write;

pub use document::{Foreign, Recognized, Version, recognize, references};
pub use load::{Document, LoadOptions, load, load_with_overlays};
pub use overlay::Overlay;
pub use write::{Syntax, described_with, to_openapi};
