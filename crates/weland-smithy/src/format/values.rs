//! Values, and all else that stands in brackets.

use std::borrow::Cow;

use weland_model::is_identifier;

use super::Formatter;
use super::output::quoted_string;
use super::tokens::{Comment, Token};
use super::tree::{Brackets, Group, Item, Layout, Value};
use crate::idl::lexer::Kind;

/// The key without its quotes, if it needs none.
pub(super) fn bare_key(lexeme: &str) -> &str {
    let inner = lexeme.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| is_identifier(inner)).unwrap_or(lexeme)
}

impl<'a> Formatter<'a> {
    // --- reading

    /// The value at the next token, whose comments have been taken.
    pub(super) fn read_value(&mut self, layout: Layout) -> Value<'a> {
        let token = self.tokens.next();
        self.value_from(token, layout)
    }

    fn value_from(&mut self, token: Token<'a>, layout: Layout) -> Value<'a> {
        match token.kind {
            Kind::LeftBracket => Value::Group(self.read_group(Brackets::Square, layout, Vec::new())),
            Kind::LeftBrace => Value::Group(self.read_group(Brackets::Curly, layout, Vec::new())),
            Kind::TextBlock => Value::TextBlock(token.text),
            Kind::String => Value::Plain(quoted_string(token.text)),
            _ => Value::Plain(Cow::Borrowed(token.text)),
        }
    }

    /// The group after its opening bracket, with comments that are to go into it.
    pub(super) fn read_group(
        &mut self,
        brackets: Brackets,
        layout: Layout,
        mut comments: Vec<Comment<'a>>,
    ) -> Group<'a> {
        let close = match brackets {
            Brackets::Square => Kind::RightBracket,
            Brackets::Curly => Kind::RightBrace,
            Brackets::Round => Kind::RightParen,
        };
        let on_new_line = self.tokens.peek().new_line;
        let mut items = Vec::new();
        while !self.tokens.at_end_of(close) {
            comments.append(&mut self.tokens.take_comments());
            items.push(self.read_item(std::mem::take(&mut comments)));
        }
        comments.append(&mut self.tokens.take_comments());
        self.tokens.next();
        Group::new(brackets, items, comments, on_new_line, layout)
    }

    /// `value` or `key: value`, with the comments before it.
    fn read_item(&mut self, mut lead: Vec<Comment<'a>>) -> Item<'a> {
        let first = self.tokens.next();
        let mut blank = first.blank;
        let may_be_key = matches!(first.kind, Kind::Identifier | Kind::String);
        let (key, value) = match may_be_key && self.tokens.at(Kind::Colon) {
            true => {
                let mut awkward = self.tokens.next().comments;
                awkward.append(&mut self.tokens.take_comments());
                // They go before the key, and the key's blank line before them.
                for comment in awkward {
                    lead.push(Comment { own_line: true, blank, ..comment });
                    blank = false;
                }
                (Some(bare_key(first.text)), self.read_value(Layout::Written))
            }
            false => (None, self.value_from(first, Layout::Written)),
        };
        Item { lead, blank, key, value, trailing: self.tokens.take_trailing() }
    }

    // --- writing

    pub(super) fn write_value(&mut self, value: &Value<'a>) {
        match value {
            Value::Plain(text) => self.out.push(text),
            Value::TextBlock(lexeme) => self.out.text_block(lexeme),
            Value::Group(group) => self.write_group(group),
        }
    }

    pub(super) fn write_group(&mut self, group: &Group<'a>) {
        let brackets = group.brackets;
        if group.is_empty() || group.fits() {
            return self.write_flat(group);
        }
        self.out.push(brackets.open());
        if group.hugs() {
            group.items.iter().for_each(|item| self.write_value(&item.value));
        } else {
            self.out.line();
            self.out.indent();
            self.write_items(group);
            self.out.dedent();
        }
        self.out.push(brackets.close());
    }

    fn write_flat(&mut self, group: &Group<'a>) {
        let padding = if group.items.is_empty() { "" } else { group.brackets.padding() };
        self.out.push(group.brackets.open());
        self.out.push(padding);
        for (index, item) in group.items.iter().enumerate() {
            if index > 0 {
                self.out.push(", ");
            }
            self.write_key(item);
            match &item.value {
                Value::Group(group) => self.write_flat(group),
                value => self.write_value(value),
            }
        }
        self.out.push(padding);
        self.out.push(group.brackets.close());
    }

    fn write_key(&mut self, item: &Item<'a>) {
        if let Some(key) = item.key {
            self.out.push(key);
            self.out.push(": ");
        }
    }

    fn write_items(&mut self, group: &Group<'a>) {
        let mut first = true;
        let mut blank_line = |formatter: &mut Self, blank: bool| {
            if blank && !first {
                formatter.out.line();
            }
            first = false;
        };
        for item in &group.items {
            for comment in &item.lead {
                blank_line(self, comment.blank);
                self.out.comment(comment, false);
                self.out.line();
            }
            blank_line(self, item.blank);
            self.write_key(item);
            self.write_value(&item.value);
            self.out.trailing(item.trailing);
            self.out.line();
        }
        for comment in &group.tail {
            blank_line(self, comment.blank);
            self.out.comment(comment, false);
            self.out.line();
        }
    }
}
