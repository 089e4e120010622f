//! Tokens that mean something, each with the comments and line breaks before it.

use crate::idl::lexer::{Kind, token_at};

/// A comment, without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'a> {
    pub(super) text: &'a str,
    /// Whether it starts with `///`.
    pub(super) is_doc: bool,
    /// Whether it has its line for itself.
    pub(super) own_line: bool,
    /// Whether a blank line is before it.
    pub(super) blank: bool,
}

/// A token. Ids are one token, `$` of control statements and left-out targets included.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Between the last token and this one.
    pub(super) comments: Vec<Comment<'a>>,
    /// Whether a line break is between the last token and this one.
    pub(super) new_line: bool,
    /// Whether a blank line is right before it.
    pub(super) blank: bool,
}

/// The tokens of a text, read with one token of lookahead. Commas are skipped.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    peeked: Token<'a>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let nothing = Token { kind: Kind::End, text: "", comments: Vec::new(), new_line: true, blank: false };
        let mut tokens = Self { text, at, peeked: nothing };
        // What stands before the first token has its line for itself.
        tokens.peeked = tokens.read(1);
        tokens
    }

    pub(super) fn peek(&self) -> &Token<'a> {
        &self.peeked
    }

    pub(super) fn at(&self, kind: Kind) -> bool {
        self.peeked.kind == kind
    }

    /// Whether the next token is this word.
    pub(super) fn at_word(&self, word: &str) -> bool {
        self.at(Kind::Identifier) && self.peeked.text == word
    }

    /// Whether the next token ends what is in brackets. The file ends everything.
    pub(super) fn at_end_of(&self, close: Kind) -> bool {
        self.at(close) || self.at(Kind::End)
    }

    /// Takes the next token. At the end of the file, there is always one more.
    pub(super) fn next(&mut self) -> Token<'a> {
        let next = self.read(0);
        std::mem::replace(&mut self.peeked, next)
    }

    /// Takes the comments before the next token.
    pub(super) fn take_comments(&mut self) -> Vec<Comment<'a>> {
        std::mem::take(&mut self.peeked.comments)
    }

    /// Takes the comment that stands on the line of the last token, if there is one.
    pub(super) fn take_trailing(&mut self) -> Option<Comment<'a>> {
        let trailing = self.peeked.comments.first().is_some_and(|comment| !comment.own_line);
        trailing.then(|| self.peeked.comments.remove(0))
    }

    /// Reads a token after so many line breaks.
    fn read(&mut self, mut breaks: u32) -> Token<'a> {
        let mut comments = Vec::new();
        let mut new_line = false;
        loop {
            let token = token_at(self.text, self.at);
            let text = self.text.get(token.start..token.end).unwrap_or_default();
            match token.kind {
                Kind::Space | Kind::Comma => {}
                Kind::Newline => breaks += 1,
                Kind::Comment | Kind::Doc => {
                    let is_doc = token.kind == Kind::Doc;
                    let (own_line, blank) = (breaks > 0, breaks > 1);
                    comments.push(Comment { text: without_end(text, is_doc), is_doc, own_line, blank });
                    // The comment took its line break with it.
                    breaks = 1;
                }
                kind => {
                    new_line |= breaks > 0;
                    let end = self.word_end(kind, token.end);
                    let text = self.text.get(token.start..end).unwrap_or_default();
                    self.at = end;
                    return Token { kind: word_kind(kind), text, comments, new_line, blank: breaks > 1 };
                }
            }
            new_line |= breaks > 0;
            self.at = token.end;
        }
    }

    /// Where the id ends that the token starts.
    fn word_end(&self, kind: Kind, mut end: usize) -> usize {
        if !is_part_of_word(kind) {
            return end;
        }
        loop {
            let next = token_at(self.text, end);
            if !is_part_of_word(next.kind) || next.start != end {
                return end;
            }
            end = next.end;
        }
    }
}

fn is_part_of_word(kind: Kind) -> bool {
    matches!(kind, Kind::Identifier | Kind::Dot | Kind::Pound | Kind::Dollar)
}

fn word_kind(kind: Kind) -> Kind {
    if is_part_of_word(kind) { Kind::Identifier } else { kind }
}

/// Blanks at the end of a documentation comment are part of its text.
fn without_end(text: &str, is_doc: bool) -> &str {
    match is_doc {
        true => text.trim_end_matches(['\n', '\r']),
        false => text.trim_end(),
    }
}
