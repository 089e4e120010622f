//! The walk over a document that checks it against a shape, for shapes whose values can only be judged as a whole: a union
//! without tags has as many verdicts on a value as it has members.

use std::collections::{BTreeMap, HashMap};

use weland_core::documents::{DocumentDecoder, DocumentFormat};
use weland_core::schema::{Member, Rules, Schema, UnionEncoding, Untagged};
use weland_core::{DecodeError, Document, Encoder, ShapeType};

use super::rules::{is_member, patterns};
use super::{Checker, scalar};
use crate::violation::{Constraint, Violations};

/// Which parts of a document are values of which shapes, as far as it has been found out. Each is found out once, however many
/// unions lie within each other.
pub(crate) type Verdicts = HashMap<(*const Document, *const Schema), bool>;

/// Whether values of a shape can only be judged as documents. Whoever reads a structure tells by itself that it has other keys
/// than those of members, if there must be none.
#[inline]
pub(crate) fn needs_document(schema: &Schema) -> bool {
    schema.encoding != UnionEncoding::Tagged || schema.rules.is_some() && have_rules(schema)
}

/// Whether a shape has rules by which only documents can be judged.
#[cold]
pub(crate) fn have_rules(schema: &Schema) -> bool {
    schema
        .rules
        .is_some_and(|rules| Rules { closed: rules.closed && !schema.refuses_other_keys(), ..*rules }.need_document())
}

/// Whether the value of a member can only be judged as a document: itself, or as far as it consists of lists and maps, what is
/// in it.
pub(super) fn member_needs_document(member: &Member) -> bool {
    /// Lists and maps can lie in each other in a circle.
    const DEPTH: usize = 64;
    let mut schema = member.schema;
    for _ in 0..DEPTH {
        if schema.rules.is_some() && have_rules(schema) {
            return true;
        }
        match schema.shape_type {
            ShapeType::List | ShapeType::Map => schema = schema.element().schema,
            _ => return false,
        }
    }
    false
}

impl Checker {
    /// A checker of a text.
    pub(crate) fn of_text(format: DocumentFormat) -> Self {
        Self { is_text: true, format, ..Self::default() }
    }

    /// Checks a document against the shape of a member.
    ///
    /// # Errors
    /// When it is not of the shape's type.
    pub(crate) fn document_of(&mut self, member: &'static Member, document: &Document) -> Result<(), DecodeError> {
        if *document == Document::Null && member.nullable {
            self.null(member);
            return Ok(());
        }
        match member.schema.shape_type {
            ShapeType::Structure | ShapeType::Union => {
                return self.document_of_structure(member.schema, member.schema.sensitive, document);
            }
            ShapeType::List => self.list(member, document),
            ShapeType::Map => self.map(member, document),
            _ => {
                let format = self.format;
                scalar(member, &mut DocumentDecoder::new(document, format), self)
            }
        }?;
        self.rules(member.schema, document);
        Ok(())
    }

    /// Checks a document against a structure or union.
    ///
    /// # Errors
    /// When it is not of the shape's type.
    pub(crate) fn document_of_structure(
        &mut self,
        schema: &'static Schema,
        sensitive: bool,
        document: &Document,
    ) -> Result<(), DecodeError> {
        match schema.encoding {
            UnionEncoding::Untagged(untagged) => {
                self.untagged(schema, untagged, document);
                Ok(())
            }
            UnionEncoding::Discriminated(key) => self.discriminated(schema, key, document),
            UnionEncoding::Tagged if schema.shape_type == ShapeType::Union => {
                self.tagged(schema, sensitive, entries(document)?)
            }
            UnionEncoding::Tagged => self.members_of(schema, sensitive, entries(document)?, None),
        }?;
        self.rules(schema, document);
        Ok(())
    }

    /// Checks the members of a structure. `tag` is a key that is no member.
    fn members_of(
        &mut self,
        schema: &'static Schema,
        sensitive: bool,
        map: &BTreeMap<String, Document>,
        tag: Option<&str>,
    ) -> Result<(), DecodeError> {
        self.step();
        if self.is_too_deep() {
            return Ok(());
        }
        self.open(schema, sensitive);
        for (index, member) in schema.members.iter().enumerate() {
            self.member(index);
            let name = member.wire_name(self.format.names);
            let value = map.get(name).filter(|_| Some(name) != tag);
            if member.rest {
                self.rest(schema, member, map, tag)?;
                continue;
            }
            match value.filter(|value| !self.format.is_absent(member, value)) {
                Some(value) if !self.is_absent() => {
                    if self.format.refuses(member, value) {
                        return Err(DecodeError::new("null is no value of this member").within(name));
                    }
                    self.document_of(member, value).map_err(|error| error.within(name))?;
                }
                _ if member.required && !member.schema.streaming => self.missing(),
                _ => {}
            }
        }
        self.close_structure();
        Ok(())
    }

    /// Checks the values of keys that are no members' and match no pattern, which one of the members holds.
    fn rest(
        &mut self,
        schema: &'static Schema,
        member: &'static Member,
        map: &BTreeMap<String, Document>,
        tag: Option<&str>,
    ) -> Result<(), DecodeError> {
        let element = member.schema.element();
        let names = self.format.names;
        let others: Vec<_> =
            map.iter().filter(|(key, _)| Some(key.as_str()) != tag && !is_member(schema, names, key)).collect();
        self.begin_map(member, others.len());
        for (key, value) in others {
            self.key(key);
            if patterns(schema, key).next().is_some() {
                self.step_to(value);
            } else {
                self.document_of(element, value).map_err(|error| error.within(member.shown_key(key)))?;
            }
        }
        self.end_map();
        Ok(())
    }

    fn tagged(
        &mut self,
        schema: &'static Schema,
        sensitive: bool,
        map: &BTreeMap<String, Document>,
    ) -> Result<(), DecodeError> {
        self.step();
        if self.is_too_deep() {
            return Ok(());
        }
        self.open(schema, sensitive);
        let mut set = map.iter().filter(|(key, value)| **value != Document::Null && *key != "__type");
        let only = set.next().filter(|_| set.next().is_none());
        let found = only.and_then(|(key, value)| {
            let named = |member: &Member| !member.rest && member.wire_name(self.format.names) == key;
            let index = schema.members.iter().position(named).or(schema.rest)?;
            Some((index, schema.members.get(index)?, key, value))
        });
        let Some((index, member, key, value)) = found else {
            if self.is_text {
                return Err(DecodeError::new("a union has exactly one member out of those that the model names"));
            }
            self.close_structure();
            return Ok(());
        };
        self.member(index);
        self.document_of(member, value).map_err(|error| error.within(key))?;
        self.close_structure();
        Ok(())
    }

    /// Checks a value of a union without tags. If it is none, what is wrong is that which keeps it from being a value of the
    /// member that it is meant to be, if that is known.
    fn untagged(&mut self, schema: &'static Schema, untagged: Untagged, document: &Document) {
        let matching = schema.members.iter().filter(|member| self.is_valid(member, document)).count();
        if matching == 0
            && let Some(violations) = self.what_is_wrong(schema, untagged, document)
        {
            self.step_to(document);
            return self.adopt(violations);
        }
        self.step_to(document);
        let broken = match (matching, untagged.exactly_one) {
            (0, false) => Constraint::AnyOf,
            (0, true) => Constraint::OneOf { matching },
            (2.., true) => Constraint::OneOf { matching },
            _ => return,
        };
        self.broken(broken, schema.sensitive);
    }

    /// What keeps a document from being a value of the member that it is meant to be: the one that its discriminator names, or
    /// the only one of its kind. `None` if that is no matter of constraints, or not known.
    fn what_is_wrong(&mut self, schema: &Schema, untagged: Untagged, document: &Document) -> Option<Violations> {
        let named = untagged.named(schema, document);
        let mut alike = schema.members.iter().filter(|member| is_alike(member.schema.shape_type, document));
        let only = alike.next().filter(|_| alike.next().is_none());
        let member = named.and_then(|index| schema.members.get(index)).or(only)?;
        let (verdict, violations) = self.attempt(member, document);
        verdict.ok().map(|()| violations).filter(|violations| !violations.is_empty())
    }

    fn discriminated(
        &mut self,
        schema: &'static Schema,
        key: &'static str,
        document: &Document,
    ) -> Result<(), DecodeError> {
        let map = entries(document)?;
        let member = match map.get(key) {
            Some(Document::String(name)) => {
                let named = |member: &&Member| !member.rest && member.wire_name(self.format.names) == name;
                schema.members.iter().find(named).or(schema.rest_member().map(|(_, member)| member))
            }
            _ => None,
        };
        if member.is_some_and(|member| member.rest) {
            self.step_to(document);
            return Ok(());
        }
        if let Some(member) = member
            && member.schema.shape_type == ShapeType::Structure
        {
            let sensitive = schema.sensitive || member.schema.sensitive;
            return self.members_of(member.schema, sensitive, map, Some(key));
        }
        self.step_to(document);
        self.broken(Constraint::OneMember, schema.sensitive);
        Ok(())
    }

    /// Whether a document is a value of the shape of a member.
    pub(super) fn is_valid(&mut self, member: &'static Member, document: &Document) -> bool {
        let key = (std::ptr::from_ref(document), std::ptr::from_ref(member.schema));
        if let Some(valid) = self.verdicts.get(&key) {
            return *valid;
        }
        // What is a value of a shape only if it is one is none.
        self.verdicts.insert(key, false);
        let (verdict, violations) = self.attempt(member, document);
        let valid = verdict.is_ok() && violations.is_empty();
        self.verdicts.insert(key, valid);
        valid
    }

    /// What another checker says of a document, whose paths begin there.
    pub(super) fn attempt(
        &mut self,
        member: &'static Member,
        document: &Document,
    ) -> (Result<(), DecodeError>, Violations) {
        let verdicts = std::mem::take(&mut self.verdicts);
        let mut checker = Self { verdicts, ..Self::of_text(self.format) };
        let verdict = checker.document_of(member, document);
        self.verdicts = std::mem::take(&mut checker.verdicts);
        (verdict, checker.into_found())
    }

    fn list(&mut self, member: &'static Member, document: &Document) -> Result<(), DecodeError> {
        let Document::List(list) = document else {
            return Err(wrong("a list"));
        };
        let prefix = member.schema.rules.map_or(&[][..], |rules| rules.prefix_items);
        self.begin_list(member, list.len());
        for (index, value) in list.iter().enumerate() {
            let element = prefix.get(index).unwrap_or(member.schema.element());
            self.document_of(element, value).map_err(|error| error.within(index))?;
        }
        self.end_list();
        Ok(())
    }

    fn map(&mut self, member: &'static Member, document: &Document) -> Result<(), DecodeError> {
        let element = member.schema.element();
        let map = entries(document)?;
        self.begin_map(member, map.len());
        for (key, value) in map {
            self.key(key);
            if patterns(member.schema, key).next().is_some() {
                self.step_to(value);
            } else {
                self.document_of(element, value).map_err(|error| error.within(member.shown_key(key)))?;
            }
        }
        self.end_map();
        Ok(())
    }
}

fn entries(document: &Document) -> Result<&BTreeMap<String, Document>, DecodeError> {
    match document {
        Document::Map(map) => Ok(map),
        _ => Err(wrong("a map")),
    }
}

fn wrong(expected: &str) -> DecodeError {
    DecodeError::new(format!("expected {expected}, found something else"))
}

/// Whether a document is of the kind that values of a type have.
fn is_alike(shape_type: ShapeType, document: &Document) -> bool {
    match shape_type {
        ShapeType::Structure | ShapeType::Union | ShapeType::Map => matches!(document, Document::Map(_)),
        ShapeType::List => matches!(document, Document::List(_)),
        ShapeType::Boolean => matches!(document, Document::Boolean(_)),
        ShapeType::String | ShapeType::Enum | ShapeType::Blob => matches!(document, Document::String(_)),
        ShapeType::Document => true,
        ShapeType::Timestamp => matches!(document, Document::String(_) | Document::Integer(_) | Document::Double(_)),
        _ => matches!(document, Document::Integer(_) | Document::Double(_) | Document::Decimal(_)),
    }
}
