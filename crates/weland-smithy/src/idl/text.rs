//! Texts: quoted strings, text blocks and documentation comments.

use std::borrow::Cow;
use std::sync::Arc;

use weland_model::Diagnostic;

use super::cursor::{Parsed, Parser};
use super::lexer::{Kind, Token};
use crate::escape::{BadEscape, Dialect, unescape};

impl Parser<'_, '_> {
    /// The text of the string or text block at the cursor, which is stepped over.
    pub(super) fn string(&mut self) -> Parsed<Arc<str>> {
        let token = self.take();
        let lexeme = self.lexeme(token);
        let text = match token.kind {
            Kind::TextBlock => text_block(lexeme),
            _ => quoted(lexeme),
        };
        match text {
            Ok(text) => Ok(Arc::from(&*text)),
            Err(bad) => {
                let diagnostic = self.bad_string(token, bad);
                self.fail(diagnostic)
            }
        }
    }

    fn bad_string(&self, token: Token, bad: BadEscape) -> Diagnostic {
        let diagnostic = Diagnostic::error("syntax-error", self.span(token), bad.message);
        match bad.at.is_empty() {
            true => diagnostic.help("write `\"\"\"`, a line break, and then the text"),
            false => {
                let at = token.start + bad.at.start..token.start + bad.at.end;
                diagnostic
                    .related(self.span_of(at.start, at.end), "here")
                    .help("known escapes are `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t`, `\\uXXXX` and a `\\` at the end of a line; write `\\\\` for a backslash")
            }
        }
    }

    /// The text of documentation comments: their lines without `///` and one space.
    pub(super) fn doc_text(&self, docs: &[Token]) -> String {
        let mut text = String::new();
        for (index, &doc) in docs.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            let line = self.lexeme(doc).trim_end_matches(['\n', '\r']);
            let line = line.strip_prefix("///").unwrap_or(line);
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
        }
        text
    }
}

/// The text between quotes.
pub(crate) fn quoted(lexeme: &str) -> Result<Cow<'_, str>, BadEscape> {
    let text = lexeme.get(1..lexeme.len() - 1).unwrap_or_default();
    if !text.contains(['\\', '\r']) {
        return Ok(Cow::Borrowed(text));
    }
    let text = unescape(text, Dialect::Idl).map_err(|bad| shift(bad, 1))?;
    Ok(Cow::Owned(text))
}

fn shift(bad: BadEscape, by: usize) -> BadEscape {
    BadEscape { at: bad.at.start + by..bad.at.end + by, message: bad.message }
}

/// The text of a text block: without the first line break, the indentation that all lines
/// share, and blanks at the ends of lines.
pub(crate) fn text_block(lexeme: &str) -> Result<Cow<'_, str>, BadEscape> {
    let inner = lexeme.get(3..lexeme.len() - 3).unwrap_or_default();
    let body = inner.strip_prefix('\n').or_else(|| inner.strip_prefix("\r\n"));
    let Some(body) = body else {
        let what = match inner.is_empty() {
            true => "the text block is empty",
            false => "the text of a text block must start on a new line",
        };
        return Err(BadEscape { at: 0..0, message: what.into() });
    };
    let stripped = strip_indentation(body);
    if !stripped.contains('\\') {
        return Ok(Cow::Owned(stripped));
    }
    match unescape(&stripped, Dialect::Idl) {
        Ok(text) => Ok(Cow::Owned(text)),
        // The place got lost with the indentation: look for it in the original text.
        Err(bad) => {
            let offset = lexeme.len() - 3 - body.len();
            let place = unescape(body, Dialect::Idl).err();
            Err(shift(place.unwrap_or(bad), offset))
        }
    }
}

pub(crate) fn strip_indentation(body: &str) -> String {
    let lines: Vec<&str> = body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let last = lines.len() - 1;
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = lines
        .iter()
        .enumerate()
        // The last line counts even if it is blank: it holds the closing quotes.
        .filter(|(index, line)| *index == last || !line.trim().is_empty())
        .map(|(_, line)| indentation(line))
        .min()
        .unwrap_or(0);
    let mut text = String::with_capacity(body.len());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let line = line.get(shared..).unwrap_or_default();
        text.push_str(line.trim_end_matches([' ', '\t']));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_blocks_lose_their_indentation() {
        let cases = [
            ("\"\"\"\n    \"\"\"", ""),
            ("\"\"\"\n\n    \"\"\"", "\n"),
            ("\"\"\"\n    a\n    \"\"\"", "a\n"),
            ("\"\"\"\r\n    a  \r\n      b\"\"\"", "a\n  b"),
            ("\"\"\"\n    a\n  \"\"\"", "  a\n"),
            ("\"\"\"\n    a\n        \"\"\"", "a\n"),
            ("\"\"\"\n    a \\\n    b\\n\\\"\"\"\"", "a b\n\""),
        ];
        for (lexeme, text) in cases {
            assert_eq!(text_block(lexeme).unwrap(), text, "{lexeme}");
        }
    }

    #[test]
    fn ill_formed_text_blocks_are_refused() {
        assert!(text_block("\"\"\"\"\"\"").is_err());
        assert!(text_block("\"\"\"a\"\"\"").is_err());
        let bad = text_block("\"\"\"\n    a\n    \\q\"\"\"").unwrap_err();
        assert_eq!(bad.at, 14..16);
    }
}
