//! Bodies of requests and responses.

use weland_model::{Entry, Member, Node, Shape, ShapeId, ShapeType, Span, Target, Traits, trait_id};

use super::Operation;
use super::status::Status;
use crate::lower::apply::{mark, put_text};
use crate::lower::build::{Annotated, member as schema_member, separate};
use crate::lower::names::{Names, lower_camel, upper_camel};
use crate::lower::schema::choice::Choice;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::view::{At, NodeKey, View, sorted};
use crate::lower::target::prelude;
use crate::lower::{Lowering, annotate};
use crate::media_type::{essence, is_json};

/// The member for a body, whose media types are in `content`; none if there is no body. Shapes get this name.
pub(super) fn member<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    at: At<'d>,
    name: &str,
) -> Option<Member> {
    let mut member = content(lowering, place, at, name)?;
    mark(&mut member.traits, trait_id::HTTP_PAYLOAD, place.1);
    Some(member)
}

/// Like [`member`], without saying that it is a body.
pub(super) fn content<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    at: At<'d>,
    name: &str,
) -> Option<Member> {
    let media_types = at.node.get("content").map(sorted).unwrap_or_default();
    match media_types.as_slice() {
        [] => None,
        [one] => Some(of_media_type(lowering, place, one, at, name)),
        several => {
            let id = by_media_type(lowering, several, at, name);
            Some(Member::new(place.0, Target { id, span: place.1 }, place.1))
        }
    }
}

/// The union of a body in several media types.
fn by_media_type<'d>(lowering: &mut Lowering<'d, '_>, all: &[&'d Entry], at: At<'d>, name: &str) -> ShapeId {
    let id = lowering.claim(name);
    let span = all.first().map_or(at.node.span, |entry| entry.key_span);
    let mut shape = Shape::new(id.clone(), ShapeType::Union, span);
    mark(&mut shape.traits, trait_id::OPENAPI_BY_MEDIA_TYPE, span);
    let mut names = Names::default();
    for entry in all {
        let short = short_name(&entry.key);
        let long = lower_camel(entry.key.split(';').next().unwrap_or_default()).unwrap_or_else(|| short.clone());
        let member_name = names.claim_first(&[short, long]);
        let shape_name = format!("{name}{}", upper_camel(&member_name).unwrap_or_default());
        let member = of_media_type(lowering, (&member_name, entry.key_span), entry, at, &shape_name);
        shape.members.push(member);
    }
    lowering.insert(shape);
    id
}

/// A word for a media type: `json` for `application/json`, `problemJson` for `application/problem+json`.
fn short_name(media_type: &str) -> String {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    match (kind, subtype) {
        ("application", "x-www-form-urlencoded" | "www-form-urlencoded") => "form".to_owned(),
        ("multipart", "form-data") => "multipart".to_owned(),
        ("text", "plain") => "text".to_owned(),
        ("application", "octet-stream") => "binary".to_owned(),
        ("text", "event-stream") => "eventStream".to_owned(),
        ("*", "*") => "any".to_owned(),
        (kind, "*") => lower_camel(kind).unwrap_or_else(|| "any".to_owned()),
        (_, subtype) => {
            let last = subtype.rsplit("vnd.").next().unwrap_or(subtype);
            lower_camel(last).unwrap_or_else(|| "other".to_owned())
        }
    }
}

/// The member for a body in one media type.
fn of_media_type<'d>(
    lowering: &mut Lowering<'d, '_>,
    (name, span): (&str, Span),
    entry: &'d Entry,
    at: At<'d>,
    shape_name: &str,
) -> Member {
    let node = lowering.source.resolve(&entry.value).map_or(&entry.value, |resolved| resolved.node);
    let at = at.with(node);
    let mut member = match sequence(lowering, (name, span), &entry.key, at, shape_name) {
        Some(member) => member,
        None => whole(lowering, (name, span), &entry.key, at, shape_name),
    };
    // The body is not a property.
    for id in [trait_id::OPENAPI_READ_ONLY, trait_id::OPENAPI_WRITE_ONLY, trait_id::DEFAULT] {
        member.traits.remove(id);
    }
    put_text(&mut member.traits, trait_id::OPENAPI_CONTENT, &entry.key, entry.key_span);
    annotate::extensions(node, &mut member.traits);
    lowering.named_examples(node, &mut member.traits);
    report_lost(lowering, node);
    member
}

/// Reports what a media type says for which there is no place.
fn report_lost(lowering: &mut Lowering<'_, '_>, node: &Node) {
    let lost = [("description", "the description of a media type", "bodies are described by their schemas")];
    annotate::lost_keys(node, &lost, &mut lowering.report);
    report_positions(lowering, node);
    let encodings = node.get("encoding").map(sorted).unwrap_or_default();
    encodings.iter().for_each(|encoding| report_positions(lowering, &encoding.value));
    for encoding in encodings {
        if let Some(entry) = encoding.value.as_object().and_then(|object| object.entry("encoding")) {
            let effect = "parts are written like other values of their types";
            lowering.report.behavior_lost(entry.key_span, "how the parts of a part are written", effect);
        }
    }
}

/// Reports what is said of parts by their positions.
fn report_positions(lowering: &mut Lowering<'_, '_>, node: &Node) {
    for key in ["prefixEncoding", "itemEncoding"] {
        if let Some(entry) = node.as_object().and_then(|object| object.entry(key)) {
            let effect = "parts are written like other values of their types";
            lowering.report.behavior_lost(entry.key_span, &format!("`{key}`"), effect);
        }
    }
}

/// A body that is one value.
fn whole<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    media_type: &str,
    at: At<'d>,
    shape_name: &str,
) -> Member {
    let schema = at.get("schema").filter(|schema| !is_empty(schema.node) || is_json(media_type));
    let Some(schema) = schema else {
        let essence = essence(media_type);
        let shape_type = match &*essence {
            "application/x-www-form-urlencoded" | "multipart/form-data" => ShapeType::Document,
            _ if is_json(media_type) => ShapeType::Document,
            _ if essence.starts_with("text/") => ShapeType::String,
            _ => ShapeType::Blob,
        };
        if shape_type == ShapeType::Document {
            lowering.report_without_schema("the body", place.1);
        }
        return Member::new(place.0, Target { id: prelude(shape_type), span: place.1 }, place.1);
    };
    let encodings = at.entries("encoding");
    if encodings.is_empty() {
        let used = lowering.reference(schema, shape_name);
        let view = lowering.view(schema);
        return schema_member(lowering, place, &view, &used, Annotated::Plain);
    }
    encoded(lowering, place, schema, &encodings, shape_name)
}

fn is_empty(node: &Node) -> bool {
    node.as_bool() == Some(true) || node.as_object().is_some_and(|object| object.is_empty())
}

/// A body whose parts are written in ways of their own: its structure belongs to this body alone.
fn encoded<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    schema: At<'d>,
    encodings: &[&'d Entry],
    shape_name: &str,
) -> Member {
    let mut view = lowering.view(schema);
    // The body's own structure, even if the schema has a name.
    for part in &mut view.parts {
        part.is_foreign = false;
    }
    let (used, parts) = separate(lowering, &view, shape_name, encodings);
    for entry in parts {
        let help = "name a property of the schema";
        let message = format!("the schema has no property `{}`", entry.key);
        lowering.report.warning("encoding-without-property", entry.key_span, message, help);
    }
    let plain = View { parts: Vec::new(), ..view };
    schema_member(lowering, place, &plain, &used, Annotated::Plain)
}

/// A body that is a sequence of values.
fn sequence<'d>(
    lowering: &mut Lowering<'d, '_>,
    (name, span): (&str, Span),
    media_type: &str,
    at: At<'d>,
    shape_name: &str,
) -> Option<Member> {
    let essence = essence(media_type);
    let kind = match &*essence {
        "text/event-stream" => "serverSentEvents",
        "application/jsonl" | "application/x-ndjson" | "application/x-jsonlines" | "application/ndjson" => "jsonLines",
        "application/json-seq" => "jsonSequence",
        _ => return None,
    };
    let item = match (at.get("itemSchema"), at.get("schema")) {
        (Some(item), _) => item,
        // The schema of a sequence is that of an array of all values.
        (None, Some(schema)) if schema.node.get_str("type") == Some("array") => schema.get("items")?,
        (None, Some(schema)) if kind == "jsonLines" || kind == "jsonSequence" => schema,
        (None, Some(schema)) => return data_only(lowering, (name, span), schema, shape_name),
        (None, None) => return None,
    };
    let element = lowering.element(item, &format!("{shape_name}Item"));
    let list = list_of(lowering, item.node.span, (&element.target, element.traits), shape_name);
    Some(sequence_member((name, span), list, kind))
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

/// Events of which only the data is described.
fn data_only<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    schema: At<'d>,
    shape_name: &str,
) -> Option<Member> {
    let view = lowering.view(schema);
    let is_text = view.declared()?.single() == Some(crate::lower::schema::types::JsonType::String);
    if is_text && view.structure().all(|(_, keyword, _)| matches!(keyword, Keyword::Type | Keyword::Format)) {
        return None;
    }
    let help = "describe the events with `itemSchema` (OpenAPI 3.2)";
    let message = "the schema is taken for that of the data of each event";
    lowering.report.note("inferred-events", schema.node.span, message, help);
    let data = lowering.reference(schema, &format!("{shape_name}Data"));
    let span = schema.node.span;
    let id = lowering.claim(&format!("{shape_name}Event"));
    let mut event = Shape::new(id.clone(), ShapeType::Structure, span);
    let mut member = Member::new("data", Target { id: data.target, span }, span);
    member.traits = data.traits;
    put_text(&mut member.traits, trait_id::OPENAPI_CONTENT, "application/json", span);
    mark(&mut member.traits, trait_id::REQUIRED, span);
    event.members.push(member);
    for name in ["event", "id", "retry"] {
        let shape_type = if name == "retry" { ShapeType::Long } else { ShapeType::String };
        event.members.push(Member::new(name, Target { id: prelude(shape_type), span }, span));
    }
    lowering.insert(event);
    let list = list_of(lowering, span, (&id, Traits::default()), shape_name);
    Some(sequence_member(place, list, "serverSentEvents"))
}

fn list_of(lowering: &mut Lowering<'_, '_>, span: Span, (target, traits): (&ShapeId, Traits), name: &str) -> ShapeId {
    let id = lowering.claim(name);
    let mut list = Shape::new(id.clone(), ShapeType::List, span);
    let mut member = Member::new("member", Target { id: target.clone(), span }, span);
    member.traits = traits;
    list.members.push(member);
    lowering.insert(list);
    id
}

fn sequence_member((name, span): (&str, Span), list: ShapeId, kind: &str) -> Member {
    let mut member = Member::new(name, Target { id: list, span }, span);
    put_text(&mut member.traits, trait_id::OPENAPI_SEQUENCE, kind, span);
    member
}

/// Makes shapes of the bodies of something that has no operation.
pub(super) fn types<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>, name: &str) {
    let body = operation.at.node.get("requestBody").and_then(|node| lowering.source.resolve(node));
    if let Some(resolved) = body {
        let at = At { node: resolved.node, dialect: resolved.dialect };
        content(lowering, ("body", operation.span), at, &format!("{name}RequestBody"));
    }
    for entry in operation.at.entries("responses") {
        let (Some(status), Some(resolved)) = (Status::from_key(&entry.key), lowering.source.resolve(&entry.value))
        else {
            continue;
        };
        let at = At { node: resolved.node, dialect: resolved.dialect };
        content(lowering, ("body", entry.key_span), at, &format!("{name}{}Body", status.words()));
    }
}
