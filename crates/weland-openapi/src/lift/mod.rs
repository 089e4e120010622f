//! From Swagger 2.0 to OpenAPI 3.0.
//!
//! Bodies get their media types, parameters their schemas, and servers are put together. All parts keep the places where
//! they were written, and references stay as they are: the resolver knows what has moved.

mod build;
mod operation;
mod parameter;
mod schema;

use weland_model::{Diagnostics, Node, NodeKind};

use crate::check::{Fragments, Kind};
use crate::document::Resolver;
use build::{Builder, entries, list, strings};

/// A document that is being lifted.
pub(crate) struct Lift<'c, 'd> {
    root: &'d Node,
    resolver: &'c Resolver<'d>,
    fragments: &'c Fragments,
    diagnostics: &'c mut Diagnostics,
}

impl<'c, 'd> Lift<'c, 'd> {
    pub(crate) fn new(
        root: &'d Node,
        resolver: &'c Resolver<'d>,
        fragments: &'c Fragments,
        diagnostics: &'c mut Diagnostics,
    ) -> Self {
        Self { root, resolver, fragments, diagnostics }
    }

    /// The document in version 3.0.
    pub(crate) fn document(&mut self) -> Node {
        let root = self.root;
        let mut out = Builder::new(root.span);
        let version = root.get("swagger").map_or(root.span, |version| version.span);
        out.add_at("openapi", version, Node::string("3.0.4", version));
        out.copy_all(root, &["info", "tags", "externalDocs", "security"]);
        if let Some(servers) = self.servers(root.get("schemes")) {
            out.add("servers", servers);
        }
        if let Some(paths) = root.as_object().and_then(|object| object.entry("paths")) {
            let mut lifted = Builder::new(paths.value.span);
            for entry in entries(&paths.value) {
                match entry.key.starts_with("x-") {
                    true => lifted.copy(entry),
                    false => lifted.add_at(&entry.key, entry.key_span, self.path_item(&entry.value)),
                };
            }
            out.add_at("paths", paths.key_span, lifted.finish());
        }
        let components = self.components();
        if !components.is_empty() {
            out.add("components", components.finish());
        }
        out.finish()
    }

    /// Another file: what is referred to in it is lifted, and all else stays as it is.
    pub(crate) fn fragment(&mut self, node: &'d Node) -> Node {
        match self.fragments.get(&self.resolver.pointer(node)) {
            Some(Kind::Schema) => return self.schema(node),
            Some(Kind::Parameter) => return self.parameter(node),
            Some(Kind::Response) => return self.response(node, &self.media_types("produces", None)),
            Some(Kind::PathItem) => return self.path_item(node),
            _ => {}
        }
        match &node.kind {
            NodeKind::Array(items) => list(items.iter().map(|item| self.fragment(item)).collect(), node.span),
            NodeKind::Object(object) => {
                let mut out = Builder::new(node.span);
                for entry in object.entries() {
                    out.add_at(&entry.key, entry.key_span, self.fragment(&entry.value));
                }
                out.finish()
            }
            _ => node.clone(),
        }
    }

    fn components(&mut self) -> Builder {
        let mut out = Builder::new(self.root.span);
        self.section("definitions", "schemas", &mut out, |lift, node| Some(lift.schema(node)));
        self.section("parameters", "parameters", &mut out, |lift, node| {
            let is_plain = !matches!(node.get_str("in"), Some("body" | "formData"));
            is_plain.then(|| lift.parameter(node))
        });
        self.section("parameters", "requestBodies", &mut out, |lift, node| {
            let media_types = lift.media_types("consumes", None);
            (node.get_str("in") == Some("body")).then(|| lift.body(node, &media_types))
        });
        self.section("responses", "responses", &mut out, |lift, node| {
            let media_types = lift.media_types("produces", None);
            Some(lift.response(node, &media_types))
        });
        self.section("securityDefinitions", "securitySchemes", &mut out, |_, node| Some(security_scheme(node)));
        out
    }

    /// Lifts the parts of a section that have a place in a section of the components.
    fn section(&mut self, from: &str, to: &str, out: &mut Builder, lift: impl Fn(&mut Self, &'d Node) -> Option<Node>) {
        let Some(section) = self.root.as_object().and_then(|object| object.entry(from)) else { return };
        let mut lifted = Builder::new(section.value.span);
        for entry in entries(&section.value) {
            if let Some(node) = lift(self, &entry.value) {
                lifted.add_at(&entry.key, entry.key_span, node);
            }
        }
        if !lifted.is_empty() {
            out.add_at(to, section.key_span, lifted.finish());
        }
    }

    /// The media types of bodies: those of an operation, or else of the document.
    fn media_types(&self, key: &str, operation: Option<&'d Node>) -> Vec<&'d str> {
        let own = operation.and_then(|operation| operation.get(key));
        strings(own.or_else(|| self.root.get(key)))
    }

    /// The servers for these schemes; none if the document does not say where the API is.
    fn servers(&self, schemes: Option<&Node>) -> Option<Node> {
        let root = self.root;
        let (host, path) = (root.get("host"), root.get("basePath"));
        let span = host.or(path)?.span;
        let path = path.and_then(Node::as_str).unwrap_or_default().trim_end_matches('/');
        let urls: Vec<String> = match host.and_then(Node::as_str) {
            Some(host) => {
                let schemes = strings(schemes);
                let schemes = if schemes.is_empty() { vec!["https"] } else { schemes };
                schemes.iter().map(|scheme| format!("{scheme}://{host}{path}")).collect()
            }
            None => vec![if path.is_empty() { "/".into() } else { path.into() }],
        };
        let server = |url: &String| {
            let mut out = Builder::new(span);
            out.add("url", Node::string(url, span));
            out.finish()
        };
        Some(list(urls.iter().map(server).collect(), span))
    }
}

/// A security scheme of version 3.
fn security_scheme(node: &Node) -> Node {
    let mut out = Builder::new(node.span);
    let kind = node.get("type");
    let span = kind.map_or(node.span, |kind| kind.span);
    match kind.and_then(Node::as_str) {
        Some("basic") => {
            out.add("type", Node::string("http", span)).add("scheme", Node::string("basic", span));
            out.copy_all(node, &["description"]);
        }
        Some("oauth2") => {
            out.copy_all(node, &["type", "description"]);
            let name = match node.get_str("flow") {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some(other) => other,
                None => return out.finish(),
            };
            let mut flow = Builder::new(node.span);
            for entry in
                entries(node).iter().filter(|it| matches!(&*it.key, "authorizationUrl" | "tokenUrl" | "scopes"))
            {
                flow.copy(entry);
            }
            let mut flows = Builder::new(node.span);
            flows.add(name, flow.finish());
            out.add("flows", flows.finish());
        }
        _ => {
            out.copy_all(node, &["type", "description", "name", "in"]);
        }
    }
    out.finish()
}
