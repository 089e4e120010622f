//! Words for messages.

use weland_model::{Node, NodeKind, Shape};

/// Longer values are cut.
const LONGEST: usize = 80;

/// A value in one line, cut if it is long.
pub(crate) fn value(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST).collect();
    format!("{start}…")
}

fn write(node: &Node, out: &mut String) {
    // What would be cut need not be written.
    if out.len() > LONGEST * 4 {
        return;
    }
    match &node.kind {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => out.push_str(number.as_str()),
        NodeKind::String(text) => {
            out.push('"');
            out.extend(text.chars().take(LONGEST * 2).flat_map(char::escape_debug));
            out.push('"');
        }
        NodeKind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        NodeKind::Object(object) => {
            out.push('{');
            for (index, (key, value)) in object.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(key);
                out.push_str(": ");
                write(value, out);
            }
            out.push('}');
        }
    }
}

/// A shape with its type: `structure `com.example#City``.
pub(crate) fn shape(shape: &Shape) -> String {
    format!("{} `{}`", shape.shape_type, shape.id)
}

/// Names in a sentence: `a`, `b` and `c`.
pub(crate) fn list<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
