//! Values of any shape out of the `params` of a case.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde_json::Value;
use weland_core::{
    Blob, ByteStream, DecodeError, Decoder, Document, Member, Schema, Stream, Structure, Timestamp, TimestampFormat,
    schema,
};

/// Fills a structure or union with the values of a case: `null` for nothing at all, or an object whose keys are the
/// member names of the model.
///
/// # Errors
/// When a value is not of its member's type, or the model has no such member.
pub(crate) fn fill(params: &Value, into: &mut dyn Structure) -> Result<(), DecodeError> {
    fill_as(false, params, into)
}

/// The same with the values that a server fills in where a client has left them out.
///
/// # Errors
/// As [`fill`].
pub(crate) fn fill_received(params: &Value, into: &mut dyn Structure) -> Result<(), DecodeError> {
    fill_as(true, params, into)
}

fn fill_as(is_server: bool, params: &Value, into: &mut dyn Structure) -> Result<(), DecodeError> {
    static ROOT: Member = Member::new("", &schema::UNIT);
    static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::Object(serde_json::Map::new()));
    let next = if params.is_null() { &NOTHING } else { params };
    Params { next, open: Vec::new(), is_server }.structure(&ROOT, into)
}

/// Reads JSON as the conventions of `smithy.test` want it: blobs are text, timestamps are seconds or dates.
struct Params<'a> {
    next: &'a Value,
    open: Vec<Open<'a>>,
    is_server: bool,
}

enum Open<'a> {
    List(std::slice::Iter<'a, Value>),
    Map(serde_json::map::Iter<'a>),
}

fn wrong(expected: &str, found: &Value) -> DecodeError {
    DecodeError::new(format!("the case has `{found}` where {expected} belongs"))
}

impl<'a> Params<'a> {
    fn member(
        &mut self,
        value: &mut dyn Structure,
        (index, member): (usize, &'static Member),
        json: &'a Value,
    ) -> Result<(), DecodeError> {
        if member.schema.streaming {
            return stream(value, json);
        }
        self.next = json;
        value.decode_member(index, member, self)
    }
}

fn stream(value: &mut dyn Structure, json: &Value) -> Result<(), DecodeError> {
    match (value.stream(), json) {
        (Some(Stream::Bytes(bytes)), Value::String(text)) => {
            *bytes = ByteStream::from(text.clone());
            Ok(())
        }
        (Some(Stream::Bytes(_)), other) => Err(wrong("text for a stream of bytes", other)),
        _ => Err(wrong("no stream of events", json)),
    }
}

/// A member of a schema by its name in the model.
pub(crate) fn find(schema: &'static Schema, name: &str) -> Option<(usize, &'static Member)> {
    schema.members.iter().enumerate().find(|(_, member)| member.name == name)
}

impl Decoder for Params<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let json = self.next;
        let Value::Object(map) = json else {
            return Err(wrong("an object", json));
        };
        let open = std::mem::take(&mut self.open);
        for (key, json) in map {
            let Some(found) = find(value.schema(), key) else {
                return Err(DecodeError::new("the model has no such member").within(key));
            };
            if json.is_null() && !found.1.nullable {
                continue;
            }
            self.member(value, found, json).map_err(|error| error.within(key))?;
        }
        self.open = open;
        if self.is_server {
            value.set_defaults();
        }
        Ok(())
    }

    fn begin_list(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let json = self.next;
        let Value::Array(list) = json else {
            return Err(wrong("a list", json));
        };
        self.open.push(Open::List(list.iter()));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        let next = match self.open.last_mut() {
            Some(Open::List(rest)) => rest.next(),
            _ => None,
        };
        match next {
            Some(json) => self.next = json,
            None => drop(self.open.pop()),
        }
        Ok(next.is_some())
    }

    fn begin_map(&mut self, _: &'static Member) -> Result<(), DecodeError> {
        let json = self.next;
        let Value::Object(map) = json else {
            return Err(wrong("a map", json));
        };
        self.open.push(Open::Map(map.iter()));
        Ok(())
    }

    fn next_key(&mut self, _: &'static Member) -> Result<Option<String>, DecodeError> {
        let next = match self.open.last_mut() {
            Some(Open::Map(rest)) => rest.next(),
            _ => None,
        };
        let Some((key, json)) = next else {
            self.open.pop();
            return Ok(None);
        };
        self.next = json;
        Ok(Some(key.clone()))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(self.next.is_null())
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        self.next.as_bool().ok_or_else(|| wrong("a boolean", self.next))
    }

    fn integer(&mut self, _: &'static Member) -> Result<i64, DecodeError> {
        integer(self.next).ok_or_else(|| wrong("a whole number", self.next))
    }

    fn double(&mut self, _: &'static Member) -> Result<f64, DecodeError> {
        double(self.next).ok_or_else(|| wrong("a number", self.next))
    }

    fn big_number(&mut self, _: &'static Member) -> Result<String, DecodeError> {
        digits(self.next).ok_or_else(|| wrong("a number", self.next))
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.next.as_str().map(Cow::Borrowed).ok_or_else(|| wrong("text", self.next))
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.next.as_str().map(|text| Blob::new(text.to_owned())).ok_or_else(|| wrong("text for a blob", self.next))
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        timestamp(self.next).ok_or_else(|| wrong("a timestamp, in seconds or as a date,", self.next))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Ok(document(self.next))
    }
}

/// A whole number, also if it is written with a fraction of zero.
pub(crate) fn integer(json: &Value) -> Option<i64> {
    let whole = |number: f64| (number.fract() == 0.0 && number.abs() <= 2f64.powi(53)).then_some(number as i64);
    json.as_i64().or_else(|| json.as_f64().and_then(whole))
}

pub(crate) fn double(json: &Value) -> Option<f64> {
    match json.as_str() {
        Some(text @ ("NaN" | "Infinity" | "-Infinity")) => text.parse().ok(),
        Some(_) => None,
        None => json.as_f64(),
    }
}

pub(crate) fn digits(json: &Value) -> Option<String> {
    match json {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

pub(crate) fn timestamp(json: &Value) -> Option<Timestamp> {
    match json {
        Value::String(text) => Timestamp::parse(text, TimestampFormat::DateTime)
            .or_else(|| Timestamp::parse(text, TimestampFormat::HttpDate)),
        _ => match json.as_i64() {
            Some(seconds) => Some(Timestamp::new(seconds, 0)),
            None => Timestamp::from_epoch_seconds(json.as_f64()?),
        },
    }
}

pub(crate) fn document(json: &Value) -> Document {
    match json {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Boolean(*value),
        Value::Number(number) => match number.as_i64() {
            Some(value) => Document::Integer(value),
            None => Document::number(&number.to_string()).unwrap_or_default(),
        },
        Value::String(text) => Document::String(text.clone()),
        Value::Array(list) => Document::List(list.iter().map(document).collect()),
        Value::Object(map) => Document::Map(map.iter().map(|(key, value)| (key.clone(), document(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn timestamps_are_seconds_or_dates() {
        let second_and_a_half = Some(Timestamp::new(1, 500_000_000));
        let cases = [
            (json!(1), Some(Timestamp::new(1, 0))),
            (json!(-1), Some(Timestamp::new(-1, 0))),
            (json!(1.5), second_and_a_half),
            (json!("1970-01-01T00:00:01.5Z"), second_and_a_half),
            (json!("Thu, 01 Jan 1970 00:00:01 GMT"), Some(Timestamp::new(1, 0))),
            (json!("1"), None),
            (json!(true), None),
        ];
        for (json, expected) in cases {
            assert_eq!(timestamp(&json), expected, "{json}");
        }
    }

    #[test]
    fn numbers_are_of_their_kind() {
        assert_eq!(
            [json!(1), json!(2.0), json!(1.5), json!("1")].map(|json| integer(&json)),
            [Some(1), Some(2), None, None]
        );
        assert_eq!(
            [json!(1), json!("-Infinity"), json!("1")].map(|json| double(&json)),
            [Some(1.0), Some(f64::NEG_INFINITY), None]
        );
        assert!(double(&json!("NaN")).is_some_and(f64::is_nan));
    }
}
