//! Finds out whether a typed value is valid, and nothing else: values mostly are, and then neither paths nor what is around a
//! value have to be kept.

use std::cmp::Ordering;

use weland_core::schema::{Member, Schema};
use weland_core::{Bound, Document, Encoder, Structure, Timestamp};

use crate::check::{Checker, MAX_DEPTH, STILL_TO_COME, member_needs_document, needs_document};
use crate::constraint;
use crate::decimal::Decimal;

/// How many lists and maps may be open at once. Values with more of them are left to the checker.
const MAX_OPEN: usize = 8;

/// Whether a value keeps all constraints. If not, a [`Checker`] may still find that it does.
pub(crate) fn is_valid(value: &dyn Structure) -> bool {
    let open = [(&STILL_TO_COME, 0); MAX_OPEN];
    let mut probe = Probe { failed: false, count: 0, structures: 0, open, opened: 0, unique: None };
    probe.value(value);
    !probe.failed
}

/// Checks values as they are written to it, up to the first one that breaks a constraint, or may do so.
struct Probe {
    failed: bool,
    /// How many values of the innermost structure, list or map have been written.
    count: usize,
    /// How many structures and unions are open.
    structures: usize,
    /// The lists and maps that are open, with the counts of what is around them.
    open: [(&'static Schema, usize); MAX_OPEN],
    opened: usize,
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
        if self.failed {
            return;
        }
        let schema = value.schema();
        if needs_document(schema) {
            return self.ask(|checker| checker.root(value));
        }
        if self.depth() >= MAX_DEPTH {
            return self.fail();
        }
        let count = self.count;
        self.structures += 1;
        self.members(schema, value);
        self.structures -= 1;
        self.count = count;
    }

    fn members(&mut self, schema: &'static Schema, value: &dyn Structure) {
        self.count = 0;
        for (index, member) in schema.members.iter().enumerate() {
            let before = self.count;
            if member_needs_document(member) {
                self.member_as_document(value, index, member);
            } else {
                value.encode_member(index, member, self);
            }
            if self.failed || member.required && self.count == before && !member.may_come_later() {
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
        self.failed = true;
    }

    /// Lets a checker look at a part of the value.
    #[cold]
    fn ask(&mut self, check: impl FnOnce(&mut Checker)) {
        let mut checker = Checker::at_depth(self.depth());
        check(&mut checker);
        self.failed |= !checker.into_found().is_empty();
    }

    #[cold]
    fn member_as_document(&mut self, value: &dyn Structure, index: usize, member: &'static Member) {
        let mut count = 0;
        self.ask(|checker| count = checker.only_member(value, index, member));
        self.count += count;
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
                self.failed |= self.unique.take().is_some_and(|unique| !unique.checker.into_found().is_empty());
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
        if self.failed {
            return;
        }
        self.opened -= 1;
        if let Some((schema, count)) = self.open.get(self.opened) {
            self.failed |= constraint::length(schema, || self.count as u64).is_some();
            self.count = *count;
        }
    }

    #[inline]
    fn text(&mut self, schema: &'static Schema, text: &str) {
        if !self.failed && !constraint::is_valid_text(schema, text) {
            self.fail();
        }
    }

    #[inline]
    fn number(
        &mut self,
        schema: &'static Schema,
        compare: impl Fn(Bound) -> Option<Ordering>,
        text: impl Fn() -> String,
    ) {
        self.failed |= !constraint::is_valid_number(schema, compare, text);
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
        match self.unique() {
            Some(checker) => checker.boolean(member, value),
            None => self.count += 1,
        }
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        if let Some(checker) = self.unique() {
            return checker.integer(member, value);
        }
        self.count += 1;
        let schema = member.schema;
        self.failed |= constraint::numbers(schema, value).is_some();
        self.number(schema, |bound| constraint::compare_integer(value, bound), || value.to_string());
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        if let Some(checker) = self.unique() {
            return checker.float(member, value);
        }
        self.count += 1;
        self.number(member.schema, |bound| constraint::compare_float(value, bound), || value.to_string());
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        if let Some(checker) = self.unique() {
            return checker.double(member, value);
        }
        self.count += 1;
        self.number(member.schema, |bound| constraint::compare_double(value, bound), || value.to_string());
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        if let Some(checker) = self.unique() {
            return checker.big_number(member, value);
        }
        self.count += 1;
        let number = Decimal::new(value);
        self.number(member.schema, |bound| constraint::compare_big(&number, bound), || value.to_owned());
    }

    fn string(&mut self, member: &'static Member, value: &str) {
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
        if let Some(checker) = self.unique() {
            return checker.blob(member, value);
        }
        self.count += 1;
        self.failed |= constraint::length(member.schema, || value.len() as u64).is_some();
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        match self.unique() {
            Some(checker) => checker.timestamp(member, value),
            None => self.count += 1,
        }
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
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
        self.failed |= !member.nullable;
    }
}
