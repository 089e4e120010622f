//! Writing fields.

use weland_core::{Document, EncodeError, Encoder, FilePart, Member, ShapeType, Structure, Timestamp};

use super::super::sequence::elements;
use super::super::style;
use super::super::tree::{Tree, is_untagged};
use super::super::{CODEC, json_name};
use super::{Field, Value, content_type, is_json, parameter, part};
use crate::codec::Codec as _;
use crate::text::{Location, TextEncoder};
use crate::unsupported::unsupported;

/// The fields of a value that is an object, or the parts of one that is a list; `None` if it is not set.
///
/// # Errors
/// When a value cannot be written as a field.
pub(in super::super) fn write(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Vec<Field>>, EncodeError> {
    let are_structures = || member.schema.members.iter().all(|member| member.schema.shape_type == ShapeType::Structure);
    if member.schema.shape_type == ShapeType::Structure || is_untagged(member.schema) && are_structures() {
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
        if is_untagged(value.schema()) {
            // One of them is set.
            let members = value.schema().members.iter().enumerate();
            return members.for_each(|(index, member)| value.encode_member(index, member, self));
        }
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
        let Some(json) = CODEC.encode_member(value, index, member)? else { return Ok(()) };
        let field = |json: &[u8]| Field { name: name.clone(), part, value: Value::Json(json.to_vec()) };
        match json.as_slice() {
            [b'[', list @ .., b']'] if member.schema.shape_type == ShapeType::List => {
                fields.extend(elements(list).map(field));
            }
            one => fields.push(field(one)),
        }
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
