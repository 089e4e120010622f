//! Values: the JSON-like data of metadata and traits, where unquoted ids are allowed.

use std::sync::Arc;

use weland_model::{Diagnostic, Entry, Node, NodeKind, Number, Object, Span};

use super::cursor::{Parsed, Parser};
use super::lexer::{Kind, LexError, Token, token_at};
use crate::raw::MAX_DEPTH;

impl Parser<'_, '_> {
    /// A value.
    pub(super) fn node(&mut self) -> Parsed<Node> {
        let token = self.token;
        let span = self.span(token);
        match token.kind {
            Kind::Identifier => self.word(),
            Kind::String | Kind::TextBlock => {
                let text = self.string()?;
                Ok(Node::new(NodeKind::String(text), span))
            }
            Kind::Number => {
                self.advance();
                let number = Number::from_text(self.lexeme(token));
                Ok(Node::new(NodeKind::Number(number), span))
            }
            Kind::LeftBracket => self.nested(Self::array),
            Kind::LeftBrace => self.nested(Self::object),
            Kind::Error(LexError::UnexpectedCharacter) => self.fail_expected("a value"),
            _ => self.fail_expected("a value (a string, number, array, object or shape id)"),
        }
    }

    /// Runs a rule one level deeper.
    pub(super) fn nested(&mut self, rule: fn(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        if self.depth == MAX_DEPTH {
            let span = self.span(self.token);
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            return self.fail(Diagnostic::error("nesting-too-deep", span, message).help("flatten the value"));
        }
        self.depth += 1;
        let node = rule(self);
        self.depth -= 1;
        node
    }

    /// A keyword or a shape id. Ids become strings; they are resolved when all names are known.
    fn word(&mut self) -> Parsed<Node> {
        let first = self.token;
        if !self.is_id(first) {
            return self.unquoted(first);
        }
        let name = self.shape_id()?;
        let kind = match &*name.text {
            "true" => NodeKind::Bool(true),
            "false" => NodeKind::Bool(false),
            "null" => NodeKind::Null,
            id => NodeKind::String(Arc::from(id)),
        };
        Ok(Node::new(kind, name.span))
    }

    /// Whether a word is an id, and not the beginning of a text.
    fn is_id(&self, first: Token) -> bool {
        let mut token = first;
        let mut is_dotted = false;
        let mut is_absolute = false;
        while matches!(token.kind, Kind::Identifier | Kind::Dot | Kind::Pound | Kind::Dollar) {
            is_dotted |= token.kind == Kind::Dot;
            is_absolute |= token.kind == Kind::Pound;
            token = token_at(self.text, token.end);
        }
        let goes_on = match token.kind {
            Kind::Error(LexError::UnclosedString { .. }) => false,
            Kind::Error(_) => true,
            _ => is_dotted && !is_absolute,
        };
        !goes_on
    }

    /// Fails at a text that should be in quotes: it goes on to a blank or a bracket.
    pub(super) fn unquoted<T>(&mut self, first: Token) -> Parsed<T> {
        let rest = self.text.get(first.start..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '[' | ']' | '{' | '}' | '"');
        let text = rest.split(ends).next().unwrap_or_default();
        let span = self.span_of(first.start, first.start + text.len());
        let message = format!("`{text}` is neither the id of a shape nor in quotes");
        self.fail(Diagnostic::error("syntax-error", span, message).help(format!("put it in quotes: `\"{text}\"`")))
    }

    fn array(&mut self) -> Parsed<Node> {
        let start = self.span(self.token);
        self.expect(Kind::LeftBracket)?;
        let mut items = Vec::new();
        self.skip_blanks();
        while !self.at(Kind::RightBracket) {
            let at = self.token.start;
            let line = || self.text.get(at..).and_then(|rest| rest.lines().next());
            if self.starts_trait(at) || self.starts_shape(at) && line().is_some_and(|line| line.contains('{')) {
                return self.unclosed_bracket(start, "", Kind::RightBracket, at);
            }
            items.push(self.node()?);
            self.skip_blanks();
        }
        self.expect(Kind::RightBracket)?;
        Ok(Node::new(NodeKind::Array(items), self.span_from(start)))
    }

    /// `{ key: value ... }`
    pub(super) fn object(&mut self) -> Parsed<Node> {
        let start = self.span(self.token);
        self.expect(Kind::LeftBrace)?;
        let object = self.entries(Kind::RightBrace, start)?;
        self.expect(Kind::RightBrace)?;
        Ok(Node::new(NodeKind::Object(object), self.span_from(start)))
    }

    /// Keys and values up to a closing token. The span is where they begin.
    pub(super) fn entries(&mut self, close: Kind, opened: Span) -> Parsed<Object> {
        let mut entries: Vec<Entry> = Vec::new();
        self.skip_blanks();
        while !self.at(close) {
            let start = self.token.start;
            if self.starts_trait(start) {
                return self.unclosed_bracket(opened, "", close, start);
            }
            let (key, key_span) = self.key(close)?;
            self.skip_blanks();
            if !self.at(Kind::Colon) && self.starts_shape(start) {
                return self.unclosed_bracket(opened, "", close, start);
            }
            self.expect(Kind::Colon)?;
            self.skip_blanks();
            let value = self.node()?;
            self.skip_blanks();
            entries.push(Entry { key, key_span, value });
        }
        Ok(self.unique(entries))
    }

    /// A key: an identifier or a quoted string.
    fn key(&mut self, close: Kind) -> Parsed<(Arc<str>, Span)> {
        let span = self.span(self.token);
        let key = match self.token.kind {
            Kind::Identifier => self.identifier()?.text.into(),
            Kind::String => self.string()?,
            _ => return self.fail_expected(&format!("a key or {}", close.describe())),
        };
        Ok((key, span))
    }

    /// The key of a control or metadata statement.
    pub(super) fn statement_key(&mut self) -> Parsed<(Arc<str>, Span)> {
        match self.token.kind {
            Kind::Identifier | Kind::String => self.key(Kind::End),
            _ => self.fail_expected("a key"),
        }
    }

    /// Builds the object; of entries with the same key, the first is kept.
    pub(super) fn unique(&mut self, entries: Vec<Entry>) -> Object {
        let (entries, duplicates) = crate::keys::unique(entries);
        duplicates.into_iter().for_each(|item| self.report(item));
        Object::new(entries)
    }
}
