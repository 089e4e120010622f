//! The place in the file, and the moves that all rules are made of.

use std::borrow::Cow;

use weland_model::{Diagnostic, Diagnostics, FileId, Span};

use super::lexer::{Kind, LexError, Token, token_at};
use crate::raw::{Name, Names, RawFile};

/// A rule failed; the diagnostic has been recorded.
#[derive(Debug)]
pub(super) struct Failed;

pub(super) type Parsed<T> = Result<T, Failed>;

pub(super) struct Parser<'a, 'd> {
    pub(super) text: &'a str,
    pub(super) token: Token,
    pub(super) depth: u32,
    pub(super) out: RawFile<'a>,
    /// Names of inline structures are made with these.
    pub(super) input_suffix: Cow<'a, str>,
    pub(super) output_suffix: Cow<'a, str>,
    /// The last statement failed within traits: the next shape may lack some.
    pub(super) lost_traits: bool,
    file: FileId,
    docs: Vec<Token>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Parser<'a, 'd> {
    pub(super) fn new(file: FileId, text: &'a str, diagnostics: &'d mut Diagnostics) -> Self {
        // Files may start with a byte order mark.
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            token: token_at(text, start),
            depth: 0,
            out: RawFile::new(Names::Relative),
            input_suffix: Cow::Borrowed("Input"),
            output_suffix: Cow::Borrowed("Output"),
            lost_traits: false,
            file,
            docs: Vec::new(),
            diagnostics,
        }
    }

    // --- moving on

    /// Steps over the token.
    pub(super) fn advance(&mut self) {
        if !self.token.kind.is_trivia() && !self.docs.is_empty() {
            let docs = self.take_docs();
            self.unattached(&docs);
        }
        self.token = token_at(self.text, self.token.end);
    }

    /// Steps over the token, whatever stood before.
    pub(super) fn take(&mut self) -> Token {
        let token = self.token;
        self.advance();
        token
    }

    pub(super) fn at(&self, kind: Kind) -> bool {
        self.token.kind == kind
    }

    pub(super) fn at_word(&self, word: &str) -> bool {
        self.at(Kind::Identifier) && self.lexeme(self.token) == word
    }

    /// `SP?`: spaces and tabs.
    pub(super) fn skip_spaces(&mut self) {
        while self.at(Kind::Space) {
            self.advance();
        }
    }

    /// `WS?`: spaces, line breaks, commas, comments. Documentation comments are remembered.
    pub(super) fn skip_blanks(&mut self) {
        while self.token.kind.is_trivia() {
            if self.at(Kind::Doc) {
                self.docs.push(self.token);
            }
            self.advance();
        }
    }

    /// The documentation comments since the last token that is none.
    pub(super) fn take_docs(&mut self) -> Vec<Token> {
        std::mem::take(&mut self.docs)
    }

    /// Warns of documentation comments that are in front of neither a shape nor a member.
    pub(super) fn unattached(&mut self, docs: &[Token]) {
        let (Some(first), Some(last)) = (docs.first(), docs.last()) else { return };
        let span = self.span_of(first.start, last.start + self.lexeme(*last).trim_end().len());
        self.report(
            Diagnostic::warning("unattached-documentation", span, "the documentation comment documents nothing")
                .help("move it in front of a shape or a member and its traits, or start it with `//`"),
        );
    }

    pub(super) fn expect_spaces(&mut self) -> Parsed<()> {
        if !self.at(Kind::Space) {
            return self.fail_expected("a space");
        }
        self.skip_spaces();
        Ok(())
    }

    pub(super) fn expect_blanks(&mut self) -> Parsed<()> {
        if !self.token.kind.is_trivia() {
            return self.fail_expected("a space or a line break");
        }
        self.skip_blanks();
        Ok(())
    }

    /// `BR`: the end of the line or of the file, perhaps after a comment.
    pub(super) fn expect_line_end(&mut self) -> Parsed<()> {
        self.skip_spaces();
        match self.token.kind {
            Kind::Newline | Kind::Comment | Kind::Doc => self.advance(),
            Kind::End => {}
            _ => return self.fail_expected("a line break"),
        }
        self.skip_blanks();
        Ok(())
    }

    pub(super) fn expect(&mut self, kind: Kind) -> Parsed<Token> {
        if !self.at(kind) {
            return self.fail_expected(kind.describe());
        }
        Ok(self.take())
    }

    // --- names

    /// A token as a name.
    pub(super) fn name(&self, token: Token) -> Name<'a> {
        Name { text: Cow::Borrowed(self.lexeme(token)), span: self.span(token) }
    }

    pub(super) fn identifier(&mut self) -> Parsed<Name<'a>> {
        let token = self.expect(Kind::Identifier)?;
        Ok(self.name(token))
    }

    /// `identifier(.identifier)*`
    pub(super) fn namespace(&mut self) -> Parsed<Name<'a>> {
        let first = self.expect(Kind::Identifier)?;
        let mut end = first.end;
        while self.at(Kind::Dot) {
            self.advance();
            end = self.expect(Kind::Identifier)?.end;
        }
        Ok(self.name(Token { end, ..first }))
    }

    /// A shape id, relative or absolute, perhaps with a member.
    pub(super) fn shape_id(&mut self) -> Parsed<Name<'a>> {
        let start = self.token.start;
        let mut end = self.token.end;
        let namespace = self.namespace()?;
        let dotted = namespace.text.contains('.');
        end = end.max(namespace.span.end as usize);
        if self.at(Kind::Pound) {
            self.advance();
            end = self.expect(Kind::Identifier)?.end;
        } else if dotted {
            return self.fail_expected("`#` and the name of a shape");
        }
        if self.at(Kind::Dollar) {
            self.advance();
            end = self.expect(Kind::Identifier)?.end;
        }
        Ok(self.name(Token { kind: Kind::Identifier, start, end }))
    }

    // --- places

    pub(super) fn lexeme(&self, token: Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// The text of a place in this file.
    pub(super) fn lexeme_of(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub(super) fn span(&self, token: Token) -> Span {
        self.span_of(token.start, token.end)
    }

    pub(super) fn span_of(&self, start: usize, end: usize) -> Span {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, offset(start), offset(end))
    }

    /// From a place to the end of the last token.
    pub(super) fn span_from(&self, start: Span) -> Span {
        let end = u32::try_from(self.token.start).unwrap_or(u32::MAX);
        Span { end, ..start }
    }

    // --- errors

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn fail<T>(&mut self, diagnostic: Diagnostic) -> Parsed<T> {
        self.report(diagnostic);
        Err(Failed)
    }

    /// Fails at the token: something else was expected.
    pub(super) fn fail_expected<T>(&mut self, expected: &str) -> Parsed<T> {
        let diagnostic = self.unexpected(expected);
        self.fail(diagnostic)
    }

    fn unexpected(&self, expected: &str) -> Diagnostic {
        let span = self.span(self.token);
        let error = |message: String| Diagnostic::error("syntax-error", span, message);
        let found = self.lexeme(self.token);
        match self.token.kind {
            Kind::Error(LexError::UnexpectedCharacter) => {
                error(format!("unexpected character `{found}`")).help(format!("expected {expected} here"))
            }
            Kind::Error(LexError::BareUnderscore) => {
                error("an identifier can't consist of underscores alone".into()).help("add a letter or a digit")
            }
            Kind::Error(LexError::UnclosedString { start }) => {
                let opening = Span::new(span.file, start, start.saturating_add(1));
                error("a string is not closed before the end of the file".into())
                    .related(opening, "the string starts here")
                    .help("add the closing `\"`, or escape a `\"` inside as `\\\"`")
            }
            Kind::Error(LexError::NumberWithoutDigit) => {
                error(format!("`{found}` is not a number: a digit is missing at its end"))
                    .help("signs, decimal points and exponents must be followed by a digit")
            }
            Kind::Error(LexError::LeadingZero) => {
                error(format!("the number `{found}` starts with a needless zero")).help("remove the leading zeros")
            }
            Kind::Identifier => {
                error(format!("expected {expected}, but found `{found}`")).help(format!("write {expected} here"))
            }
            kind => error(format!("expected {expected}, but found {}", kind.describe()))
                .help(format!("write {expected} here")),
        }
    }
}
