//! Responses, as outputs and errors.

use weland_model::{Member, Node, Shape, ShapeId, ShapeType, Target, trait_id};

use super::header::{headers, status_member, uncapital};
use super::sequence::Reading;
use super::status::Status;
use super::{Errors, Operation, Response, body, error};
use crate::lower::apply::{mark, put_text};
use crate::lower::names::{Names, lower_camel};
use crate::lower::schema::view::At;
use crate::lower::target::prelude;
use crate::lower::{Lowering, annotate, service};

/// What an operation responds.
pub(super) struct Responses {
    /// The status code of a success.
    pub(super) code: u16,
    pub(super) output: ShapeId,
    pub(super) errors: Vec<Target>,
}

/// What an operation responds, as an output and errors.
pub(super) fn responses<'d>(
    lowering: &mut Lowering<'d, '_>,
    operation: &Operation<'d>,
    errors: &mut Errors,
) -> Responses {
    let all = collect(lowering, operation);
    for response in &all {
        let lost = [
            ("links", "how responses lead to other operations", "clients don't follow links"),
            ("summary", "the summary of a response", "responses are described by their descriptions"),
        ];
        annotate::lost_keys(response.at.node, &lost, &mut lowering.report);
    }
    let (successes, failures) = sorted_out(all);
    let mut ids: Vec<Target> = Vec::new();
    for response in &failures {
        if response.status.class() == Some(1) {
            let effect = "clients pass over it, and servers don't send it";
            lowering.report.behavior_lost(response.span, "a response before the final one", effect);
            continue;
        }
        let id = error::error(lowering, errors, operation, response);
        if !ids.iter().any(|other| other.id == id) {
            ids.push(Target { id, span: response.span });
        }
    }
    let code = match successes.first().map(|response| response.status) {
        Some(Status::Code(code)) => code,
        Some(Status::Range(digit)) => digit * 100,
        Some(Status::Default) | None => 200,
    };
    Responses { code, output: output(lowering, operation, &successes), errors: ids }
}

/// The responses of an operation that are errors.
pub(super) fn failures<'d>(lowering: &Lowering<'d, '_>, operation: &Operation<'d>) -> Vec<Response<'d>> {
    let (_, mut failures) = sorted_out(collect(lowering, operation));
    failures.retain(|response| response.status.class() != Some(1));
    failures
}

fn collect<'d>(lowering: &Lowering<'d, '_>, operation: &Operation<'d>) -> Vec<Response<'d>> {
    let mut all = Vec::new();
    for entry in operation.at.entries("responses") {
        let Some(status) = Status::from_key(&entry.key) else { continue };
        let Some(resolved) = lowering.source.resolve(&entry.value) else { continue };
        let is_reference = entry.value.get_str("$ref").is_some();
        let component = is_reference.then(|| lowering.source.pointer(resolved.node).component("responses")).flatten();
        let at = At { node: resolved.node, dialect: resolved.dialect };
        all.push(Response { status, at, span: entry.key_span, component });
    }
    all.sort_by_key(|response| response.status);
    all
}

/// Successes and failures. Where no response is a success by its status, redirections are, or else what covers all.
fn sorted_out(all: Vec<Response<'_>>) -> (Vec<Response<'_>>, Vec<Response<'_>>) {
    let has = |class: Option<u16>| all.iter().any(|response| response.status.class() == class);
    let class = if has(Some(2)) {
        Some(2)
    } else if has(Some(3)) {
        Some(3)
    } else {
        None
    };
    all.into_iter().partition(|response| response.status.class() == class)
}

fn output<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>, successes: &[Response<'d>]) -> ShapeId {
    let mut names = Names::default();
    names.claim("body");
    names.claim("statusCode");
    let mut members = headers(lowering, successes, &mut names, &operation.name);
    let name = format!("{}ResponseBody", operation.name);
    let body = match successes {
        [] => None,
        [one] => body::member(lowering, ("body", one.span), one.at, (&name, Reading::Streamed)).map(|mut body| {
            mark(&mut body.traits, trait_id::REQUIRED, one.span);
            body
        }),
        several => by_status(lowering, several, &name),
    };
    let is_open = successes.iter().any(|response| !matches!(response.status, Status::Code(_)));
    if is_open || (successes.len() > 1 && body.is_none()) {
        members.push(status_member(successes.first().map_or(operation.span, |response| response.span)));
    }
    members.extend(body);
    if members.is_empty() {
        for response in successes {
            let effect = "the operation has no output that could be described";
            lowering.report.remark_lost(response.span, "the description of a response without a body", effect);
        }
        return prelude(ShapeType::Structure);
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let id = lowering.claim_first(&["Output", "OperationOutput"].map(|word| format!("{}{word}", operation.name)));
    let mut shape = Shape::new(id.clone(), ShapeType::Structure, operation.span);
    mark(&mut shape.traits, trait_id::OUTPUT, operation.span);
    if let [one] = successes {
        service::description(one.at.node, &mut shape.traits);
        annotate::extensions(one.at.node, &mut shape.traits);
    }
    shape.members = members;
    lowering.insert(shape);
    id
}

/// The body of several successes, of which one at least has a body.
fn by_status<'d>(lowering: &mut Lowering<'d, '_>, successes: &[Response<'d>], name: &str) -> Option<Member> {
    let has_body = |response: &Response<'_>| {
        let content = response.at.node.get("content").and_then(Node::as_object);
        content.is_some_and(|content| !content.is_empty())
    };
    if !successes.iter().any(has_body) {
        return None;
    }
    let span = successes.first()?.span;
    let id = lowering.claim(name);
    let mut shape = Shape::new(id.clone(), ShapeType::Union, span);
    mark(&mut shape.traits, trait_id::OPENAPI_BY_STATUS, span);
    let mut names = Names::default();
    for response in successes {
        let words = response.status.words();
        let member_name = names.claim(&lower_camel(&uncapital(&words)).unwrap_or_default());
        let place = (&*member_name, response.span);
        let body = body::content(lowering, place, response.at, (&format!("{name}{words}"), Reading::Streamed));
        let mut member = body.unwrap_or_else(|| {
            Member::new(&*member_name, Target { id: prelude(ShapeType::Structure), span: response.span }, response.span)
        });
        put_text(&mut member.traits, trait_id::OPENAPI_STATUS, &response.status.text(), response.span);
        service::description(response.at.node, &mut member.traits);
        annotate::extensions(response.at.node, &mut member.traits);
        shape.members.push(member);
    }
    lowering.insert(shape);
    let mut member = Member::new("body", Target { id, span }, span);
    mark(&mut member.traits, trait_id::HTTP_PAYLOAD, span);
    mark(&mut member.traits, trait_id::REQUIRED, span);
    Some(member)
}
