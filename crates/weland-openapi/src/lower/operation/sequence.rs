//! Bodies that are sequences of values: lines of JSON, JSON text sequences, server-sent events.

use weland_model::{Member, Shape, ShapeId, ShapeType, Span, Target, Traits, trait_id};

use super::Operation;
use crate::lower::Lowering;
use crate::lower::apply::{mark, put_text};
use crate::lower::schema::choice::Choice;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::types::JsonType;
use crate::lower::schema::view::{At, NodeKey};
use crate::lower::target::prelude;
use crate::media_type::{essence, is_events, is_json_lines, is_json_sequence};

/// Whether a sequence is read value by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As the values arrive.
    Streamed,
    /// As a whole: what an error says, and what nothing is called with.
    Whole,
}

/// A body that is a sequence of values; none if it is something else, or a list that a schema describes as a whole.
pub(super) fn sequence<'d>(
    lowering: &mut Lowering<'d, '_>,
    (name, span): (&str, Span),
    media_type: &str,
    at: At<'d>,
    (shape_name, reading): (&str, Reading),
) -> Option<Member> {
    let kind = match media_type {
        _ if is_events(media_type) => "serverSentEvents",
        _ if is_json_lines(media_type) => "jsonLines",
        _ if is_json_sequence(media_type) => "jsonSequence",
        _ => return None,
    };
    let is_events = kind == "serverSentEvents";
    let (target, traits) = match (at.get("itemSchema"), at.get("schema")) {
        (Some(item), _) => item_target(lowering, item, shape_name),
        (None, Some(schema)) => match items(lowering, schema) {
            // It is about all values together, and no stream; but nobody waits for the end of events.
            Some(item) if is_events => item_target(lowering, item, shape_name),
            Some(_) => return None,
            None if is_events => (event(lowering, Some(schema), (shape_name, span)), Traits::default()),
            None => item_target(lowering, schema, shape_name),
        },
        (None, None) if is_events => (event(lowering, None, (shape_name, span)), Traits::default()),
        (None, None) => (prelude(ShapeType::Document), Traits::default()),
    };
    let list = list_of(lowering, span, (target, traits), shape_name);
    let mut member = Member::new(name, Target { id: list, span }, span);
    if reading == Reading::Streamed {
        put_text(&mut member.traits, trait_id::OPENAPI_SEQUENCE, kind, span);
    }
    Some(member)
}

/// What a value of a sequence is.
fn item_target<'d>(lowering: &mut Lowering<'d, '_>, item: At<'d>, shape_name: &str) -> (ShapeId, Traits) {
    let used = lowering.element(item, &format!("{shape_name}Item"));
    (used.target, used.traits)
}

/// The schema of the elements, if a schema is that of an array.
fn items<'d>(lowering: &mut Lowering<'d, '_>, schema: At<'d>) -> Option<At<'d>> {
    let view = lowering.view(schema);
    if view.declared()?.single() != Some(JsonType::Array) {
        return None;
    }
    view.all(Keyword::Items).next().map(|(part, node)| part.at.with(node))
}

/// An event of which at most the data is described.
fn event<'d>(lowering: &mut Lowering<'d, '_>, schema: Option<At<'d>>, (shape_name, span): (&str, Span)) -> ShapeId {
    let id = lowering.claim(&format!("{shape_name}Event"));
    let mut event = Shape::new(id.clone(), ShapeType::Structure, span);
    let mut data = match schema.filter(|schema| !is_any_text(lowering, *schema)) {
        Some(schema) => described_data(lowering, schema, shape_name),
        None => Member::new("data", Target { id: prelude(ShapeType::String), span }, span),
    };
    mark(&mut data.traits, trait_id::REQUIRED, span);
    event.members.push(data);
    for name in ["event", "id", "retry"] {
        let shape_type = if name == "retry" { ShapeType::Long } else { ShapeType::String };
        event.members.push(Member::new(name, Target { id: prelude(shape_type), span }, span));
    }
    lowering.insert(event);
    id
}

/// Whether a schema says no more than that there is text.
fn is_any_text<'d>(lowering: &mut Lowering<'d, '_>, schema: At<'d>) -> bool {
    let view = lowering.view(schema);
    let is_text = view.declared().is_some_and(|types| types.single() == Some(JsonType::String));
    is_text && view.structure().all(|(_, keyword, _)| matches!(keyword, Keyword::Type | Keyword::Format))
}

/// The data of events by a schema that is meant for it: text, or a value of JSON.
fn described_data<'d>(lowering: &mut Lowering<'d, '_>, schema: At<'d>, shape_name: &str) -> Member {
    let span = schema.node.span;
    let help = "describe the events with `itemSchema` (OpenAPI 3.2)";
    let message = "the schema is taken for that of the data of each event";
    lowering.report.note("inferred-events", span, message, help);
    let view = lowering.view(schema);
    let is_text = view.declared().is_some_and(|types| types.single() == Some(JsonType::String));
    let used = lowering.reference(schema, &format!("{shape_name}Data"));
    let mut data = Member::new("data", Target { id: used.target, span }, span);
    data.traits = used.traits;
    if !is_text {
        put_text(&mut data.traits, trait_id::OPENAPI_CONTENT, "application/json", span);
    }
    data
}

fn list_of(lowering: &mut Lowering<'_, '_>, span: Span, (id, traits): (ShapeId, Traits), name: &str) -> ShapeId {
    let list_id = lowering.claim(name);
    let mut list = Shape::new(list_id.clone(), ShapeType::List, span);
    let mut member = Member::new("member", Target { id, span }, span);
    member.traits = traits;
    list.members.push(member);
    lowering.insert(list);
    list_id
}

/// Remembers which schemas are those of events, before they become shapes.
pub(super) fn note_events<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>) {
    let bodies = operation.at.entries("responses").into_iter().map(|entry| &entry.value);
    for body in bodies.chain(operation.at.node.get("requestBody")) {
        let Some(resolved) = lowering.source.resolve(body) else { continue };
        let at = At { node: resolved.node, dialect: resolved.dialect };
        for entry in at.entries("content") {
            let item = at.with(&entry.value).get("itemSchema");
            if let Some(item) = item.filter(|_| essence(&entry.key) == "text/event-stream") {
                note_event(lowering, item);
            }
        }
    }
}

/// An event is of the schema of the item, or of one of the alternatives that it states.
fn note_event<'d>(lowering: &mut Lowering<'d, '_>, item: At<'d>) {
    let view = lowering.view(item);
    let mut schemas: Vec<NodeKey> = view.parts.iter().map(|part| part.at.key()).collect();
    for choice in Choice::of(&lowering.source, &view) {
        schemas.extend(choice.variants.iter().flat_map(|one| one.view.parts.iter().map(|part| part.at.key())));
    }
    lowering.events.extend(schemas);
}
