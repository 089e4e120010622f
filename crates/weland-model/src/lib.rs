#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The Smithy semantic model: shapes, traits, nodes, source spans and diagnostics.
//!
//! A [`Model`] is what the authors wrote, merged from all files and with mixins applied, each
//! part with the [`Span`] it came from. This crate knows nothing of files, of Rust code or of
//! any syntax: front-ends build a model, and everything after them reads it.

mod diagnostic;
pub mod edit;
mod model;
mod name_map;
mod node;
pub mod parallel;
pub mod query;
mod shape;
mod shape_id;
mod shared_text;
mod source;
mod suggest;
pub mod trait_id;
mod traits;

pub use diagnostic::{Diagnostic, Diagnostics, Related, Severity};
pub use model::Model;
pub use name_map::{NameHash, NameHasher, NameMap};
pub use node::{Entry, Node, NodeKind, Number, Object};
pub use shape::{
    Member, NamedTarget, OperationData, Rename, ResourceData, ServiceData, Shape, ShapeData, ShapeType, Target,
};
pub use shape_id::{ParseShapeIdError, ShapeId, is_identifier, is_namespace};
pub use shared_text::SharedTexts;
pub use source::{FileId, Location, SourceFile, Sources, Span};
pub use suggest::{closest, suggestion};
pub use traits::{AppliedTrait, Traits};
