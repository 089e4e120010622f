//! The styles of parameters: how a tree becomes the text of a parameter, and is read from it.

use weland_core::{DecodeError, EncodeError, ParameterPlace, ParameterSchema, ParameterStyle, Schema, ShapeType};

use super::tree::{SEVERAL, Tree, is_untagged};
use crate::uri::{decode_parameter, percent_decode, percent_encode, percent_encode_keeping};

/// Characters that RFC 3986 reserves and that mean nothing in a query string.
const RESERVED: &[u8] = b":/?@!$'()*,;=";

/// What a parameter comes to in a query string or in cookies: names with values, percent-encoded, except that JSON and values
/// of headers are as they are.
pub(super) type Pairs = Vec<(String, String)>;

/// The text of a label of the path, percent-encoded, or of a header, as it is.
///
/// # Errors
/// When the value holds lists or objects inside of others.
pub(super) fn write(parameter: &ParameterSchema, tree: &Tree) -> Result<String, EncodeError> {
    let name = &encoded(parameter, parameter.name);
    let (start, separator) = match parameter.style {
        ParameterStyle::Matrix => (";", ";"),
        ParameterStyle::Label => (".", "."),
        _ => ("", ","),
    };
    let is_matrix = parameter.style == ParameterStyle::Matrix;
    let named = |value: &str| match (is_matrix, value.is_empty()) {
        (true, true) => name.clone(),
        (true, false) => format!("{name}={value}"),
        (false, _) => value.to_owned(),
    };
    let text = match tree {
        Tree::Text(_) | Tree::Bytes(_) => named(&encoded(parameter, tree.text()?)),
        Tree::List(list) if parameter.explode => {
            let values = texts(parameter, list)?;
            values.iter().map(|value| named(value)).collect::<Vec<_>>().join(separator)
        }
        Tree::List(list) => named(&texts(parameter, list)?.join(",")),
        Tree::Object(entries) if parameter.explode => {
            let pairs = entry_texts(parameter, entries)?;
            pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(separator)
        }
        Tree::Object(entries) => named(&flat(parameter, entries)?.join(",")),
    };
    Ok(format!("{start}{text}"))
}

/// The names and values that a parameter comes to in a query string or in cookies.
///
/// # Errors
/// When the value holds lists or objects where the style has no place for them.
pub(super) fn pairs(parameter: &ParameterSchema, tree: &Tree) -> Result<Pairs, EncodeError> {
    let name = encoded(parameter, parameter.name);
    let delimiter = match parameter.style {
        ParameterStyle::SpaceDelimited => "%20",
        ParameterStyle::PipeDelimited => "%7C",
        _ => ",",
    };
    Ok(match tree {
        Tree::Text(_) | Tree::Bytes(_) => vec![(name, encoded(parameter, tree.text()?))],
        Tree::Object(entries) if parameter.style == ParameterStyle::DeepObject => {
            let mut pairs = Vec::new();
            deep(parameter, &name, entries, &mut pairs)?;
            pairs
        }
        Tree::List(list) if parameter.explode => {
            texts(parameter, list)?.into_iter().map(|text| (name.clone(), text)).collect()
        }
        Tree::Object(entries) if parameter.explode => {
            let mut pairs = Vec::new();
            for (key, value) in entries {
                let key = encoded(parameter, key);
                match value {
                    Tree::List(list) => {
                        pairs.extend(texts(parameter, list)?.into_iter().map(|text| (key.clone(), text)));
                    }
                    value => pairs.push((key, encoded(parameter, value.text()?))),
                }
            }
            pairs
        }
        Tree::List(list) if list.is_empty() => Vec::new(),
        Tree::Object(entries) if entries.is_empty() => Vec::new(),
        Tree::List(list) => vec![(name, texts(parameter, list)?.join(delimiter))],
        Tree::Object(entries) => vec![(name, flat(parameter, entries)?.join(delimiter))],
    })
}

/// The members of an object as `name[key]`, and those of objects within as `name[key][key]`.
fn deep(
    parameter: &ParameterSchema,
    name: &str,
    entries: &[(String, Tree)],
    pairs: &mut Pairs,
) -> Result<(), EncodeError> {
    for (key, value) in entries {
        let name = format!("{name}%5B{}%5D", encoded(parameter, key));
        match value {
            Tree::Text(_) | Tree::Bytes(_) => pairs.push((name, encoded(parameter, value.text()?))),
            Tree::List(list) => {
                pairs.extend(texts(parameter, list)?.into_iter().map(|text| (name.clone(), text)));
            }
            Tree::Object(entries) => deep(parameter, &name, entries, pairs)?,
        }
    }
    Ok(())
}

fn texts(parameter: &ParameterSchema, list: &[Tree]) -> Result<Vec<String>, EncodeError> {
    list.iter().map(|value| Ok(encoded(parameter, value.text()?))).collect()
}

fn entry_texts(parameter: &ParameterSchema, entries: &[(String, Tree)]) -> Result<Pairs, EncodeError> {
    entries.iter().map(|(key, value)| Ok((encoded(parameter, key), encoded(parameter, value.text()?)))).collect()
}

/// Keys and values, one after the other.
fn flat(parameter: &ParameterSchema, entries: &[(String, Tree)]) -> Result<Vec<String>, EncodeError> {
    Ok(entry_texts(parameter, entries)?.into_iter().flat_map(|(key, value)| [key, value]).collect())
}

/// Text as it stands in the place of a parameter. Values of headers are not encoded.
pub(super) fn encoded(parameter: &ParameterSchema, text: &str) -> String {
    let mut out = String::new();
    match parameter.place {
        ParameterPlace::Header => out.push_str(text),
        ParameterPlace::Query if parameter.allow_reserved => percent_encode_keeping(&mut out, text, RESERVED),
        _ => percent_encode(&mut out, text, false),
    }
    out
}

/// What kind of value a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Simple,
    List,
    Object,
}

/// The kind of value that a schema describes; what could be anything is simple. A union without tags can be a list if one of
/// its members can.
pub(super) fn kind(schema: &Schema) -> Kind {
    let can_be = |wanted: Kind| schema.members.iter().any(|member| of_type(member.schema.shape_type) == wanted);
    match schema.shape_type {
        ShapeType::Union if is_untagged(schema) && can_be(Kind::List) => Kind::List,
        ShapeType::Union if is_untagged(schema) && can_be(Kind::Object) => Kind::Object,
        shape_type => of_type(shape_type),
    }
}

fn of_type(shape_type: ShapeType) -> Kind {
    match shape_type {
        ShapeType::List => Kind::List,
        ShapeType::Map | ShapeType::Structure => Kind::Object,
        _ => Kind::Simple,
    }
}

/// Reads the text of a label or of a header.
///
/// # Errors
/// When the text is malformed, or has not the form of the style.
pub(super) fn read(parameter: &ParameterSchema, kind: Kind, text: &str) -> Result<Tree, DecodeError> {
    let (text, separator) = match parameter.style {
        ParameterStyle::Label => {
            let text = text.strip_prefix('.').ok_or_else(|| malformed("it has to begin with a dot"))?;
            (text, if parameter.explode { '.' } else { ',' })
        }
        ParameterStyle::Matrix => {
            let text = text.strip_prefix(';').ok_or_else(|| malformed("it has to begin with a semicolon"))?;
            return matrix(parameter, kind, text);
        }
        _ => (text, ','),
    };
    match kind {
        Kind::Simple => decoded(parameter, text).map(Tree::Text),
        Kind::List => list(parameter, text, separator),
        Kind::Object if parameter.explode => exploded(parameter, text, separator),
        Kind::Object => alternating(parameter, text, separator),
    }
}

fn matrix(parameter: &ParameterSchema, kind: Kind, text: &str) -> Result<Tree, DecodeError> {
    if kind == Kind::Object && parameter.explode {
        return exploded(parameter, text, ';');
    }
    let mut values = Vec::new();
    for part in text.split(';') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if decoded(parameter, name)? != parameter.name {
            return Err(malformed("it has another name than the parameter"));
        }
        values.push(value);
    }
    check_count(parameter, kind, &values)?;
    let first = values.first().copied().unwrap_or_default();
    match kind {
        Kind::Simple => decoded(parameter, first).map(Tree::Text),
        Kind::List if parameter.explode => values
            .into_iter()
            .map(|value| decoded(parameter, value).map(Tree::Text))
            .collect::<Result<_, _>>()
            .map(Tree::List),
        Kind::List => list(parameter, first, ','),
        Kind::Object => alternating(parameter, first, ','),
    }
}

/// Checks that a parameter came once, unless each of its values comes alone. Several cookies of one name are usual, and the
/// first is that of the longest path.
///
/// # Errors
/// When it came several times.
pub(super) fn check_count(parameter: &ParameterSchema, kind: Kind, values: &[&str]) -> Result<(), DecodeError> {
    let may_be_several = parameter.place == ParameterPlace::Cookie || kind == Kind::List && parameter.explode;
    if may_be_several || values.len() <= 1 { Ok(()) } else { Err(DecodeError::new(SEVERAL)) }
}

/// Values with something between them.
fn list(parameter: &ParameterSchema, text: &str, separator: char) -> Result<Tree, DecodeError> {
    if text.is_empty() {
        return Ok(Tree::List(Vec::new()));
    }
    let values = text.split(separator).map(|value| decoded(parameter, value).map(Tree::Text));
    values.collect::<Result<_, _>>().map(Tree::List)
}

/// Keys with their values behind an equals sign.
fn exploded(parameter: &ParameterSchema, text: &str, separator: char) -> Result<Tree, DecodeError> {
    let mut entries = Vec::new();
    for part in text.split(separator).filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        Tree::insert(&mut entries, decoded(parameter, key)?, Tree::Text(decoded(parameter, value)?));
    }
    Ok(Tree::Object(entries))
}

/// Keys and values, one after the other.
fn alternating(parameter: &ParameterSchema, text: &str, separator: char) -> Result<Tree, DecodeError> {
    let mut entries = Vec::new();
    let mut parts = text.split(separator).filter(|_| !text.is_empty());
    while let Some(key) = parts.next() {
        let value = parts.next().ok_or_else(|| malformed("a key has no value"))?;
        Tree::insert(&mut entries, decoded(parameter, key)?, Tree::Text(decoded(parameter, value)?));
    }
    Ok(Tree::Object(entries))
}

/// Reads what a query string or the cookies have for a parameter; `None` if that is nothing. `pairs` are as they stand there.
/// Members of an object that stand for themselves are those that `is_member` knows.
///
/// # Errors
/// When a value is malformed.
pub(super) fn read_pairs(
    parameter: &ParameterSchema,
    kind: Kind,
    pairs: &[(&str, &str)],
    is_member: impl Fn(&str) -> bool,
) -> Result<Option<Tree>, DecodeError> {
    let mut entries = Vec::new();
    let mut values = Vec::new();
    for (key, value) in pairs {
        let key = decoded(parameter, key)?;
        if parameter.style == ParameterStyle::DeepObject {
            if let Some(keys) = key.strip_prefix(parameter.name).and_then(keys) {
                insert_deep(&mut entries, keys, decoded(parameter, value)?);
            }
        } else if kind == Kind::Object && parameter.explode {
            if is_member(&key) {
                Tree::insert(&mut entries, key, Tree::Text(decoded(parameter, value)?));
            }
        } else if key == parameter.name {
            values.push(*value);
        }
    }
    if !entries.is_empty() {
        return Ok(Some(Tree::Object(entries)));
    }
    let Some(first) = values.first() else { return Ok(None) };
    check_count(parameter, kind, &values)?;
    let separator = match parameter.style {
        ParameterStyle::SpaceDelimited => ' ',
        ParameterStyle::PipeDelimited => '|',
        _ => ',',
    };
    // These delimiters are percent-encoded themselves.
    let plain = match separator {
        ' ' => first.replace("%20", " ").replace('+', " "),
        '|' => first.replace("%7C", "|").replace("%7c", "|"),
        _ => (*first).to_owned(),
    };
    match kind {
        Kind::Simple => decoded(parameter, first).map(Tree::Text),
        Kind::List if parameter.explode => values
            .into_iter()
            .map(|value| decoded(parameter, value).map(Tree::Text))
            .collect::<Result<_, _>>()
            .map(Tree::List),
        Kind::List => list(parameter, &plain, separator),
        Kind::Object => alternating(parameter, &plain, separator),
    }
    .map(Some)
}

/// The keys of `[a][b]`.
fn keys(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.split("][").collect())
}

/// Adds a value under keys within keys. An empty key, as in `name[key][]`, stands for another element.
fn insert_deep(entries: &mut Vec<(String, Tree)>, keys: Vec<&str>, value: String) {
    const DEPTH: usize = 16;
    let mut keys = keys.into_iter().take(DEPTH).filter(|key| !key.is_empty()).peekable();
    let mut entries = entries;
    while let Some(key) = keys.next() {
        if keys.peek().is_none() {
            Tree::insert(entries, key.to_owned(), Tree::Text(value));
            return;
        }
        let at = entries.iter().position(|(known, tree)| known == key && matches!(tree, Tree::Object(_)));
        let at = at.unwrap_or_else(|| {
            entries.push((key.to_owned(), Tree::Object(Vec::new())));
            entries.len() - 1
        });
        match entries.get_mut(at) {
            Some((_, Tree::Object(inner))) => entries = inner,
            _ => return,
        }
    }
}

/// What a part of a parameter stands for.
fn decoded(parameter: &ParameterSchema, text: &str) -> Result<String, DecodeError> {
    let decoded = match parameter.place {
        ParameterPlace::Header => return Ok(text.trim().to_owned()),
        ParameterPlace::Query => decode_parameter(text),
        ParameterPlace::Path | ParameterPlace::Cookie => percent_decode(text),
    };
    decoded.map(Into::into).ok_or_else(|| malformed("its percent-encoding is malformed, or not UTF-8"))
}

fn malformed(what: &str) -> DecodeError {
    DecodeError::new(format!("the parameter is malformed: {what}"))
}

#[cfg(test)]
mod tests;
