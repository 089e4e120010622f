//! Reading fields.

use std::borrow::Cow;
use std::collections::HashMap;

use bytes::Bytes;
use weland_core::{Blob, DecodeError, Decoder, FilePart, Member, ParameterStyle, Schema, ShapeType, Structure};

use super::super::encoding::decode;
use super::super::sequence::elements;
use super::super::style::{self, Kind, kind};
use super::super::tree::{SEVERAL, Tree, TreeDecoder};
use super::super::{CODEC, json_name};
use super::{content_type, is_json, missing_header, parameter, part};
use crate::codec::Codec as _;
use crate::missing::{Missing, MissingMembers, Segment, mark, within};
use crate::strictness::Strictness;
use crate::unsupported::unsupported;

/// The fields of a form that was received.
pub(in super::super) struct Received<'a> {
    /// Names and values as they are meant.
    pub(in super::super) fields: Vec<(String, FilePart)>,
    /// Names and values as they stand in a query string, for fields in a style of their own.
    pub(in super::super) raw: Vec<(&'a str, &'a str)>,
    pub(in super::super) strictness: Strictness,
}

impl Received<'_> {
    /// Names and values as they stand in a query string. In parts, nothing is percent-encoded.
    fn raw(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        if !self.raw.is_empty() {
            return self.raw.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        }
        let encoded = |text: &str| text.replace('%', "%25").replace('+', "%2B").replace(' ', "%20");
        let of_part = |(name, part): &(String, FilePart)| {
            if part.file_name.is_some() {
                return None;
            }
            let text = std::str::from_utf8(&part.content).ok()?;
            Some((encoded(name).into(), encoded(text).into()))
        };
        self.fields.iter().filter_map(of_part).collect()
    }
}

/// Reads the fields of a form into a member, and says which required members were absent.
///
/// # Errors
/// When a field is not what its member wants.
pub(in super::super) fn read(
    received: &Received<'_>,
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
) -> Result<MissingMembers, DecodeError> {
    if member.schema.shape_type == ShapeType::Structure {
        let mut decoder = StructureDecoder { received, missing: MissingMembers::default() };
        value.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
        return Ok(within(decoder.missing, &Segment::Member { index, name: member.name }));
    }
    if member.schema.shape_type == ShapeType::List {
        let parts = received.fields.iter().map(|(_, value)| decode(value.clone(), false).map(Tree::Bytes));
        let parts = parts.collect::<Result<_, _>>().map_err(|error| error.within(member.name))?;
        return TreeDecoder::read(Tree::List(parts), value, (index, member));
    }
    let fields = object(received.fields.iter())?;
    TreeDecoder::read(fields, value, (index, member))
}

/// Fields as an object; those of the same name are a list.
fn object<'a>(fields: impl Iterator<Item = &'a (String, FilePart)>) -> Result<Tree, DecodeError> {
    let mut entries: Vec<(String, Tree)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (name, value) in fields {
        let value = Tree::Bytes(decode(value.clone(), false)?);
        let place = *places.entry(name).or_insert(entries.len());
        match entries.get_mut(place) {
            Some((_, known)) => known.add(value),
            None => entries.push((name.clone(), value)),
        }
    }
    Ok(Tree::Object(entries))
}

/// The fields of a member as one document of JSON: those of a list are its elements, or one of them is all of it, which some
/// clients send.
fn json(fields: Tree, schema: &Schema) -> Result<Bytes, DecodeError> {
    let fields = if let Tree::List(fields) = fields { fields } else { vec![fields] };
    let mut contents = fields.into_iter().filter_map(|field| match field {
        Tree::Bytes(field) => Some(field.content.into_bytes()),
        _ => None,
    });
    let first = contents.next().unwrap_or_default();
    let mut contents = contents.peekable();
    if schema.shape_type != ShapeType::List {
        return if contents.peek().is_none() { Ok(first) } else { Err(DecodeError::new(SEVERAL)) };
    }
    let may_be_list = matches!(schema.element().schema.shape_type, ShapeType::List | ShapeType::Document);
    if contents.peek().is_none() && !may_be_list && first.trim_ascii_start().starts_with(b"[") {
        return Ok(first);
    }
    let mut list = vec![b'['];
    for content in std::iter::once(first).chain(contents) {
        // A comma would make two elements of one.
        if elements(&content).count() != 1 {
            return Err(DecodeError::new("an element of the list is no document of JSON"));
        }
        if list.len() > 1 {
            list.push(b',');
        }
        list.extend_from_slice(&content);
    }
    list.push(b']');
    Ok(list.into())
}

/// Reads the fields of a structure.
struct StructureDecoder<'a> {
    received: &'a Received<'a>,
    missing: MissingMembers,
}

/// Whether a key is that of a member.
fn has_key(schema: &Schema, key: &str) -> bool {
    schema.members.iter().any(|member| !member.rest && json_name(member) == key)
}

/// Whether a field is a member, or a part of one.
fn is_of_member(schema: &Schema, key: &str) -> bool {
    schema.members.iter().filter(|member| !member.rest).any(|member| match parameter(member) {
        Some(parameter) if parameter.style == ParameterStyle::DeepObject => {
            key.strip_prefix(parameter.name).is_some_and(|rest| rest.starts_with('['))
        }
        Some(parameter) if parameter.explode && kind(member.schema) == Kind::Object => has_key(member.schema, key),
        _ => json_name(member) == key,
    })
}

impl StructureDecoder<'_> {
    /// The fields that are no members; `None` if there are none.
    fn rest(&self, schema: &Schema) -> Result<Option<Tree>, DecodeError> {
        let fields: Vec<_> = self.received.fields.iter().filter(|(key, _)| !is_of_member(schema, key)).collect();
        if fields.is_empty() { Ok(None) } else { object(fields.into_iter()).map(Some) }
    }

    fn unsupported<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::new("a form is an object"))
    }

    /// The fields of a member.
    fn values(&self, member: &'static Member) -> Result<Vec<Tree>, DecodeError> {
        let (name, part) = (json_name(member), part(member));
        let is_base64 = part.is_some_and(|part| part.base64);
        let fields = self.received.fields.iter().filter(|(key, _)| key == name);
        let value = |(_, field): &(String, FilePart)| match missing_header(part, field) {
            Some(name) if self.received.strictness == Strictness::Strict => {
                Err(DecodeError::new(format!("the part has no header `{name}`, which it must have")))
            }
            _ => decode(field.clone(), is_base64).map(Tree::Bytes),
        };
        fields.map(value).collect()
    }

    /// Reads one member; says whether there is a field for it.
    fn member(
        &mut self,
        value: &mut dyn Structure,
        (index, member): (usize, &'static Member),
    ) -> Result<bool, DecodeError> {
        let tree = if member.rest {
            self.rest(value.schema())?
        } else if let Some(parameter) = parameter(member) {
            let is_open = member.schema.shape_type != ShapeType::Structure || member.schema.rest.is_some();
            let schema = value.schema();
            let is_member = |key: &str| match is_open {
                true => !schema.members.iter().any(|other| json_name(other) == key),
                false => has_key(member.schema, key),
            };
            let raw = self.received.raw();
            let raw: Vec<(&str, &str)> = raw.iter().map(|(name, value)| (&**name, &**value)).collect();
            style::read_pairs(&parameter, kind(member.schema), &raw, is_member)
                .map_err(|error| error.within(member.name))?
        } else {
            let mut values = self.values(member).map_err(|error| error.within(member.name))?;
            match (values.len(), member.schema.shape_type) {
                (0, _) => None,
                (1, _) => values.pop(),
                _ => Some(Tree::List(values)),
            }
        };
        let content_type = content_type(part(member));
        let missing = match tree {
            None => return Ok(false),
            Some(tree @ (Tree::Bytes(_) | Tree::List(_))) if !member.rest && is_json(member.schema, content_type) => {
                json(tree, member.schema)
                    .and_then(|json| CODEC.decode_member(&json, value, (index, member), self.received.strictness))
                    .map_err(|error| error.within(member.name))?
            }
            Some(tree) => TreeDecoder::read(tree, value, (index, member))?,
        };
        missing.into_iter().for_each(|one| self.missing.push(|| one));
        Ok(true)
    }
}

impl Decoder for StructureDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let mut set = vec![false; members.len()];
        for (index, member) in members.iter().enumerate() {
            if self.member(value, (index, member))? {
                mark(&mut set, index);
            }
        }
        for ((index, member), set) in members.iter().enumerate().zip(set) {
            if member.required && !set {
                self.missing.push(|| Missing::member(index, member));
            }
        }
        Ok(())
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.unsupported()
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.unsupported()
    }

    unsupported!(decode list map boolean integer number timestamp document null);
}
