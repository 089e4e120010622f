//! What responses have beside a body: headers and the status.

use std::collections::BTreeMap;

use weland_model::{Entry, Member, Node, NodeKind, ShapeType, Span, Target, trait_id};

use super::Response;
use super::parameter::header_member;
use crate::lower::Lowering;
use crate::lower::apply::{mark, object, put};
use crate::lower::names::{Names, lower_camel, member_name, upper_camel};
use crate::lower::schema::view::At;
use crate::lower::target::prelude;

/// The member that has the status code.
pub(super) fn status_member(span: Span) -> Member {
    let mut member = Member::new("statusCode", Target { id: prelude(ShapeType::Integer), span }, span);
    mark(&mut member.traits, trait_id::HTTP_RESPONSE_CODE, span);
    mark(&mut member.traits, trait_id::REQUIRED, span);
    member
}

/// The headers of responses, as members. A header is there for certain if each response demands it.
pub(super) fn headers<'d>(
    lowering: &mut Lowering<'d, '_>,
    responses: &[Response<'d>],
    names: &mut Names,
    prefix: &str,
) -> Vec<Member> {
    let mut found: BTreeMap<String, Vec<(&Response<'d>, &'d Entry)>> = BTreeMap::new();
    for response in responses {
        for entry in response.at.entries("headers") {
            found.entry(entry.key.to_ascii_lowercase()).or_default().push((response, entry));
        }
    }
    let mut members = Vec::new();
    for (key, with_statuses) in found {
        let entries: Vec<&'d Entry> = with_statuses.iter().map(|(_, entry)| *entry).collect();
        let Some(first) = entries.first() else { continue };
        if key == "content-type" {
            let message = "the header `Content-Type` can't be stated";
            let help = "state media types with `content`; the header is left out";
            lowering.report.note("ignored-header", first.key_span, message, help);
            continue;
        }
        let Some(resolved) = lowering.source.resolve(&first.value) else { continue };
        let at = At { node: resolved.node, dialect: resolved.dialect };
        let name = names.claim(&header_name(&first.key));
        let shape_name = format!("{prefix}{}", upper_camel(&first.key).unwrap_or_default());
        let mut member = header_member(lowering, (&name, &first.key), at, first.key_span, &shape_name);
        presence(lowering, &with_statuses, responses.len(), &mut member);
        for other in entries.iter().skip(1) {
            let Some(resolved) = lowering.source.resolve(&other.value) else { continue };
            let other_at = At { node: resolved.node, dialect: resolved.dialect };
            if other_at.node.get("schema") == at.node.get("schema") {
                continue;
            }
            if value_type(lowering, other_at, &shape_name) == value_type(lowering, at, &shape_name) {
                let effect = "it is read by the schema that another response of the operation has for it";
                lowering.report.behavior_lost(other.key_span, "a second schema of a header", effect);
            } else {
                let effect = "it is text, since another response of the operation has values of another type in it";
                lowering.report.behavior_lost(other.key_span, "the type of a header", effect);
                make_text(&mut member);
            }
        }
        members.push(member);
    }
    members
}

/// Lets a header be absent if it is in one response at least, and notes which ones it is part of.
fn presence<'d>(
    lowering: &Lowering<'d, '_>,
    found: &[(&Response<'d>, &'d Entry)],
    responses: usize,
    member: &mut Member,
) {
    let is_required = |entry: &'d Entry| {
        let resolved = lowering.source.resolve(&entry.value);
        resolved.is_some_and(|it| it.node.get("required").and_then(Node::as_bool) == Some(true))
    };
    let statuses: Vec<_> = found.iter().map(|(response, entry)| (response.status.text(), is_required(entry))).collect();
    let required = statuses.iter().filter(|(_, is_required)| *is_required).count();
    if found.len() == responses && (required == 0 || required == responses) {
        return;
    }
    member.traits.remove(trait_id::REQUIRED);
    let span = member.span;
    let node = |(status, is_required): &(String, bool)| (status.clone(), Node::new(NodeKind::Bool(*is_required), span));
    let statuses: Vec<(String, Node)> = statuses.iter().map(node).collect();
    let statuses = statuses.iter().map(|(status, node)| (&**status, node.clone())).collect();
    put(&mut member.traits, trait_id::OPENAPI_HEADER_OF, object(statuses, span));
}

/// The type of a header's values.
fn value_type<'d>(lowering: &mut Lowering<'d, '_>, header: At<'d>, shape_name: &str) -> Option<ShapeType> {
    let schema = header.get("schema")?;
    Some(lowering.reference(schema, shape_name).shape_type)
}

/// Lets a header be any text.
fn make_text(member: &mut Member) {
    let (span, traits) = (member.target_span, std::mem::take(&mut member.traits));
    *member = Member::new(&*member.name, Target { id: prelude(ShapeType::String), span }, member.span);
    for id in [trait_id::HTTP_HEADER, trait_id::REQUIRED, trait_id::DOCUMENTATION, trait_id::DEPRECATED] {
        if let Some(node) = traits.get(id) {
            put(&mut member.traits, id, node.clone());
        }
    }
}

/// The name of a header's member: `xRateLimit` for `X-Rate-Limit`.
fn header_name(header: &str) -> String {
    if header.contains('-') { lower_camel(header).unwrap_or_default() } else { member_name(&uncapital(header)) }
}

/// The words with a small letter first.
pub(super) fn uncapital(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}
