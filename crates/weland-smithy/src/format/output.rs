//! Lines with indentation.

use std::borrow::Cow;

use super::tokens::Comment;
use crate::escape::BadEscape;
use crate::idl::lexer::token_at;
use crate::idl::text::{quoted, strip_indentation, text_block};

/// Spaces per level.
const INDENTATION: usize = 4;

/// The text so far, and the level at which lines start.
#[derive(Debug)]
pub(super) struct Output {
    text: String,
    level: usize,
}

impl Output {
    pub(super) fn new(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), level: 0 }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Puts another text in place of the text so far, which is returned.
    pub(super) fn replace(&mut self, text: String) -> String {
        std::mem::replace(&mut self.text, text)
    }

    pub(super) fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    pub(super) fn indent(&mut self) {
        self.level += 1;
    }

    pub(super) fn dedent(&mut self) {
        self.level = self.level.saturating_sub(1);
    }

    /// Writes a piece of a line.
    pub(super) fn push(&mut self, piece: &str) {
        if self.at_line_start() && !piece.is_empty() {
            self.spaces(self.level);
        }
        self.text.push_str(piece);
    }

    fn spaces(&mut self, level: usize) {
        self.text.extend(std::iter::repeat_n(' ', level * INDENTATION));
    }

    /// Ends the line.
    pub(super) fn line(&mut self) {
        self.text.push('\n');
    }

    /// Writes a comment. `demoted` ones say nothing about what follows, whatever they say.
    pub(super) fn comment(&mut self, comment: &Comment<'_>, demoted: bool) {
        let marker = if comment.is_doc { "///" } else { "//" };
        let text = comment.text.strip_prefix(marker).unwrap_or(comment.text);
        let demoted = demoted && comment.is_doc;
        let needs_space = text.starts_with(char::is_alphanumeric) || (demoted && text.starts_with('/'));
        self.push(if demoted { "//" } else { marker });
        self.push(if needs_space { " " } else { "" });
        self.push(if demoted { text.trim_end() } else { text });
    }

    /// Writes a comment behind the piece.
    pub(super) fn trailing(&mut self, comment: Option<Comment<'_>>) {
        if let Some(comment) = comment {
            self.push(" ");
            self.comment(&comment, false);
        }
    }

    /// Writes a text block: its lines below its quotes if these start the line, and else one
    /// level deeper.
    pub(super) fn text_block(&mut self, lexeme: &str) {
        let level = if self.at_line_start() { self.level } else { self.level + 1 };
        match indented(lexeme, level * INDENTATION) {
            Some(indented) => self.push(&indented),
            None => self.push(&with_line_feeds(lexeme, text_block)),
        }
    }
}

/// A text block with another indentation, unless that would change its text.
fn indented(lexeme: &str, spaces: usize) -> Option<String> {
    let inner = lexeme.get(3..lexeme.len().checked_sub(3)?)?;
    let body = inner.strip_prefix('\n').or_else(|| inner.strip_prefix("\r\n"))?;
    let stripped = strip_indentation(body);
    let mut out = String::from("\"\"\"");
    let mut lines = stripped.split('\n').peekable();
    while let Some(line) = lines.next() {
        out.push('\n');
        // The last line holds the closing quotes.
        if !line.is_empty() || lines.peek().is_none() {
            out.extend(std::iter::repeat_n(' ', spaces));
        }
        out.push_str(line);
    }
    out.push_str("\"\"\"");
    // Blanks may have kept a quote or a backslash apart from the closing quotes.
    let is_whole = token_at(&out, 0).end == out.len();
    let same = matches!((text_block(&out), text_block(lexeme)), (Ok(new), Ok(old)) if new == old);
    (is_whole && same).then_some(out)
}

/// A string in quotes, whose line breaks are LF.
pub(super) fn quoted_string(lexeme: &str) -> Cow<'_, str> {
    with_line_feeds(lexeme, quoted)
}

/// A string with LF for CR LF, unless that would change its text.
fn with_line_feeds(lexeme: &str, read: fn(&str) -> Result<Cow<'_, str>, BadEscape>) -> Cow<'_, str> {
    if !lexeme.contains("\r\n") {
        return Cow::Borrowed(lexeme);
    }
    let replaced = lexeme.replace("\r\n", "\n");
    let same = matches!((read(&replaced), read(lexeme)), (Ok(new), Ok(old)) if new == old);
    if same { Cow::Owned(replaced) } else { Cow::Borrowed(lexeme) }
}
