//! Schemas.

use std::collections::BTreeSet;

use weland_model::{Node, NodeKind};

use super::super::findings::Verdict::{Advice, Wrong};
use super::super::spec::OLD;
use super::{Context, at_key, document, entries, values};
use crate::document::{Version, reference_of};

pub(super) fn check<'d>(context: &mut Context<'_, 'd>, node: &'d Node) {
    if OLD.has(context.version) {
        of_old_versions(context, node);
    } else {
        identity(context, node);
    }
    required(context, node);
    values::check(context, node);
    if node.get("readOnly").and_then(Node::as_bool) == Some(true)
        && node.get("writeOnly").and_then(Node::as_bool) == Some(true)
    {
        let message = "a property can't be both `readOnly` and `writeOnly`".to_owned();
        context.add(Wrong, "exclusive-fields", at_key(node, "writeOnly"), message, "remove one of the two");
    }
    if let Some(discriminator) = node.get("discriminator").filter(|_| context.version != Version::V2_0) {
        self::discriminator(context, node, discriminator);
    }
}

/// What later versions say in another way is often written in older ones, too.
fn of_old_versions(context: &mut Context<'_, '_>, node: &Node) {
    if node.get_str("type") == Some("array") && node.get("items").is_none() {
        let message = "an array lacks `items`".to_owned();
        let help = "add `items`; write `items: {}` if they can be anything";
        context.add(Wrong, "missing-field", at_key(node, "type"), message, help);
    }
    let is_nullable = node.get("nullable").and_then(Node::as_bool) == Some(true);
    if is_nullable && node.get("type").is_none() {
        let message = match node.get("enum") {
            Some(_) => "`nullable` means nothing without `type`",
            None => {
                "`nullable` means nothing without `type`; null is allowed all the same, which must be what is meant"
            }
        };
        let message = message.to_owned();
        context.add(Advice, "ignored-keyword", at_key(node, "nullable"), message, "add `type`");
    }
    if is_nullable
        && let Some(values) = node.get("enum").and_then(Node::as_array)
        && !values.iter().any(Node::is_null)
    {
        let message = "null is not in `enum`, so the value can't be null".to_owned();
        context.add(Advice, "mismatched-value", at_key(node, "nullable"), message, "add `null` to `enum`");
    }
}

/// What gives a schema an identity or a meaning of its own.
fn identity(context: &mut Context<'_, '_>, node: &Node) {
    if let Some(dialect) = node.get("$schema") {
        document::known_dialect(context, dialect);
    }
    if let Some(id) = node.get("$id")
        && refers_to_files(node)
    {
        let message = "references within this schema are relative to the file, not to its `$id`".to_owned();
        let help = "write references as paths from this file";
        context.add(Advice, "schema-id", id.span, message, help);
    }
}

/// Whether there is a reference to another file in a value.
fn refers_to_files(node: &Node) -> bool {
    let is_of_file = reference_of(node).is_some_and(|text| !text.starts_with('#'));
    let items = node.as_array().unwrap_or_default().iter();
    is_of_file || items.chain(entries(node).iter().map(|entry| &entry.value)).any(refers_to_files)
}

fn required(context: &mut Context<'_, '_>, node: &Node) {
    let Some(required) = node.get("required").filter(|required| required.as_array().is_some()) else { return };
    let names = required.as_array().unwrap_or_default();
    if names.is_empty() && OLD.has(context.version) {
        let message = "`required` must not be empty".to_owned();
        context.add(Wrong, "invalid-value", at_key(node, "required"), message, "remove it");
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for name in names {
        let Some(text) = name.as_str() else { continue };
        if !seen.insert(text) {
            let message = format!("`{text}` is required twice");
            context.add(Wrong, "invalid-value", name.span, message, "remove it");
        }
    }
    let is_closed = node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
    let is_alone = ["allOf", "anyOf", "oneOf", "patternProperties", "$ref"].iter().all(|key| node.get(key).is_none());
    if !is_closed || !is_alone {
        return;
    }
    for name in names {
        let Some(text) = name.as_str() else { continue };
        if node.get("properties").and_then(|properties| properties.get(text)).is_none() {
            let message = format!("`{text}` is required, but there is no such property and no other is allowed");
            context.add(Advice, "contradictory-schema", name.span, message, "describe it in `properties`");
        }
    }
}

fn discriminator<'d>(context: &mut Context<'_, 'd>, node: &'d Node, discriminator: &'d Node) {
    mapping(context, discriminator);
    let Some(name) = discriminator.get("propertyName") else { return };
    let Some(text) = name.as_str() else { return };
    let variants: Vec<&'d Node> =
        ["oneOf", "anyOf"].iter().filter_map(|key| node.get(key)?.as_array()).flatten().collect();
    if variants.is_empty() {
        if !has_property(context, node, text, 0) {
            let message = format!("the schema has no property `{text}`");
            context.add(Advice, "invalid-discriminator", name.span, message, "describe it, and make it required");
        }
        return;
    }
    // What the schema says beside its variants holds for each of them.
    let has_own = |node: &Node| node.get("properties").is_some_and(|properties| properties.get(text).is_some());
    let parts = node.get("allOf").and_then(Node::as_array).unwrap_or_default();
    if has_own(node) || parts.iter().any(|part| has_property(context, part, text, 0)) {
        return;
    }
    for variant in variants {
        if !has_property(context, variant, text, 0) {
            let span = reference_of(variant).map_or(variant.span, |_| at_key(variant, "$ref"));
            let message = format!("this schema has no property `{text}`, by which it is told from the others");
            context.add(Advice, "invalid-discriminator", span, message, "describe it, and make it required");
        }
    }
}

/// Whether a schema describes a property, itself or in its parts.
fn has_property<'d>(context: &Context<'_, 'd>, node: &'d Node, name: &str, depth: u32) -> bool {
    // Parts that lead to each other are reported elsewhere.
    if depth > 20 {
        return true;
    }
    let node = context.resolve(node);
    let has = |key: &str| node.get(key).is_some_and(|properties| properties.get(name).is_some());
    let parts = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| node.get(key)?.as_array()).flatten();
    let is_any = reference_of(node).is_some() || matches!(node.kind, NodeKind::Bool(_));
    has("properties") || is_any || parts.into_iter().any(|part| has_property(context, part, name, depth + 1))
}

/// The values of a mapping are names of schemas, or references to them.
fn mapping(context: &mut Context<'_, '_>, discriminator: &Node) {
    for entry in discriminator.get("mapping").map(entries).unwrap_or_default() {
        let Some(text) = entry.value.as_str() else { continue };
        let schemas = context.root.get("components").and_then(|components| components.get("schemas"));
        let is_name = schemas.is_some_and(|schemas| schemas.get(text).is_some());
        if !is_name && context.resolver.target(text, entry.value.span.file).is_err() {
            let message = format!("`{text}` is neither the name of a schema nor a reference to one");
            let help = "write a name of `components/schemas`, or a reference";
            context.add(Wrong, "dangling-reference", entry.value.span, message, help);
        }
    }
}
