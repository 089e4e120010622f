//! The formatter: one way to write a file, whoever wrote it.
//!
//! Formatting works on the tokens, not on the model, so that comments and spellings stay. The
//! parser looks at the file first; what comes after may rely on its verdict.
//!
//! - [`tokens`]: the tokens with the comments and line breaks before them.
//! - [`tree`]: values and lists as a tree with widths, since whether a bracket fits on its line
//!   is known only when all of it has been seen.
//! - [`output`]: lines and indentation, comments and text blocks.
//! - [`values`], [`body`], [`statement`]: what goes where.

mod body;
mod comments;
mod output;
mod statement;
mod tokens;
mod tree;
mod values;

use weland_model::{Diagnostics, Sources};

use crate::idl;
use output::Output;
use tokens::Tokens;

/// Formats the text of a Smithy IDL file, of version 1.0 or 2.0.
///
/// The meaning stays, as do all comments; formatting what has been formatted changes nothing.
///
/// - Lines are indented by four spaces and end with LF; one blank line stands between
///   statements, and what blank lines there are between members and between comments are kept,
///   one at a time. Commas are gone where lines end.
/// - Each trait has its own line. Imports are sorted, without repetitions; an import with a
///   comment above stays where it is, as head of those below it.
/// - Members and properties have their own lines, as have the entries of `operations`, `errors`
///   and their like; `{}` and `[]` are short. Other lists, values and trait arguments stand on
///   one line if they were written so and take no more than 120 columns themselves; what was
///   written with a line break after its opening bracket stays open.
/// - Strings keep their spelling. Text blocks are indented with their surroundings.
/// - Documentation comments that would change their role by moving become line comments.
///
/// ```
/// let messy = "$version: \"2\"\nnamespace example\nstructure City{name:String,@required size :Integer}";
/// let tidy = "\
/// $version: \"2\"
///
/// namespace example
///
/// structure City {
///     name: String
///     @required
///     size: Integer
/// }
/// ";
/// assert_eq!(weland_smithy::format(messy).unwrap(), tidy);
/// ```
///
/// # Errors
/// If the parser finds an error, its diagnostics, and nothing is formatted. Their places are in
/// the first file of a [`Sources`] to which the text is added.
pub fn format(source: &str) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let file = Sources::default().add("", "");
    idl::read(file, source, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let formatter = Formatter { tokens: Tokens::new(source), out: Output::new(source.len()) };
    Ok(formatter.file())
}

/// Reads tokens and writes lines.
struct Formatter<'a> {
    tokens: Tokens<'a>,
    out: Output,
}
