//! The document itself.

use std::collections::HashMap;
use std::sync::Arc;

use weland_model::{Diagnostic, Node, NodeKind, Span};

use super::super::findings::Verdict::{Advice, Wrong};
use super::super::spec::NEW;
use super::{Context, at_key};
use crate::document::Version;

/// Dialects of schemas that are read as they are meant.
const DIALECTS: &[&str] = &["https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3."];

pub(super) fn check(context: &mut Context<'_, '_>, node: &Node) {
    version(context, node);
    let containers = ["paths", "components", "webhooks"];
    if NEW.has(context.version) && containers.iter().all(|key| node.get(key).is_none()) {
        let message = "the document has no `paths`, `components` or `webhooks`".to_owned();
        context.add(Wrong, "missing-field", at_key(node, "openapi"), message, "add one of these; `paths` may be empty");
    }
    if let Some(dialect) = node.get("jsonSchemaDialect") {
        known_dialect(context, dialect);
    }
    tags(context, node);
    if context.version == Version::V2_0 {
        address(context, node);
    }
}

/// The version has three numbers in 3.x.
fn version(context: &mut Context<'_, '_>, node: &Node) {
    let Some(value) = node.get("openapi").filter(|value| value.as_str().is_some()) else { return };
    let text = value.as_str().unwrap_or_default();
    if text.split('.').count() < 3 {
        let message = format!("`{text}` is not a full version");
        context.add(Wrong, "invalid-value", value.span, message, format!("write `{text}.0` or a later one"));
    }
}

/// Says that a dialect of schemas is not known. They are read as those of OpenAPI all the same.
pub(super) fn known_dialect(context: &mut Context<'_, '_>, value: &Node) {
    let text = value.as_str().unwrap_or_default();
    let normal = text.trim_end_matches('#').replacen("http://", "https://", 1);
    if !DIALECTS.iter().any(|known| normal.starts_with(known)) {
        let message = format!("`{text}` is not a known dialect of schemas");
        context.add(Advice, "unknown-dialect", value.span, message, "schemas are read as those of JSON Schema 2020-12");
    }
}

fn tags(context: &mut Context<'_, '_>, node: &Node) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for tag in node.get("tags").and_then(Node::as_array).unwrap_or_default() {
        let Some(name) = tag.get("name") else { continue };
        let Some(text) = name.as_str() else { continue };
        match seen.get(text) {
            Some(&earlier) => context.found.push(
                Wrong,
                Diagnostic::error("duplicate-tag", name.span, format!("the tag `{text}` is described twice"))
                    .related(earlier, "first described here")
                    .help("remove one of the two"),
            ),
            None => {
                seen.insert(text, name.span);
            }
        }
    }
}

/// Where an API of version 2.0 is.
fn address(context: &mut Context<'_, '_>, node: &Node) {
    if let Some(host) = node.get("host")
        && host.as_str().is_some_and(|host| host.contains(['/', '{', '}', ' ', '\\']))
    {
        let message = "`host` must be a host, with a port at most".to_owned();
        let help = "write the scheme in `schemes` and the path in `basePath`";
        context.add(Wrong, "invalid-value", host.span, message, help);
    }
    if let Some(path) = node.get("basePath")
        && let Some(text) = path.as_str().filter(|text| !text.starts_with('/'))
    {
        let message = "`basePath` must start with a slash".to_owned();
        context.add(Wrong, "invalid-value", path.span, message, format!("write `/{text}`"));
        context.mends.replace(path, NodeKind::String(Arc::from(format!("/{text}"))));
    }
}
