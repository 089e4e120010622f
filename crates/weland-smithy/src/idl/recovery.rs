//! How to go on after an error.

use weland_model::{Diagnostic, ShapeType, Span, closest};

use super::cursor::{Failed, Parsed, Parser};
use super::lexer::{Kind, Token, token_at};
use super::statement::is_keyword;
use crate::raw::RawShape;

/// How many tokens of traits are looked through to find out whether a shape follows.
const MAX_AHEAD: u32 = 2_000;

impl<'a> Parser<'a, '_> {
    /// Whether the definition of a shape, perhaps with traits above, starts at a token that is the
    /// first of an unindented line.
    pub(super) fn starts_shape(&self, start: usize) -> bool {
        let before = start.checked_sub(1).and_then(|before| self.text.as_bytes().get(before));
        if before != Some(&b'\n') {
            return false;
        }
        let line = self.after_traits(start).and_then(|at| self.text.get(at..)?.lines().next());
        let words = line.and_then(|line| line.split_once(' '));
        words.is_some_and(|(word, rest)| {
            ShapeType::from_keyword(word).is_some() && rest.starts_with(|c: char| c.is_alphabetic() || c == '_')
        })
    }

    /// Whether a trait starts at the beginning of a line.
    pub(super) fn starts_trait(&self, start: usize) -> bool {
        self.is_trait(start) && self.column(start) == 0
    }

    /// The place after traits, if they end.
    fn after_traits(&self, start: usize) -> Option<usize> {
        let mut token = token_at(self.text, start);
        let mut depth = 0_u32;
        // In front of a shape, a `(` belongs to a trait, and all but a name ends it.
        for _ in 0..MAX_AHEAD {
            match token.kind {
                Kind::LeftParen => depth += 1,
                Kind::RightParen => depth = depth.checked_sub(1)?,
                Kind::At if depth == 0 => {
                    let name = token_at(self.text, token.end);
                    token = Token { end: self.end_of_id(name), ..name };
                }
                Kind::End | Kind::Error(_) => return None,
                kind if depth == 0 && !kind.is_trivia() => return Some(token.start),
                _ => {}
            }
            token = token_at(self.text, token.end);
        }
        None
    }

    fn end_of_id(&self, mut token: Token) -> usize {
        while matches!(token.kind, Kind::Identifier | Kind::Dot | Kind::Pound | Kind::Dollar) {
            token = token_at(self.text, token.end);
        }
        token.start
    }

    /// Reports that a bracket is open at a token that belongs to the next shape, which starts at
    /// `start`, and lets that be read.
    pub(super) fn unclosed_bracket<T>(&mut self, opened: Span, what: &str, close: Kind, start: usize) -> Parsed<T> {
        let close = close.describe();
        let message = format!("the {close}{what} is missing before the next shape");
        let diagnostic = Diagnostic::error("syntax-error", self.span(self.token), message)
            .related(opened, "what it ends starts here")
            .help(format!("write {close} where that ends"));
        self.token = token_at(self.text, start.saturating_sub(1));
        self.fail(diagnostic)
    }

    /// Whether a trait starts there.
    pub(super) fn is_trait(&self, start: usize) -> bool {
        self.text.as_bytes().get(start) == Some(&b'@')
    }

    /// Reports that a shape ends where the next one starts, and lets that be read.
    pub(super) fn unclosed(&mut self, shape: &RawShape<'a>, start: usize) -> Parsed<()> {
        let message = format!("the `}}` of `{}` is missing before the next shape", shape.name.text);
        let diagnostic = Diagnostic::error("syntax-error", self.span(self.token), message)
            .related(shape.name.span, "the shape that is not closed")
            .help(format!("end `{}` with `}}`", shape.name.text));
        // Recovery looks for lines after the token.
        self.token = token_at(self.text, start.saturating_sub(1));
        self.fail(diagnostic)
    }

    /// Goes to the next line that starts a statement: one that is indented no deeper than the
    /// failed one, with a keyword, a trait or a documentation comment.
    pub(super) fn recover(&mut self, start: usize) {
        let indentation = self.column(start);
        let mut at = self.token.start.max(start + 1);
        let column = self.column(at);
        let before = self.text.get(at - column..at).unwrap_or_default();
        if at - column > start && before.trim().is_empty() {
            // The line of the token may itself start a statement.
            at -= column + 1;
        }
        loop {
            let Some(length) = self.text.get(at..).and_then(|rest| rest.find('\n')) else {
                at = self.text.len();
                break;
            };
            at += length + 1;
            let line = self.text.get(at..).unwrap_or_default();
            let trimmed = line.trim_start_matches([' ', '\t']);
            let blanks = line.len() - trimmed.len();
            if blanks <= indentation && starts_statement(trimmed) {
                break;
            }
        }
        self.token = token_at(self.text, at);
        self.take_docs();
        self.skip_blanks();
    }

    /// Goes to the next line that starts a member, or to the end of the body: one that is
    /// indented as the failed member, or a closing brace that is indented less.
    pub(super) fn recover_member(&mut self, start: usize) -> Parsed<()> {
        let indentation = self.column(start);
        let line_start = start - indentation;
        let before = self.text.get(line_start..start).unwrap_or_default();
        if !before.trim().is_empty() {
            // The member shares its line, so lines tell nothing.
            return Err(Failed);
        }
        let mut at = self.token.start.max(start + 1);
        loop {
            let length = self.text.get(at..).and_then(|rest| rest.find('\n'));
            at += length.ok_or(Failed)? + 1;
            let line = self.text.get(at..).unwrap_or_default();
            let trimmed = line.trim_start_matches([' ', '\t']);
            let blanks = line.len() - trimmed.len();
            let closes = blanks < indentation && trimmed.starts_with('}');
            if closes || (blanks == indentation && starts_member(trimmed)) {
                self.token = token_at(self.text, at);
                self.take_docs();
                return Ok(());
            }
            if blanks < indentation && !trimmed.starts_with(['\n', '\r']) {
                return Err(Failed);
            }
        }
    }

    /// How many bytes are before it on its line.
    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        offset - before.rfind('\n').map_or(0, |newline| newline + 1)
    }
}

fn starts_statement(line: &str) -> bool {
    let word_end = line.find(|c: char| !c.is_ascii_alphanumeric());
    let word = line.get(..word_end.unwrap_or(line.len())).unwrap_or_default();
    line.starts_with('@') || line.starts_with("///") || is_keyword(word) || is_misspelt(line, word)
}

/// Whether a line may define a shape with a misspelt type.
fn is_misspelt(line: &str, word: &str) -> bool {
    let rest = line.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
    let is_named = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    is_named && closest(word, ShapeType::ALL.iter().map(|shape_type| shape_type.as_str())).is_some()
}

fn starts_member(line: &str) -> bool {
    let starts = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '@' | '$');
    line.starts_with(starts) || line.starts_with("///")
}
