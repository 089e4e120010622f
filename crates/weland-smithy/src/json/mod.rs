//! The reader of JSON and of the JSON AST.

mod ast;
mod reader;
mod scan;

use weland_model::{Diagnostics, FileId, Node, Sources};

use crate::raw::RawFile;

/// Reads a file of the JSON AST.
pub(crate) fn read<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> RawFile<'a> {
    let (contents, found) = ast::read(reader::Reader::new(file, text));
    diagnostics.extend(found);
    contents
}

/// The value that a text is, if it is one. Its spans count from the start of the text.
pub(crate) fn value(text: &str) -> Option<Node> {
    let mut reader = reader::Reader::new(Sources::default().add("", ""), text);
    let value = reader.value().ok()?;
    reader.end().ok().map(|()| value)
}
