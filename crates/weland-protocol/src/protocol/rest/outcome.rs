//! What the status of a response stands for.

use http::StatusCode;
use weland_core::{EncodeError, OperationSchema, Schema, StatusRange, Structure};

use super::payload;
use crate::{binding, response};

/// Whether the operation has succeeded. A status that belongs to nothing in particular is judged by its class.
pub(super) fn is_success(operation: &OperationSchema, status: u16) -> bool {
    let declared = operation.http.map_or(200, |http| http.status);
    let of_body = binding::payload(operation.output).into_iter().flat_map(|(_, member)| payload::statuses(member));
    let successes = of_body.chain([StatusRange::Code(declared)]).filter(|range| range.contains(status));
    let success = successes.max_by_key(|range| range.precedence());
    let failure = error(operation, status).and_then(|error| error.error).map(|error| error.statuses);
    match (success, failure) {
        // Whoever has one description for all responses still tells successes from failures.
        (Some(StatusRange::Default) | None, None | Some(StatusRange::Default)) => match success {
            Some(_) => status < 400,
            None => (200..300).contains(&status),
        },
        (Some(success), Some(failure)) => success.precedence() >= failure.precedence(),
        (Some(_), None) => true,
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

/// The status of a response: that of a member, or else that of the body, or else this one, with what it comes from.
///
/// # Errors
/// When it is not the status of a final response, or none that the body stands for.
pub(super) fn status(
    (name, otherwise): (&str, u16),
    statuses: Option<StatusRange>,
    value: &dyn Structure,
) -> Result<StatusCode, EncodeError> {
    let of_body = match statuses {
        Some(StatusRange::Code(code)) => code,
        Some(StatusRange::Class(digit)) if otherwise / 100 != digit => digit * 100,
        _ => otherwise,
    };
    let status = response::status((name, of_body), value)?;
    let Some(statuses) = statuses else { return Ok(status) };
    let code = status.as_u16();
    let all = binding::payload(value.schema()).into_iter().flat_map(|(_, member)| payload::statuses(member));
    let is_of_another = all.filter(|other| other.contains(code)).any(|it| it.precedence() > statuses.precedence());
    if is_of_another || !statuses.contains(code) {
        let message = format!("the status is {code}, but the body is that of {statuses}");
        return Err(EncodeError::new(message).within(name));
    }
    Ok(status)
}
