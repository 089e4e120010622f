//! The reader of JSON and of the JSON AST.

mod ast;
mod reader;
mod scan;

use weland_model::{Diagnostics, FileId, Span};

use crate::raw::RawFile;

/// Reads a file of the JSON AST.
pub(crate) fn read<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> RawFile<'a> {
    let (contents, found) = ast::read(reader::Reader::new(file, text));
    diagnostics.extend(found);
    contents
}

/// Whether a text that stands in a file is JSON; where it is not, in bytes, and why.
pub(crate) fn check(file: FileId, text: &str) -> Result<(), (usize, String)> {
    let mut reader = reader::Reader::new(file, text);
    let offset = |span: Option<Span>| span.map_or(0, |span| span.start as usize);
    if reader.value().is_err() {
        let found = reader.found.pop();
        return Err((
            offset(found.as_ref().and_then(|found| found.span)),
            found.map_or_else(String::new, |found| found.message),
        ));
    }
    match reader.end() {
        Ok(()) => Ok(()),
        Err(_) => Err((offset(Some(reader.place())), "something follows the value".to_owned())),
    }
}
