//! Values as text, to compare them by.

use weland_model::{Node, NodeKind, Traits};

use super::schema::view::sorted;

/// Writes a text that is the same for equal values.
pub(super) fn write(node: &Node, text: &mut String) {
    match &node.kind {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => text.push_str(number.as_str()),
        NodeKind::String(value) => {
            text.push('"');
            text.extend(value.escape_debug());
            text.push('"');
        }
        NodeKind::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        NodeKind::Object(_) => {
            text.push('{');
            for entry in sorted(node) {
                text.extend(entry.key.escape_debug());
                text.push(':');
                write(&entry.value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

/// Writes a text that is the same for equal traits.
pub(super) fn write_traits(traits: &Traits, text: &mut String) {
    for applied in traits.iter() {
        text.push('@');
        text.push_str(applied.id.as_ref());
        write(&applied.value, text);
    }
}
