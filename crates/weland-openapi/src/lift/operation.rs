//! Path items, operations, their bodies and responses.

use weland_model::{Diagnostic, Entry, Node, NodeKind, Severity, Span};

use super::Lift;
use super::build::{Builder, boolean, entries, list};
use crate::document::reference_of;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
const MULTIPART: &str = "multipart/form-data";
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const BINARY: &str = "application/octet-stream";

impl<'d> Lift<'_, 'd> {
    /// A path item. Bodies that all of its operations share become theirs.
    pub(super) fn path_item(&mut self, node: &'d Node) -> Node {
        let mut out = Builder::new(node.span);
        let shared = self.parameters_of(node);
        for entry in entries(node) {
            match &*entry.key {
                "parameters" => {
                    let plain: Vec<&'d Node> = shared.iter().copied().filter(|it| !self.is_of_body(it)).collect();
                    let plain = plain.into_iter().map(|it| self.parameter(it)).collect();
                    out.add_at("parameters", entry.key_span, list(plain, entry.value.span));
                }
                method if METHODS.contains(&method) => {
                    let operation = self.operation(&entry.value, &shared);
                    out.add_at(method, entry.key_span, operation);
                }
                _ => {
                    out.copy(entry);
                }
            }
        }
        out.finish()
    }

    fn parameters_of(&self, node: &'d Node) -> Vec<&'d Node> {
        node.get("parameters").and_then(Node::as_array).unwrap_or_default().iter().collect()
    }

    /// The parameter that a value is or refers to.
    fn resolved(&self, node: &'d Node) -> &'d Node {
        self.resolver.resolve(node).map_or(node, |resolved| resolved.node)
    }

    fn is_of_body(&self, node: &'d Node) -> bool {
        matches!(self.resolved(node).get_str("in"), Some("body" | "formData"))
    }

    fn operation(&mut self, node: &'d Node, shared: &[&'d Node]) -> Node {
        let mut out = Builder::new(node.span);
        let own = self.parameters_of(node);
        for entry in entries(node) {
            match &*entry.key {
                "consumes" | "produces" => {}
                "schemes" => {
                    if let Some(servers) = self.servers(Some(&entry.value)) {
                        out.add_at("servers", entry.key_span, servers);
                    }
                }
                "parameters" => {
                    let plain: Vec<&'d Node> = own.iter().copied().filter(|it| !self.is_of_body(it)).collect();
                    let plain = plain.into_iter().map(|it| self.parameter(it)).collect();
                    out.add_at("parameters", entry.key_span, list(plain, entry.value.span));
                }
                "responses" => {
                    let responses = self.responses(node, &entry.value);
                    out.add_at("responses", entry.key_span, responses);
                }
                _ => {
                    out.copy(entry);
                }
            }
        }
        let of_body: Vec<&'d Node> = own.iter().chain(shared).map(|it| self.resolved(it)).collect();
        if let Some(body) = self.request_body(node, &of_body) {
            out.add("requestBody", body);
        }
        out.finish()
    }

    /// The body that parameters describe, if some of them do. Those of the operation come first.
    fn request_body(&mut self, operation: &'d Node, parameters: &[&'d Node]) -> Option<Node> {
        let consumes = self.media_types("consumes", Some(operation));
        if let Some(body) = parameters.iter().find(|it| it.get_str("in") == Some("body")) {
            return Some(self.body(body, &consumes));
        }
        let mut fields: Vec<&'d Node> = Vec::new();
        for field in parameters.iter().filter(|it| it.get_str("in") == Some("formData")) {
            if !fields.iter().any(|known| known.get_str("name") == field.get_str("name")) {
                fields.push(field);
            }
        }
        let first = fields.first()?;
        Some(self.form(&fields, &consumes, first.span))
    }

    /// A request body, from a parameter that describes it as a whole.
    pub(super) fn body(&mut self, node: &'d Node, consumes: &[&str]) -> Node {
        let mut out = Builder::new(node.span);
        out.copy_all(node, &["description", "required"]);
        let schema = node.get("schema");
        let content = self.content(schema, consumes, node.span);
        out.add("content", content);
        out.finish()
    }

    /// A body with one schema in several media types.
    fn content(&mut self, schema: Option<&'d Node>, media_types: &[&str], span: Span) -> Node {
        let is_file = schema.is_some_and(|schema| schema.get_str("type") == Some("file"));
        let usual = if is_file { BINARY } else { JSON };
        let mut out = Builder::new(span);
        let media_types = if media_types.is_empty() { &[usual][..] } else { media_types };
        for media_type in media_types {
            let mut body = Builder::new(span);
            if let Some(schema) = schema {
                let lifted = self.schema(schema);
                body.add("schema", lifted);
            }
            out.add(media_type, body.finish());
        }
        out.finish()
    }

    /// A form, from one parameter for each of its fields.
    fn form(&mut self, fields: &[&'d Node], consumes: &[&str], span: Span) -> Node {
        let has_file = fields.iter().any(|field| field.get_str("type") == Some("file"));
        let mut media_types: Vec<&str> =
            consumes.iter().copied().filter(|it| matches!(*it, MULTIPART | FORM)).collect();
        if has_file {
            media_types.retain(|media_type| *media_type == MULTIPART);
        }
        if media_types.is_empty() {
            media_types.push(if has_file { MULTIPART } else { FORM });
        }
        let is_required = |field: &&&Node| field.get("required").and_then(Node::as_bool) == Some(true);
        let mut content = Builder::new(span);
        for media_type in media_types {
            let mut body = Builder::new(span);
            let schema = self.form_schema(fields, span);
            body.add("schema", schema);
            let encoding = self.form_encoding(fields, span);
            if !encoding.is_empty() {
                body.add("encoding", encoding.finish());
            }
            content.add(media_type, body.finish());
        }
        let mut out = Builder::new(span);
        if fields.iter().any(|field| is_required(&field)) {
            out.add("required", boolean(true, span));
        }
        out.add("content", content.finish());
        out.finish()
    }

    fn form_schema(&mut self, fields: &[&'d Node], span: Span) -> Node {
        let mut properties = Builder::new(span);
        let mut required = Vec::new();
        for field in fields {
            let Some(name) = field.get("name") else { continue };
            let Some(text) = name.as_str() else { continue };
            let mut property = Builder::new(field.span);
            property.copy_all(field, &["description"]);
            let schema = self.simple_schema(field);
            for entry in entries(&schema) {
                property.copy(entry);
            }
            properties.add_at(text, name.span, property.finish());
            if field.get("required").and_then(Node::as_bool) == Some(true) {
                required.push(name.clone());
            }
        }
        let mut out = Builder::new(span);
        out.add("type", Node::string("object", span)).add("properties", properties.finish());
        if !required.is_empty() {
            out.add("required", list(required, span));
        }
        out.finish()
    }

    fn form_encoding(&mut self, fields: &[&'d Node], span: Span) -> Builder {
        let mut out = Builder::new(span);
        for field in fields.iter().filter(|field| field.get_str("type") == Some("array")) {
            let Some(name) = field.get("name") else { continue };
            let (style, explode) = self.style(field);
            let mut encoding = Builder::new(field.span);
            encoding.add("style", Node::string(style, field.span)).add("explode", boolean(explode, field.span));
            out.add_at(name.as_str().unwrap_or_default(), name.span, encoding.finish());
        }
        out
    }

    fn responses(&mut self, operation: &'d Node, node: &'d Node) -> Node {
        let produces = self.media_types("produces", Some(operation));
        let is_own = operation.get("produces").is_some();
        let mut out = Builder::new(node.span);
        for entry in entries(node) {
            let value = &entry.value;
            if entry.key.starts_with("x-") {
                out.copy(entry);
                continue;
            }
            // A response of several operations has the media types of the document, unless an operation has its own.
            let resolved = self.resolved(value);
            let is_shared = reference_of(value).is_some() && (!is_own || resolved.get("schema").is_none());
            let lifted = if is_shared { value.clone() } else { self.response(resolved, &produces) };
            out.add_at(&entry.key, entry.key_span, lifted);
        }
        out.finish()
    }

    /// A response in version 3.0.
    pub(super) fn response(&mut self, node: &'d Node, produces: &[&str]) -> Node {
        if reference_of(node).is_some() {
            return node.clone();
        }
        let mut out = Builder::new(node.span);
        out.copy_all(node, &["description"]);
        if let Some(headers) = node.as_object().and_then(|object| object.entry("headers")) {
            let lifted = self.headers(&headers.value);
            out.add_at("headers", headers.key_span, lifted);
        }
        let examples = node.get("examples").map(entries).unwrap_or_default();
        if let Some(schema) = node.as_object().and_then(|object| object.entry("schema")) {
            let mut content = self.content(Some(&schema.value), produces, schema.value.span);
            add_examples(&mut content, examples);
            out.add_at("content", schema.key_span, content);
        }
        let has_media_type = |entry: &&Entry| node.get("schema").is_some() && produces.contains(&&*entry.key);
        for entry in examples.iter().filter(|entry| !entry.key.starts_with("x-") && !has_media_type(entry)) {
            let message = format!("an example in `{}` is not carried into the model", entry.key);
            let help = "the response has no body in this media type; list it under `produces`, and state a `schema`";
            self.diagnostics
                .push(Diagnostic::new(Severity::Note, "not-carried", message).at(entry.key_span).help(help));
        }
        out.finish()
    }
}

/// Adds examples to the media types that they are examples of.
fn add_examples(content: &mut Node, examples: &[Entry]) {
    let NodeKind::Object(object) = &mut content.kind else { return };
    for media_type in object.entries_mut() {
        let example = examples.iter().find(|example| example.key == media_type.key);
        if let (Some(example), NodeKind::Object(body)) = (example, &mut media_type.value.kind) {
            body.entries_mut().push(Entry { key: "example".into(), ..example.clone() });
        }
    }
}
