//! Traits and documentation comments in front of shapes and members.

use weland_model::{Entry, Node, NodeKind, Span, trait_id};

use super::cursor::{Parsed, Parser};
use super::lexer::{Kind, Token, token_at};
use crate::raw::{Name, RawTrait};

impl<'a> Parser<'a, '_> {
    /// Documentation comments and traits, up to the next token that is neither.
    pub(super) fn traits(&mut self) -> Parsed<Vec<RawTrait<'a>>> {
        let mut traits = Vec::new();
        self.skip_blanks();
        let docs = self.take_docs();
        traits.extend(self.doc_trait(&docs));
        while self.at(Kind::At) {
            traits.push(self.one_trait()?);
            self.skip_blanks();
        }
        Ok(traits)
    }

    /// Warns of documentation comments among traits that turned out to belong to nothing.
    pub(super) fn unattached_docs(&mut self, traits: &[RawTrait<'a>]) {
        if let Some(docs) = traits.iter().find(|applied| !applied.is_written()) {
            let token = Token { kind: Kind::Doc, start: docs.span.start as usize, end: docs.span.end as usize };
            self.unattached(&[token]);
        }
    }

    fn doc_trait(&self, docs: &[Token]) -> Option<RawTrait<'a>> {
        let (first, last) = (docs.first()?, docs.last()?);
        let span = self.span_of(first.start, last.end);
        let text = self.doc_text(docs);
        let name = Name { text: trait_id::DOCUMENTATION.into(), span };
        Some(RawTrait { name, value: Some(Node::string(&text, span)), span })
    }

    /// `@name` or `@name(...)`
    pub(super) fn one_trait(&mut self) -> Parsed<RawTrait<'a>> {
        let start = self.span(self.token);
        self.expect(Kind::At)?;
        let name = self.shape_id()?;
        let value = match self.at(Kind::LeftParen) {
            true => self.trait_body(start.to(name.span))?,
            false => None,
        };
        Ok(RawTrait { name, value, span: self.span_from(start) })
    }

    fn trait_body(&mut self, name: Span) -> Parsed<Option<Node>> {
        let start = self.span(self.token);
        self.expect(Kind::LeftParen)?;
        self.skip_blanks();
        let first = self.token;
        let value = match self.token.kind {
            Kind::RightParen => None,
            Kind::Identifier if self.identifier_is_key() => Some(self.nested(Self::trait_structure)?),
            Kind::String => Some(self.nested(Self::string_or_structure)?),
            _ => Some(self.node()?),
        };
        let goes_on = first.kind == Kind::Identifier && matches!(self.token.kind, Kind::Number | Kind::Error(_));
        if goes_on && value.as_ref().is_some_and(|value| value.as_str().is_some()) {
            return self.unquoted(first);
        }
        self.skip_blanks();
        if self.starts_shape(self.token.start) {
            let what = format!(" of `{}`", self.lexeme_of(name));
            return self.unclosed_bracket(start, &what, Kind::RightParen, self.token.start);
        }
        self.expect(Kind::RightParen)?;
        let span = self.span_from(start);
        Ok(value.map(|value| match value.kind {
            // The members of `@name(key: value)` are wrapped by the parentheses.
            NodeKind::Object(_) if value.span.start == start.end => Node { span, ..value },
            _ => value,
        }))
    }

    /// Whether the identifier at the cursor is a key, and not a keyword or a shape id.
    fn identifier_is_key(&self) -> bool {
        let after = |token: Token| token_at(self.text, token.end);
        let mut next = after(self.token);
        // What is no name at all is told apart where values are read.
        if matches!(next.kind, Kind::Dot | Kind::Pound | Kind::Dollar | Kind::Number | Kind::Error(_)) {
            return false;
        }
        while next.kind.is_trivia() {
            next = after(next);
        }
        next.kind != Kind::RightParen
    }

    fn trait_structure(&mut self) -> Parsed<Node> {
        let start = self.span(self.token);
        let object = self.entries(Kind::RightParen, start)?;
        let kind = NodeKind::Object(object);
        Ok(Node::new(kind, self.span_from(start)))
    }

    /// A string that is either the value or the first key.
    fn string_or_structure(&mut self) -> Parsed<Node> {
        let start = self.span(self.token);
        let text = self.string()?;
        self.skip_blanks();
        if !self.at(Kind::Colon) {
            return Ok(Node::new(NodeKind::String(text), start));
        }
        self.advance();
        self.skip_blanks();
        let value = self.node()?;
        let mut entries = vec![Entry { key: text, key_span: start, value }];
        let others = self.entries(Kind::RightParen, start)?;
        entries.extend_from_slice(others.entries());
        let object = self.unique(entries);
        Ok(Node::new(NodeKind::Object(object), self.span_from(start)))
    }
}
