//! Makes trees of values.

use weland_core::schema::UNKNOWN_VALUE;
use weland_core::{Document, EncodeError, Encoder, Member, Structure, Timestamp, UNKNOWN};

use super::super::json_name;
use super::{Tree, is_untagged};
use crate::text::{Location, TextEncoder};

/// Makes a tree of a value.
#[derive(Default)]
pub(super) struct TreeEncoder {
    /// The lists and objects that are open, each with the key that waits for its value.
    open: Vec<(Tree, String)>,
    done: Option<Tree>,
    error: Option<EncodeError>,
}

impl TreeEncoder {
    /// The tree; `None` if nothing was written.
    ///
    /// # Errors
    /// When a part of the value cannot be written as text.
    pub(super) fn finish(self) -> Result<Option<Tree>, EncodeError> {
        self.error.map_or(Ok(self.done), Err)
    }

    fn add(&mut self, value: Tree) {
        match self.open.last_mut() {
            None => self.done = Some(value),
            Some((Tree::List(list), _)) => list.push(value),
            Some((Tree::Object(entries), key)) => entries.push((std::mem::take(key), value)),
            Some((Tree::Text(_) | Tree::Bytes(_), _)) => {}
        }
    }

    fn close(&mut self) {
        if let Some((value, _)) = self.open.pop() {
            self.add(value);
        }
    }

    /// How many members and entries the innermost object has.
    fn count(&self) -> usize {
        match self.open.last() {
            Some((Tree::Object(entries), _)) => entries.len(),
            _ => 0,
        }
    }

    /// Puts the entries of the map that was added last into the object around it.
    fn spread(&mut self) {
        if let Some((Tree::Object(entries), _)) = self.open.last_mut()
            && let Some((_, Tree::Object(rest))) = entries.pop()
        {
            entries.extend(rest);
        }
    }

    /// Adds a simple value as parameters write it.
    fn text(&mut self, write: impl FnOnce(&mut dyn Encoder)) {
        match TextEncoder::text(Location::Uri, write) {
            Ok(Some(text)) => self.add(Tree::Text(text)),
            Ok(None) => {}
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    fn document_part(&mut self, value: &Document) {
        match value {
            Document::Null => {}
            Document::List(list) => {
                self.open.push((Tree::List(Vec::new()), String::new()));
                list.iter().for_each(|value| self.document_part(value));
                self.close();
            }
            Document::Map(map) => {
                self.open.push((Tree::Object(Vec::new()), String::new()));
                for (name, value) in map {
                    self.key(name);
                    self.document_part(value);
                }
                self.close();
            }
            Document::Boolean(value) => self.add(Tree::Text(value.to_string())),
            Document::Integer(value) => self.add(Tree::Text(value.to_string())),
            Document::Double(value) => self.add(Tree::Text(value.to_string())),
            Document::Decimal(value) => self.add(Tree::Text(value.to_string())),
            Document::String(value) => self.add(Tree::Text(value.clone())),
        }
    }
}

impl Encoder for TreeEncoder {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        if is_untagged(value.schema()) {
            // One of them is set, or the union has kept a value.
            for (index, member) in value.schema().members.iter().enumerate() {
                value.encode_member(index, member, self);
            }
            return value.encode_member(UNKNOWN, &UNKNOWN_VALUE, self);
        }
        self.open.push((Tree::Object(Vec::new()), String::new()));
        for (index, member) in value.schema().members.iter().enumerate() {
            let count = self.count();
            self.key(json_name(member));
            value.encode_member(index, member, self);
            if member.rest && self.count() > count {
                self.spread();
            }
        }
        self.close();
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.open.push((Tree::List(Vec::new()), String::new()));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.open.push((Tree::Object(Vec::new()), String::new()));
    }

    fn key(&mut self, key: &str) {
        if let Some((_, open)) = self.open.last_mut() {
            key.clone_into(open);
        }
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.text(|to| to.boolean(member, value));
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.text(|to| to.integer(member, value));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.text(|to| to.float(member, value));
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.text(|to| to.double(member, value));
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.text(|to| to.big_number(member, value));
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.add(Tree::Text(value.to_owned()));
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.text(|to| to.blob(member, value));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.text(|to| to.timestamp(member, value));
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.document_part(value);
    }

    /// Text has no null; what is null is left out.
    fn null(&mut self, _: &'static Member) {}
}
