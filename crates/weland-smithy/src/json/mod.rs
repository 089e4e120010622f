//! The reader of JSON and of the JSON AST.

mod ast;
mod reader;
mod scan;

use weland_model::{Diagnostics, FileId};

use crate::raw::RawFile;

/// Reads a file of the JSON AST.
pub(crate) fn read<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> RawFile<'a> {
    let (contents, found) = ast::read(reader::Reader::new(file, text));
    diagnostics.extend(found);
    contents
}
