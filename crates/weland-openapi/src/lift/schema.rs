//! Schemas.

use weland_model::{Node, NodeKind};

use super::Lift;
use super::build::{Builder, boolean, entries, list};

/// The keywords of parameters, headers and items that say what a value is.
const OF_VALUES: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

impl<'d> Lift<'_, 'd> {
    /// A schema in version 3.0.
    pub(super) fn schema(&mut self, node: &'d Node) -> Node {
        let Some(object) = node.as_object() else { return node.clone() };
        let mut out = Builder::new(node.span);
        for entry in object.entries() {
            let value = &entry.value;
            let lifted = match &*entry.key {
                "items" | "additionalProperties" => self.schema(value),
                "properties" => self.schemas(value),
                "allOf" => {
                    let parts = value.as_array().unwrap_or_default();
                    list(parts.iter().map(|part| self.schema(part)).collect(), value.span)
                }
                "discriminator" if value.as_str().is_some() => {
                    let mut discriminator = Builder::new(value.span);
                    discriminator.add("propertyName", value.clone());
                    discriminator.finish()
                }
                "type" if value.as_str() == Some("file") => {
                    out.add_at("format", entry.key_span, Node::string("binary", value.span));
                    Node::string("string", value.span)
                }
                "format" if node.get_str("type") == Some("file") => continue,
                // What many documents write for what version 3 says by this.
                "x-nullable" if value.as_bool().is_some() && object.get("nullable").is_none() => {
                    out.add_at("nullable", entry.key_span, value.clone());
                    continue;
                }
                _ => value.clone(),
            };
            out.add_at(&entry.key, entry.key_span, lifted);
        }
        out.finish()
    }

    fn schemas(&mut self, node: &'d Node) -> Node {
        let mut out = Builder::new(node.span);
        for entry in entries(node) {
            out.add_at(&entry.key, entry.key_span, self.schema(&entry.value));
        }
        out.finish()
    }

    /// The schema of a value that is described without one: that of a parameter, a header or items.
    pub(super) fn simple_schema(&mut self, node: &'d Node) -> Node {
        let mut out = Builder::new(node.span);
        for entry in entries(node).iter().filter(|entry| OF_VALUES.contains(&&*entry.key)) {
            match (&*entry.key, &entry.value) {
                ("items", items) => {
                    self.report_format(items);
                    let items = self.simple_schema(items);
                    out.add_at("items", entry.key_span, items);
                }
                ("type", Node { kind: NodeKind::String(text), span }) if &**text == "file" => {
                    out.add_at("type", entry.key_span, Node::string("string", *span));
                    out.add_at("format", entry.key_span, Node::string("binary", *span));
                }
                ("format", _) if node.get_str("type") == Some("file") => {}
                _ => {
                    out.copy(entry);
                }
            }
        }
        if let Some(nullable) = node.get("x-nullable").and_then(Node::as_bool) {
            out.add("nullable", boolean(nullable, node.span));
        }
        if node.get_str("type") == Some("array") && node.get("items").is_none() {
            let mut items = Builder::new(node.span);
            items.add("type", Node::string("string", node.span));
            out.add("items", items.finish());
        }
        out.finish()
    }
}
