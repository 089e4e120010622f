//! Streams are where messages can have them.

use std::collections::BTreeSet;

use weland_model::query::streams::{is_event_stream, stream_members};
use weland_model::{Diagnostic, Diagnostics, Member, Node, Shape, ShapeId, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut with_stream: BTreeSet<&ShapeId> = BTreeSet::new();
    for shape in context.shapes() {
        if is_event_stream(shape) {
            events(context, shape, diagnostics);
        }
        for (member, target) in stream_members(context.graph(), shape) {
            with_stream.insert(&shape.id);
            if !member.is_inherited() {
                stream_member(shape, member, target, diagnostics);
            }
        }
    }
    if with_stream.is_empty() {
        return;
    }
    for shape in context.shapes() {
        uses(context, shape, &with_stream, diagnostics);
        payloads(context, shape, diagnostics);
    }
}

/// Each event is a structure.
fn events(context: &Context<'_>, union: &Shape, diagnostics: &mut Diagnostics) {
    for member in union.members.iter().filter(|member| !member.is_inherited()) {
        let target = context.target(member);
        if let Some(target) = target.filter(|target| target.shape_type != ShapeType::Structure) {
            let message =
                format!("the event `{}` must be a structure, but targets a {}", member.name, target.shape_type);
            diagnostics.push(
                Diagnostic::error("invalid-stream", member.target_span, message)
                    .help("put the value into a structure; mark its member with `@eventPayload`"),
            );
        }
    }
}

fn stream_member(shape: &Shape, member: &Member, target: &Shape, diagnostics: &mut Diagnostics) {
    if shape.shape_type != ShapeType::Structure {
        let message = format!("a {} can't hold the stream `{}`", shape.shape_type, member.target);
        diagnostics.push(
            Diagnostic::error("invalid-stream", member.target_span, message)
                .help("target it from a member of an operation's input or output"),
        );
        return;
    }
    let has = |id| member.traits.contains(id);
    if target.shape_type == ShapeType::Blob && !has(trait_id::REQUIRED) && !has(trait_id::DEFAULT) {
        let message = format!("the streamed blob `{}` must be required, or have a default", member.name);
        diagnostics.push(
            Diagnostic::error("invalid-stream", member.span, message)
                .help("put `@required` on it, or give it the default `\"\"`"),
        );
    }
}

/// Structures with a stream are inputs and outputs, and nothing else.
fn uses(context: &Context<'_>, shape: &Shape, with_stream: &BTreeSet<&ShapeId>, diagnostics: &mut Diagnostics) {
    for member in shape.members.iter().filter(|member| !member.is_inherited()) {
        if with_stream.contains(&member.target) {
            let message = format!("`{}` contains a stream, so no member can target it", member.target);
            diagnostics.push(
                Diagnostic::error("invalid-stream", member.target_span, message)
                    .help("move the stream to the top level of the input or output"),
            );
        }
    }
    if let Some(service) = shape.as_service() {
        errors(&service.errors, with_stream, diagnostics);
    }
    let Some(operation) = shape.as_operation() else { return };
    errors(&operation.errors, with_stream, diagnostics);
    let Some(output) = context.whole(&operation.output) else { return };
    for member in &output.members {
        let target = context.target(member);
        if target.is_some_and(|target| target.traits.contains(trait_id::REQUIRES_LENGTH)) {
            let message =
                format!("`{}` needs a known length, so `{}` can't be in an output", member.target, member.name);
            diagnostics.push(
                Diagnostic::error("invalid-stream", operation.output.span, message)
                    .related(member.span, "the stream")
                    .help("use a stream without `@requiresLength` in outputs"),
            );
        }
    }
}

fn errors(targets: &[weland_model::Target], with_stream: &BTreeSet<&ShapeId>, diagnostics: &mut Diagnostics) {
    for target in targets.iter().filter(|target| with_stream.contains(&target.id)) {
        let message = format!("the error `{}` can't contain a stream", target.id);
        diagnostics.push(
            Diagnostic::error("invalid-stream", target.span, message)
                .help("remove the streaming member from the error"),
        );
    }
}

/// Where a protocol knows payloads, a stream has to be one.
fn payloads(context: &Context<'_>, service: &Shape, diagnostics: &mut Diagnostics) {
    let model = context.model();
    let knows_payloads = |id: &ShapeId| {
        let definition = model.get(id).and_then(|shape| shape.traits.get(trait_id::PROTOCOL_DEFINITION));
        let traits = definition.and_then(|value| value.get("traits")).and_then(Node::as_array);
        traits.is_some_and(|traits| traits.iter().any(|id| id.as_str() == Some(trait_id::HTTP_PAYLOAD)))
    };
    if service.as_service().is_none() {
        return;
    }
    let Some(protocol) = service.traits.iter().find(|applied| knows_payloads(&applied.id)) else { return };
    for operation in context.operations().operations(&service.id) {
        let Some(operation) = operation.as_operation() else { continue };
        for target in [&operation.input, &operation.output] {
            let Some(structure) = context.whole(target) else { continue };
            for (member, _) in stream_members(context.graph(), structure) {
                if !member.traits.contains(trait_id::HTTP_PAYLOAD) {
                    let message =
                        format!("the stream `{}` must be the payload, as `{}` wants it", member.name, protocol.id);
                    diagnostics.push(
                        Diagnostic::error("invalid-stream", member.span, message)
                            .related(service.span, "the service")
                            .help("put `@httpPayload` on the member"),
                    );
                }
            }
        }
    }
}
