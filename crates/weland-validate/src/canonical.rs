//! Values as bytes that are equal exactly if the values are, so that equal elements are found without comparing all pairs.

use std::collections::HashSet;

use weland_core::{Document, Timestamp};

use crate::decimal::Decimal;

/// The bytes of the values that have been seen since the outermost list with unique items began.
#[derive(Default)]
pub(crate) struct Canonical {
    bytes: Vec<u8>,
    /// How many lists with unique items are open; nothing is recorded outside of them.
    open: usize,
}

/// Where a list, map or structure began, and where each of its parts.
#[derive(Debug, Default)]
pub(crate) struct Group {
    start: usize,
    parts: Vec<usize>,
}

/// The first byte of a value says what follows, so that no value is the beginning of another.
#[derive(Clone, Copy)]
enum Tag {
    Close,
    Null,
    Boolean,
    Integer,
    Double,
    BigNumber,
    String,
    Blob,
    Timestamp,
    List,
    Map,
}

impl Canonical {
    pub(crate) fn is_recording(&self) -> bool {
        self.open > 0
    }

    /// Begins a list with unique items.
    pub(crate) fn open_unique(&mut self) {
        self.open += 1;
    }

    /// Ends a list with unique items and says whether all of its parts are different.
    pub(crate) fn close_unique(&mut self, group: &Group) -> bool {
        let unique = self.all_different(group);
        self.open = self.open.saturating_sub(1);
        if self.open == 0 {
            self.bytes.clear();
        }
        unique
    }

    fn all_different(&self, group: &Group) -> bool {
        let mut parts = self.parts(group, self.bytes.len());
        if group.parts.len() <= 8 {
            let parts: Vec<&[u8]> = parts.collect();
            return parts
                .iter()
                .enumerate()
                .all(|(index, part)| !parts[..index].contains(part));
        }
        let mut seen = HashSet::with_capacity(group.parts.len());
        parts.all(|part| seen.insert(part))
    }

    fn parts<'a>(&'a self, group: &'a Group, end: usize) -> impl Iterator<Item = &'a [u8]> {
        let ends = group.parts.iter().skip(1).copied().chain([end]);
        group
            .parts
            .iter()
            .zip(ends)
            .map(|(start, end)| self.bytes.get(*start..end).unwrap_or_default())
    }

    pub(crate) fn open_group(&mut self, is_list: bool) -> Group {
        if !self.is_recording() {
            return Group::default();
        }
        self.tag(if is_list { Tag::List } else { Tag::Map });
        Group {
            start: self.bytes.len(),
            parts: Vec::new(),
        }
    }

    /// Begins the next part of a group.
    pub(crate) fn part(&mut self, group: &mut Group) {
        if self.is_recording() {
            group.parts.push(self.bytes.len());
        }
    }

    /// Begins the next part of a group whose parts have no order of their own: it begins with its name.
    pub(crate) fn named_part(&mut self, group: &mut Group, name: &str) {
        if self.is_recording() {
            self.part(group);
            self.sized(name.as_bytes());
        }
    }

    pub(crate) fn close_group(&mut self) {
        if self.is_recording() {
            self.tag(Tag::Close);
        }
    }

    /// Ends a group whose parts have no order of their own, and puts them in one.
    pub(crate) fn close_unordered(&mut self, group: &Group) {
        if !self.is_recording() {
            return;
        }
        let mut parts: Vec<&[u8]> = self.parts(group, self.bytes.len()).collect();
        if !parts.is_sorted() {
            parts.sort_unstable();
            let sorted = parts.concat();
            self.bytes.truncate(group.start);
            self.bytes.extend(sorted);
        }
        self.tag(Tag::Close);
    }

    fn tag(&mut self, tag: Tag) {
        self.bytes.push(tag as u8);
    }

    fn sized(&mut self, bytes: &[u8]) {
        self.bytes.extend((bytes.len() as u64).to_be_bytes());
        self.bytes.extend(bytes);
    }

    fn fixed<const N: usize>(&mut self, tag: Tag, bytes: [u8; N]) {
        if self.is_recording() {
            self.tag(tag);
            self.bytes.extend(bytes);
        }
    }

    pub(crate) fn null(&mut self) {
        self.fixed(Tag::Null, []);
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        self.fixed(Tag::Boolean, [u8::from(value)]);
    }

    pub(crate) fn integer(&mut self, value: i64) {
        self.fixed(Tag::Integer, value.to_be_bytes());
    }

    pub(crate) fn double(&mut self, value: f64) {
        // Adding zero turns -0 into 0.
        let value = if value.is_nan() {
            f64::NAN
        } else {
            value + 0.0
        };
        self.fixed(Tag::Double, value.to_bits().to_be_bytes());
    }

    pub(crate) fn big_number(&mut self, text: &str) {
        if self.is_recording() {
            let number = Decimal::new(text);
            self.tag(Tag::BigNumber);
            self.bytes.push(u8::from(number.is_negative()));
            self.bytes.extend(number.exponent().to_be_bytes());
            self.bytes.extend(number.digits());
            self.tag(Tag::Close);
        }
    }

    pub(crate) fn string(&mut self, value: &str) {
        if self.is_recording() {
            self.tag(Tag::String);
            self.sized(value.as_bytes());
        }
    }

    pub(crate) fn blob(&mut self, value: &[u8]) {
        if self.is_recording() {
            self.tag(Tag::Blob);
            self.sized(value);
        }
    }

    pub(crate) fn timestamp(&mut self, value: Timestamp) {
        self.fixed(Tag::Timestamp, value.seconds().to_be_bytes());
        if self.is_recording() {
            self.bytes.extend(value.nanos().to_be_bytes());
        }
    }

    pub(crate) fn document(&mut self, value: &Document) {
        match value {
            Document::Null => self.null(),
            Document::Boolean(value) => self.boolean(*value),
            Document::Integer(value) => self.integer(*value),
            Document::Double(value) => self.double(*value),
            Document::String(value) => self.string(value),
            Document::List(list) => {
                self.open_group(true);
                list.iter().for_each(|value| self.document(value));
                self.close_group();
            }
            Document::Map(map) => {
                let mut group = self.open_group(false);
                for (key, value) in map {
                    self.named_part(&mut group, key);
                    self.document(value);
                }
                self.close_unordered(&group);
            }
        }
    }
}
