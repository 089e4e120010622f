//! JSON as text.

use weland_model::{Node, NodeKind};

/// A value on one line, without blanks.
pub(crate) fn compact(node: &Node) -> String {
    let mut out = String::new();
    value(&mut out, node);
    out
}

fn value(out: &mut String, node: &Node) {
    match &node.kind {
        NodeKind::Null => out.push_str("null"),
        NodeKind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => out.push_str(number.as_str()),
        NodeKind::String(text) => string(out, text),
        NodeKind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                value(out, item);
            }
            out.push(']');
        }
        NodeKind::Object(object) => {
            out.push('{');
            for (index, (key, item)) in object.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                string(out, key);
                out.push(':');
                value(out, item);
            }
            out.push('}');
        }
    }
}

/// A string in quotes, on one line, as JSON and the IDL write it.
pub(crate) fn string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control.is_control() => out.push_str(&format!("\\u{:04x}", control as u32)),
            plain => out.push(plain),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use weland_model::{Entry, Number, Object, Sources, Span};

    use super::*;

    #[test]
    fn values_are_written_without_blanks() {
        let span = Span::new(Sources::default().add("a", ""), 0, 0);
        let node = |kind| Node::new(kind, span);
        let object =
            Object::new(vec![Entry { key: "a\n".into(), key_span: span, value: Node::string("\"\u{1}", span) }]);
        let items = vec![
            node(NodeKind::Null),
            node(NodeKind::Bool(true)),
            node(NodeKind::Number(Number::from_text("1e3"))),
            node(NodeKind::Object(object)),
            node(NodeKind::Array(Vec::new())),
        ];
        assert_eq!(compact(&node(NodeKind::Array(items))), r#"[null,true,1e3,{"a\n":"\"\u0001"},[]]"#);
    }
}
