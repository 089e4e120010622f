//! Members in headers.

use std::borrow::Cow;
use std::collections::BTreeSet;

use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{Binding, DecodeError, EncodeError, Member, ShapeType, Structure, TimestampFormat};

use crate::framing::{self, Place};
use crate::media;
use crate::strictness::Strictness;
use crate::text::{Entries, Location, TextDecoder, TextEncoder};

/// How many headers of a map a message can have: far more than peers take, and few enough to leave room for those of the
/// protocol and the transport.
const MAX_ENTRIES: usize = 4096;

/// Writes the members that are bound to headers, in front of a body of `length` bytes, if that is known. Where a member of its
/// own and an entry of a map of headers meet, the member wins.
///
/// # Errors
/// When a name or a value cannot stand in a header, two entries of a map are the same header, or a header would contradict
/// the message that it stands in.
pub(crate) fn encode(value: &dyn Structure, headers: &mut HeaderMap, length: Option<u64>) -> Result<(), EncodeError> {
    let members = value.schema().members.iter().enumerate();
    for (index, member) in members.clone() {
        if let Binding::PrefixHeaders(prefix) = member.binding {
            let entries = TextEncoder::texts(value, index, member, Location::Header)?.values;
            let mut target = Target { headers, length, is_sensitive: is_sensitive(member) };
            target.insert_entries(prefix, entries).map_err(|error| error.within(member.name))?;
        }
    }
    for (index, member) in members {
        if let Binding::Header(name) = member.binding {
            let texts = TextEncoder::texts(value, index, member, Location::Header)?;
            let mut target = Target { headers, length, is_sensitive: is_sensitive(member) };
            let inserted = if texts.list {
                let plain = member.schema.element().schema.shape_type == ShapeType::Timestamp;
                let list: Vec<_> = texts.values.iter().map(|(_, text)| element(text, plain)).collect();
                target.insert(name, &list.join(", "))
            } else if let Some((_, text)) = texts.values.first() {
                target.insert(name, text)
            } else {
                continue;
            };
            inserted.map_err(|error| error.within(member.name))?;
        }
    }
    Ok(())
}

/// Whether a member, an element or a key of it is sensitive.
fn is_sensitive(member: &Member) -> bool {
    member.schema.sensitive || member.schema.members.iter().any(|part| part.schema.sensitive)
}

/// Where the headers of one member go.
struct Target<'a> {
    headers: &'a mut HeaderMap,
    /// The length of the body, if it is known.
    length: Option<u64>,
    is_sensitive: bool,
}

impl Target<'_> {
    fn insert_entries(&mut self, prefix: &str, entries: Vec<(String, String)>) -> Result<(), EncodeError> {
        if entries.len() > MAX_ENTRIES {
            return Err(EncodeError::new(format!("a message cannot have more than {MAX_ENTRIES} headers of a map")));
        }
        // Names of headers differ in more than case, which keys need not.
        let mut names = BTreeSet::new();
        for (key, text) in entries {
            let name = format!("{prefix}{key}").to_ascii_lowercase();
            self.insert(&name, &text)?;
            if let Some(name) = names.replace(name) {
                return Err(EncodeError::new(format!("two of the keys are the header {}", self.shown(&name))));
            }
        }
        Ok(())
    }

    fn insert(&mut self, name: &str, value: &str) -> Result<(), EncodeError> {
        let key = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| EncodeError::new(format!("{} cannot be the name of a header", self.shown(name))))?;
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            let name = self.shown(name);
            EncodeError::new(format!("the value of the header {name} has characters that no header may have"))
        })?;
        // For those who log headers.
        value.set_sensitive(self.is_sensitive);
        if framing::check(&key, &value, self.length)? == Place::Transport {
            return Ok(());
        }
        match self.headers.try_insert(key, value) {
            Ok(_) => Ok(()),
            Err(_) => Err(EncodeError::new("the message has more headers than it can have")),
        }
    }

    /// The name of a header as messages show it: keys of maps may be secrets, and hold anything.
    fn shown(&self, name: &str) -> String {
        if self.is_sensitive { "`***`".to_owned() } else { format!("`{}`", name.escape_debug()) }
    }
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

/// Reads the members that are bound to headers. `set` is called with the index of each that is there. `own` gives the value
/// of a header that a client sends of itself.
///
/// # Errors
/// When a header is not what its member wants.
pub(crate) fn decode(
    value: &mut dyn Structure,
    headers: &HeaderMap,
    strictness: Strictness,
    own: impl Fn(&str) -> Option<&'static str>,
    mut set: impl FnMut(usize),
) -> Result<(), DecodeError> {
    for (index, member) in value.schema().members.iter().enumerate() {
        let decoder = match member.binding {
            Binding::Header(name) => values(headers, name, member, strictness)
                .map(|values| values.filter(|values| !says_nothing(member, values, own(name))))
                .map(|values| values.map(|values| TextDecoder::values(values, Location::Header, strictness))),
            Binding::PrefixHeaders(prefix) => entries(headers, prefix, strictness).map(|entries| {
                (!entries.is_empty()).then(|| TextDecoder::entries(entries, Location::Header, strictness))
            }),
            _ => continue,
        };
        if let Some(mut decoder) = decoder.map_err(|error| error.within(member.name))? {
            value.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
            set(index);
        }
    }
    Ok(())
}

/// Whether a header is only what clients send of themselves, and nothing that the member could be set to. `Content-Type` and
/// `Accept` are sent whether a member that is bound to them is set or not; an enum that does not name their value must then
/// stay unset, or a service would refuse what its own clients send.
fn says_nothing(member: &Member, values: &[Cow<'_, str>], own: Option<&'static str>) -> bool {
    let (Some(own), [value], false) = (own, values, member.required) else {
        return false;
    };
    let schema = member.schema;
    let is_value = match schema.shape_type {
        ShapeType::Enum => schema.values.contains(&&**value),
        _ => schema.pattern.is_none() && schema.length.is_none(),
    };
    !is_value && (media::is_same(own, value) || value == "*/*")
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
            split_dates(line, &mut values)?;
        } else {
            split(line, &mut values)?;
        }
    }
    Ok(Some(values))
}

/// Splits a list of dates, each of which has a comma of its own. Smithy writes them without quotes; with quotes, as any
/// element of a list in a header may have them, they are no less clear, so they are read as well.
///
/// # Errors
/// When a quote is not closed, or followed by something else than a comma.
fn split_dates<'a>(line: &'a str, values: &mut Vec<Cow<'a, str>>) -> Result<(), DecodeError> {
    let mut rest = line.trim();
    while !rest.is_empty() {
        let after = if rest.starts_with('"') {
            element_in_quotes(rest, values)?
        } else {
            let mut commas = rest.match_indices(',').map(|(at, _)| at);
            let end = commas.nth(1).unwrap_or(rest.len());
            let (value, after) = rest.split_at(end);
            values.push(Cow::Borrowed(value.trim()));
            after
        };
        rest = next_element(after)?;
    }
    Ok(())
}

/// Splits a list at its commas; elements may stand in quotes. An empty line is an empty list.
fn split<'a>(line: &'a str, values: &mut Vec<Cow<'a, str>>) -> Result<(), DecodeError> {
    let mut rest = line.trim();
    while !rest.is_empty() {
        let after = if rest.starts_with('"') {
            element_in_quotes(rest, values)?
        } else {
            let (value, after) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
            values.push(Cow::Borrowed(value.trim()));
            after
        };
        rest = next_element(after)?;
    }
    Ok(())
}

/// Reads an element that starts with a quote; gives what comes after it.
fn element_in_quotes<'a>(rest: &'a str, values: &mut Vec<Cow<'a, str>>) -> Result<&'a str, DecodeError> {
    let (value, after) = unquote(rest.get(1..).unwrap_or_default())?;
    values.push(Cow::Owned(value));
    Ok(after.trim_start())
}

/// Goes past the comma behind an element.
fn next_element(after: &str) -> Result<&str, DecodeError> {
    match after.strip_prefix(',') {
        Some(after) => Ok(after.trim_start()),
        None if after.is_empty() => Ok(after),
        None => Err(DecodeError::new("expected a comma after the closing quote in a list")),
    }
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
///
/// A map takes whatever headers there are, also those that a list is spread over, and HTTP defines the value of a header that
/// is sent several times: that of its lines, joined by commas (RFC 9110, section 5.2). A member with a header of its own, in
/// contrast, says by its type whether there may be several.
///
/// # Errors
/// When a value is not UTF-8; a client leaves the header out.
fn entries<'a>(headers: &'a HeaderMap, prefix: &str, strictness: Strictness) -> Result<Entries<'a>, DecodeError> {
    let prefix = prefix.to_ascii_lowercase();
    let mut entries = Vec::new();
    for name in headers.keys() {
        let Some(key) = name.as_str().strip_prefix(&prefix) else {
            continue;
        };
        let lines = headers.get_all(name).iter().map(|line| std::str::from_utf8(line.as_bytes()));
        match lines.collect::<Result<Vec<_>, _>>().as_deref() {
            Ok([line]) => entries.push((key.to_owned(), vec![Cow::Borrowed(*line)])),
            Ok(lines) => entries.push((key.to_owned(), vec![Cow::Owned(lines.join(", "))])),
            Err(_) if strictness == Strictness::Lenient => {}
            Err(_) => return Err(DecodeError::new(format!("the header `{name}` is not UTF-8"))),
        }
    }
    Ok(entries)
}
