//! Finds out whether a typed value is valid, and nothing else: values mostly are, and then neither paths nor what is around a
//! value have to be kept.

use std::cmp::Ordering;

use weland_core::schema::{Member, Schema};
use weland_core::{Bound, Document, Encoder, Structure, Timestamp};

use crate::check::{Checker, MAX_DEPTH, STILL_TO_COME, have_rules, needs_document};
use crate::constraint;
use crate::decimal::Decimal;

/// How many lists and maps may be open at once. Values with more of them are left to the checker.
const MAX_OPEN: usize = 8;

/// Whether a value keeps all constraints. If not, a [`Checker`] may still find that it does.
pub(crate) fn is_valid(value: &dyn Structure) -> bool {
    let open = [(&STILL_TO_COME, 0); MAX_OPEN];
    let mut probe =
        Probe { verdict: Verdict::Valid, count: 0, structures: 0, open, opened: 0, opened_around: 0, unique: None };
    probe.value(value);
    probe.verdict == Verdict::Valid
}

/// What is known of a value so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Valid,
    Invalid,
    /// The member that is being written can only be judged as a document. That is found out as late as this since the schemas
    /// of members that are not set would have to be read for it otherwise.
    Document,
}

/// Checks values as they are written to it, up to the first one that breaks a constraint, or may do so.
struct Probe {
    verdict: Verdict,
    /// How many values of the innermost structure, list or map have been written.
    count: usize,
    /// How many structures and unions are open.
    structures: usize,
    /// The lists and maps that are open, with the counts of what is around them.
    open: [(&'static Schema, usize); MAX_OPEN],
    opened: usize,
    /// How many of them are around the innermost structure.
    opened_around: usize,
    /// Checks what is in a list whose elements have to differ.
    unique: Option<Box<Unique>>,
}

struct Unique {
    checker: Checker,
    /// How many lists and maps are open in the checker, the list with different elements included.
    opened: usize,
}

impl Probe {
    fn value(&mut self, value: &dyn Structure) {
        self.count += 1;
        if self.verdict != Verdict::Valid {
            return;
        }
        let schema = value.schema();
        if needs_document(schema) {
            return self.ask(|checker| checker.root(value));
        }
        if self.depth() >= MAX_DEPTH {
            return self.fail();
        }
        let (count, opened_around) = (self.count, self.opened_around);
        self.opened_around = self.opened;
        self.structures += 1;
        self.members(schema, value);
        self.structures -= 1;
        (self.count, self.opened_around) = (count, opened_around);
    }

    fn members(&mut self, schema: &'static Schema, value: &dyn Structure) {
        self.count = 0;
        for (index, member) in schema.members.iter().enumerate() {
            let before = self.count;
            value.encode_member(index, member, self);
            if self.verdict != Verdict::Valid && !self.is_valid_as_document(value, index, member, before) {
                return;
            }
            if member.required && self.count == before && !member.may_come_later() {
                return self.fail();
            }
        }
        if schema.is_union() && self.count != 1 {
            self.fail();
        }
    }

    fn depth(&self) -> usize {
        self.structures + self.opened
    }

    #[cold]
    fn fail(&mut self) {
        self.verdict = Verdict::Invalid;
    }

    #[inline]
    fn demand(&mut self, is_kept: bool) {
        if !is_kept {
            self.fail();
        }
    }

    /// Whether a value has rules by which only a document can be judged.
    #[inline]
    fn has_rules(&mut self, schema: &Schema) -> bool {
        schema.rules.is_some() && self.notices_rules(schema)
    }

    #[cold]
    fn notices_rules(&mut self, schema: &Schema) -> bool {
        let has_rules = have_rules(schema);
        if has_rules && self.verdict == Verdict::Valid {
            self.verdict = Verdict::Document;
        }
        has_rules
    }

    /// Lets a checker look at a part of the value.
    #[cold]
    fn ask(&mut self, check: impl FnOnce(&mut Checker)) {
        let mut checker = Checker::at_depth(self.depth());
        check(&mut checker);
        self.demand(checker.into_found().is_empty());
    }

    /// Checks a member as a document, if that is what it takes. Before it, so many members had been written.
    #[cold]
    fn is_valid_as_document(
        &mut self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
        before: usize,
    ) -> bool {
        if self.verdict == Verdict::Document {
            self.verdict = Verdict::Valid;
            self.unique = None;
            self.opened = self.opened_around;
            let mut count = 0;
            self.ask(|checker| count = checker.only_member(value, index, member));
            self.count = before + count;
        }
        self.verdict == Verdict::Valid
    }

    /// The checker of a list whose elements have to differ, if this is within one.
    #[inline]
    fn unique(&mut self) -> Option<&mut Checker> {
        self.unique.as_mut().map(|unique| &mut unique.checker)
    }

    #[cold]
    fn open_unique(&mut self, member: &'static Member) {
        let mut checker = Checker::at_depth(self.depth());
        checker.begin_list(member, 0);
        self.unique = Some(Box::new(Unique { checker, opened: 1 }));
    }

    /// Notes that a list or map is closed in the checker of different elements; takes its verdict at the end.
    fn close_in_unique(&mut self) {
        if let Some(unique) = &mut self.unique {
            unique.opened -= 1;
            if unique.opened == 0 {
                let is_kept = self.unique.take().is_none_or(|unique| unique.checker.into_found().is_empty());
                self.demand(is_kept);
            }
        }
    }

    fn open(&mut self, schema: &'static Schema) {
        match self.open.get_mut(self.opened) {
            Some(place) => {
                *place = (schema, self.count);
                self.opened += 1;
                self.count = 0;
            }
            None => self.fail(),
        }
    }

    fn close(&mut self) {
        // Where there was no room to open it, there is nothing to close.
        if self.verdict != Verdict::Valid {
            return;
        }
        self.opened -= 1;
        if let Some((schema, count)) = self.open.get(self.opened) {
            let is_kept = schema.length.is_none() || constraint::length(schema, || self.count as u64).is_none();
            self.count = *count;
            self.demand(is_kept);
        }
    }

    #[inline]
    fn text(&mut self, schema: &'static Schema, text: &str) {
        self.demand(constraint::is_valid_text(schema, text));
    }

    #[inline]
    fn number(
        &mut self,
        schema: &'static Schema,
        compare: impl Fn(Bound) -> Option<Ordering>,
        text: impl Fn() -> String,
    ) {
        self.demand(constraint::is_valid_number(schema, compare, text));
    }
}

impl Encoder for Probe {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        match self.unique() {
            Some(checker) => checker.structure(member, value),
            None => self.value(value),
        }
    }

    fn begin_list(&mut self, member: &'static Member, len: usize) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(unique) = &mut self.unique {
            unique.opened += 1;
            return unique.checker.begin_list(member, len);
        }
        self.count += 1;
        match member.stream {
            true => self.open(&STILL_TO_COME),
            false if member.schema.unique_items => self.open_unique(member),
            false => self.open(member.schema),
        }
    }

    fn end_list(&mut self) {
        match self.unique() {
            Some(checker) => {
                checker.end_list();
                self.close_in_unique();
            }
            None => self.close(),
        }
    }

    fn begin_map(&mut self, member: &'static Member, len: usize) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(unique) = &mut self.unique {
            unique.opened += 1;
            return unique.checker.begin_map(member, len);
        }
        self.count += 1;
        self.open(member.schema);
    }

    fn key(&mut self, key: &str) {
        if let Some(checker) = self.unique() {
            return checker.key(key);
        }
        let map = self.opened.checked_sub(1).and_then(|innermost| self.open.get(innermost));
        if let Some(member) = map.and_then(|(schema, _)| schema.members.first()) {
            self.text(member.schema, key);
        }
    }

    fn end_map(&mut self) {
        match self.unique() {
            Some(checker) => {
                checker.end_map();
                self.close_in_unique();
            }
            None => self.close(),
        }
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        if self.has_rules(member.schema) {
            return;
        }
        match self.unique() {
            Some(checker) => checker.boolean(member, value),
            None => self.count += 1,
        }
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.integer(member, value);
        }
        self.count += 1;
        let schema = member.schema;
        self.demand(constraint::is_valid_integer(schema, value));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.float(member, value);
        }
        self.count += 1;
        self.number(member.schema, |bound| constraint::compare_float(value, bound), || value.to_string());
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.double(member, value);
        }
        self.count += 1;
        self.number(member.schema, |bound| constraint::compare_double(value, bound), || value.to_string());
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.big_number(member, value);
        }
        self.count += 1;
        let number = Decimal::new(value);
        self.number(member.schema, |bound| constraint::compare_big(&number, bound), || value.to_owned());
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.string(member, value);
        }
        self.count += 1;
        self.text(member.schema, value);
    }

    fn named_value(&mut self, member: &'static Member, shape: &'static Schema, value: &'static str) {
        if self.unique.is_some() || !std::ptr::eq(member.schema, shape) || constraint::has_more_than_values(shape) {
            return self.string(member, value);
        }
        self.count += 1;
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        if self.has_rules(member.schema) {
            return;
        }
        if let Some(checker) = self.unique() {
            return checker.blob(member, value);
        }
        self.count += 1;
        self.demand(constraint::length(member.schema, || value.len() as u64).is_none());
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        if self.has_rules(member.schema) {
            return;
        }
        match self.unique() {
            Some(checker) => checker.timestamp(member, value),
            None => self.count += 1,
        }
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        if self.has_rules(member.schema) {
            return;
        }
        match self.unique() {
            Some(checker) => checker.document(member, value),
            None => self.count += 1,
        }
    }

    fn null(&mut self, member: &'static Member) {
        if let Some(checker) = self.unique() {
            return checker.null(member);
        }
        self.count += 1;
        self.demand(member.nullable);
    }
}
