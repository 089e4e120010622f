//! The statements of a file.

use std::collections::HashSet;

use super::Formatter;
use super::comments::{Docs, Gap};
use super::tokens::Comment;
use super::tree::Layout;
use super::values::bare_key;
use crate::idl::lexer::Kind;

/// The statements that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Control,
    /// Whether the last statement has several lines.
    Metadata(bool),
    Namespace,
    Use,
    Shapes,
}

/// `use id`
struct Import<'a> {
    lead: Vec<Comment<'a>>,
    blank: bool,
    id: &'a str,
    trailing: Option<Comment<'a>>,
}

impl<'a> Formatter<'a> {
    pub(super) fn file(mut self) -> String {
        let mut last = None;
        while !self.tokens.at(Kind::End) {
            last = Some(self.statement(last));
        }
        self.tail(if last.is_some() { Gap::Written } else { Gap::First });
        self.out.into_text()
    }

    /// Writes a statement, or all `use` statements.
    fn statement(&mut self, last: Option<Section>) -> Section {
        let gap = if last.is_some() { Gap::Blank } else { Gap::First };
        if last != Some(Section::Shapes) && self.tokens.at(Kind::Identifier) {
            match self.tokens.peek().text {
                text if text.starts_with('$') => {
                    self.control(if last == Some(Section::Control) { Gap::Written } else { gap });
                    return Section::Control;
                }
                "metadata" => return self.metadata(last, gap),
                "namespace" => {
                    self.lead(gap, Docs::Ignored);
                    self.tokens.next();
                    let namespace = self.tokens.next();
                    self.out.push("namespace ");
                    self.out.push(namespace.text);
                    self.end_statement();
                    return Section::Namespace;
                }
                "use" => {
                    self.uses(gap);
                    return Section::Use;
                }
                _ => {}
            }
        }
        self.lead(gap, Docs::Count);
        self.traits();
        self.shape_or_apply();
        self.end_statement();
        Section::Shapes
    }

    fn end_statement(&mut self) {
        let trailing = self.tokens.take_trailing();
        self.out.trailing(trailing);
        self.out.line();
    }

    /// `$key: value`
    fn control(&mut self, gap: Gap) {
        self.lead(gap, Docs::Ignored);
        let key = self.tokens.next();
        self.out.push("$");
        if key.text == "$" {
            let quoted = self.tokens.next();
            self.out.push(bare_key(quoted.text));
        } else {
            self.out.push(key.text.trim_start_matches('$'));
        }
        self.tokens.next();
        self.out.push(": ");
        let value = self.read_value(Layout::Written);
        self.write_value(&value);
        self.end_statement();
    }

    /// `metadata key = value`, with a blank line before and after it if it has several lines.
    fn metadata(&mut self, last: Option<Section>, gap: Gap) -> Section {
        let blank = self.tokens.peek().blank;
        let lead = self.tokens.take_comments();
        self.tokens.next();
        let before = self.out.replace(String::new());
        let key = self.tokens.next();
        self.out.push("metadata ");
        self.out.push(bare_key(key.text));
        self.tokens.next();
        self.out.push(" = ");
        let value = self.read_value(Layout::Written);
        self.write_value(&value);
        let statement = self.out.replace(before);
        let is_long = statement.contains('\n');
        let gap = if !is_long && last == Some(Section::Metadata(false)) { Gap::Written } else { gap };
        self.lead_of(&lead, blank, gap, Docs::Ignored);
        self.out.push(&statement);
        self.end_statement();
        Section::Metadata(is_long)
    }

    // --- use

    fn uses(&mut self, gap: Gap) {
        let mut imports = Vec::new();
        while self.tokens.at_word("use") {
            let blank = self.tokens.peek().blank;
            let lead = self.tokens.take_comments();
            self.tokens.next();
            let id = self.tokens.next().text;
            imports.push(Import { lead, blank, id, trailing: self.tokens.take_trailing() });
        }
        let mut seen = HashSet::new();
        let mut gap = gap;
        // A comment heads the imports below it, up to the next one.
        for group in imports.chunk_by_mut(|_, next| next.lead.is_empty()) {
            self.import_group(group, gap, &mut seen);
            gap = Gap::Blank;
        }
    }

    fn import_group(&mut self, group: &mut [Import<'a>], gap: Gap, seen: &mut HashSet<&'a str>) {
        if let Some(head) = group.first() {
            self.lead_of(&head.lead, head.blank, gap, Docs::Ignored);
        }
        // The import right below a comment stays there.
        let pinned = usize::from(group.first().is_some_and(|head| !head.lead.is_empty()));
        if let Some(rest) = group.get_mut(pinned..) {
            rest.sort_by_key(|import| (import.id, import.trailing.is_none()));
        }
        for (index, import) in group.iter().enumerate() {
            let is_new = seen.insert(import.id);
            if is_new || index < pinned || import.trailing.is_some() {
                self.out.push("use ");
                self.out.push(import.id);
                self.out.trailing(import.trailing);
                self.out.line();
            }
        }
    }

    // --- shapes

    fn shape_or_apply(&mut self) {
        let keyword = self.tokens.next().text;
        if keyword == "apply" {
            return self.apply();
        }
        let name = self.tokens.next();
        self.out.push(keyword);
        self.out.push(" ");
        self.out.push(name.text);
        self.clauses();
        match keyword {
            "list" | "set" | "map" | "structure" | "union" | "enum" | "intEnum" => self.body(Self::member),
            "service" | "resource" | "operation" => self.body(Self::property),
            _ => {}
        }
    }

    /// `apply Shape @trait` or `apply Shape { @trait ... }`
    fn apply(&mut self) {
        let target = self.tokens.next();
        let awkward = self.tokens.take_comments();
        self.hoist(awkward);
        self.out.push("apply ");
        self.out.push(target.text);
        if self.tokens.at(Kind::At) {
            self.out.push(" ");
            self.one_trait();
        } else {
            self.body(|formatter, gap| {
                formatter.lead(if gap == Gap::First { gap } else { Gap::Tight }, Docs::Ignored);
                formatter.one_trait();
                formatter.end_statement();
            });
        }
    }
}
