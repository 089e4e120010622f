//! A structure as a document, so that a path can be followed in it.

use std::collections::BTreeMap;

use weland_core::{Document, Encoder, Member, Structure, Timestamp, TimestampFormat};

/// The members that are set, by their names in the model.
pub(super) fn of(value: &dyn Structure) -> Document {
    let mut writer = Writer { open: vec![Open::Map(BTreeMap::new())], keys: Vec::new() };
    writer.members(value);
    writer.open.pop().map(Open::close).unwrap_or_default()
}

/// An aggregate that is not complete yet.
enum Open {
    List(Vec<Document>),
    Map(BTreeMap<String, Document>),
}

impl Open {
    fn close(self) -> Document {
        match self {
            Self::List(list) => Document::List(list),
            Self::Map(map) => Document::Map(map),
        }
    }
}

struct Writer {
    open: Vec<Open>,
    /// The keys of the map entries whose values are still to come, innermost last.
    keys: Vec<String>,
}

impl Writer {
    fn members(&mut self, value: &dyn Structure) {
        for (index, member) in value.schema().members.iter().enumerate() {
            self.keys.push(member.name.to_owned());
            let open = self.keys.len();
            value.encode_member(index, member, self);
            // A member that is not set has written nothing and left its key.
            if self.keys.len() == open {
                self.keys.pop();
            }
        }
    }

    fn put(&mut self, value: Document) {
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map)) => {
                if let Some(key) = self.keys.pop() {
                    map.insert(key, value);
                }
            }
            None => {}
        }
    }

    fn close(&mut self) {
        if let Some(closed) = self.open.pop() {
            self.put(closed.close());
        }
    }
}

impl Encoder for Writer {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        self.open.push(Open::Map(BTreeMap::new()));
        self.members(value);
        self.close();
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.open.push(Open::List(Vec::new()));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) {
        self.open.push(Open::Map(BTreeMap::new()));
    }

    fn key(&mut self, key: &str) {
        self.keys.push(key.to_owned());
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.put(Document::Boolean(value));
    }

    fn integer(&mut self, _: &'static Member, value: i64) {
        self.put(Document::Integer(value));
    }

    fn float(&mut self, _: &'static Member, value: f32) {
        self.put(Document::Double(f64::from(value)));
    }

    fn double(&mut self, _: &'static Member, value: f64) {
        self.put(Document::Double(value));
    }

    fn big_number(&mut self, _: &'static Member, value: &str) {
        self.put(Document::String(value.to_owned()));
    }

    fn string(&mut self, _: &'static Member, value: &str) {
        self.put(Document::String(value.to_owned()));
    }

    /// No path of a waiter leads into bytes; they are not copied.
    fn blob(&mut self, _: &'static Member, _: &[u8]) {
        self.put(Document::Null);
    }

    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        self.put(Document::String(value.format(TimestampFormat::DateTime)));
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.put(value.clone());
    }

    fn null(&mut self, _: &'static Member) {
        self.put(Document::Null);
    }
}
