//! Fields: what the members of a structure come to in forms, be they written as a query string or in several parts.

use std::borrow::Cow;

use weland_core::{
    Binding, Blob, DecodeError, Decoder, Document, EncodeError, Encoder, FieldSchema, FilePart, Member,
    ParameterSchema, ParameterStyle, Schema, ShapeType, Structure, Timestamp,
};

use super::encoding::decode;
use super::style::{self, Kind, kind};
use super::tree::{Tree, TreeDecoder, is_untagged};
use super::{CODEC, json_name};
use crate::codec::Codec as _;
use crate::media;
use crate::missing::{Missing, MissingMembers, Segment, mark, within};
use crate::strictness::Strictness;
use crate::text::{Location, TextEncoder};
use crate::unsupported::unsupported;

/// One field of a form.
pub(super) struct Field {
    /// The name; the parts of a list have none.
    pub(super) name: Option<String>,
    /// What the model says of it.
    pub(super) part: Option<&'static FieldSchema>,
    pub(super) value: Value,
}

/// The value of a field.
pub(super) enum Value {
    Text(String),
    Json(Vec<u8>),
    File(FilePart),
    /// Text that is percent-encoded already, in a style of its own; so is its name.
    Styled(String),
}

/// What the model says of the field that a member is.
pub(super) fn part(member: &Member) -> Option<&'static FieldSchema> {
    match member.binding {
        Binding::Part(part) => Some(part),
        _ => None,
    }
}

/// The first header that a part must have and has not.
pub(super) fn missing_header(schema: Option<&'static FieldSchema>, part: &FilePart) -> Option<&'static str> {
    let names = schema.map_or(&[][..], |schema| schema.required_headers);
    names.iter().copied().find(|name| part.get_header(name).is_none())
}

/// The first media type that a field may have: that of texts and numbers.
fn content_type(part: Option<&'static FieldSchema>) -> Option<&'static str> {
    part?.content_type?.split(',').map(str::trim).next()
}

/// The parameter that a field in a style of its own is written like.
fn parameter(member: &Member) -> Option<ParameterSchema> {
    let (style, explode, allow_reserved) = part(member)?.style?;
    let parameter = ParameterSchema::query(json_name(member)).style(style, explode);
    Some(if allow_reserved { parameter.allow_reserved() } else { parameter })
}

/// The fields of a value that is an object, or the parts of one that is a list; `None` if it is not set.
///
/// # Errors
/// When a value cannot be written as a field.
pub(super) fn write(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Vec<Field>>, EncodeError> {
    if member.schema.shape_type == ShapeType::Structure {
        let mut encoder = StructureEncoder { fields: None, error: None };
        value.encode_member(index, member, &mut encoder);
        return encoder.error.map_or(Ok(encoder.fields), |error| Err(error.within(member.name)));
    }
    if matches!(member.schema.shape_type, ShapeType::Map | ShapeType::List) {
        let is_map = member.schema.shape_type == ShapeType::Map;
        let values = ValueEncoder::optional_values(value, index, member, is_map)?;
        let field = |(name, value)| Field { name: is_map.then_some(name), part: None, value };
        return Ok(values.map(|values| values.into_iter().map(field).collect()));
    }
    let Some(tree) = Tree::of(value, index, member)? else { return Ok(None) };
    let Tree::Object(entries) = tree else {
        return Err(EncodeError::new("a form is an object").within(member.name));
    };
    let mut fields = Vec::new();
    for (name, value) in entries {
        let values = if let Tree::List(list) = value { list } else { vec![value] };
        for value in values {
            let text = value.text().map_err(|error| error.within(member.name))?.to_owned();
            fields.push(Field { name: Some(name.clone()), part: None, value: Value::Text(text) });
        }
    }
    Ok(Some(fields))
}

/// Writes the fields of a structure.
struct StructureEncoder {
    fields: Option<Vec<Field>>,
    error: Option<EncodeError>,
}

impl StructureEncoder {
    fn unsupported(&mut self, _: &'static Member) {
        self.error.get_or_insert(EncodeError::new("a form is an object"));
    }
}

impl Encoder for StructureEncoder {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        let mut fields = Vec::new();
        for (index, member) in value.schema().members.iter().enumerate() {
            if let Err(error) = member_fields(value, index, member, &mut fields) {
                self.error.get_or_insert(error);
            }
        }
        self.fields = Some(fields);
    }

    unsupported!(encode list map boolean integer number string blob timestamp document null);
}

fn member_fields(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
    fields: &mut Vec<Field>,
) -> Result<(), EncodeError> {
    let name = Some(json_name(member).to_owned());
    let part = part(member);
    if member.rest {
        return rest_fields(value, index, member, fields);
    }
    if let Some(parameter) = parameter(member) {
        let Some(tree) = Tree::of(value, index, member)? else { return Ok(()) };
        let pairs = style::pairs(&parameter, &tree).map_err(|error| error.within(member.name))?;
        fields.extend(pairs.into_iter().map(|(name, text)| Field {
            name: Some(name),
            part,
            value: Value::Styled(text),
        }));
        return Ok(());
    }
    if is_json(member.schema, content_type(part)) {
        let json = CODEC.encode_member(value, index, member)?;
        fields.extend(json.map(|json| Field { name, part, value: Value::Json(json) }));
        return Ok(());
    }
    let values = ValueEncoder::values(value, index, member, false)?;
    fields.extend(values.into_iter().map(|(_, value)| Field { name: name.clone(), part, value }));
    Ok(())
}

/// The fields that are no members: a field for each entry of a map, or for each element of one.
fn rest_fields(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
    fields: &mut Vec<Field>,
) -> Result<(), EncodeError> {
    let values = ValueEncoder::values(value, index, member, true)?;
    fields.extend(values.into_iter().map(|(name, value)| Field { name: Some(name), part: None, value }));
    Ok(())
}

/// Whether values of a shape are a field as one document of JSON. The elements of a list are a field each, unless they are no
/// values that could be.
fn is_json(schema: &Schema, content_type: Option<&str>) -> bool {
    if schema.shape_type == ShapeType::List {
        let element = schema.element().schema.shape_type;
        return matches!(element, ShapeType::List | ShapeType::Map | ShapeType::Document | ShapeType::Union);
    }
    if is_untagged(schema) {
        // It is a document unless all that it can be is simple.
        let is_nested = |schema: &Schema| schema.shape_type == ShapeType::Union || is_json(schema, content_type);
        return schema.members.iter().any(|member| is_nested(member.schema));
    }
    let is_object =
        matches!(schema.shape_type, ShapeType::Structure | ShapeType::Union | ShapeType::Map | ShapeType::Document);
    is_object || content_type.is_some_and(media::is_json) && schema.shape_type != ShapeType::Blob
}

/// Writes a simple value, or the elements of a list; or, if it is to, the entries of a map with their keys.
struct ValueEncoder {
    values: Vec<(String, Value)>,
    /// The key of the current entry.
    key: String,
    /// Whether a map may begin here.
    may_be_map: bool,
    /// Whether a list or a map has begun.
    is_set: bool,
    /// What the next bytes are.
    file: Option<FilePart>,
    error: Option<EncodeError>,
}

impl ValueEncoder {
    /// The values of a member.
    fn values(
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
        may_be_map: bool,
    ) -> Result<Vec<(String, Value)>, EncodeError> {
        Self::all(value, index, member, may_be_map).map(|(values, _)| values)
    }

    /// The values of a list or map; `None` if it is not set.
    fn optional_values(
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
        may_be_map: bool,
    ) -> Result<Option<Vec<(String, Value)>>, EncodeError> {
        Self::all(value, index, member, may_be_map).map(|(values, is_set)| is_set.then_some(values))
    }

    fn all(
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
        may_be_map: bool,
    ) -> Result<(Vec<(String, Value)>, bool), EncodeError> {
        let mut encoder =
            Self { values: Vec::new(), key: String::new(), may_be_map, is_set: false, file: None, error: None };
        value.encode_member(index, member, &mut encoder);
        encoder.error.map_or(Ok((encoder.values, encoder.is_set)), |error| Err(error.within(member.name)))
    }

    fn push(&mut self, value: Value) {
        self.values.push((self.key.clone(), value));
    }

    fn document_part(&mut self, value: &Document) {
        match value {
            Document::Null => {}
            Document::Boolean(value) => self.push(Value::Text(value.to_string())),
            Document::Integer(value) => self.push(Value::Text(value.to_string())),
            Document::Double(value) => self.push(Value::Text(value.to_string())),
            Document::Decimal(value) => self.push(Value::Text(value.to_string())),
            Document::String(value) => self.push(Value::Text(value.clone())),
            Document::List(list) if list.iter().all(|it| !matches!(it, Document::List(_) | Document::Map(_))) => {
                list.iter().for_each(|value| self.document_part(value));
            }
            Document::List(_) | Document::Map(_) => {
                self.error
                    .get_or_insert(EncodeError::new("a field without a type cannot hold lists or objects of others"));
            }
        }
    }

    fn unsupported(&mut self, _: &'static Member) {
        self.error.get_or_insert(EncodeError::new("the value has no place in a form"));
    }

    fn text(&mut self, write: impl FnOnce(&mut dyn Encoder)) {
        match TextEncoder::text(Location::Uri, write) {
            Ok(text) => text.into_iter().for_each(|text| self.push(Value::Text(text))),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }
}

impl Encoder for ValueEncoder {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        if is_untagged(value.schema()) {
            let members = value.schema().members.iter().enumerate();
            return members.for_each(|(index, member)| value.encode_member(index, member, self));
        }
        match CODEC.encode(value, |_| true) {
            Ok(json) => self.push(Value::Json(json)),
            Err(error) => {
                self.error.get_or_insert(error);
            }
        }
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) {
        self.is_set = true;
    }

    fn end_list(&mut self) {}

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
        self.push(Value::Text(value.to_owned()));
    }

    fn blob(&mut self, _: &'static Member, value: &[u8]) {
        let file = self.file.take().unwrap_or_else(|| FilePart::from(value.to_vec()));
        self.push(Value::File(file));
    }

    fn file_part(&mut self, value: &FilePart) {
        self.file = Some(value.clone());
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.text(|to| to.timestamp(member, value));
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.is_set = true;
        if !std::mem::take(&mut self.may_be_map) {
            self.unsupported(member);
        }
    }

    fn key(&mut self, key: &str) {
        key.clone_into(&mut self.key);
    }

    fn end_map(&mut self) {}

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.document_part(value);
    }

    /// What is null is left out.
    fn null(&mut self, _: &'static Member) {}
}

/// The fields of a form that was received.
pub(super) struct Received<'a> {
    /// Names and values as they are meant.
    pub(super) fields: Vec<(String, FilePart)>,
    /// Names and values as they stand in a query string, for fields in a style of their own.
    pub(super) raw: Vec<(&'a str, &'a str)>,
    pub(super) strictness: Strictness,
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
pub(super) fn read(
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
    let mut entries = Vec::new();
    for (name, value) in &received.fields {
        Tree::insert(&mut entries, name.clone(), Tree::Bytes(decode(value.clone(), false)?));
    }
    TreeDecoder::read(Tree::Object(entries), value, (index, member))
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
        let mut entries = Vec::new();
        for (key, value) in self.received.fields.iter().filter(|(key, _)| !is_of_member(schema, key)) {
            Tree::insert(&mut entries, key.clone(), Tree::Bytes(decode(value.clone(), false)?));
        }
        Ok((!entries.is_empty()).then_some(Tree::Object(entries)))
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
            Some(Tree::Bytes(json)) if !member.rest && is_json(member.schema, content_type) => CODEC
                .decode_member(&json.content, value, (index, member), self.received.strictness)
                .map_err(|error| error.within(member.name))?,
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
