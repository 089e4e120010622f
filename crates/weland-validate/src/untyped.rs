//! Values of shapes without their types.

use weland_core::schema::{Member, Schema};
use weland_core::{Blob, DecodeError, Decoder, Document, Encoder, ShapeType, Structure, Timestamp};

/// A structure or union that holds its members by their index. To a checker it is what the generated type would be.
pub(crate) struct Untyped {
    schema: &'static Schema,
    members: Vec<Option<Value>>,
}

pub(crate) enum Value {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    BigNumber(String),
    String(String),
    Blob(Blob),
    Timestamp(Timestamp),
    Document(Document),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    Structure(Untyped),
}

impl Untyped {
    pub(crate) fn new(schema: &'static Schema) -> Self {
        Self { schema, members: schema.members.iter().map(|_| None).collect() }
    }
}

impl Structure for Untyped {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, index: usize, member: &'static Member, to: &mut dyn Encoder) {
        if let Some(Some(value)) = self.members.get(index) {
            encode(value, member, to);
        }
    }

    fn decode_member(
        &mut self,
        index: usize,
        member: &'static Member,
        from: &mut dyn Decoder,
    ) -> Result<(), DecodeError> {
        let is_null = member.nullable && from.null()?;
        let value = if is_null { Some(Value::Null) } else { decode(member, from)? };
        if let Some(place) = self.members.get_mut(index) {
            *place = value;
        }
        Ok(())
    }
}

pub(crate) fn encode(value: &Value, member: &'static Member, to: &mut dyn Encoder) {
    match value {
        Value::Null => to.null(member),
        Value::Boolean(value) => to.boolean(member, *value),
        Value::Integer(value) => to.integer(member, *value),
        Value::Float(value) => to.float(member, *value),
        Value::Double(value) => to.double(member, *value),
        Value::BigNumber(value) => to.big_number(member, value),
        Value::String(value) => to.string(member, value),
        Value::Blob(value) => to.blob(member, value.as_ref()),
        Value::Timestamp(value) => to.timestamp(member, *value),
        Value::Document(value) => to.document(member, value),
        Value::List(list) => {
            to.begin_list(member, list.len());
            list.iter().for_each(|value| encode(value, member.schema.element(), to));
            to.end_list();
        }
        Value::Map(map) => {
            to.begin_map(member, map.len());
            for (key, value) in map {
                to.key(key);
                encode(value, member.schema.element(), to);
            }
            to.end_map();
        }
        Value::Structure(value) => to.structure(member, value),
    }
}

/// Reads the next value; `None` for the events of a stream, which no document holds.
pub(crate) fn decode(member: &'static Member, from: &mut dyn Decoder) -> Result<Option<Value>, DecodeError> {
    Ok(Some(match member.schema.shape_type {
        ShapeType::Boolean => Value::Boolean(from.boolean(member)?),
        ShapeType::String | ShapeType::Enum => Value::String(from.string(member)?.into_owned()),
        ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => {
            Value::Integer(from.integer(member)?)
        }
        ShapeType::Float => Value::Float(from.double(member)? as f32),
        ShapeType::Double => Value::Double(from.double(member)?),
        ShapeType::BigInteger | ShapeType::BigDecimal => Value::BigNumber(from.big_number(member)?),
        ShapeType::Blob => Value::Blob(from.blob(member)?),
        ShapeType::Timestamp => Value::Timestamp(from.timestamp(member)?),
        ShapeType::Document => Value::Document(from.document(member)?),
        ShapeType::List => Value::List(list(member, from)?),
        ShapeType::Map => Value::Map(map(member, from)?),
        ShapeType::Structure | ShapeType::Union if member.schema.streaming => {
            return from.document(member).map(|_| None);
        }
        ShapeType::Structure | ShapeType::Union => {
            let mut value = Untyped::new(member.schema);
            from.structure(member, &mut value)?;
            Value::Structure(value)
        }
    }))
}

/// An element of a list or the value of a map, which may be null in a sparse one.
fn element(member: &'static Member, from: &mut dyn Decoder) -> Result<Value, DecodeError> {
    if member.nullable && from.null()? {
        return Ok(Value::Null);
    }
    Ok(decode(member, from)?.unwrap_or(Value::Null))
}

fn list(member: &'static Member, from: &mut dyn Decoder) -> Result<Vec<Value>, DecodeError> {
    let mut list = Vec::new();
    from.begin_list(member)?;
    while from.next_element(member)? {
        list.push(element(member.schema.element(), from).map_err(|error| error.within(list.len()))?);
    }
    Ok(list)
}

/// The entries in the order in which generated types hold them: by their keys, those that are enums as the enum lists
/// its values. No key comes twice, since the checks that come before this refuse that.
fn map(member: &'static Member, from: &mut dyn Decoder) -> Result<Vec<(String, Value)>, DecodeError> {
    let mut map = Vec::new();
    from.begin_map(member)?;
    while let Some(key) = from.next_key(member)? {
        let value = element(member.schema.element(), from).map_err(|error| error.within(member.shown_key(&key)))?;
        map.push((key, value));
    }
    let values = member.schema.members.first().map_or(&[][..], |key| key.schema.values);
    let place = |key: &str| values.iter().position(|value| *value == key).unwrap_or(values.len());
    map.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
    Ok(map)
}
