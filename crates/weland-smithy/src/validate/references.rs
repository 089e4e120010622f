//! References to resources name resources, and bind their identifiers.

use weland_model::{Diagnostic, Diagnostics, NamedTarget, Node, Object, Shape, ShapeId, Span, closest, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        let applied = shape.traits.applied(trait_id::REFERENCES).filter(|applied| !applied.inherited);
        let references = applied.and_then(|applied| applied.value.as_array());
        for reference in references.unwrap_or_default() {
            one(context, shape, reference, diagnostics);
        }
    }
}

fn one(context: &Context<'_>, shape: &Shape, reference: &Node, diagnostics: &mut Diagnostics) {
    let ids = reference.get("ids");
    let mut report = |span: Span, message: String, help: String| {
        diagnostics.push(Diagnostic::error("invalid-reference", span, message).help(help));
    };
    if let Some(ids) = ids.filter(|_| shape.shape_type.is_string()) {
        let message = "a string has no members that `ids` could name".to_owned();
        report(ids.span, message, "remove `ids`, or put the reference on a structure".to_owned());
    }
    // The resource may be part of a model that is not among the files.
    let Some(resource) = reference.get("resource").and_then(|node| Some((node, named(context, shape, node)?))) else {
        return;
    };
    let (node, target) = resource;
    let Some(data) = target.as_resource() else {
        let message = format!("`{}` is of type {}, not a resource", target.id, target.shape_type);
        return report(node.span, message, "name a resource".to_owned());
    };
    if shape.shape_type.is_string() && data.identifiers.len() != 1 {
        let count = data.identifiers.len();
        let message = format!("a string holds one identifier, but `{}` has {count}", target.id);
        return report(node.span, message, "put the reference on a structure with a member for each".to_owned());
    }
    if shape.shape_type.is_string() {
        return;
    }
    match ids.and_then(Node::as_object).filter(|object| !object.is_empty()) {
        Some(ids) => explicit(context, shape, target, ids, reference.span, &mut report),
        None => {
            for identifier in &data.identifiers {
                member(context, shape, &identifier.name, reference.span, &mut report);
            }
        }
    }
}

/// Judges `ids`, which says which members hold the identifiers.
fn explicit(
    context: &Context<'_>,
    shape: &Shape,
    resource: &Shape,
    ids: &Object,
    span: Span,
    report: &mut dyn FnMut(Span, String, String),
) {
    let identifiers = resource.as_resource().map(|data| data.identifiers.as_slice()).unwrap_or_default();
    for entry in ids.entries() {
        if !identifiers.iter().any(|known| known.name == entry.key) {
            let message = format!("`{}` has no identifier `{}`", resource.id, entry.key);
            let help = match closest(&entry.key, identifiers.iter().map(|known| &*known.name)) {
                Some(close) => format!("did you mean `{close}`?"),
                None => format!("it has {}", listed(identifiers)),
            };
            report(entry.key_span, message, help);
        }
        if let Some(name) = entry.value.as_str() {
            member(context, shape, name, entry.value.span, report);
        }
    }
    if let Some(missing) = identifiers.iter().find(|known| ids.get(&known.name).is_none()) {
        let message = format!("`ids` does not bind the identifier `{}` of `{}`", missing.name, resource.id);
        report(span, message, format!("add `{}: \"...\"` to `ids`", missing.name));
    }
}

/// The shape that a value names.
fn named<'a>(context: &Context<'a>, shape: &Shape, node: &Node) -> Option<&'a Shape> {
    let text = node.as_str()?;
    let candidates = [text.to_owned(), format!("{}#{text}", shape.id.namespace()), format!("smithy.api#{text}")];
    let found = candidates.iter().find_map(|id| context.model().get(id.parse::<ShapeId>().ok()?));
    found.filter(|shape| !context.is_broken(&shape.id))
}

fn listed(identifiers: &[NamedTarget]) -> String {
    let names: Vec<&str> = identifiers.iter().map(|known| &*known.name).collect();
    match names.is_empty() {
        true => "no identifiers".to_owned(),
        false => format!("`{}`", names.join("`, `")),
    }
}

/// Judges the member that holds an identifier.
fn member(context: &Context<'_>, shape: &Shape, name: &str, span: Span, report: &mut dyn FnMut(Span, String, String)) {
    let Some(member) = shape.member(name) else {
        let message = format!("`{}` has no member `{name}` that could hold the identifier", shape.id);
        let help = match closest(name, shape.members.iter().map(|member| &*member.name)) {
            Some(close) => format!("did you mean `{close}`?"),
            None => "add the member, or say with `ids` which member holds the identifier".to_owned(),
        };
        return report(span, message, help);
    };
    if let Some(target) = context.target(member).filter(|target| !target.shape_type.is_string()) {
        let message = format!("member `{name}` holds an identifier, but its target is of type {}", target.shape_type);
        report(span, message, "target a string".to_owned());
    }
}
