//! Cases of event streams.

use bytes::Bytes;
use weland_core::{Operation, OperationError, Zero as _};
use weland_server::Router;

use super::recorder::Recorder;
use super::{collect, send};
use crate::case::{self, EventKind, EventStream, shape_name};
use crate::events::{self, check_failure, has_events};
use crate::report::{self, Failure, Outcome};
use crate::stream::block_on;
use crate::{compare, http, params, protocol, transcript};

/// Checks a case of `eventStreamTests`: sends the request of the case with its request events and compares what the
/// handler reads; then lets the operation succeed with the response events and compares the frames of the response.
///
/// What the case says nothing about is left out.
///
/// ```
#[doc = include_str!("../greeter.md")]
/// let case = r#"{
///     "id": "LineIsReceived", "protocol": "aws.protocols#restJson1",
///     "events": [{
///         "type": "request",
///         "params": {"line": {"text": "Hello!"}},
///         "headers": {":message-type": {"string": "event"}, ":event-type": {"string": "line"}},
///         "body": "{\"text\": \"Hello!\"}",
///         "bodyMediaType": "application/json"
///     }]
/// }"#;
/// server::event_stream::<Chat>(case, router);
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the messages.
#[track_caller]
pub fn event_stream<O: Operation>(case: &str, router: impl FnOnce(Recorder) -> Router) {
    report::check(O::SCHEMA.name, case, check::<O>(case, router));
}

fn check<O: Operation>(text: &str, router: impl FnOnce(Recorder) -> Router) -> Outcome {
    let case: EventStream = case::read(text)?;
    let recorder = Recorder::default();
    let router = router(recorder.clone());
    let has_response = case.mentions(EventKind::Response);
    if case.mentions(EventKind::Request) || !has_response {
        received::<O>(&case, &recorder, router.clone())?;
    }
    if has_response { sent::<O>(&case, &router) } else { Ok(()) }
}

/// Sends the request, and compares what arrives at the handler.
fn received<O: Operation>(case: &EventStream, recorder: &Recorder, router: Router) -> Outcome {
    let rules = protocol::rules(&case.protocol)?;
    let request = request::<O>(case)?;
    let shown = transcript::request(&request);
    let show = |failure: Failure| failure.with("The request that was received", shown.clone());
    let response = send::<O>(router, request)?;
    let received = match (recorder.received::<O>(&response), case.failure()) {
        (Ok(received), _) => received,
        (Err(failure), None) => return Err(show(failure)),
        (Err(_), Some(expected)) => {
            let code = (rules.error_code)(response.headers());
            return check_failure(expected, code, Some(&transcript::response(&response))).map_err(show);
        }
    };
    if let Some(values) = &case.initial_request_params {
        let mut expected = O::Input::zero();
        params::fill_received(values, &mut expected)?;
        report::none(compare::structure(rules, values, &mut expected, &received.input)).map_err(show)?;
    }
    let mut holder = O::Input::zero();
    block_on(received.events.compare(case, EventKind::Request, &mut holder))?.map_err(show)
}

/// The request of the case, with the frames of its events.
fn request<O: Operation>(case: &EventStream) -> Outcome<::http::Request<Bytes>> {
    let frames = case.frames(EventKind::Request)?;
    let rules = protocol::rules(&case.protocol)?;
    let complete = |headers: &mut _| (rules.complete)(O::SERVICE, O::SCHEMA, headers);
    let mut request = match &case.initial_request {
        Some(initial) => http::to_request(initial, complete)?,
        None => http::to_request(&(rules.request)(O::SERVICE, O::SCHEMA), complete)?,
    };
    if has_events(O::SCHEMA.input) && request.body().is_empty() {
        events::add_media_type(request.headers_mut());
        *request.body_mut() = frames;
    }
    Ok(request)
}

/// Compares the response of the operation and the events in it.
fn sent<O: Operation>(case: &EventStream, router: &Router) -> Outcome {
    let response = collect(router.response::<O>(result::<O>(case)?))?;
    if let Some(initial) = &case.initial_response {
        report::none(http::response(initial, &response))
            .map_err(|failure| failure.with("The response that was sent", transcript::response(&response)))?;
    }
    let is_success = response.status().is_success();
    if is_success && has_events(O::SCHEMA.output) {
        events::sent(case, EventKind::Response, response.body())
    } else {
        Ok(())
    }
}

/// The result of the handler: an output with the events of the case, or the error that the case expects.
fn result<O: Operation>(case: &EventStream) -> Outcome<Result<O::Output, O::Error>> {
    let shape = case.failure().and_then(|expected| expected.error_id.as_deref()).map(shape_name);
    let error = shape.filter(|_| case.events(EventKind::Response).is_empty()).and_then(super::empty_error::<O>);
    if let Some(mut error) = error {
        if let (Some(values), Some(modeled)) = (&case.initial_response_params, error.modeled_mut()) {
            params::fill(values, modeled)?;
        }
        return Ok(Err(error));
    }
    let mut output = O::Output::zero();
    if let Some(values) = &case.initial_response_params {
        params::fill(values, &mut output)?;
    }
    events::attach(case.values(EventKind::Response), &mut output)?;
    Ok(Ok(output))
}
