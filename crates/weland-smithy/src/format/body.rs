//! Traits, and the bodies of shapes: members and properties.

use super::Formatter;
use super::comments::{Docs, Gap};
use super::tree::{Brackets, Layout};
use super::values::bare_key;
use crate::idl::lexer::Kind;

/// Properties whose entries have a line each.
const OPEN_PROPERTIES: [&str; 7] =
    ["operations", "resources", "collectionOperations", "errors", "identifiers", "properties", "rename"];

impl Formatter<'_> {
    // --- traits

    /// The traits before a shape or a member, a line each, and the comments between them.
    pub(super) fn traits(&mut self) {
        while self.tokens.at(Kind::At) {
            self.one_trait();
            let trailing = self.tokens.take_trailing();
            self.out.trailing(trailing);
            self.out.line();
            self.lead(Gap::Tight, Docs::Ignored);
        }
    }

    /// `@name` or `@name(...)`
    pub(super) fn one_trait(&mut self) {
        self.tokens.next();
        let name = self.tokens.next();
        self.out.push("@");
        self.out.push(name.text);
        if self.tokens.at(Kind::LeftParen) {
            self.tokens.next();
            let group = self.read_group(Brackets::Round, Layout::Written, Vec::new());
            if !group.is_empty() {
                self.write_group(&group);
            }
        }
    }

    // --- bodies

    /// `for Resource` and `with [Mixin ...]`, as far as they are there.
    pub(super) fn clauses(&mut self) {
        if self.tokens.at_word("for") {
            self.word("for ");
            let resource = self.tokens.next();
            self.out.push(resource.text);
        }
        if self.tokens.at_word("with") {
            self.word("with ");
            let bracket = self.tokens.next();
            let group = self.read_group(Brackets::Square, Layout::Fit, bracket.comments);
            self.write_group(&group);
        }
    }

    /// A keyword that may follow something on its line.
    fn word(&mut self, word: &str) {
        self.tokens.next();
        self.space();
        self.out.push(word);
    }

    fn space(&mut self) {
        if !self.out.at_line_start() {
            self.out.push(" ");
        }
    }

    /// `{ ... }` with an item per line.
    pub(super) fn body(&mut self, item: fn(&mut Self, Gap)) {
        let brace = self.tokens.next();
        self.space();
        self.out.push("{");
        let next = self.tokens.peek();
        let is_empty = brace.comments.is_empty() && next.comments.is_empty();
        if is_empty && next.kind == Kind::RightBrace {
            self.tokens.next();
            self.out.push("}");
            return;
        }
        self.out.line();
        self.out.indent();
        let mut gap = Gap::First;
        for comment in &brace.comments {
            // In front of a member, it would be documentation.
            self.out.comment(comment, true);
            self.out.line();
            gap = Gap::Written;
        }
        while !self.tokens.at_end_of(Kind::RightBrace) {
            item(self, gap);
            gap = Gap::Written;
        }
        self.tail(gap);
        self.out.dedent();
        self.tokens.next();
        self.out.push("}");
    }

    /// `name: Target = value`, `$name = value` or `NAME = value`
    pub(super) fn member(&mut self, gap: Gap) {
        self.lead(gap, Docs::Count);
        self.traits();
        let name = self.tokens.next();
        self.out.push(name.text);
        if self.tokens.at(Kind::Colon) {
            self.tokens.next();
            let target = self.tokens.next();
            self.out.push(": ");
            self.out.push(target.text);
        }
        let has_value = self.tokens.at(Kind::Equal);
        if has_value {
            self.tokens.next();
            self.out.push(" = ");
            let value = self.read_value(Layout::Written);
            self.write_value(&value);
        }
        // Behind a member without a value, a documentation comment documents the next member.
        let next = self.tokens.peek();
        let is_doc = next.comments.first().is_some_and(|comment| comment.is_doc);
        if has_value || !is_doc || next.kind == Kind::RightBrace {
            let trailing = self.tokens.take_trailing();
            self.out.trailing(trailing);
        }
        self.out.line();
    }

    /// `name: value` of services, resources and operations, and `name := { ... }`.
    pub(super) fn property(&mut self, gap: Gap) {
        self.lead(gap, Docs::Ignored);
        let name = self.tokens.next();
        let name = bare_key(name.text);
        let separator = self.tokens.next();
        self.hoist(separator.comments);
        if separator.kind == Kind::Walrus {
            self.out.push(name);
            self.out.push(" :=");
            self.inline_structure();
        } else {
            let awkward = self.tokens.take_comments();
            self.hoist(awkward);
            self.out.push(name);
            self.out.push(": ");
            let layout = if OPEN_PROPERTIES.contains(&name) { Layout::Open } else { Layout::Written };
            let value = self.read_value(layout);
            self.write_value(&value);
        }
        let trailing = self.tokens.take_trailing();
        self.out.trailing(trailing);
        self.out.line();
    }

    /// What follows `:=`. With traits or comments, it is a block of its own.
    fn inline_structure(&mut self) {
        let next = self.tokens.peek();
        let is_block = next.kind == Kind::At || !next.comments.is_empty();
        if is_block {
            self.out.line();
            self.out.indent();
            self.lead(Gap::First, Docs::Count);
            self.traits();
        }
        self.clauses();
        self.body(Self::member);
        if is_block {
            self.out.dedent();
        }
    }
}
