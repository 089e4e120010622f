//! JSON, indented by two spaces.

use std::fmt::Write as _;

use crate::write::value::{Object, Value};

/// A value as a JSON text, with a line break at the end.
pub(in crate::write) fn json(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| (None, item));
            row(out, items, ('[', ']'), depth);
        }
        Value::Object(object) => {
            let entries = object.iter().map(|(key, value)| (Some(key), value));
            row(out, entries, ('{', '}'), depth);
        }
        scalar => flat(out, scalar),
    }
}

fn row<'v>(
    out: &mut String,
    items: impl ExactSizeIterator<Item = (Option<&'v str>, &'v Value)>,
    (open, close): (char, char),
    depth: usize,
) {
    out.push(open);
    let is_empty = items.len() == 0;
    for (index, (key, value)) in items.enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        indent(out, depth + 1);
        if let Some(key) = key {
            string(out, key);
            out.push_str(": ");
        }
        write(out, value, depth + 1);
    }
    if !is_empty {
        out.push('\n');
        indent(out, depth);
    }
    out.push(close);
}

pub(super) fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A value on one line: a scalar, or an object or array without contents.
pub(super) fn flat(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => string(out, text),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
    }
}

/// A string in quotes, as both JSON and YAML understand it: YAML allows fewer characters to stand for themselves.
pub(super) fn string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            plain if is_printable(plain) => out.push(plain),
            other => {
                let mut units = [0; 2];
                for unit in other.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
}

/// Whether a character can be written as it is: no control, no line break of Unicode, nothing that YAML excludes.
pub(super) fn is_printable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether there is nothing between the brackets of a value.
pub(super) fn is_flat(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => Object::is_empty(object),
        _ => true,
    }
}
