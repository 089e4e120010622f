//! The reader of JSON and of the JSON AST.

mod ast;
mod reader;

use weland_model::{Diagnostics, FileId};

use crate::raw::RawFile;

/// Reads a file of the JSON AST.
pub(crate) fn read<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> RawFile<'a> {
    let node = reader::read(file, text, diagnostics);
    match node {
        Some(node) => ast::read(&node, diagnostics),
        None => RawFile::new(crate::raw::Names::Absolute),
    }
}
