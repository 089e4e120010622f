//! Cases of event streams.

use ::http::Response;
use bytes::Bytes;
use weland_client::{Call, Config};
use weland_core::{Operation, OperationError, Zero as _};

use super::transport::Wire;
use super::{NO_AUTH, config, describe, read, sendable, token};
use crate::case::{self, EventKind, EventStream, Message};
use crate::events::{self, check_failure, has_events};
use crate::report::{self, Failure, Outcome};
use crate::stream::{block_on, in_pieces};
use crate::{compare, http, params, protocol, transcript};

/// Checks a case of `eventStreamTests`: calls the operation with the params and the request events of the case, compares
/// the frames that the client sends, responds with the response events, and compares what the client reads.
///
/// The call is not signed. If the case says nothing about a response, only the request is compared.
///
/// ```
#[doc = include_str!("../greeter.md")]
/// let case = r#"{
///     "id": "LineIsSent", "protocol": "aws.protocols#restJson1",
///     "events": [{
///         "type": "request",
///         "params": {"line": {"text": "Hello!"}},
///         "headers": {":message-type": {"string": "event"}, ":event-type": {"string": "line"}},
///         "body": "{\"text\": \"Hello!\"}",
///         "bodyMediaType": "application/json"
///     }]
/// }"#;
/// client::event_stream::<Chat>(case, |config, input| Client::new(&SERVICE, &RestJson1, config).call(input));
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the events.
#[track_caller]
pub fn event_stream<O: Operation>(case: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) {
    report::check(O::SCHEMA.name, case, check::<O>(case, call));
}

fn check<O: Operation>(text: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) -> Outcome {
    let case: EventStream = case::read(text)?;
    let response = response::<O>(&case)?;
    let shown = transcript::response(&response);
    let wire = Wire::with_response(response.map(in_pieces));
    let result = block_on(call(settings(&wire, &case)?, input::<O>(&case)?).into_future())?;
    let Some(mut request) = wire.request() else {
        let why = result.err().map_or_else(|| "there is no error".to_owned(), |error| describe(&error));
        return Err(Failure::new(format!("the client sent no request: {why}")));
    };
    token::normalize::<O>(text, input::<O>(&case)?, &mut request);
    sent::<O>(&case, &request)?;
    if !case.mentions(EventKind::Response) && case.failure().is_none() {
        return Ok(());
    }
    received::<O>(&case, result).map_err(|failure| failure.with("The response that was received", shown))
}

fn input<O: Operation>(case: &EventStream) -> Outcome<O::Input> {
    let mut input = sendable::<O>()?;
    if let Some(values) = &case.initial_request_params {
        params::fill(values, &mut input)?;
    }
    events::attach(case.values(EventKind::Request), &mut input)?;
    Ok(input)
}

/// Events cannot be signed.
fn settings(wire: &Wire, case: &EventStream) -> Outcome<Config> {
    let initial = case.initial_request.as_ref();
    let message = Message {
        host: initial.and_then(|request| request.host.clone()),
        auth_scheme: Some(NO_AUTH.to_owned()),
        vendor_params: case.vendor_params.clone(),
        ..Message::default()
    };
    config(wire, &message)
}

/// The response of the case, with the frames of its events.
fn response<O: Operation>(case: &EventStream) -> Outcome<Response<Bytes>> {
    let frames = case.frames(EventKind::Response)?;
    let mut response = match &case.initial_response {
        Some(initial) => http::to_response(initial)?,
        None => http::to_response(&(protocol::rules(&case.protocol)?.response)(O::SCHEMA))?,
    };
    if has_events(O::SCHEMA.output) && response.body().is_empty() {
        events::add_media_type(response.headers_mut());
        *response.body_mut() = frames;
    }
    Ok(response)
}

/// Compares the request, and the events in it.
fn sent<O: Operation>(case: &EventStream, request: &::http::Request<Bytes>) -> Outcome {
    if let Some(initial) = &case.initial_request {
        report::none(http::request(initial, request))
            .map_err(|failure| failure.with("The request that was sent", transcript::request(request)))?;
    }
    if has_events(O::SCHEMA.input) { events::sent(case, EventKind::Request, request.body()) } else { Ok(()) }
}

/// Compares the output, and the events in it.
fn received<O: Operation>(case: &EventStream, result: Result<O::Output, O::Error>) -> Outcome {
    let mut output = match (result, case.failure()) {
        (Ok(output), _) => output,
        (Err(error), Some(expected)) => {
            let shape = error.modeled().map(|error| error.schema().name);
            return check_failure(expected, shape, Some(&describe(&error)));
        }
        (Err(error), None) => return Err(Failure::new(format!("the call failed: {}", describe(&error)))),
    };
    let stream = events::take(&mut output);
    if let Some(values) = &case.initial_response_params {
        let actual = block_on(read(&mut output))??;
        let mut expected = O::Output::zero();
        params::fill(values, &mut expected)?;
        let rules = protocol::rules(&case.protocol)?;
        report::none(compare::structure(rules, values, &mut expected, &actual))?;
    }
    block_on(async { events::drain(stream).await.compare(case, EventKind::Response, &mut O::Output::zero()).await })?
}
