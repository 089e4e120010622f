//! YAML 1.2, in blocks, so that parsers of YAML 1.1 read the same.

use super::json::{flat, indent, is_flat, is_printable, string};
use crate::write::value::Value;

/// A value as a YAML document, with a line break at the end.
pub(in crate::write) fn yaml(value: &Value) -> String {
    let mut out = String::new();
    if is_flat(value) {
        scalar(&mut out, value, 0);
        out.push('\n');
    } else {
        block(&mut out, value, 0);
    }
    out
}

/// The lines of an object or array that has contents. The first line is not indented by itself.
fn block(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(object) => {
            for (index, (key, value)) in object.iter().enumerate() {
                if index > 0 {
                    indent(out, depth);
                }
                text(out, key);
                out.push(':');
                entry(out, value, depth);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    indent(out, depth);
                }
                out.push('-');
                item_of_array(out, item, depth);
            }
        }
        _ => {}
    }
}

/// What follows a key and its colon. Arrays below keys stand as far to the right as objects.
fn entry(out: &mut String, value: &Value, depth: usize) {
    if is_flat(value) {
        out.push(' ');
        scalar(out, value, depth + 1);
        out.push('\n');
    } else {
        out.push('\n');
        indent(out, depth + 1);
        block(out, value, depth + 1);
    }
}

/// What follows the dash of an item: a block begins on the same line.
fn item_of_array(out: &mut String, value: &Value, depth: usize) {
    out.push(' ');
    if is_flat(value) {
        scalar(out, value, depth + 1);
        out.push('\n');
    } else {
        block(out, value, depth + 1);
    }
}

/// A scalar, or an empty object or array; lines of a text are indented by `depth`.
fn scalar(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::String(value) if is_literal(value) => literal(out, value, depth),
        Value::String(value) => text(out, value),
        other => flat(out, other),
    }
}

/// A string on one line: without quotes where nobody could take it for something else.
fn text(out: &mut String, value: &str) {
    if is_plain(value) {
        out.push_str(value);
    } else {
        string(out, value);
    }
}

/// Words that are no strings in YAML 1.1 or 1.2, in lower case.
const RESERVED: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Whether a string may stand without quotes. Numbers and dates start with a digit, a sign or a dot.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let fits = |character: char| {
        is_printable(character)
            && (character.is_alphanumeric() || " _/-.,;()+=$'<>^@!?{}[]|*&%~`\"\\#:".contains(character))
    };
    (first.is_alphabetic() || "_/$".contains(first))
        && text.chars().all(fits)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([' ', ':'])
        && !RESERVED.contains(&&*text.to_ascii_lowercase())
}

/// Whether a text reads best line by line, and can be written so.
fn is_literal(text: &str) -> bool {
    let fits = |line: &str| line.chars().all(is_printable) && !line.ends_with(' ');
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && text.split('\n').all(fits)
        && text.split('\n').next().is_some_and(|line| !line.is_empty())
}

/// A literal block; what follows the bar says how many line breaks there are at the end.
fn literal(out: &mut String, text: &str, depth: usize) {
    let body = text.trim_end_matches('\n');
    let breaks = text.len() - body.len();
    out.push_str(match breaks {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    for line in body.split('\n').chain(std::iter::repeat_n("", breaks.saturating_sub(1))) {
        out.push('\n');
        if !line.is_empty() {
            indent(out, depth);
            out.push_str(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::value::Object;

    #[test]
    fn strings_are_quoted_where_they_could_be_something_else() {
        let plain = ["a", "/a/{b}", "$ref", "one two", "it's", "a#b", "x-y", "Größe, usw."];
        for text in plain {
            assert!(is_plain(text), "{text}");
        }
        let quoted = [
            "",
            "1",
            "2020-01-01",
            "-",
            "- a",
            "a: b",
            "a #b",
            "a:",
            "a ",
            " a",
            "null",
            "Yes",
            "NO",
            "~",
            "*",
            "&a",
            "!a",
            "{}",
            "[]",
            "?",
            "a\tb",
            "a\u{2028}b",
            "=",
            "<<",
            ".5",
            "+1",
            "@a",
            "`a",
            "#a",
            "%a",
            "|",
            ">",
            "\"a\"",
            "'a'",
        ];
        for text in quoted {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn values_are_laid_out_in_blocks() {
        let mut inner = Object::of("a", "one\ntwo\n");
        inner.set("b", Value::Array(vec![Value::from(1), Value::Array(vec![Value::Null, true.into()])]));
        inner.set("c", Object::new());
        let mut outer = Object::of("200", Value::Array(vec![inner.clone().into(), Value::Array(Vec::new())]));
        outer.set("d", inner);
        let expected = "\"200\":\n  - a: |\n      one\n      two\n    b:\n      - 1\n      - - null\n        - true\n    c: {}\n  - []\nd:\n  a: |\n    one\n    two\n  b:\n    - 1\n    - - null\n      - true\n  c: {}\n";
        assert_eq!(yaml(&outer.into()), expected);
    }
}
