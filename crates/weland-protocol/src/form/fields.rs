//! The fields of a form, in the order of the values that they belong to.

use std::borrow::Cow;
use std::cmp::Ordering;

use weland_core::DecodeError;

use crate::uri::decode_parameter;

/// A key and its text.
pub(crate) type Field<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The number of fields that there is room for from the start.
const CAPACITY: usize = 16;

/// All fields, such that those of one value stand together: a value itself before what is in it, elements by their numbers.
#[derive(Debug)]
pub(crate) struct Fields<'a>(pub(super) Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// Reads fields, which may come in any order.
    ///
    /// # Errors
    /// When an escape is malformed, or the text is not UTF-8.
    pub(crate) fn read(form: &'a [u8]) -> Result<Self, DecodeError> {
        let text = std::str::from_utf8(form).map_err(|_| DecodeError::new("the form is not UTF-8"))?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let mut fields = Vec::with_capacity(CAPACITY);
        for pair in pairs {
            fields.push(read_field(pair)?);
        }
        // Stable, so that of several fields with one key the order is that of the form.
        fields.sort_by(|(one, _), (other, _)| compare(one, other));
        Ok(Self(fields))
    }
}

fn read_field(pair: &str) -> Result<Field<'_>, DecodeError> {
    // Keys are short.
    let equals = pair.bytes().position(|byte| byte == b'=').unwrap_or(pair.len());
    let (key, text) = pair.split_at(equals);
    let text = text.get(1..).unwrap_or_default();
    let key = decode_parameter(key).ok_or_else(|| malformed("the key of a field"))?;
    let text = decode_parameter(text).ok_or_else(|| malformed(&format!("the field `{}`", shown(&key))))?;
    Ok((key, text))
}

#[cold]
fn malformed(place: &str) -> DecodeError {
    DecodeError::new(format!("malformed percent-encoding, or not UTF-8, in {place}"))
}

/// A key as messages show it: only its beginning if it is long.
pub(super) fn shown(key: &str) -> &str {
    match key.char_indices().nth(64) {
        Some((end, _)) => key.get(..end).unwrap_or_default(),
        None => key,
    }
}

/// Compares keys step by step, numbers by their size and in front of other steps.
fn compare(one: &str, other: &str) -> Ordering {
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let start = one.as_bytes().get(..common).and_then(|common| common.iter().rposition(|byte| *byte == b'.'));
    let start = start.map_or(0, |dot| dot + 1);
    // Steps that begin with a letter differ by the first byte that is not the same.
    let begins_with_digit = |key: &str| key.as_bytes().get(start).is_none_or(u8::is_ascii_digit);
    if !begins_with_digit(one) && !begins_with_digit(other) {
        let next = |key: &str| key.as_bytes().get(common).copied().filter(|byte| *byte != b'.');
        return next(one).cmp(&next(other)).then_with(|| one.len().cmp(&other.len()));
    }
    let [one, other] = [one, other].map(|key| key.get(start..).unwrap_or_default());
    let [step, other_step] = [one, other].map(|rest| rest.split('.').next().unwrap_or_default());
    let order = match (is_number(step), is_number(other_step)) {
        (true, true) => step.len().cmp(&other_step.len()).then_with(|| step.cmp(other_step)),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => step.cmp(other_step),
    };
    order.then_with(|| one.len().cmp(&other.len()))
}

/// Whether a step of a key is the number of an element. A number is not written in two ways, and may be of any size.
pub(super) fn is_number(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit()) && step.bytes().next().is_some_and(|first| first != b'0')
}

/// The text of the field with this key, which is no key of a value that contains others; looked for in a form that may be
/// malformed elsewhere.
///
/// # Errors
/// When there are several such fields, since it is not clear which counts, or its text is malformed.
pub(crate) fn simple_field<'a>(form: &'a [u8], key: &str) -> Result<Option<Cow<'a, str>>, DecodeError> {
    let mut found = None;
    for pair in form.split(|byte| *byte == b'&') {
        let Ok(pair) = std::str::from_utf8(pair) else { continue };
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        if decode_parameter(name).is_none_or(|name| name != key) {
            continue;
        }
        let text = decode_parameter(text).ok_or_else(|| malformed(&format!("the field `{key}`")))?;
        if found.replace(text).is_some() {
            return Err(DecodeError::new(format!("the field `{key}` comes twice; leave one of the two out")));
        }
    }
    Ok(found)
}
