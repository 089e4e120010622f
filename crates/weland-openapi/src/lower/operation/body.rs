//! Bodies of requests and responses.

use weland_model::{Entry, Member, Node, Shape, ShapeId, ShapeType, Span, Target, trait_id};

use super::Operation;
use super::same::without_other_names;
use super::sequence::{Reading, sequence};
use super::status::Status;
use crate::lower::apply::{mark, put_text};
use crate::lower::build::{Annotated, Form, is_multipart, member as schema_member};
use crate::lower::names::{Names, lower_camel, upper_camel};
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::plan::{self, Kind};
use crate::lower::schema::view::{At, Met, View, sorted};
use crate::lower::target::prelude;
use crate::lower::{Lowering, annotate};
use crate::media_type::{essence, is_json};

/// The member for a body, whose media types are in `content`; none if there is no body. Shapes get this name.
pub(super) fn member<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    at: At<'d>,
    (name, reading): (&str, Reading),
) -> Option<Member> {
    let mut member = content(lowering, place, at, (name, reading))?;
    mark(&mut member.traits, trait_id::HTTP_PAYLOAD, place.1);
    Some(member)
}

/// Like [`member`], without saying that it is a body.
pub(super) fn content<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    at: At<'d>,
    (name, reading): (&str, Reading),
) -> Option<Member> {
    let media_types = at.node.get("content").map(sorted).unwrap_or_default();
    let media_types = without_other_names(lowering, media_types);
    match media_types.as_slice() {
        [] => None,
        [one] => Some(of_media_type(lowering, place, one, at, (name, reading))),
        several => {
            let id = by_media_type(lowering, several, at, (name, reading));
            Some(Member::new(place.0, Target { id, span: place.1 }, place.1))
        }
    }
}

/// The union of a body in several media types.
fn by_media_type<'d>(
    lowering: &mut Lowering<'d, '_>,
    all: &[&'d Entry],
    at: At<'d>,
    (name, reading): (&str, Reading),
) -> ShapeId {
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
        let member = of_media_type(lowering, (&member_name, entry.key_span), entry, at, (&shape_name, reading));
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
    (shape_name, reading): (&str, Reading),
) -> Member {
    let node = lowering.source.resolve(&entry.value).map_or(&entry.value, |resolved| resolved.node);
    let at = at.with(node);
    let mut member = match sequence(lowering, (name, span), &entry.key, at, (shape_name, reading)) {
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
    let view = lowering.view(schema);
    if is_multipart(media_type) && has_no_parts(lowering, &view) {
        let effect = "the body is bytes, as they are sent; set its `Content-Type`, with the boundary, beside it";
        lowering.report.behavior_lost(view.span, "what the parts of a body in several parts are", effect);
        return Member::new(place.0, Target { id: prelude(ShapeType::Blob), span: place.1 }, place.1);
    }
    let form = Form::new(lowering, &view, (media_type, at));
    if form.is_usual(&view) {
        let used = lowering.reference(schema, shape_name);
        return schema_member(lowering, place, &view, &used, Annotated::Plain);
    }
    encoded(lowering, place, view, form, shape_name)
}

/// Whether values of a schema can't be written in parts: neither members nor elements are a part each.
fn has_no_parts<'d>(lowering: &Lowering<'d, '_>, view: &View<'d>) -> bool {
    match plan::plan(&lowering.source, view).kind {
        Kind::Structure | Kind::Map | Kind::Document(_) | Kind::Union { .. } => false,
        Kind::Scalar(_) | Kind::Enum { .. } | Kind::IntEnum(_) => true,
        Kind::List => {
            let items = view.all(Keyword::Items).next().map(|(part, node)| part.at.with(node));
            let Some(items) = items.filter(|_| !view.has(Keyword::PrefixItems)) else { return true };
            let items = View::of(&lowering.source, items, &mut Met::default());
            let kind = plan::plan(&lowering.source, &items).kind;
            !matches!(kind, Kind::Structure | Kind::Scalar(_) | Kind::Enum { .. } | Kind::IntEnum(_))
        }
    }
}

fn is_empty(node: &Node) -> bool {
    node.as_bool() == Some(true) || node.as_object().is_some_and(|object| object.is_empty())
}

/// A body whose parts are written in ways of their own: its structure belongs to this body alone.
fn encoded<'d>(
    lowering: &mut Lowering<'d, '_>,
    place: (&str, Span),
    mut view: View<'d>,
    form: Form<'d>,
    shape_name: &str,
) -> Member {
    // The body's own structure, even if the schema has a name.
    for part in &mut view.parts {
        part.is_foreign = false;
    }
    let (used, parts) = form.separate(lowering, &view, shape_name);
    for entry in parts {
        let help = "name a property of the schema";
        let message = format!("the schema has no property `{}`", entry.key);
        lowering.report.warning("encoding-without-property", entry.key_span, message, help);
    }
    let plain = View { parts: Vec::new(), ..view };
    schema_member(lowering, place, &plain, &used, Annotated::Plain)
}

/// Makes shapes of the bodies of something that has no operation, and gives those that are not of the prelude.
pub(super) fn types<'d>(lowering: &mut Lowering<'d, '_>, operation: &Operation<'d>, name: &str) -> Vec<ShapeId> {
    let mut ids = Vec::new();
    let body = operation.at.node.get("requestBody").and_then(|node| lowering.source.resolve(node));
    if let Some(resolved) = body {
        let at = At { node: resolved.node, dialect: resolved.dialect };
        let name = format!("{name}RequestBody");
        ids.extend(content(lowering, ("body", operation.span), at, (&name, Reading::Whole)));
    }
    for entry in operation.at.entries("responses") {
        let (Some(status), Some(resolved)) = (Status::from_key(&entry.key), lowering.source.resolve(&entry.value))
        else {
            continue;
        };
        let at = At { node: resolved.node, dialect: resolved.dialect };
        let name = format!("{name}{}Body", status.words());
        ids.extend(content(lowering, ("body", entry.key_span), at, (&name, Reading::Whole)));
    }
    let targets = ids.into_iter().map(|member| member.target);
    targets.filter(|id| id.namespace() != "smithy.api").collect()
}
