//! The reader of the Smithy IDL.

mod body;
mod cursor;
pub(crate) mod lexer;
mod lost;
mod node;
mod operation;
mod recovery;
mod shape;
mod statement;
pub(crate) mod text;
mod traits;

use weland_model::{Diagnostics, FileId};

use crate::raw::RawFile;

/// Reads a file. What is wrong with it goes to the diagnostics; the rest of it is returned.
pub(crate) fn read<'a>(file: FileId, text: &'a str, diagnostics: &mut Diagnostics) -> RawFile<'a> {
    let mut parser = cursor::Parser::new(file, text, diagnostics);
    parser.file();
    parser.out
}
