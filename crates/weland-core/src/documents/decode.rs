//! From documents to values.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::fit::Fits;
use super::scalar::{finite, integer, timestamp, wrong};
use super::{DocumentFormat, find};
use crate::number::{BIG, whole};
use crate::schema::{UNKNOWN_VALUE, UnionEncoding, Untagged};
use crate::{
    Blob, DecodeError, Decoder, Dialect, Document, Member, Missing, MissingMembers, Schema, Segment, ShapeType,
    Strictness, Structure, Timestamp, UNKNOWN,
};

/// Reads values out of a document.
#[derive(Debug)]
pub struct DocumentDecoder<'a> {
    next: &'a Document,
    levels: Vec<Level<'a>>,
    format: DocumentFormat,
    fits: Fits<'a>,
    missing: MissingMembers,
    /// What the next map is: keys of the innermost object.
    rest: Option<Vec<(&'a String, &'a Document)>>,
    /// A key that the next structure has for the sake of the union that it is in.
    tag: Option<&'static str>,
}

/// A structure, list or map that has been opened, and what of it is being read.
#[derive(Debug)]
enum Level<'a> {
    Members(&'static [Member], usize),
    /// A union without tags: what is in it has the place of the union itself.
    Variant,
    List(std::slice::Iter<'a, Document>, usize),
    Map(std::collections::btree_map::Iter<'a, String, Document>, &'a str),
    /// The keys of an object that are no members', as the map that one of the members is.
    Rest(std::vec::IntoIter<(&'a String, &'a Document)>, &'a str),
}

static NULL: Document = Document::Null;

impl<'a> DocumentDecoder<'a> {
    /// A decoder whose next value is `document`.
    pub fn new(document: &'a Document, format: DocumentFormat) -> Self {
        Self {
            next: document,
            levels: Vec::new(),
            format,
            fits: Fits::new(format),
            missing: MissingMembers::default(),
            rest: None,
            tag: None,
        }
    }

    /// The required members that were absent.
    pub fn into_missing(self) -> MissingMembers {
        self.missing
    }

    fn take(&mut self) -> &'a Document {
        std::mem::replace(&mut self.next, &NULL)
    }

    fn is_strict(&self) -> bool {
        self.format.strictness == Strictness::Strict
    }

    /// Reads the next value, which is a structure or union.
    ///
    /// # Errors
    /// When it is no value of the shape.
    pub fn value(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let document = self.take();
        let schema = value.schema();
        match schema.encoding {
            UnionEncoding::Untagged(untagged) => self.untagged(document, untagged, value),
            UnionEncoding::Discriminated(key) => self.discriminated(document, key, value),
            UnionEncoding::Tagged if schema.shape_type == ShapeType::Union => self.tagged(document, value),
            UnionEncoding::Tagged => {
                let tag = self.tag.take();
                self.members(document, value, tag)
            }
        }
    }

    /// Reads the members of a structure. `tag` is a key that is no member: it tells which member of a union this is.
    fn members(
        &mut self,
        document: &'a Document,
        value: &mut dyn Structure,
        tag: Option<&str>,
    ) -> Result<(), DecodeError> {
        let Document::Map(map) = document else {
            return Err(wrong("a map", document));
        };
        let schema = value.schema();
        let members = schema.members;
        let mut seen = vec![false; members.len()];
        let mut rest = Vec::new();
        self.levels.push(Level::Members(members, 0));
        for (key, document) in map.iter().filter(|(key, _)| Some(key.as_str()) != tag) {
            let Some((index, member)) = find(members, self.format.names, key) else {
                rest.push((key, document));
                continue;
            };
            if self.format.is_absent(member, document) {
                continue;
            }
            if self.format.refuses(member, document) {
                return Err(DecodeError::new("null is no value of this member").within(key));
            }
            self.at_member(index);
            self.next = document;
            value.decode_member(index, member, self).map_err(|error| error.within(key))?;
            if let Some(seen) = seen.get_mut(index) {
                *seen = true;
            }
        }
        self.rest_of(schema, rest, value)?;
        for (index, member) in members.iter().enumerate() {
            if member.required && seen.get(index) == Some(&false) {
                self.note_missing(index, member)?;
            }
        }
        self.levels.pop();
        if self.is_strict() {
            value.set_defaults();
        }
        Ok(())
    }

    /// Reads the keys of an object that are the names of no member.
    fn rest_of(
        &mut self,
        schema: &'static Schema,
        rest: Vec<(&'a String, &'a Document)>,
        value: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        match (schema.rest_member(), rest.first()) {
            (Some((index, member)), Some(_)) => {
                self.at_member(index);
                self.rest = Some(rest);
                value.decode_member(index, member, self)
            }
            (None, Some((key, _))) if self.is_strict() && schema.refuses_other_keys() => {
                Err(DecodeError::new(format!("`{key}` is no key of this object, which has those of its members only")))
            }
            _ => Ok(()),
        }
    }

    fn at_member(&mut self, index: usize) {
        if let Some(Level::Members(_, current)) = self.levels.last_mut() {
            *current = index;
        }
    }

    fn note_missing(&mut self, index: usize, member: &Member) -> Result<(), DecodeError> {
        if self.format.serde {
            return Err(DecodeError::new(format!("missing field `{}`", member.wire_name(self.format.names))));
        }
        self.at_member(index);
        let path = || self.levels.iter().filter_map(Level::segment).collect();
        self.missing.push(|| Missing { path: path() });
        Ok(())
    }

    /// A union with tags: a map with exactly one member that is not null.
    fn tagged(&mut self, document: &'a Document, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let Document::Map(map) = document else {
            return Err(wrong("a map", document));
        };
        let members = value.schema().members;
        let (mut known, mut unknown) = (0, 0);
        self.levels.push(Level::Members(members, 0));
        for (key, document) in map.iter().filter(|(_, document)| **document != Document::Null) {
            let Some((index, member)) = find(members, self.format.names, key) else {
                if let Some((index, member)) = value.schema().rest_member() {
                    known += 1;
                    let kept = Document::Map([(key.clone(), document.clone())].into());
                    value.decode_member(index, member, &mut DocumentDecoder::new(&kept, self.format))?;
                } else {
                    unknown += usize::from(key != "__type");
                }
                continue;
            };
            known += 1;
            if known > 1 {
                return Err(DecodeError::new("a union has exactly one member, found several"));
            }
            self.at_member(index);
            self.next = document;
            value.decode_member(index, member, self).map_err(|error| error.within(key))?;
        }
        self.levels.pop();
        if self.is_strict() && !(known == 1 && unknown == 0) {
            return Err(DecodeError::new("a union has exactly one member out of those that the model names"));
        }
        Ok(())
    }

    /// A union without tags. What is no value of any member is kept, also if its discriminator names one.
    fn untagged(
        &mut self,
        document: &'a Document,
        untagged: Untagged,
        value: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        let schema = value.schema();
        if let Some(index) = self.fits.choose(schema, untagged, document) {
            let (missing, depth) = (self.missing.mark(), self.levels.len());
            if self.variant(index, schema, document, value).is_ok() {
                return Ok(());
            }
            self.missing.reset(missing);
            self.levels.truncate(depth);
        }
        self.keep(document, value)
    }

    fn variant(
        &mut self,
        index: usize,
        schema: &'static Schema,
        document: &'a Document,
        value: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        let Some(member) = schema.members.get(index) else { return Ok(()) };
        self.levels.push(Level::Variant);
        self.next = document;
        value.decode_member(index, member, self)?;
        self.levels.pop();
        Ok(())
    }

    fn keep(&mut self, document: &'a Document, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.next = document;
        value.decode_member(UNKNOWN, &UNKNOWN_VALUE, self)
    }

    /// A union whose member is told by a key beside the members of its structure.
    fn discriminated(
        &mut self,
        document: &'a Document,
        key: &'static str,
        value: &mut dyn Structure,
    ) -> Result<(), DecodeError> {
        let schema = value.schema();
        let tag = match document {
            Document::Map(map) => map.get(key),
            other => return Err(wrong("a map", other)),
        };
        let found = match tag {
            Some(Document::String(name)) => {
                find(schema.members, self.format.names, name).or_else(|| schema.rest_member())
            }
            _ => None,
        };
        let Some((index, member)) = found else { return self.keep(document, value) };
        if member.rest {
            return self.variant(index, schema, document, value);
        }
        // What is wrong with a value is for validation to say.
        if self.is_strict() && !self.fits.is_discriminated(schema, document) {
            return self.keep(document, value);
        }
        self.tag = Some(key);
        let read = self.variant(index, schema, document, value);
        self.tag = None;
        read
    }
}

impl Level<'_> {
    fn segment(&self) -> Option<Segment> {
        Some(match self {
            Self::Members(members, index) => {
                let member = members.get(*index).filter(|member| !member.rest)?;
                Segment::Member { index: *index, name: member.name }
            }
            Self::Variant => return None,
            Self::List(_, begun) => Segment::Index(begun.saturating_sub(1)),
            Self::Map(_, key) | Self::Rest(_, key) => Segment::Key((*key).to_owned()),
        })
    }
}

impl<'a> DocumentDecoder<'a> {
    /// Whether nulls in a list or map are passed over. In one of documents null is a value.
    fn skips(&self, member: &'static Member, document: &Document) -> bool {
        let element = member.schema.element();
        *document == Document::Null
            && !self.is_strict()
            && !self.format.serde
            && !element.nullable
            && element.schema.shape_type != ShapeType::Document
    }

    /// The digits of a whole number that is not written as one, perhaps.
    fn big_integer(&self, text: &str) -> Result<String, DecodeError> {
        let has_fraction = text.contains(['.', 'e', 'E']);
        let digits = if has_fraction && !self.format.takes_fractions() { None } else { whole(text, BIG) };
        digits.ok_or_else(|| DecodeError::new("expected a whole number, found one with a fraction or an exponent"))
    }

    fn number(&mut self) -> Result<f64, DecodeError> {
        match self.take() {
            Document::Integer(value) => Ok(*value as f64),
            Document::Double(value) => Ok(*value),
            Document::Decimal(value) => finite(value.as_str()),
            Document::String(text)
                if self.format.dialect == Dialect::Smithy
                    && matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity") =>
            {
                text.parse().map_err(|_| DecodeError::new("expected a number"))
            }
            other => Err(wrong("a number", other)),
        }
    }
}

impl Decoder for DocumentDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.value(value)
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let document = self.take();
        let Document::List(list) = document else {
            return Err(wrong("a list", document));
        };
        self.levels.push(Level::List(list.iter(), 0));
        Ok(())
    }

    fn next_element(&mut self, member: &'static Member) -> Result<bool, DecodeError> {
        loop {
            let Some(Level::List(rest, begun)) = self.levels.last_mut() else { return Ok(false) };
            *begun += 1;
            let Some(document) = rest.next() else {
                self.levels.pop();
                return Ok(false);
            };
            if !self.skips(member, document) {
                self.next = document;
                return Ok(true);
            }
        }
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        if let Some(rest) = self.rest.take() {
            self.levels.push(Level::Rest(rest.into_iter(), ""));
            return Ok(());
        }
        let document = self.take();
        let Document::Map(map) = document else {
            return Err(wrong("a map", document));
        };
        self.levels.push(Level::Map(map.iter(), ""));
        Ok(())
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        loop {
            let (entry, current) = match self.levels.last_mut() {
                Some(Level::Map(rest, current)) => (rest.next(), current),
                Some(Level::Rest(rest, current)) => (rest.next(), current),
                _ => return Ok(None),
            };
            let Some((key, document)) = entry else {
                self.levels.pop();
                return Ok(None);
            };
            *current = key;
            if !self.skips(member, document) {
                self.next = document;
                return Ok(Some(key.clone()));
            }
        }
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(self.rest.is_none() && *self.next == Document::Null)
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        match self.take() {
            Document::Boolean(value) => Ok(*value),
            other => Err(wrong("a boolean", other)),
        }
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        integer(self.take(), member.schema.shape_type, self.format)
    }

    fn double(&mut self, _: &'static Member) -> Result<f64, DecodeError> {
        self.number()
    }

    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError> {
        /// Whole numbers beyond it are not all doubles, so that the one that was meant may be lost.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let is_integer = member.schema.shape_type == ShapeType::BigInteger;
        match self.take() {
            Document::Integer(value) => Ok(value.to_string()),
            Document::Double(value) if is_integer && self.format.serde && value.abs() > EXACT => {
                Err(DecodeError::new("an integer beyond 64 bits has to be a string of its digits"))
            }
            Document::Double(value) if is_integer && !self.format.serde => self.big_integer(&format!("{value:?}")),
            Document::Decimal(value) if is_integer => self.big_integer(value.as_str()),
            Document::Double(value) => Ok(value.to_string()),
            Document::Decimal(value) => Ok(value.as_str().to_owned()),
            Document::String(text) if self.format.serde => Ok(text.clone()),
            other => Err(wrong("a number", other)),
        }
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        match self.take() {
            Document::String(text) => Ok(Cow::Borrowed(text)),
            other => Err(wrong("a string", other)),
        }
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        match self.take() {
            Document::String(text) => {
                STANDARD.decode(text).map(Blob::new).map_err(|error| DecodeError::new(format!("not base64: {error}")))
            }
            other => Err(wrong("base64 text", other)),
        }
    }

    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError> {
        timestamp(self.take(), member, self.format)
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Ok(self.take().clone())
    }
}
