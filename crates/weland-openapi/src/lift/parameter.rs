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
            Some("ssv" | "pipes" | "tsv") => {
                self.report_format(node);
                (if in_query { "form" } else { "simple" }, false)
            }
            _ if in_query => ("form", false),
            _ => ("simple", false),
        }
    }

    /// Reports a way to write arrays that version 3.0 lacks.
    pub(super) fn report_format(&mut self, node: &Node) {
        let Some(format) = node.get("collectionFormat") else { return };
        if let Some(name @ ("ssv" | "pipes" | "tsv" | "multi")) = format.as_str() {
            let message = format!("the format `{name}` is not carried into the model");
            let help = "items are separated by commas; use `csv`, or describe the value as a string";
            self.diagnostics.push(Diagnostic::warning("not-carried-behavior", format.span, message).help(help));
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
            self.report_format(&entry.value);
            out.add_at(&entry.key, entry.key_span, header.finish());
        }
        out.finish()
    }
}
