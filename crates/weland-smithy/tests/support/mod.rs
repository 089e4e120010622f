//! What the tests share: files, the comparison of models, and what has to hold for each text. Fuzz targets and
//! `cargo xtask corpora` share it, too.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // each user uses its part

pub(crate) mod aws_models;
pub(crate) mod compare;
pub(crate) mod corpora;
pub(crate) mod count;
pub(crate) mod errorfiles;
pub(crate) mod properties;
#[path = "../../../../tests/skip.rs"]
pub(crate) mod skip;

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Sources};

/// The official test data beside the repository, if it is there.
pub(crate) fn official_suites() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/smithy-suites");
    if path.is_dir() {
        return Some(path);
    }
    skip::skip("the official Smithy test data is not beside the repository");
    None
}

/// All files below a folder with one of the endings, sorted.
pub(crate) fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A diagnostic as plain text, with lines and columns.
pub(crate) fn render(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = |span| match sources.locate(span) {
        Some((path, at)) => format!("{path}:{}:{}", at.line, at.column),
        None => "-".to_owned(),
    };
    let mut text = format!(
        "{}[{}] {}: {}\n",
        diagnostic.severity.as_str(),
        diagnostic.code,
        diagnostic.span.map_or("-".to_owned(), place),
        diagnostic.message
    );
    for related in &diagnostic.related {
        text += &format!("  at {}: {}\n", place(related.span), related.message);
    }
    if let Some(help) = &diagnostic.help {
        text += &format!("  help: {help}\n");
    }
    text
}

/// What a text of IDL is made of, as far as comments and strings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A comment without its line break.
    Comment(&'a str),
    /// A string or a text block.
    String(&'a str),
    /// An identifier, a number or a part of one.
    Word(&'a str),
    /// Any other character.
    Other(&'a str),
}

/// Cuts a valid text of IDL into pieces, with the offset of each.
pub(crate) fn pieces(text: &str) -> Vec<(usize, Piece<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '#' | '$' | '@' | '(');
        let (length, piece): (usize, fn(&str) -> Piece<'_>) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), |text| Piece::Comment(text))
        } else if first == '"' {
            (string_length(rest), |text| Piece::String(text))
        } else if is_word(first) {
            (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), |text| Piece::Word(text))
        } else {
            (first.len_utf8(), |text| Piece::Other(text))
        };
        found.push((at, piece(&rest[..length])));
        at += length;
    }
    found
}

fn string_length(text: &str) -> usize {
    let quotes = if text.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let mut at = quotes.len();
    while !text[at..].starts_with(quotes) {
        let escaped = if text[at..].starts_with('\\') { 1 } else { 0 };
        at += escaped + text[at + escaped..].chars().next().map_or(0, char::len_utf8);
    }
    at + quotes.len()
}
