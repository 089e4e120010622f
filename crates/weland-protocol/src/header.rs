//! Members in headers.

use std::borrow::Cow;

use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{Binding, DecodeError, EncodeError, Member, Schema, ShapeType, Structure, TimestampFormat};

use crate::body::Body;
use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder, TextEncoder};

/// Headers that say how a message is framed, or what becomes of its connection. With values that contradict it, the message
/// would be broken.
const OF_CONNECTION: [&str; 7] =
    ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/// Writes the members that are bound to headers. Where a member of its own and an entry of a map of headers meet, the
/// member wins.
///
/// # Errors
/// When a name or a value cannot stand in a header, or a header belongs to the connection.
pub(crate) fn encode(value: &dyn Structure, headers: &mut HeaderMap) -> Result<(), EncodeError> {
    let members = value.schema().members.iter().enumerate();
    for (index, member) in members.clone() {
        if let Binding::PrefixHeaders(prefix) = member.binding {
            for (key, text) in TextEncoder::texts(value, index, member, Location::Header)?.values {
                insert(headers, member, &format!("{prefix}{key}"), &text)?;
            }
        }
    }
    for (index, member) in members {
        if let Binding::Header(name) = member.binding {
            let texts = TextEncoder::texts(value, index, member, Location::Header)?;
            if texts.list {
                let plain = member.schema.element().schema.shape_type == ShapeType::Timestamp;
                let list: Vec<_> = texts.values.iter().map(|(_, text)| element(text, plain)).collect();
                insert(headers, member, name, &list.join(", "))?;
            } else if let Some((_, text)) = texts.values.first() {
                insert(headers, member, name, text)?;
            }
        }
    }
    Ok(())
}

/// Lets a length that a member has set be that of a body in memory. That of a stream is the caller's to know.
pub(crate) fn correct_length(headers: &mut HeaderMap, body: &Body) {
    if let (Some(length), Some(bytes)) = (headers.get_mut(CONTENT_LENGTH), body.as_bytes()) {
        *length = HeaderValue::from(bytes.len());
    }
}

fn insert(headers: &mut HeaderMap, member: &Member, name: &str, value: &str) -> Result<(), EncodeError> {
    let fail = |message: String| EncodeError::new(member.name, message);
    if OF_CONNECTION.iter().any(|other| name.eq_ignore_ascii_case(other)) {
        return Err(fail(format!("the header `{name}` belongs to the connection, and cannot be set by a member")));
    }
    let key = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| fail(format!("`{name}` cannot be the name of a header")))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| fail(format!("the value of the header `{name}` has characters that no header may have")))?;
    // For those who log headers.
    let is_sensitive = |schema: &Schema| schema.sensitive;
    value.set_sensitive(is_sensitive(member.schema) || member.schema.members.iter().any(|it| is_sensitive(it.schema)));
    headers.insert(key, value);
    Ok(())
}

/// An element of a list: in quotes if it would otherwise be taken for several, or for none. Dates have their comma
/// without quotes.
fn element(text: &str, plain: bool) -> Cow<'_, str> {
    let quoted = text.is_empty() || text.contains([',', '"']) || text.trim() != text;
    if plain || !quoted {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// Reads the members that are bound to headers. `set` is called with the index of each that is there.
///
/// # Errors
/// When a header is not what its member wants.
pub(crate) fn decode(
    value: &mut dyn Structure,
    headers: &HeaderMap,
    strictness: Strictness,
    mut set: impl FnMut(usize),
) -> Result<(), DecodeError> {
    for (index, member) in value.schema().members.iter().enumerate() {
        let mut decoder = match member.binding {
            Binding::Header(name) => {
                let values = values(headers, name, member, strictness).map_err(|error| error.within(member.name))?;
                let Some(values) = values else {
                    continue;
                };
                TextDecoder::values(values, Location::Header, strictness)
            }
            Binding::PrefixHeaders(prefix) => {
                let entries = entries(headers, prefix);
                if entries.is_empty() {
                    continue;
                }
                TextDecoder::entries(entries, Location::Header, strictness)
            }
            _ => continue,
        };
        value.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
        set(index);
    }
    Ok(())
}

type Values<'a> = Option<Vec<Cow<'a, str>>>;

/// The values of a header: one, or the elements of a list; `None` if there is no such header.
fn values<'a>(
    headers: &'a HeaderMap,
    name: &str,
    member: &Member,
    strictness: Strictness,
) -> Result<Values<'a>, DecodeError> {
    let lines: Vec<&str> = headers
        .get_all(name)
        .iter()
        .map(|value| std::str::from_utf8(value.as_bytes()).map_err(|_| DecodeError::new("the header is not UTF-8")))
        .collect::<Result<_, _>>()?;
    let Some(first) = lines.first() else {
        return Ok(None);
    };
    if member.schema.shape_type != ShapeType::List {
        if lines.len() > 1 && strictness == Strictness::Strict {
            return Err(DecodeError::new(format!("the header `{name}` may be sent only once")));
        }
        return Ok(Some(vec![Cow::Borrowed(first)]));
    }
    let element = member.schema.element();
    let is_date = element.schema.shape_type == ShapeType::Timestamp
        && element.timestamp_format.unwrap_or(TimestampFormat::HttpDate) == TimestampFormat::HttpDate;
    let mut values = Vec::new();
    for line in lines {
        if is_date {
            split_dates(line, &mut values);
        } else {
            split(line, &mut values)?;
        }
    }
    Ok(Some(values))
}

/// Splits a list of dates, each of which has a comma of its own.
fn split_dates<'a>(line: &'a str, values: &mut Vec<Cow<'a, str>>) {
    let mut commas = line.match_indices(',').map(|(at, _)| at);
    let mut start = 0;
    while commas.next().is_some() {
        let end = commas.next().unwrap_or(line.len());
        values.push(Cow::Borrowed(line.get(start..end).unwrap_or_default().trim()));
        start = end + 1;
    }
    let rest = line.get(start..).unwrap_or_default().trim();
    if !rest.is_empty() {
        values.push(Cow::Borrowed(rest));
    }
}

/// Splits a list at its commas; elements may stand in quotes. An empty line is an empty list.
fn split<'a>(line: &'a str, values: &mut Vec<Cow<'a, str>>) -> Result<(), DecodeError> {
    let mut rest = line.trim();
    while !rest.is_empty() {
        let after = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (value, after) = unquote(quoted)?;
                values.push(Cow::Owned(value));
                after.trim_start()
            }
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let (value, after) = rest.split_at(end);
                values.push(Cow::Borrowed(value.trim()));
                after
            }
        };
        rest = match after.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if after.is_empty() => after,
            None => {
                return Err(DecodeError::new("expected a comma after the closing quote in a list"));
            }
        };
    }
    Ok(())
}

/// Reads up to the closing quote; gives what comes after it.
fn unquote(text: &str) -> Result<(String, &str), DecodeError> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Ok((value, characters.as_str())),
            '\\' => value.extend(characters.next()),
            _ => value.push(character),
        }
    }
    Err(DecodeError::new("a quote in a list is not closed"))
}

/// The headers whose names start with `prefix`, as the entries of a map.
fn entries<'a>(headers: &'a HeaderMap, prefix: &str) -> crate::text::Entries<'a> {
    let prefix = prefix.to_ascii_lowercase();
    let mut entries = Vec::new();
    for name in headers.keys() {
        let value = headers.get(name).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        if let (Some(key), Some(value)) = (name.as_str().strip_prefix(&prefix), value) {
            entries.push((key.to_owned(), vec![Cow::Borrowed(value)]));
        }
    }
    entries
}
