#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Reads and writes Smithy IDL and Smithy JSON AST.
//!
//! A [`Loader`] takes the names and texts of files and gives one
//! [`Model`](weland_model::Model) with diagnostics; [`to_ast`] writes a model. Files are read
//! (`idl`, `json`), their names are resolved and their definitions merged (`lower`), and the
//! result is checked rule by rule (`validate`). This crate never touches the disk.

mod ast_writer;
mod builtin;
mod escape;
mod idl;
mod json;
mod keys;
mod loader;
mod lower;
mod properties;
mod raw;
mod suggest;
mod validate;

pub use ast_writer::to_ast;
pub use loader::Loader;
pub use validate::rules;
