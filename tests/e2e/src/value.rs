//! Structures as JSON, independently of the codecs under test: all members by their names in the model, wherever they stand
//! in HTTP; blobs as base64, timestamps as the text of their seconds.

use std::borrow::Cow;
use std::future::poll_fn;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Number, Value};
use weland_core::{
    Blob, BoxError, DecodeError, Decoder, Document, Encoder, Member, Stream, Structure, Timestamp, TimestampFormat,
};

/// The members of a structure that are set. Streams are left out.
pub fn to_value(structure: &(impl Structure + ?Sized)) -> Value {
    let mut writer = Writer { open: vec![Open::Object(Map::new(), None)] };
    for (index, member) in structure.schema().members.iter().enumerate() {
        structure.encode_member(index, member, &mut writer);
    }
    writer.close()
}

/// Sets the members that the object has. Streams are left alone.
///
/// # Errors
/// When the structure has no such member, or its type is another.
pub fn from_value(value: &Value, structure: &mut dyn Structure) -> Result<(), DecodeError> {
    let object = value.as_object().ok_or_else(|| DecodeError::new(format!("{value} is no object")))?;
    for (name, value) in object {
        let members = structure.schema().members;
        let Some(index) = members.iter().position(|member| member.name == name) else {
            let message = format!("{} has no member {name}", structure.schema().name);
            return Err(DecodeError::new(message));
        };
        if members[index].schema.streaming {
            continue;
        }
        let mut reader = Reader { pending: vec![Pending::One(value)] };
        structure.decode_member(index, &members[index], &mut reader).map_err(|error| error.within(name))?;
    }
    Ok(())
}

/// Like [`to_value`], with what the stream of the structure holds, which is read to its end.
///
/// # Errors
/// When the stream fails.
pub async fn with_stream(structure: &mut (impl Structure + ?Sized)) -> Result<Value, BoxError> {
    let mut value = to_value(&*structure);
    let member = structure.schema().members.iter().find(|member| member.schema.streaming);
    let name = member.map(|member| member.name).unwrap_or_default();
    match structure.stream() {
        Some(Stream::Bytes(stream)) => {
            value[name] = STANDARD.encode(std::mem::take(stream).collect().await?).into();
        }
        Some(Stream::Events(events)) => {
            let mut events = events.take();
            let mut list = Vec::new();
            while let Some(event) = poll_fn(|cx| events.poll_next_event(cx)).await {
                list.push(to_value(&*event?));
            }
            value[name] = list.into();
        }
        None => {}
    }
    Ok(value)
}

enum Open {
    /// A structure or map, and the key of a map's entry whose value comes next.
    Object(Map<String, Value>, Option<String>),
    List(Vec<Value>),
}

struct Writer {
    open: Vec<Open>,
}

impl Writer {
    fn put(&mut self, member: &'static Member, value: Value) {
        match self.open.last_mut().expect("the outermost object is open") {
            Open::List(list) => list.push(value),
            Open::Object(object, key) => {
                let name = key.take().unwrap_or_else(|| member.name.to_owned());
                let before = object.insert(name, value);
                assert_eq!(before, None, "{} is written twice", member.name);
            }
        }
    }

    fn close(&mut self) -> Value {
        match self.open.pop().expect("something is open") {
            Open::Object(object, _) => Value::Object(object),
            Open::List(list) => Value::Array(list),
        }
    }

    /// Closes the innermost list or map, and puts it where it belongs.
    fn end(&mut self) {
        static UNNAMED: Member = Member::new("", &weland_core::schema::DOCUMENT);
        let value = self.close();
        match self.open.last_mut() {
            Some(Open::Object(object, key @ Some(_))) => {
                object.insert(key.take().unwrap_or_default(), value);
            }
            _ => self.put(&UNNAMED, value),
        }
    }

    /// Opens a list or map; inside of a structure it remembers the member as the key that it is to be put under.
    fn begin(&mut self, member: &'static Member, new: Open) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            key.get_or_insert_with(|| member.name.to_owned());
        }
        self.open.push(new);
    }
}

impl Encoder for Writer {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let value = to_value(value);
        self.put(member, value);
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        self.begin(member, Open::List(Vec::new()));
    }

    fn end_list(&mut self) {
        self.end();
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.begin(member, Open::Object(Map::new(), None));
    }

    fn key(&mut self, name: &str) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = Some(name.to_owned());
        }
    }

    fn end_map(&mut self) {
        self.end();
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.put(member, value.into());
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.put(member, value.into());
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.double(member, value.into());
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        let number = Number::from_f64(value).map_or_else(|| value.to_string().into(), Value::Number);
        self.put(member, number);
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.put(member, value.into());
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.put(member, value.into());
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.put(member, STANDARD.encode(value).into());
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.put(member, value.format(TimestampFormat::EpochSeconds).into());
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.put(member, format!("{value:?}").into());
    }

    fn null(&mut self, member: &'static Member) {
        self.put(member, Value::Null);
    }
}

enum Pending<'a> {
    One(&'a Value),
    List(std::slice::Iter<'a, Value>),
    Map(serde_json::map::Iter<'a>),
}

struct Reader<'a> {
    pending: Vec<Pending<'a>>,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> &'a Value {
        match self.pending.pop() {
            Some(Pending::One(value)) => value,
            _ => &Value::Null,
        }
    }

    fn scalar<T>(&mut self, what: &str, read: impl FnOnce(&'a Value) -> Option<T>) -> Result<T, DecodeError> {
        let value = self.take();
        read(value).ok_or_else(|| DecodeError::new(format!("{value} is no {what}")))
    }
}

impl Decoder for Reader<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        from_value(self.take(), value)
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let list = self.scalar("list", Value::as_array)?;
        self.pending.push(Pending::List(list.iter()));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        let next = match self.pending.last_mut() {
            Some(Pending::List(list)) => list.next(),
            _ => None,
        };
        match next {
            Some(value) => self.pending.push(Pending::One(value)),
            None => drop(self.pending.pop()),
        }
        Ok(next.is_some())
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let map = self.scalar("map", Value::as_object)?;
        self.pending.push(Pending::Map(map.iter()));
        Ok(())
    }

    fn next_key(&mut self, _: &'static Member) -> Result<Option<String>, DecodeError> {
        let next = match self.pending.last_mut() {
            Some(Pending::Map(map)) => map.next(),
            _ => None,
        };
        match next {
            Some((_, value)) => self.pending.push(Pending::One(value)),
            None => drop(self.pending.pop()),
        }
        Ok(next.map(|(key, _)| key.clone()))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        let null = matches!(self.pending.last(), Some(Pending::One(Value::Null)));
        if null {
            self.pending.pop();
        }
        Ok(null)
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        self.scalar("boolean", Value::as_bool)
    }

    fn integer(&mut self, _: &'static Member) -> Result<i64, DecodeError> {
        self.scalar("whole number", Value::as_i64)
    }

    fn double(&mut self, _: &'static Member) -> Result<f64, DecodeError> {
        self.scalar("number", |value| value.as_f64().or_else(|| value.as_str()?.parse().ok()))
    }

    fn big_number(&mut self, _: &'static Member) -> Result<String, DecodeError> {
        self.scalar("number", |value| value.as_str().map(str::to_owned))
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.scalar("string", Value::as_str).map(Cow::Borrowed)
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.scalar("base64", |value| STANDARD.decode(value.as_str()?).ok().map(Blob::new))
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        self.scalar("timestamp", |value| Timestamp::parse(value.as_str()?, TimestampFormat::EpochSeconds))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Err(DecodeError::new("documents are not supported"))
    }
}
