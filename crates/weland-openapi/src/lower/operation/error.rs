//! Errors: responses that are no success. Operations share those that are the same.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Shape, ShapeId, ShapeType, trait_id};

use super::header::{headers, status_member};
use super::sequence::Reading;
use super::status::Status;
use super::{Errors, Operation, Response, body};
use crate::lower::apply::{number, put, put_text};
use crate::lower::names::{Names, upper_camel};
use crate::lower::schema::view::sorted;
use crate::lower::text::write;
use crate::lower::{Lowering, annotate, service};

/// An error that has been met.
#[derive(Debug)]
pub(super) struct Known {
    id: ShapeId,
    description: Option<String>,
}

/// The error that a response is.
pub(super) fn error<'d>(
    lowering: &mut Lowering<'d, '_>,
    errors: &mut Errors,
    operation: &Operation<'d>,
    response: &Response<'d>,
) -> ShapeId {
    let key = key(lowering, response);
    let description = response.at.node.get_str("description").map(str::to_owned);
    if let Some(known) = errors.known.get(&key) {
        if known.description != description {
            let span = response.at.node.get("description").map_or(response.span, |node| node.span);
            let effect = "the error is described as where it comes first";
            lowering.report.remark_lost(span, "the description of an error that several operations share", effect);
        }
        return known.id.clone();
    }
    let id = build(lowering, operation, response, errors.usual.contains(&key));
    errors.known.insert(key, Known { id: id.clone(), description });
    id
}

/// What tells errors apart: the status, and what is in them.
pub(super) type Key = (String, String);

fn key(lowering: &Lowering<'_, '_>, response: &Response<'_>) -> Key {
    (response.status.text(), fingerprint(lowering, response))
}

/// Of the errors of each status that have no name in the document, the one that more operations have than any other. It is called
/// after the status: an operation more or less hardly changes which one that is, whereas the first one would be another one with
/// each operation that comes before it.
pub(super) fn usual<'d>(lowering: &Lowering<'d, '_>, failures: impl Iterator<Item = Response<'d>>) -> BTreeSet<Key> {
    let mut uses: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for response in failures.filter(|response| response.component.is_none()) {
        let (status, content) = key(lowering, &response);
        *uses.entry(status).or_default().entry(content).or_default() += 1;
    }
    let most = |(status, uses): (String, BTreeMap<String, usize>)| {
        let most = uses.values().max().copied()?;
        let mut usual = uses.into_iter().filter(|(_, count)| *count == most);
        let (content, _) = usual.next()?;
        usual.next().is_none().then_some((status, content))
    };
    uses.into_iter().filter_map(most).collect()
}

fn build<'d>(
    lowering: &mut Lowering<'d, '_>,
    operation: &Operation<'d>,
    response: &Response<'d>,
    is_usual: bool,
) -> ShapeId {
    let words = name(lowering, operation, response, is_usual);
    let name = lowering.names.claim_first(&words);
    let id = lowering.id(&name);
    let span = response.span;
    let mut shape = Shape::new(id.clone(), ShapeType::Structure, span);
    let is_client = response.status.class().is_some_and(|class| class < 5);
    put_text(&mut shape.traits, trait_id::ERROR, if is_client { "client" } else { "server" }, span);
    match response.status {
        Status::Code(code) if code >= 400 => {
            put(&mut shape.traits, trait_id::HTTP_ERROR, number(i64::from(code), span))
        }
        status => put_text(&mut shape.traits, trait_id::OPENAPI_STATUS, &status.text(), span),
    }
    service::description(response.at.node, &mut shape.traits);
    annotate::extensions(response.at.node, &mut shape.traits);
    let mut names = Names::default();
    names.claim("body");
    names.claim("statusCode");
    shape.members = headers(lowering, std::slice::from_ref(response), &mut names, &name);
    shape.members.extend(body::member(lowering, ("body", span), response.at, (&format!("{name}Body"), Reading::Whole)));
    if !matches!(response.status, Status::Code(_)) {
        shape.members.push(status_member(span));
    }
    shape.members.sort_by(|a, b| a.name.cmp(&b.name));
    lowering.insert(shape);
    id
}

/// Names for an error, the best one first.
fn name(
    lowering: &Lowering<'_, '_>,
    operation: &Operation<'_>,
    response: &Response<'_>,
    is_usual: bool,
) -> Vec<String> {
    let words = match response.status {
        Status::Default => "DefaultError".to_owned(),
        status => status.words(),
    };
    if let Some(name) = response.component.as_deref().and_then(upper_camel) {
        let with_error = format!("{name}Error");
        return vec![name.clone(), with_error, format!("{name}{words}")];
    }
    if is_usual {
        let with_error = if words.ends_with("Error") { format!("{words}Response") } else { format!("{words}Error") };
        return vec![words, with_error];
    }
    let by_operation = format!("{}{words}", operation.name);
    match body_name(lowering, response) {
        Some(body) => vec![format!("{words}{body}"), by_operation],
        None => vec![by_operation],
    }
}

/// The name of the schema of the body, if it has one.
fn body_name(lowering: &Lowering<'_, '_>, response: &Response<'_>) -> Option<String> {
    let content = response.at.node.get("content").map(sorted).unwrap_or_default();
    let schema = content.first()?.value.get("schema")?;
    let reference = schema.get_str("$ref")?;
    lowering.source.target(reference, schema.span.file)?;
    upper_camel(reference.rsplit(['/', '#']).next()?)
}

/// What makes two responses the same error: all but their descriptions.
fn fingerprint(lowering: &Lowering<'_, '_>, response: &Response<'_>) -> String {
    let file = lowering.source.file_of(response.at.node).index();
    let mut text = format!("{file}:{}", response.component.as_deref().unwrap_or_default());
    for entry in sorted(response.at.node) {
        if &*entry.key != "description" && &*entry.key != "links" {
            text.push_str(&entry.key);
            write(&entry.value, &mut text);
        }
    }
    text
}
