//! Members in path, query string, headers and cookies.

use std::borrow::Cow;

use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{
    Binding, DecodeError, EncodeError, Member, OtherError, ParameterPlace, ParameterSchema, ParameterStyle, Schema,
    ShapeType, Structure,
};

use super::style::{self, Kind, kind};
use super::tree::{SEVERAL, Tree, TreeDecoder, json};
use super::{CODEC, json_name};
use crate::codec::Codec as _;
use crate::dispatch::Label;
use crate::missing::{MissingMembers, mark};
use crate::request::{problem, unwritable};
use crate::strictness::Strictness;
use crate::text::{Entries, Location, TextDecoder, TextEncoder};
use crate::uri::{UriPattern, decode_parameter, percent_decode, percent_encode};

/// The path and the query string of a request.
///
/// # Errors
/// When a value cannot stand there, or a label is empty.
pub(super) fn target(uri: &str, input: &dyn Structure) -> Result<String, OtherError> {
    let pattern = UriPattern::parse(uri);
    let mut target = pattern.render_with(|path, name, keep_slash| {
        let start = path.len();
        label(path, name, keep_slash, input).map_err(unwritable)?;
        match path.len() == start {
            true => Err(problem(format!("`{name}` is part of the path and must not be empty"))),
            false => Ok(()),
        }
    })?;
    let mut before = if pattern.query().is_empty() { '?' } else { '&' };
    for (index, member) in input.schema().members.iter().enumerate() {
        for (name, value) in query_pairs(input, index, member).map_err(unwritable)? {
            target.push(before);
            before = '&';
            target.push_str(&name);
            target.push('=');
            target.push_str(&value);
        }
    }
    Ok(target)
}

/// Whether a member is the label of this name: by its name in the model, or by that on the wire.
fn is_label(member: &Member, name: &str) -> bool {
    match member.binding {
        Binding::Label => member.name == name || json_name(member) == name,
        Binding::Parameter(parameter) if parameter.place == ParameterPlace::Path => {
            member.name == name || parameter.name == name
        }
        _ => false,
    }
}

fn label(path: &mut String, name: &str, keep_slash: bool, input: &dyn Structure) -> Result<(), EncodeError> {
    let mut members = input.schema().members.iter().enumerate();
    let Some((index, member)) = members.find(|(_, member)| is_label(member, name)) else {
        return Ok(());
    };
    match member.binding {
        Binding::Parameter(parameter) => {
            let text = text(parameter, input, index, member)?;
            path.push_str(&text.unwrap_or_default());
        }
        _ => {
            let values = TextEncoder::texts(input, index, member, Location::Uri)?.values;
            percent_encode(path, values.first().map_or("", |(_, text)| text), keep_slash);
        }
    }
    Ok(())
}

/// The text of a parameter in a path or a header; `None` if it is not set.
fn text(
    parameter: &ParameterSchema,
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<String>, EncodeError> {
    if parameter.style == ParameterStyle::Json {
        return Ok(json(value, index, member)?.map(|json| style::encoded(parameter, &json)));
    }
    let tree = Tree::of(value, index, member)?;
    tree.map(|tree| style::write(parameter, &tree)).transpose().map_err(|error| error.within(member.name))
}

/// Names and values of a parameter in a query string or in cookies, percent-encoded.
fn pairs(
    parameter: &ParameterSchema,
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<style::Pairs, EncodeError> {
    if parameter.style == ParameterStyle::Json {
        let json = json(value, index, member)?;
        return Ok(json.into_iter().map(|json| (encode(parameter.name), style::encoded(parameter, &json))).collect());
    }
    let tree = Tree::of(value, index, member)?;
    let pairs = tree.map(|tree| style::pairs(parameter, &tree)).transpose();
    Ok(pairs.map_err(|error| error.within(member.name))?.unwrap_or_default())
}

/// What a member comes to in the query string.
fn query_pairs(input: &dyn Structure, index: usize, member: &'static Member) -> Result<style::Pairs, EncodeError> {
    let texts = || Ok(TextEncoder::texts(input, index, member, Location::Uri)?.values);
    match member.binding {
        Binding::Query(name) => Ok(texts()?.into_iter().map(|(_, value)| (encode(name), encode(&value))).collect()),
        Binding::QueryParams => {
            let is_taken = |key: &str| {
                input
                    .schema()
                    .members
                    .iter()
                    .any(|member| matches!(member.binding, Binding::Query(name) if name == key))
            };
            let entries = texts()?.into_iter().filter(|(key, _)| !is_taken(key));
            Ok(entries.map(|(key, value)| (encode(&key), encode(&value))).collect())
        }
        Binding::Parameter(parameter) if parameter.place == ParameterPlace::Query => {
            pairs(parameter, input, index, member)
        }
        _ => Ok(Vec::new()),
    }
}

fn encode(text: &str) -> String {
    let mut out = String::new();
    percent_encode(&mut out, text, false);
    out
}

/// Writes the headers and cookies that are in a style of their own.
///
/// # Errors
/// When a value cannot stand there.
pub(super) fn encode_headers(value: &dyn Structure, headers: &mut HeaderMap) -> Result<(), EncodeError> {
    let mut cookies = Vec::new();
    for (index, member) in value.schema().members.iter().enumerate() {
        let Binding::Parameter(parameter) = member.binding else { continue };
        match parameter.place {
            ParameterPlace::Header => {
                if let Some(text) = text(parameter, value, index, member)? {
                    insert(headers, parameter.name, &text, member)?;
                }
            }
            ParameterPlace::Cookie => cookies.extend(pairs(parameter, value, index, member)?),
            ParameterPlace::Path | ParameterPlace::Query => {}
        }
    }
    if cookies.is_empty() {
        return Ok(());
    }
    let text: Vec<String> = cookies.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    // Names and values are percent-encoded, which headers may hold.
    if let Ok(mut value) = HeaderValue::from_str(&text.join("; ")) {
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
    Ok(())
}

fn insert(headers: &mut HeaderMap, name: &str, text: &str, member: &Member) -> Result<(), EncodeError> {
    let wrong = |what: &str| EncodeError::new(format!("the header `{name}` {what}")).within(member.name);
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong("has a name that no header can have"))?;
    let mut value =
        HeaderValue::from_bytes(text.as_bytes()).map_err(|_| wrong("has characters that no header may have"))?;
    value.set_sensitive(member.schema.sensitive);
    headers.insert(key, value);
    Ok(())
}

/// The parameters of a request, as they stand there.
pub(super) struct Received<'a> {
    /// The labels of the path.
    pub(super) labels: &'a [Label<'a>],
    pub(super) query: &'a str,
    pub(super) headers: &'a HeaderMap,
}

/// Reads the members of an input that are in its path, its query string or its cookies, or in headers in a style of their own.
/// `set` learns which were there.
///
/// # Errors
/// When one is not what its member wants.
pub(super) fn decode(
    input: &mut dyn Structure,
    received: &Received<'_>,
    set: &mut [bool],
) -> Result<MissingMembers, DecodeError> {
    let query: Vec<(&str, &str)> = received.query.split('&').filter(|pair| !pair.is_empty()).map(split).collect();
    let cookies = cookies(received.headers)?;
    let mut missing = MissingMembers::default();
    for (index, member) in input.schema().members.iter().enumerate() {
        let is_set = match member.binding {
            Binding::Label => decode_label(input, (index, member), received.labels)?,
            Binding::Query(name) => decode_query(input, (index, member), name, &query)?,
            Binding::QueryParams => decode_all(input, (index, member), &query)?,
            Binding::Parameter(parameter) => {
                let tree = match parameter.place {
                    ParameterPlace::Path => {
                        let label = received.labels.iter().find(|(name, _)| is_label(member, name));
                        label.map(|(_, text)| read(parameter, member, text)).transpose()
                    }
                    ParameterPlace::Query => read_pairs(parameter, member, input.schema(), &query),
                    ParameterPlace::Cookie => read_pairs(parameter, member, input.schema(), &cookies),
                    ParameterPlace::Header => read_header(parameter, member, received.headers),
                };
                let tree = tree.map_err(|error| error.within(member.name))?;
                decode_value(input, (index, member), tree, &mut missing)?
            }
            _ => false,
        };
        if is_set {
            mark(set, index);
        }
    }
    Ok(missing)
}

/// Reads the headers of a response that are in a style of their own.
///
/// # Errors
/// When one is not what its member wants.
pub(super) fn decode_headers(value: &mut dyn Structure, headers: &HeaderMap) -> Result<(), DecodeError> {
    for (index, member) in value.schema().members.iter().enumerate() {
        if let Binding::Parameter(parameter) = member.binding
            && parameter.place == ParameterPlace::Header
        {
            let found = read_header(parameter, member, headers).map_err(|error| error.within(member.name))?;
            decode_value(value, (index, member), found, &mut MissingMembers::default())?;
        }
    }
    Ok(())
}

/// A parameter as it was found.
enum Found {
    Tree(Tree),
    Json(String),
}

/// Reads a parameter into its member; says whether it was there.
fn decode_value(
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    found: Option<Found>,
    missing: &mut MissingMembers,
) -> Result<bool, DecodeError> {
    let absent = match found {
        None => return Ok(false),
        Some(Found::Tree(tree)) => TreeDecoder::read(tree, value, (index, member))?,
        Some(Found::Json(text)) => CODEC
            .decode_member(text.as_bytes(), value, (index, member), Strictness::Strict)
            .map_err(|error| error.within(member.name))?,
    };
    for one in absent {
        missing.push(|| one);
    }
    Ok(true)
}

fn read(parameter: &ParameterSchema, member: &Member, text: &str) -> Result<Found, DecodeError> {
    if parameter.style == ParameterStyle::Json {
        let decoded = match parameter.place {
            ParameterPlace::Header => Some(Cow::Borrowed(text)),
            ParameterPlace::Query => decode_parameter(text),
            _ => percent_decode(text),
        };
        let text = decoded.ok_or_else(|| DecodeError::new("malformed percent-encoding, or not UTF-8"))?;
        return Ok(Found::Json(text.into_owned()));
    }
    style::read(parameter, kind(member.schema), text).map(Found::Tree)
}

fn read_pairs(
    parameter: &ParameterSchema,
    member: &Member,
    input: &Schema,
    pairs: &[(&str, &str)],
) -> Result<Option<Found>, DecodeError> {
    if parameter.style == ParameterStyle::Json {
        let is_it = |(name, _): &&(&str, &str)| decode_parameter(name).is_some_and(|name| name == parameter.name);
        let values: Vec<&str> = pairs.iter().filter(is_it).map(|(_, text)| *text).collect();
        style::check_count(parameter, Kind::Simple, &values)?;
        return values.first().map(|text| read(parameter, member, text)).transpose();
    }
    let is_other = |key: &str| {
        input.members.iter().any(|other| match other.binding {
            Binding::Query(name) => name == key,
            Binding::Parameter(other) => other.place == parameter.place && other.name == key,
            _ => false,
        })
    };
    let members = member.schema.members;
    let is_open = member.schema.shape_type != ShapeType::Structure || member.schema.rest.is_some();
    let is_member = |key: &str| match is_open {
        true => !is_other(key),
        false => members.iter().any(|member| json_name(member) == key),
    };
    Ok(style::read_pairs(parameter, kind(member.schema), pairs, is_member)?.map(Found::Tree))
}

fn read_header(
    parameter: &ParameterSchema,
    member: &Member,
    headers: &HeaderMap,
) -> Result<Option<Found>, DecodeError> {
    let lines = headers.get_all(parameter.name).iter().map(|line| std::str::from_utf8(line.as_bytes()));
    let lines: Vec<&str> = lines.collect::<Result<_, _>>().map_err(|_| DecodeError::new("the header is not UTF-8"))?;
    if lines.is_empty() {
        return Ok(None);
    }
    read(parameter, member, &lines.join(",")).map(Some)
}

/// The names and values of all cookies, as they were sent.
fn cookies(headers: &HeaderMap) -> Result<Vec<(&str, &str)>, DecodeError> {
    let mut cookies = Vec::new();
    for line in headers.get_all(COOKIE) {
        let line = line.to_str().map_err(|_| DecodeError::new("the header `Cookie` is not ASCII"))?;
        let parts = line.split(';').map(str::trim).filter(|part| !part.is_empty());
        cookies.extend(parts.map(split).map(|(name, value)| (name, value.trim_matches('"'))));
    }
    Ok(cookies)
}

fn split(pair: &str) -> (&str, &str) {
    pair.split_once('=').unwrap_or((pair, ""))
}

fn decode_label(
    input: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    labels: &[Label<'_>],
) -> Result<bool, DecodeError> {
    let Some((_, text)) = labels.iter().find(|(name, _)| is_label(member, name)) else {
        return Ok(false);
    };
    let text = percent_decode(text)
        .ok_or_else(|| DecodeError::new("malformed percent-encoding, or not UTF-8").within(member.name))?;
    read_texts(input, (index, member), vec![text])
}

fn decode_query(
    input: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    name: &str,
    query: &[(&str, &str)],
) -> Result<bool, DecodeError> {
    let malformed = || DecodeError::new("malformed percent-encoding, or not UTF-8").within(member.name);
    let mut values = Vec::new();
    for (key, value) in query {
        if decode_parameter(key).is_some_and(|key| key == name) {
            values.push(decode_parameter(value).ok_or_else(malformed)?);
        }
    }
    if member.schema.shape_type != ShapeType::List && values.len() > 1 {
        return Err(DecodeError::new(SEVERAL).within(member.name));
    }
    if values.is_empty() { Ok(false) } else { read_texts(input, (index, member), values) }
}

fn decode_all(
    input: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    query: &[(&str, &str)],
) -> Result<bool, DecodeError> {
    let malformed = || DecodeError::new("malformed percent-encoding, or not UTF-8").within(member.name);
    let mut entries = std::collections::BTreeMap::<String, Vec<Cow<'_, str>>>::new();
    for (key, value) in query {
        let key = decode_parameter(key).ok_or_else(malformed)?.into_owned();
        entries.entry(key).or_default().push(decode_parameter(value).ok_or_else(malformed)?);
    }
    if entries.is_empty() {
        return Ok(false);
    }
    let entries: Entries<'_> = entries.into_iter().collect();
    let mut decoder = TextDecoder::entries(entries, Location::Uri, Strictness::Lenient);
    input.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
    Ok(true)
}

fn read_texts(
    input: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    values: Vec<Cow<'_, str>>,
) -> Result<bool, DecodeError> {
    let mut decoder = TextDecoder::values(values, Location::Uri, Strictness::Lenient);
    input.decode_member(index, member, &mut decoder).map_err(|error| error.within(member.name))?;
    Ok(true)
}
