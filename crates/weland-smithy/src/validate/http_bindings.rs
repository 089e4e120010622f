//! HTTP bindings of one structure don't get into each other's way.

use std::collections::BTreeMap;

use weland_model::query::http::{HttpBinding, Roles};
use weland_model::{Diagnostic, Diagnostics, Member, Shape, trait_id};

use super::context::{Application, Context};
use crate::name_map::NameMap;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let requests = Requests::new(context);
    for shape in context.shapes() {
        if shape.as_service().is_some() {
            bound(context, shape, diagnostics);
        }
        if shape.members.is_empty() {
            continue;
        }
        let in_request = requests.inputs.contains_key(shape.id.as_str());
        payload(shape, in_request, requests.all.contains_key(shape.id.as_str()), diagnostics);
    }
    unique_names(context, trait_id::HTTP_HEADER, true, diagnostics);
    unique_names(context, trait_id::HTTP_QUERY, false, diagnostics);
}

/// Structures that are sent as messages of operations with `@http`.
struct Requests<'a> {
    inputs: NameMap<&'a str, ()>,
    /// Inputs, outputs and errors.
    all: NameMap<&'a str, ()>,
}

impl<'a> Requests<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut requests = Self { inputs: NameMap::default(), all: NameMap::default() };
        for shape in context.shapes() {
            let operation = shape.as_operation();
            let Some(operation) = operation.filter(|_| shape.traits.contains(trait_id::HTTP)) else {
                continue;
            };
            requests.inputs.insert(operation.input.id.as_str(), ());
            let errors = operation.errors.iter().map(|target| &target.id);
            let ids = errors.chain([&operation.input.id, &operation.output.id]);
            requests.all.extend(ids.map(|id| (id.as_str(), ())));
        }
        requests
    }
}

/// Each operation of a service with a REST protocol has `@http`.
fn bound(context: &Context<'_>, service: &Shape, diagnostics: &mut Diagnostics) {
    let protocols = [trait_id::REST_JSON1, trait_id::REST_XML];
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
fn payload(shape: &Shape, is_input: bool, is_message: bool, diagnostics: &mut Diagnostics) {
    if !is_message {
        return;
    }
    let is_payload = |member: &&Member| member.traits.contains(trait_id::HTTP_PAYLOAD);
    let Some(payload) = shape.members.iter().find(is_payload) else {
        return;
    };
    for member in &shape.members {
        let is_in_body = HttpBinding::of(&member.traits, Roles::INPUT.union(Roles::OUTPUT)) == HttpBinding::Body;
        let in_host = is_input && member.traits.contains(trait_id::HOST_LABEL);
        if is_in_body && !in_host {
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
