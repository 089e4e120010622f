//! Values as bytes that are equal exactly if the values are, so that equal elements are found without comparing all pairs.

use std::collections::HashSet;

use weland_core::{Document, Schema, ShapeType, Timestamp};

use crate::decimal::Decimal;

/// The bytes of the values that have been seen since the outermost list with unique items began.
///
/// Nothing is recorded outside of such a list: scalars are ignored there, and groups must not be opened or closed.
#[derive(Default)]
pub(crate) struct Canonical {
    bytes: Vec<u8>,
    /// The lists, maps and structures that are open.
    groups: Vec<Group>,
    /// How many of them are lists with unique items.
    unique: usize,
}

/// Where a list, map or structure began, and where each of its parts.
#[derive(Default)]
struct Group {
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
    #[inline]
    pub(crate) fn is_recording(&self) -> bool {
        self.unique > 0
    }

    /// Begins a list, map or structure.
    pub(crate) fn open(&mut self, schema: &Schema) {
        let is_list = schema.shape_type == ShapeType::List;
        self.unique += usize::from(is_list && schema.unique_items);
        self.open_group(is_list);
    }

    fn open_group(&mut self, is_list: bool) {
        self.tag(if is_list { Tag::List } else { Tag::Map });
        let start = self.bytes.len();
        let parts = Vec::new();
        self.groups.push(Group { start, parts });
    }

    /// Begins the next part of a list.
    pub(crate) fn part(&mut self) {
        if let Some(group) = self.groups.last_mut() {
            group.parts.push(self.bytes.len());
        }
    }

    /// Begins the next part of a map or structure: as these have no order of their own, it begins with its name.
    pub(crate) fn named_part(&mut self, name: &str) {
        self.part();
        self.sized(name.as_bytes());
    }

    /// Ends a list and says whether its parts are as different as they should be.
    pub(crate) fn close_list(&mut self, schema: &Schema) -> bool {
        let Some(group) = self.groups.pop() else {
            return true;
        };
        let is_good = !schema.unique_items || self.all_different(&group);
        self.tag(Tag::Close);
        self.unique = self.unique.saturating_sub(usize::from(schema.unique_items));
        if self.unique == 0 {
            self.bytes.clear();
        }
        is_good
    }

    fn all_different(&self, group: &Group) -> bool {
        let mut parts = self.parts(group);
        if group.parts.len() <= 8 {
            let parts: Vec<&[u8]> = parts.collect();
            return parts.iter().enumerate().all(|(index, part)| !parts[..index].contains(part));
        }
        let mut seen = HashSet::with_capacity(group.parts.len());
        parts.all(|part| seen.insert(part))
    }

    /// The parts of the innermost group, which ends where the bytes do.
    fn parts<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a [u8]> {
        let ends = group.parts.iter().skip(1).copied();
        let extents = group.parts.iter().zip(ends.chain([self.bytes.len()]));
        extents.map(|(start, end)| self.bytes.get(*start..end).unwrap_or_default())
    }

    /// Ends a map or structure, and puts its parts in an order.
    pub(crate) fn close_unordered(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        let mut parts: Vec<&[u8]> = self.parts(&group).collect();
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
        let value = if value.is_nan() { f64::NAN } else { value + 0.0 };
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
        if !self.is_recording() {
            return;
        }
        match value {
            Document::Null => self.null(),
            Document::Boolean(value) => self.boolean(*value),
            // 1 and 1.0 are the same number.
            Document::Integer(value) => self.big_number(&value.to_string()),
            Document::Double(value) => self.big_number(&format!("{value:?}")),
            Document::Decimal(value) => self.big_number(value.as_str()),
            Document::String(value) => self.string(value),
            Document::List(list) => {
                self.tag(Tag::List);
                list.iter().for_each(|value| self.document(value));
                self.tag(Tag::Close);
            }
            Document::Map(map) => {
                self.open_group(false);
                for (key, value) in map {
                    self.named_part(key);
                    self.document(value);
                }
                self.close_unordered();
            }
        }
    }
}
