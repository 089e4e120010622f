//! Which member of a union without tags a document is a value of.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::scalar::{finite, integer, timestamp};
use super::{DocumentFormat, find};
use crate::number::{BIG, whole};
use crate::schema::{UnionEncoding, Untagged};
use crate::{Dialect, Document, Member, Schema, ShapeType, Strictness};

/// How well a document is a value of a shape; of two, the greater is the better one. What is compared first counts for more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How many values are others than those that an enum or a constraint names.
    unnamed: Reverse<u32>,
    /// How many keys are lost, since no member has them.
    lost: Reverse<u32>,
    /// How many keys are those of members.
    known: u32,
    /// How much the types say of the values.
    precise: u32,
}

impl Fit {
    const ANY: Self = Self { unnamed: Reverse(0), lost: Reverse(0), known: 0, precise: 0 };
    const KNOWN: Self = Self { known: 1, ..Self::ANY };

    fn precise(precise: u32) -> Self {
        Self { precise, ..Self::ANY }
    }

    fn and(self, other: Self) -> Self {
        Self {
            unnamed: Reverse(self.unnamed.0.saturating_add(other.unnamed.0)),
            lost: Reverse(self.lost.0.saturating_add(other.lost.0)),
            known: self.known.saturating_add(other.known),
            precise: self.precise.saturating_add(other.precise),
        }
    }
}

/// Finds out how well the parts of a document fit, each part and shape once, so that it takes time linear in the document.
#[derive(Debug)]
pub(super) struct Fits<'a> {
    format: DocumentFormat,
    known: HashMap<(*const Document, *const Schema), Option<Fit>>,
    document: PhantomData<&'a Document>,
}

impl<'a> Fits<'a> {
    pub(super) fn new(format: DocumentFormat) -> Self {
        Self { format, known: HashMap::new(), document: PhantomData }
    }

    /// The member that a document is a value of: the one that its discriminator names, or else the one that it fits best. A
    /// client takes a document that fits none for the one that its discriminator names; a server leaves it to validation, as
    /// it does where keys would be lost that validation has to see.
    pub(super) fn choose(
        &mut self,
        schema: &'static Schema,
        untagged: Untagged,
        document: &'a Document,
    ) -> Option<usize> {
        let named = untagged.named(schema, document);
        if let Some(index) = named
            && self.variant(schema, index, document).is_some()
        {
            return named;
        }
        let is_strict = self.format.strictness == Strictness::Strict;
        let fits: Vec<_> = (0..schema.members.len())
            .filter_map(|index| Some((self.variant(schema, index, document)?, Reverse(index))))
            .collect();
        let is_contested = named.is_some() || is_strict && untagged.exactly_one && fits.len() > 1;
        let best = fits.into_iter().max().filter(|(fit, _)| !is_contested || fit.lost.0 == 0);
        best.map(|(_, Reverse(index))| index).or(named.filter(|_| !is_strict))
    }

    /// Whether a document is a value of a union whose members are known by this key.
    pub(super) fn is_discriminated(&mut self, schema: &'static Schema, document: &'a Document) -> bool {
        self.remembered(schema, document).is_some()
    }

    fn variant(&mut self, schema: &'static Schema, index: usize, document: &'a Document) -> Option<Fit> {
        self.member(schema.members.get(index)?, document)
    }

    fn member(&mut self, member: &'static Member, document: &'a Document) -> Option<Fit> {
        if *document == Document::Null && member.nullable {
            return Some(Fit::precise(1));
        }
        match (member.schema.shape_type, document) {
            (ShapeType::Structure | ShapeType::Union, _) => self.remembered(member.schema, document),
            (ShapeType::List, Document::List(list)) => self.all(member.schema, list.iter()),
            (ShapeType::Map, Document::Map(map)) => self.all(member.schema, map.values()),
            (ShapeType::List | ShapeType::Map, _) => None,
            _ => scalar(member, document, self.format),
        }
    }

    /// The elements of a list, or the values of a map.
    fn all(&mut self, schema: &'static Schema, values: impl Iterator<Item = &'a Document>) -> Option<Fit> {
        let element = schema.element();
        values.map(|value| self.member(element, value)).try_fold(Fit::precise(1), |sum, fit| Some(sum.and(fit?)))
    }

    fn remembered(&mut self, schema: &'static Schema, document: &'a Document) -> Option<Fit> {
        let key = (std::ptr::from_ref(document), std::ptr::from_ref(schema));
        if let Some(fit) = self.known.get(&key) {
            return *fit;
        }
        // A union that is a member of itself is no value of that member.
        self.known.insert(key, None);
        let fit = match (schema.encoding, document) {
            (UnionEncoding::Untagged(untagged), _) => {
                let index = self.choose(schema, untagged, document);
                index.and_then(|index| self.variant(schema, index, document))
            }
            (UnionEncoding::Discriminated(tag), Document::Map(map)) => self.discriminated(schema, tag, map, document),
            (UnionEncoding::Tagged, Document::Map(map)) if schema.shape_type == ShapeType::Union => {
                self.tagged(schema, map)
            }
            (UnionEncoding::Tagged, Document::Map(map)) => self.structure(schema, map, None),
            _ => None,
        };
        self.known.insert(key, fit);
        fit
    }

    fn structure(
        &mut self,
        schema: &'static Schema,
        map: &'a BTreeMap<String, Document>,
        tag: Option<&str>,
    ) -> Option<Fit> {
        let mut fit = Fit::ANY;
        let mut required = schema.members.iter().filter(|member| member.required).count();
        for (key, document) in map.iter().filter(|(key, _)| Some(key.as_str()) != tag) {
            let Some((_, member)) = find(schema.members, self.format.names, key) else {
                fit = fit.and(match schema.rest_member() {
                    Some((_, rest)) => self.member(rest.schema.element(), document)?,
                    None if self.format.strictness == Strictness::Strict && schema.refuses_other_keys() => return None,
                    None => Fit { lost: Reverse(1), ..Fit::ANY },
                });
                continue;
            };
            if self.format.is_absent(member, document) {
                continue;
            }
            if self.format.refuses(member, document) {
                return None;
            }
            required -= usize::from(member.required);
            fit = fit.and(self.member(member, document)?).and(Fit::KNOWN);
        }
        (required == 0).then_some(fit)
    }

    fn tagged(&mut self, schema: &'static Schema, map: &'a BTreeMap<String, Document>) -> Option<Fit> {
        let mut set = map.iter().filter(|(_, document)| **document != Document::Null);
        let (Some((key, document)), None) = (set.next(), set.next()) else { return None };
        let (_, member) = find(schema.members, self.format.names, key)?;
        Some(Fit::KNOWN.and(self.member(member, document)?))
    }

    fn discriminated(
        &mut self,
        schema: &'static Schema,
        tag: &str,
        map: &'a BTreeMap<String, Document>,
        document: &'a Document,
    ) -> Option<Fit> {
        let Some(Document::String(name)) = map.get(tag) else { return None };
        let named = find(schema.members, self.format.names, name);
        let (_, member) = named.or_else(|| schema.rest_member())?;
        match member.schema.shape_type {
            ShapeType::Structure => self.structure(member.schema, map, Some(tag)),
            _ => self.member(member, document),
        }
    }
}

impl Untagged {
    /// The index of the member that the discriminator of a document names.
    pub fn named(&self, schema: &Schema, document: &Document) -> Option<usize> {
        let discriminator = self.discriminator?;
        let Document::Map(map) = document else { return None };
        let Some(Document::String(value)) = map.get(discriminator.property) else { return None };
        let mapped = discriminator.mapping.iter().find(|(known, _)| known == value);
        let name = mapped.map_or(value.as_str(), |(_, member)| member);
        schema.members.iter().position(|member| member.name == name)
    }
}

/// A value without parts.
fn scalar(member: &'static Member, document: &Document, format: DocumentFormat) -> Option<Fit> {
    let schema = member.schema;
    let precise = match (schema.shape_type, document) {
        (ShapeType::Document, _) => 0,
        (ShapeType::Boolean, Document::Boolean(_)) => 1,
        (ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum, _) => {
            let value = integer(document, schema.shape_type, format).ok()?;
            let is_named = schema.numbers.iter().any(|number| i64::from(*number) == value);
            return named_value(is_named || schema.open, schema.numbers.len(), 3);
        }
        (ShapeType::BigInteger, Document::Integer(_)) => 2,
        (ShapeType::BigInteger, Document::Decimal(value)) => {
            let has_fraction = value.as_str().contains(['.', 'e', 'E']);
            whole(value.as_str(), BIG).filter(|_| !has_fraction || format.takes_fractions()).map(|_| 2)?
        }
        (ShapeType::BigInteger, Document::Double(value)) if format.takes_fractions() && value.fract() == 0.0 => 2,
        (ShapeType::Double | ShapeType::Float, Document::Integer(_) | Document::Double(_)) => 1,
        (ShapeType::Double | ShapeType::Float, Document::Decimal(value)) => finite(value.as_str()).map(|_| 0).ok()?,
        (ShapeType::Double | ShapeType::Float, Document::String(text)) => {
            let is_number = matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity");
            (is_number && format.dialect == Dialect::Smithy).then_some(1)?
        }
        (ShapeType::BigDecimal, Document::Integer(_) | Document::Double(_) | Document::Decimal(_)) => 1,
        (ShapeType::String | ShapeType::Enum, Document::String(text)) => {
            let is_named = schema.open || schema.values.contains(&text.as_str());
            return named_value(is_named, schema.values.len(), 1);
        }
        (ShapeType::Blob, Document::String(text)) => STANDARD.decode(text).map(|_| 1).ok()?,
        (ShapeType::Timestamp, _) => timestamp(document, member, format).map(|_| 2).ok()?,
        _ => return None,
    };
    Some(Fit::precise(precise))
}

/// A value of a type that may be an enum of some values. Others than those may be values of a later version of the model; if
/// there is but one, it is what tells the shape from others.
fn named_value(is_named: bool, named: usize, precise: u32) -> Option<Fit> {
    match (named, is_named) {
        (0, _) => Some(Fit::precise(precise)),
        (_, true) => Some(Fit::precise(precise + 1)),
        (1, false) => None,
        (_, false) => Some(Fit { unnamed: Reverse(1), ..Fit::precise(precise) }),
    }
}
