//! What the status of a response stands for.

use weland_core::{OperationSchema, Schema, StatusRange};

/// Whether the operation has succeeded. A status that belongs to nothing in particular is judged by its class.
pub(super) fn is_success(operation: &OperationSchema, status: u16) -> bool {
    let declared = operation.http.map_or(200, |http| http.status);
    let success = (declared == status).then_some(StatusRange::Code(status));
    let failure = error(operation, status).and_then(|error| error.error).map(|error| error.statuses);
    match (success, failure) {
        (Some(success), Some(failure)) => success.precedence() >= failure.precedence(),
        (Some(_), None) => true,
        (None, Some(StatusRange::Default) | None) => (200..300).contains(&status),
        (None, Some(_)) => false,
    }
}

/// The error that stands for a status: the one that names it, or else its class, or else all that is left.
pub(super) fn error(operation: &OperationSchema, status: u16) -> Option<&'static Schema> {
    let mut found: Option<(u8, &'static Schema)> = None;
    for schema in operation.errors.iter().copied() {
        let Some(statuses) = schema.error.map(|error| error.statuses).filter(|it| it.contains(status)) else {
            continue;
        };
        if found.is_none_or(|(best, _)| best < statuses.precedence()) {
            found = Some((statuses.precedence(), schema));
        }
    }
    found.map(|(_, schema)| schema)
}
