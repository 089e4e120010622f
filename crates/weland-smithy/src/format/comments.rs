//! Comments that have a line for themselves, and the blank lines around them.

use super::Formatter;
use super::tokens::Comment;

/// The blank lines that are wanted before something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// None: it is the first within its brackets.
    First,
    /// None, nor any between its comments.
    Tight,
    /// As it was written.
    Written,
    /// One.
    Blank,
}

/// What documentation comments are at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Docs {
    /// Documentation of what follows: no blank line parts the two.
    Count,
    /// Comments as any others.
    Ignored,
}

impl<'a> Formatter<'a> {
    /// Writes the comments before the next token, and the blank lines that belong there.
    pub(super) fn lead(&mut self, gap: Gap, docs: Docs) {
        let token_blank = self.tokens.peek().blank;
        let comments = self.tokens.take_comments();
        self.lead_of(&comments, token_blank, gap, docs);
    }

    /// Like [`Formatter::lead`], for a token that has been taken.
    pub(super) fn lead_of(&mut self, comments: &[Comment<'a>], token_blank: bool, gap: Gap, docs: Docs) {
        let blanks = blanks(comments, token_blank, docs);
        if self.comment_lines(comments, &blanks, gap) {
            self.out.line();
        }
    }

    /// Writes the comments before a closing bracket.
    pub(super) fn tail(&mut self, gap: Gap) {
        let comments = self.tokens.take_comments();
        let blanks = blanks(&comments, false, Docs::Ignored);
        self.comment_lines(&comments, &blanks, if comments.is_empty() { Gap::First } else { gap });
    }

    /// Writes comments that stood within what follows, where there is no place for them.
    pub(super) fn hoist(&mut self, comments: Vec<Comment<'a>>) {
        for comment in comments {
            self.out.comment(&comment, false);
            self.out.line();
        }
    }

    /// Writes comments. Returns whether a blank line is due after them.
    fn comment_lines(&mut self, comments: &[Comment<'a>], blanks: &[bool], gap: Gap) -> bool {
        let mut wanted = blanks.iter().enumerate().map(|(index, &blank)| match gap {
            Gap::Tight => false,
            Gap::First => blank && index > 0,
            Gap::Written => blank,
            Gap::Blank => blank || (index == 0 && !stays_behind(comments, blanks)),
        });
        for comment in comments {
            if wanted.next() == Some(true) {
                self.out.line();
            }
            self.out.comment(comment, false);
            self.out.line();
        }
        wanted.next() == Some(true)
    }
}

/// Whether blank lines are before the comments and, last, before the token.
fn blanks(comments: &[Comment<'_>], token_blank: bool, docs: Docs) -> Vec<bool> {
    let mut after_doc = false;
    let mut blanks = Vec::with_capacity(comments.len() + 1);
    for comment in comments {
        blanks.push(comment.blank && !after_doc);
        after_doc = comment.is_doc && docs == Docs::Count;
    }
    blanks.push(token_blank && !after_doc);
    blanks
}

/// Whether the first comments belong to what they follow: no blank line is before them, but one
/// is after them.
fn stays_behind(comments: &[Comment<'_>], blanks: &[bool]) -> bool {
    let first_is_plain = comments.first().is_some_and(|comment| comment.own_line && !comment.is_doc);
    first_is_plain && blanks.iter().any(|&blank| blank)
}
