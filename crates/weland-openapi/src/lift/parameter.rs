//! Parameters and headers.

use weland_model::{Diagnostic, Node};

use super::Lift;
use super::build::{Builder, boolean, entries};
use crate::document::reference_of;

impl<'d> Lift<'_, 'd> {
    /// A parameter that is no body and no part of one.
    pub(super) fn parameter(&mut self, node: &'d Node) -> Node {
        if reference_of(node).is_some() {
            return node.clone();
        }
        let mut out = Builder::new(node.span);
        out.copy_all(node, &["name", "in", "description", "required", "allowEmptyValue"]);
        let schema = self.simple_schema(node);
        out.add("schema", schema);
        if node.get_str("type") == Some("array") {
            let (style, explode) = self.style(node);
            let span = node.get("collectionFormat").map_or(node.span, |format| format.span);
            out.add("style", Node::string(style, span)).add("explode", boolean(explode, span));
        }
        out.finish()
    }

    /// How an array is written, and whether its items are apart.
    pub(super) fn style(&mut self, node: &Node) -> (&'static str, bool) {
        let in_query = matches!(node.get_str("in"), Some("query" | "formData"));
        match node.get_str("collectionFormat") {
            Some("multi") if in_query => ("form", true),
            Some("ssv") if in_query => ("spaceDelimited", false),
            Some("pipes") if in_query => ("pipeDelimited", false),
            Some(format @ ("ssv" | "pipes" | "tsv")) => {
                let span = node.get("collectionFormat").map_or(node.span, |format| format.span);
                let message = format!("the format `{format}` is not carried over; items are separated by commas");
                let help = "use `csv`, or describe the parameter as a string";
                self.diagnostics.push(Diagnostic::warning("not-carried", span, message).help(help));
                (if in_query { "form" } else { "simple" }, false)
            }
            _ if in_query => ("form", false),
            _ => ("simple", false),
        }
    }

    /// The headers of a response.
    pub(super) fn headers(&mut self, node: &'d Node) -> Node {
        let mut out = Builder::new(node.span);
        for entry in entries(node) {
            let mut header = Builder::new(entry.value.span);
            header.copy_all(&entry.value, &["description"]);
            let schema = self.simple_schema(&entry.value);
            header.add("schema", schema);
            out.add_at(&entry.key, entry.key_span, header.finish());
        }
        out.finish()
    }
}
