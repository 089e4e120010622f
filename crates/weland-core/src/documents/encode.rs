//! From values to documents.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::DocumentFormat;
use crate::schema::{UNKNOWN_VALUE, UnionEncoding};
use crate::{BigDecimal, Document, Encode, Encoder, Member, Structure, Timestamp, TimestampFormat, UNKNOWN};

/// The document of a structure or union.
pub fn of_structure(value: &dyn Structure, format: DocumentFormat) -> Document {
    let schema = value.schema();
    match schema.encoding {
        UnionEncoding::Untagged(_) => variant(value, format).map(|(_, document)| document).unwrap_or_default(),
        UnionEncoding::Discriminated(key) => match variant(value, format) {
            Some((Some(member), Document::Map(mut map))) if !member.rest => {
                map.insert(key.to_owned(), Document::String(member.wire_name(format.names).to_owned()));
                Document::Map(map)
            }
            other => other.map(|(_, document)| document).unwrap_or_default(),
        },
        UnionEncoding::Tagged => {
            let mut encoder = DocumentEncoder { open: vec![Open::Map(BTreeMap::new(), None)], format };
            for (index, member) in schema.members.iter().enumerate() {
                if member.rest {
                    encoder.add_all(of_member(value, index, member, format));
                } else {
                    value.encode_member(index, member, &mut encoder);
                }
            }
            encoder.close()
        }
    }
}

/// The value of the member of a union that is set, with the member, or the value that the union has kept.
fn variant(value: &dyn Structure, format: DocumentFormat) -> Option<(Option<&'static Member>, Document)> {
    let mut members = value.schema().members.iter().enumerate();
    let found = members.find_map(|(index, member)| Some((Some(member), of_member(value, index, member, format)?)));
    found.or_else(|| Some((None, of_member(value, UNKNOWN, &UNKNOWN_VALUE, format)?)))
}

/// The value of one member, if it is set.
pub fn of_member(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
    format: DocumentFormat,
) -> Option<Document> {
    let mut encoder = DocumentEncoder { open: vec![Open::List(Vec::new())], format };
    value.encode_member(index, member, &mut encoder);
    encoder.close_one()
}

/// The document of a value that has no members.
pub fn of_value(value: &dyn Encode, member: &'static Member, format: DocumentFormat) -> Document {
    let mut encoder = DocumentEncoder { open: vec![Open::List(Vec::new())], format };
    value.encode(member, &mut encoder);
    encoder.close_one().unwrap_or_default()
}

/// A list or map that is being filled; the key is that of the next value.
enum Open {
    List(Vec<Document>),
    Map(BTreeMap<String, Document>, Option<String>),
}

struct DocumentEncoder {
    open: Vec<Open>,
    format: DocumentFormat,
}

impl DocumentEncoder {
    fn put(&mut self, member: &'static Member, value: Document) {
        let names = self.format.names;
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map, key)) => {
                let key = key.take().unwrap_or_else(|| member.wire_name(names).to_owned());
                map.insert(key, value);
            }
            None => {}
        }
    }

    /// Adds the entries of a map to the one that is open.
    fn add_all(&mut self, entries: Option<Document>) {
        if let (Some(Open::Map(map, _)), Some(Document::Map(entries))) = (self.open.last_mut(), entries) {
            for (key, value) in entries {
                map.entry(key).or_insert(value);
            }
        }
    }

    fn close(&mut self) -> Document {
        match self.open.pop() {
            Some(Open::List(list)) => Document::List(list),
            Some(Open::Map(map, _)) => Document::Map(map),
            None => Document::Null,
        }
    }

    /// Closes a list that was opened for a single value.
    fn close_one(&mut self) -> Option<Document> {
        match self.open.pop() {
            Some(Open::List(mut list)) => list.pop(),
            _ => None,
        }
    }

    /// Opens a list or map; what is put next goes into it. Its place is kept by an entry that the end fills.
    fn nest(&mut self, member: &'static Member, open: Open) {
        let names = self.format.names;
        if let Some(Open::Map(_, key)) = self.open.last_mut() {
            key.get_or_insert_with(|| member.wire_name(names).to_owned());
        }
        self.open.push(open);
    }

    fn end(&mut self) {
        let value = self.close();
        self.put(&UNKNOWN_VALUE, value);
    }
}

impl Encoder for DocumentEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let value = of_structure(value, self.format);
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
        let document = match (value.parse(), BigDecimal::new(value)) {
            (Ok(integer), _) => Document::Integer(integer),
            (_, Ok(number)) if !self.format.serde => Document::Decimal(number),
            _ => Document::String(value.to_owned()),
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
        let document = match member.timestamp_format.unwrap_or(self.format.timestamp_format) {
            format @ (TimestampFormat::DateTime | TimestampFormat::HttpDate) => Document::String(value.format(format)),
            TimestampFormat::EpochSeconds if value.nanos() == 0 => Document::Integer(value.seconds()),
            TimestampFormat::EpochSeconds => Document::Double(value.seconds() as f64 + f64::from(value.nanos()) / 1e9),
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
