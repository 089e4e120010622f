#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Reads and writes Smithy IDL and Smithy JSON AST.
//!
//! A [`Loader`] reads sources into one
//! [`Model`](weland_model::Model) with diagnostics; [`to_ast`] and [`to_idl`] write a model, and
//! [`format()`] tidies up a file of the IDL. Files are read
//! (`idl`, `json`), their names are resolved and their definitions merged (`lower`), and the
//! result is checked rule by rule (`validate`). A [`Selector`] picks shapes out of a
//! model. This crate never touches the disk.

mod ast_writer;
mod builtin;
mod escape;
mod format;
mod idl;
mod idl_writer;
mod json;
mod json_text;
mod keys;
mod loader;
mod locked;
mod lower;
mod properties;
mod raw;
mod selector;
mod validate;
mod xml;

pub use ast_writer::to_ast;
pub use format::format;
pub use idl_writer::{to_idl, to_idl_of};
pub use loader::{Loader, built_in_model};
pub use selector::{Selector, SelectorError};
pub use validate::{codes_of_reference, reference_ids, rules};
