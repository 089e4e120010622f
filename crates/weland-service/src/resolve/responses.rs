//! The responses of operations.

use std::collections::BTreeSet;

use weland_model::Shape as ModelShape;
use weland_model::query::http::{HttpBinding, StatusRange};
use weland_model::query::{http, operations};

use super::Resolver;
use crate::operation::{Outcome, Response};
use crate::shape::{Member, Shape, ShapeKind, UnionEncoding};
use crate::shape_index::ShapeIndex;

/// The response of success, then those of the errors of the operation and the service, by name.
pub(super) fn responses(
    resolver: &Resolver<'_, '_>,
    operation: &ModelShape,
    output: Option<ShapeIndex>,
    shapes: &[Shape],
) -> Vec<Response> {
    let status = http::operation(&operation.traits).map_or(200, |http| http.status);
    let by_status = output.map(|index| successes(shapes, index)).unwrap_or_default();
    let success = Response {
        outcome: Outcome::Success,
        status: StatusRange::Code(status),
        shape: output,
        media_type: output.and_then(|index| media_type(shapes, index)),
    };
    let successes = if by_status.is_empty() { vec![success] } else { by_status };
    let targets = operations::errors(resolver.service, operation);
    let errors: BTreeSet<ShapeIndex> = targets.filter_map(|target| resolver.index.get(&target.id).copied()).collect();
    let failure = |index: ShapeIndex| Response {
        outcome: Outcome::Failure,
        status: error_status(shapes, index),
        shape: Some(index),
        media_type: media_type(shapes, index),
    };
    successes.into_iter().chain(errors.into_iter().map(failure)).collect()
}

/// The responses of an output whose body is a union by status: one for each of its members.
fn successes(shapes: &[Shape], output: ShapeIndex) -> Vec<Response> {
    let payload = shapes[output.0].members().find(|member| member.binding == HttpBinding::Payload);
    let body = payload.map(|member| &shapes[member.target.0]);
    let Some(body) =
        body.filter(|body| matches!(body.kind, ShapeKind::Union { encoding: UnionEncoding::ByStatus, .. }))
    else {
        return Vec::new();
    };
    let response = |member: &Member| Response {
        outcome: Outcome::Success,
        status: member.statuses.unwrap_or(StatusRange::Default),
        shape: Some(output),
        media_type: member.content.clone(),
    };
    body.members().map(response).collect()
}

/// What is listed as an error without being one counts as a failure of the server.
fn error_status(shapes: &[Shape], index: ShapeIndex) -> StatusRange {
    match &shapes[index.0].kind {
        ShapeKind::Structure { error: Some(error), .. } => error.statuses,
        _ => StatusRange::Code(500),
    }
}

/// The media type that the payload of a structure states.
fn media_type(shapes: &[Shape], structure: ShapeIndex) -> Option<String> {
    let payload = shapes[structure.0].members().find(|member| member.binding == HttpBinding::Payload)?;
    payload.content.clone().or_else(|| shapes[payload.target.0].media_type.clone())
}
