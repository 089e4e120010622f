//! Values of a model as JSON within Rust.

use std::fmt::Write as _;

use proc_macro2::Literal;
use weland_model::{Node, NodeKind};

use super::layout::WIDTH;
use super::literal::raw;

/// A raw string literal with a value as JSON, whose lines are indented so that it stands at `depth`.
pub(super) fn literal(node: &Node, depth: usize) -> Literal {
    let mut json = String::new();
    write(&mut json, node, depth);
    raw(&json, "#")
}

/// Writes what fits on a line on one line; the outermost value never does.
fn write(out: &mut String, node: &Node, depth: usize) {
    let indent = "    ".repeat(depth + 1);
    let entries: Vec<(String, &Node)> = match &node.kind {
        NodeKind::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        NodeKind::Object(object) => object.iter().map(|(key, value)| (format!("{}: ", string(key)), value)).collect(),
        _ => return out.push_str(&line(node)),
    };
    let (open, close) = if node.as_array().is_some() { ('[', ']') } else { ('{', '}') };
    out.push(open);
    for (position, (key, value)) in entries.iter().enumerate() {
        out.push_str(if position == 0 { "\n" } else { ",\n" });
        out.push_str(&indent);
        out.push_str(key);
        let flat = line(value);
        match indent.len() + key.len() + flat.len() < WIDTH {
            true => out.push_str(&flat),
            false => write(out, value, depth + 1),
        }
    }
    if !entries.is_empty() {
        out.push('\n');
        out.push_str(&"    ".repeat(depth));
    }
    out.push(close);
}

/// A value on one line.
fn line(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Number(number) => number.as_str().to_owned(),
        NodeKind::String(text) => string(text),
        NodeKind::Array(items) => format!("[{}]", items.iter().map(line).collect::<Vec<_>>().join(", ")),
        NodeKind::Object(object) if object.is_empty() => "{}".to_owned(),
        NodeKind::Object(object) => {
            let entries = object.iter().map(|(key, value)| format!("{}: {}", string(key), line(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A string of JSON in which nothing is invisible.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter == ' ' || letter.is_ascii_graphic() || letter.is_alphanumeric() => out.push(letter),
            letter => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    // Writing to a string does not fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use weland_smithy::Loader;

    use super::*;

    /// A value as IDL spells it.
    fn node(text: &str) -> Node {
        let mut loader = Loader::new();
        loader.add("test.smithy", format!("$version: \"2\"\nmetadata it = {text}\n"));
        let (mut model, diagnostics) = loader.load();
        assert!(!diagnostics.has_errors());
        model.metadata.remove("it").unwrap()
    }

    #[test]
    fn short_values_stand_on_one_line_and_long_ones_on_several() {
        let value = node(&format!("{{ a: [1.50, null], b: [\"{}\", {{}}] }}", "x".repeat(90)));
        let expected = format!(
            "r#\"{{\n        \"a\": [1.50, null],\n        \"b\": [\n            \"{}\",\n            {{}}\n        ]\n    }}\"#",
            "x".repeat(90)
        );
        assert_eq!(literal(&value, 1).to_string(), expected);
    }

    #[test]
    fn nothing_is_invisible_and_nothing_ends_the_literal() {
        let value = node("{ k: \"é \u{202e}\t\\\"#\\\\ 😀\\n\" }");
        assert_eq!(
            literal(&value, 0).to_string(),
            "r##\"{\n    \"k\": \"é \\u202e\\u0009\\\"#\\\\ \\ud83d\\ude00\\n\"\n}\"##"
        );
    }
}
