//! Requests, as inputs.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Member, Node, Shape, ShapeId, ShapeType, Target, trait_id};

use super::parameter::{Parameter, Place, parameter_member, parameters};
use super::sequence::Reading;
use super::{Operation, body};
use crate::lower::apply::mark;
use crate::lower::names::{Names, member_name, upper_camel};
use crate::lower::schema::view::At;
use crate::lower::target::prelude;
use crate::lower::{Lowering, annotate, service};

/// The input of an operation, and the pattern of its URI.
pub(super) fn input<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>) -> (ShapeId, String) {
    let mut names = Names::default();
    let mut members: Vec<Member> = Vec::new();
    let labels = labels(operation.path);
    let all = parameters(lowering, operation);
    let mut renamed: BTreeMap<&str, String> = BTreeMap::new();
    for parameter in &all {
        if parameter.place == Place::Path && !labels.contains(parameter.name) {
            let message = format!("the path has no place for the parameter `{}`", parameter.name);
            let help = "write it in braces in the path, or remove it; until then, it is left out";
            lowering.report.warning("label-without-place", parameter.span, message, help);
            continue;
        }
        let name = name_of(&mut names, parameter);
        let shape_name = format!("{}{}", operation.name, upper_camel(parameter.name).unwrap_or_default());
        members.push(parameter_member(lowering, &name, parameter, &shape_name));
        if parameter.place == Place::Path {
            renamed.insert(parameter.name, name);
        }
    }
    for label in labels.iter().filter(|label| !label.is_empty()) {
        if renamed.contains_key(label) {
            continue;
        }
        let message = format!("`{label}` in the path is no parameter of the operation");
        let help = "add it to `parameters`, with `in: path`; until then, it is taken for a string";
        lowering.report.warning("undeclared-label", operation.span, message, help);
        let name = names.claim(&member_name(label));
        let target = Target { id: prelude(ShapeType::String), span: operation.span };
        let mut member = Member::new(name.as_str(), target, operation.span);
        mark(&mut member.traits, trait_id::HTTP_LABEL, operation.span);
        mark(&mut member.traits, trait_id::REQUIRED, operation.span);
        members.push(member);
        renamed.insert(label, name);
    }
    members.extend(body_member(lowering, operation, &mut names));
    let uri = uri(operation.path, &renamed);
    if members.is_empty() {
        return (prelude(ShapeType::Structure), uri);
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let id = lowering.claim_first(&["Input", "OperationInput"].map(|word| format!("{}{word}", operation.name)));
    let mut shape = Shape::new(id.clone(), ShapeType::Structure, operation.span);
    mark(&mut shape.traits, trait_id::INPUT, operation.span);
    shape.members = members;
    lowering.insert(shape);
    (id, uri)
}

/// The name of a parameter's member. Those of one name in several places are told apart by the place.
fn name_of(names: &mut Names, parameter: &Parameter<'_>) -> String {
    let name = member_name(parameter.name);
    let with_place = upper_camel(&name).map(|camel| format!("{}{camel}", parameter.place.as_str()));
    names.claim_first(&std::iter::once(name).chain(with_place).collect::<Vec<String>>())
}

fn body_member<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>, names: &mut Names) -> Option<Member> {
    let entry = operation.at.node.as_object()?.entry("requestBody")?;
    let resolved = lowering.source.resolve(&entry.value)?;
    let at = At { node: resolved.node, dialect: resolved.dialect };
    let name = format!("{}RequestBody", operation.name);
    let member_name = names.claim_first(&["body".to_owned(), "requestBody".to_owned()]);
    let mut member = body::member(lowering, (&member_name, entry.key_span), at, (&name, Reading::Streamed))?;
    service::description(at.node, &mut member.traits);
    annotate::extensions(at.node, &mut member.traits);
    if at.node.get("required").and_then(Node::as_bool) == Some(true) {
        mark(&mut member.traits, trait_id::REQUIRED, entry.key_span);
    }
    Some(member)
}

/// The names in braces.
fn labels(path: &str) -> BTreeSet<&str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0)).collect()
}

/// The path with the names of members in place of those of parameters, which are never sent.
fn uri(path: &str, renamed: &BTreeMap<&str, String>) -> String {
    // Webhooks have names in place of paths.
    let mut uri = if path.starts_with('/') { String::new() } else { "/".to_owned() };
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        uri.push_str(before);
        uri.push('{');
        let Some((label, after)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        uri.push_str(renamed.get(label).map_or(label, |name| name));
        uri.push('}');
        rest = after;
    }
    uri.push_str(rest);
    uri
}
