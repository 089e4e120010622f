//! From values to documents.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::{Document, Encode, Encoder, Member, Structure, Timestamp, TimestampFormat};

/// The document of a structure or union.
pub(super) fn structure(value: &dyn Structure) -> Document {
    let mut encoder = DocumentEncoder { open: vec![Open::Map(BTreeMap::new(), None)] };
    for (index, member) in value.schema().members.iter().enumerate() {
        value.encode_member(index, member, &mut encoder);
    }
    encoder.close()
}

/// The document of a value that has no members.
pub(super) fn value(value: &dyn Encode, member: &'static Member) -> Document {
    let mut encoder = DocumentEncoder { open: vec![Open::List(Vec::new())] };
    value.encode(member, &mut encoder);
    match encoder.close() {
        Document::List(mut list) => list.pop().unwrap_or_default(),
        other => other,
    }
}

/// A list or map that is being filled; the key is that of the next value.
enum Open {
    List(Vec<Document>),
    Map(BTreeMap<String, Document>, Option<String>),
}

struct DocumentEncoder {
    open: Vec<Open>,
}

impl DocumentEncoder {
    fn put(&mut self, member: &'static Member, value: Document) {
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map, key)) => {
                let key = key.take().unwrap_or_else(|| member.wire_name(Member::JSON_NAME).to_owned());
                map.insert(key, value);
            }
            None => {}
        }
    }

    fn close(&mut self) -> Document {
        match self.open.pop() {
            Some(Open::List(list)) => Document::List(list),
            Some(Open::Map(map, _)) => Document::Map(map),
            None => Document::Null,
        }
    }

    /// Opens a list or map; what is put next goes into it. Its place is kept by an entry that the end fills.
    fn nest(&mut self, member: &'static Member, open: Open) {
        if let Some(Open::Map(_, key)) = self.open.last_mut() {
            key.get_or_insert_with(|| member.wire_name(Member::JSON_NAME).to_owned());
        }
        self.open.push(open);
    }

    fn end(&mut self) {
        static UNNAMED: Member = Member::new("", &crate::schema::DOCUMENT);
        let value = self.close();
        self.put(&UNNAMED, value);
    }
}

impl Encoder for DocumentEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let value = structure(value);
        self.put(member, value);
    }

    fn begin_list(&mut self, member: &'static Member, len: usize) {
        self.nest(member, Open::List(Vec::with_capacity(len)));
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.nest(member, Open::Map(BTreeMap::new(), None));
    }

    fn key(&mut self, key: &str) {
        if let Some(Open::Map(_, next)) = self.open.last_mut() {
            *next = Some(key.to_owned());
        }
    }

    fn end_map(&mut self) {
        self.end();
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.put(member, Document::Boolean(value));
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.put(member, Document::Integer(value));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        // By way of its digits: 0.1 stays 0.1.
        let value = value.to_string().parse().unwrap_or(f64::NAN);
        self.double(member, value);
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        let document = match value {
            value if value.is_finite() => Document::Double(value),
            value if value.is_nan() => Document::String("NaN".into()),
            value if value > 0.0 => Document::String("Infinity".into()),
            _ => Document::String("-Infinity".into()),
        };
        self.put(member, document);
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        let document = match value.parse() {
            Ok(integer) => Document::Integer(integer),
            Err(_) => Document::String(value.to_owned()),
        };
        self.put(member, document);
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.put(member, Document::String(value.to_owned()));
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.put(member, Document::String(STANDARD.encode(value)));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        let document = match member.timestamp_format {
            Some(format @ (TimestampFormat::DateTime | TimestampFormat::HttpDate)) => {
                Document::String(value.format(format))
            }
            _ if value.nanos() == 0 => Document::Integer(value.seconds()),
            _ => Document::Double(value.seconds() as f64 + f64::from(value.nanos()) / 1e9),
        };
        self.put(member, document);
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.put(member, value.clone());
    }

    fn null(&mut self, member: &'static Member) {
        self.put(member, Document::Null);
    }
}
