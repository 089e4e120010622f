//! A request whose protocol is known, and what can be responded to it.

use std::sync::Arc;

use http::{Response, StatusCode};
use weland_core::{BoxError, ErrorKind, OperationSchema, OtherError, Schema, StatusRange, Structure};
use weland_protocol::protocol::{INTERNAL_FAILURE, INTERNAL_MESSAGE};
use weland_protocol::{Body, ServerProtocol, member_text};
use weland_validate::Field;

use crate::failure::{Failure, FailureReason};
use crate::handler::{AnyError, ErrorIn, HandlerResult};
use crate::own_error::OwnError;
use crate::own_violation::Wrong;
use crate::routes::Routes;
use crate::settings::Settings;

#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) routes: Arc<Routes>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) protocol: &'static dyn ServerProtocol,
    pub(crate) operation: Option<&'static OperationSchema>,
    pub(crate) id: String,
}

impl Exchange {
    /// The response to an error with this code: in the shape that the model has for it, or else with nothing but a message.
    pub(crate) fn failure(&self, status: u16, code: &str, message: &str) -> Response<Body> {
        let own = self.own_error(code, message, &[]);
        own.unwrap_or_else(|| self.protocol.encode_failure(self.routes.service(), status, code, message, &self.id))
    }

    /// The response to an error in the shape that the model has for its code, if it has one.
    pub(crate) fn own_error(&self, code: &str, message: &str, fields: &[Field]) -> Option<Response<Body>> {
        let error = self.fill(self.routes.find_error(self.operation, code)?, message, fields);
        error.has_room().then(|| self.encode(&error)).flatten()
    }

    fn encode(&self, error: &OwnError<'_>) -> Option<Response<Body>> {
        self.protocol.encode_error(self.routes.service(), error, &self.id).ok()
    }

    fn fill<'a>(&'a self, schema: &'static Schema, message: &'a str, fields: &'a [Field]) -> OwnError<'a> {
        let wrong = Wrong { fields, input: self.operation.map(|operation| operation.input) };
        OwnError { schema, message, wrong, request_id: &self.id }
    }

    /// The status for input that the operation can't take, and the response in the shape that the model has for it, if the
    /// server has what belongs there. That is for protocols that tell errors apart by their statuses.
    pub(crate) fn invalid_input(&self, message: &str, fields: &[Field]) -> (u16, Option<Response<Body>>) {
        let stated = self.operation.filter(|_| self.protocol.has_errors_by_status()).and_then(input_error);
        let Some(schema) = stated else { return (400, None) };
        let error = self.fill(schema, message, fields);
        let response = error.says_enough().then(|| self.encode(&error)).flatten();
        (schema.error.map_or(400, |error| error.status), response)
    }

    /// The response to a request that the server has failed on. The caller is not told why, but whoever operates the server
    /// is.
    pub(crate) fn internal(&self, reason: FailureReason<'_>) -> Response<Body> {
        self.tell(reason);
        let own = self.own_error(INTERNAL_FAILURE, INTERNAL_MESSAGE, &[]);
        own.unwrap_or_else(|| self.protocol.internal_failure(self.routes.service(), &self.id))
    }

    /// The response to what a handler has returned.
    pub(crate) fn result(&self, operation: &OperationSchema, result: HandlerResult) -> Response<Body> {
        match result {
            Ok(mut output) => {
                match self.protocol.encode_response(self.routes.service(), operation, &mut *output, &self.id) {
                    Ok(response) => response,
                    Err(error) => self.internal(FailureReason::Unsendable(&error)),
                }
            }
            Err(error) => self.error(&*error),
        }
    }

    fn error(&self, error: &dyn AnyError) -> Response<Body> {
        let response = match (error.modeled(), error.other()) {
            (Some(modeled), _) => match self.protocol.encode_error(self.routes.service(), modeled, &self.id) {
                Ok(response) => response,
                Err(error) => return self.internal(FailureReason::Unsendable(&error)),
            },
            (None, Some(other)) => return self.other_error(other),
            (None, None) => return self.internal(FailureReason::Error(error.error())),
        };
        if response.status().is_server_error() {
            self.tell(FailureReason::Error(error.error()));
        }
        response
    }

    /// The response to a caller that is refused: in the shape that the model has for the code or, for protocols that tell errors
    /// apart by their statuses, for the status; or else with nothing but a message.
    pub(crate) fn denied(&self, error: &OtherError) -> Response<Body> {
        let Some((status, code)) = told(error) else { return self.internal(FailureReason::Check(error)) };
        let by_status = || {
            let operation = self.operation.filter(|_| self.protocol.has_errors_by_status())?;
            let own = self.fill(error_with(operation, status.as_u16())?, error.message(), &[]);
            own.says_enough().then(|| self.encode(&own)).flatten()
        };
        let own = self.own_error(code, error.message(), &[]).or_else(by_status);
        let mut response = own.unwrap_or_else(|| self.failure(status.as_u16(), code, error.message()));
        *response.status_mut() = status;
        response
    }

    /// The response to an error that the model does not name.
    pub(crate) fn other_error(&self, error: &OtherError) -> Response<Body> {
        let Some((status, code)) = told(error) else {
            return self.internal(FailureReason::Error(error));
        };
        let mut response = self.failure(status.as_u16(), code, error.message());
        // It is the handler's to say, even if the model has another.
        *response.status_mut() = status;
        if status.is_server_error() {
            self.tell(FailureReason::Error(error));
        }
        response
    }

    /// What the caller may know of an error that has ended a stream of the output: its code and its message.
    pub(crate) fn stream_error(error: &BoxError, error_in: ErrorIn) -> Option<(String, String)> {
        let of_operation = error_in(error);
        if let Some(modeled) = of_operation.and_then(AnyError::modeled) {
            return Some((modeled.schema().name.to_owned(), message_of(modeled)));
        }
        let other = of_operation.and_then(AnyError::other).or_else(|| error.downcast_ref());
        let (_, code) = told(other?)?;
        Some((code.to_owned(), other?.message().to_owned()))
    }

    /// Tells whoever operates the server.
    pub(crate) fn tell(&self, reason: FailureReason<'_>) {
        let service = self.routes.service();
        let failure = Failure { service, operation: self.operation, request_id: &self.id, reason };
        self.settings.on_failure.tell(&failure);
    }
}

/// What an error of the model says in words.
fn message_of(error: &dyn Structure) -> String {
    let named = error.schema().members.iter().find(|member| member.name.eq_ignore_ascii_case("message"));
    named.and_then(|member| member_text(error, member.name)).unwrap_or_default()
}

/// The error that an operation has for input that it can't take: the one with status 400, or else 422.
fn input_error(operation: &'static OperationSchema) -> Option<&'static Schema> {
    error_with(operation, 400).or_else(|| error_with(operation, 422))
}

/// The error that an operation has for a status.
fn error_with(operation: &'static OperationSchema, status: u16) -> Option<&'static Schema> {
    let has_status = |error: &&Schema| error.error.is_some_and(|it| it.statuses == StatusRange::Code(status));
    operation.errors.iter().copied().find(has_status)
}

/// Whether an error is meant for callers.
pub(crate) fn is_told(error: &OtherError) -> bool {
    told(error).is_some()
}

/// The status and the code of an error that the handler has returned on purpose. The details of any other error, such as a
/// failed connection to another service, are not for the caller.
fn told(error: &OtherError) -> Option<(StatusCode, &str)> {
    let status = error.status().filter(|status| (400..600).contains(status))?;
    match (error.kind(), StatusCode::from_u16(status), error.code()) {
        (ErrorKind::Service | ErrorKind::NotImplemented, Ok(status), Some(code)) => Some((status, code)),
        _ => None,
    }
}
