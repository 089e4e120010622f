//! HTTP bindings of one structure don't get into each other's way.

use std::collections::BTreeMap;

use weland_model::query::http::{HttpBinding, Roles};
use weland_model::{Diagnostic, Diagnostics, Member, Shape, ShapeId, trait_id};

use super::context::{Application, Context};
use weland_model::NameMap;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let messages = Messages::new(context);
    for shape in context.shapes() {
        if shape.as_service().is_some() {
            bound(context, shape, diagnostics);
        }
        if shape.members.is_empty() {
            continue;
        }
        if let Some(roles) = messages.roles.get(shape.id.as_str()) {
            payload(shape, *roles, diagnostics);
        }
    }
    unique_names(context, trait_id::HTTP_HEADER, true, diagnostics);
    unique_names(context, trait_id::HTTP_QUERY, false, diagnostics);
}

/// How structures are sent as messages of operations with `@http`.
struct Messages<'a> {
    roles: NameMap<&'a str, Roles>,
}

impl<'a> Messages<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut roles: NameMap<&str, Roles> = NameMap::default();
        let mut add = |id: &'a ShapeId, role: Roles| {
            let known = roles.entry(id.as_str()).or_default();
            *known = known.union(role);
        };
        for shape in context.shapes() {
            let operation = shape.as_operation();
            let Some(operation) = operation.filter(|_| shape.traits.contains(trait_id::HTTP)) else {
                continue;
            };
            add(&operation.input.id, Roles::INPUT);
            add(&operation.output.id, Roles::OUTPUT);
            operation.errors.iter().for_each(|target| add(&target.id, Roles::OUTPUT));
        }
        Self { roles }
    }
}

/// Each operation of a service with a REST protocol has `@http`.
fn bound(context: &Context<'_>, service: &Shape, diagnostics: &mut Diagnostics) {
    let protocols = [trait_id::REST_JSON1, trait_id::REST_XML, trait_id::ALLOY_SIMPLE_REST_JSON];
    let Some(protocol) = protocols.iter().find(|id| service.traits.contains(id)) else {
        return;
    };
    for operation in context.operations().operations(&service.id) {
        let is_whole = operation.as_operation().is_some() && !context.is_broken(&operation.id);
        if is_whole && !operation.traits.contains(trait_id::HTTP) {
            let message = format!("operation `{}` lacks `@http`, which `{protocol}` needs", operation.id);
            diagnostics.push(
                Diagnostic::error("missing-http", operation.span, message)
                    .related(service.span, "the service")
                    .help("add `@http(method: \"...\", uri: \"...\")`"),
            );
        }
    }
}

fn unique_names(context: &Context<'_>, id: &str, any_case: bool, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Member> = BTreeMap::new();
    let mut current: Option<&Shape> = None;
    for Application { shape, member, applied, .. } in context.applied_or_inherited(id) {
        if current.is_none_or(|current| !std::ptr::eq(current, shape)) {
            seen.clear();
            current = Some(shape);
        }
        let Some(member) = member.filter(|_| !context.is_broken(&shape.id)) else {
            continue;
        };
        let Some(name) = applied.value.as_str() else {
            continue;
        };
        let key = match any_case {
            true => name.to_ascii_lowercase(),
            false => name.to_owned(),
        };
        if let Some(first) = seen.get(&key) {
            let message = format!("members `{}` and `{}` are both bound to `{name}`", first.name, member.name);
            diagnostics.push(
                Diagnostic::error("duplicate-binding", applied.span, message)
                    .related(first.span, "the other member")
                    .help("bind one of the two to another name"),
            );
        } else {
            seen.insert(key, member);
        }
    }
}

/// With a payload, the body is taken: each other member needs a place of its own.
fn payload(shape: &Shape, roles: Roles, diagnostics: &mut Diagnostics) {
    let is_payload = |member: &&Member| member.traits.contains(trait_id::HTTP_PAYLOAD);
    let Some(payload) = shape.members.iter().find(is_payload) else {
        return;
    };
    for member in &shape.members {
        let is_in_body = |role| HttpBinding::of(&member.traits, role) == HttpBinding::Body;
        let in_request = roles.input && is_in_body(Roles::INPUT) && !member.traits.contains(trait_id::HOST_LABEL);
        let in_response = roles.output && is_in_body(Roles::OUTPUT);
        if in_request || in_response {
            let message =
                format!("member `{}` isn't serialized, since `{}` takes the whole body", member.name, payload.name);
            diagnostics.push(
                Diagnostic::error("unbound-member", member.span, message)
                    .related(payload.span, "the payload")
                    .help("bind it to a header, the query string or a label"),
            );
        }
    }
}
