//! Cases for servers.
//!
//! No sockets are opened: requests go straight to the router. `router` makes the router of the service, whose operations
//! are to be handled by the [`Recorder`] that it gets.

mod events;
mod recorder;

use ::http::HeaderValue;
use ::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use bytes::Bytes;
use tower_service::Service as _;
use weland_core::{Operation, OperationError, Zero as _};
use weland_pattern::Pattern;
use weland_protocol::{Body, has_stream};
use weland_server::Router;

pub use self::events::event_stream;
pub use self::recorder::Recorder;
use crate::case::{self, BodyAssertion, Malformed, MalformedResponse, Message};
use crate::report::{self, Difference, Failure, Outcome};
use crate::stream::{block_on, in_pieces};
use crate::{body, compare, http, params, protocol, template, transcript};

/// Checks a case of `httpRequestTests`: sends the request of the case and compares the input that the handler gets with
/// its params.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "GreetsByName", "protocol": "aws.protocols#restJson1",
///     "method": "GET", "uri": "/greetings/Ada", "params": {"name": "Ada"}
/// }"#;
/// server::request::<Greet>(case, router);
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the request.
#[track_caller]
pub fn request<O: Operation>(case: &str, router: impl FnOnce(Recorder) -> Router) {
    report::check(O::SCHEMA.name, case, check_request::<O>(case, router));
}

/// Checks a case of `httpResponseTests` of an operation: lets it succeed with the params of the case and compares the
/// response.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "GreetingIsSent", "protocol": "aws.protocols#restJson1", "code": 200,
///     "body": "{\"greeting\": \"Hello!\"}", "bodyMediaType": "application/json", "params": {"greeting": "Hello!"}
/// }"#;
/// server::response::<Greet>(case, router);
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the response.
#[track_caller]
pub fn response<O: Operation>(case: &str, router: impl FnOnce(Recorder) -> Router) {
    report::check(O::SCHEMA.name, case, check_response::<O>(case, None, router));
}

/// Checks a case of `httpResponseTests` of an error: lets the operation fail with the error of the shape with this name,
/// with the params of the case, and compares the response.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "StrangerIsSent", "protocol": "aws.protocols#restJson1", "code": 404,
///     "headers": {"X-Amzn-Errortype": "Stranger"}, "params": {"message": "Who?"}
/// }"#;
/// server::error::<Greet>(case, "Stranger", router);
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the response.
#[track_caller]
pub fn error<O: Operation>(case: &str, shape: &str, router: impl FnOnce(Recorder) -> Router) {
    report::check(O::SCHEMA.name, case, check_response::<O>(case, Some(shape), router));
}

/// Checks a case of `httpMalformedRequestTests`: sends the request of the case and compares the response. `row` is the
/// position in the lists of `testParameters` whose values are put in; 0 if the case has no parameters.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "OnlyGet", "protocol": "aws.protocols#restJson1",
///     "request": {"method": "$method:L", "uri": "/greetings/Ada"},
///     "response": {"code": 405, "headers": {"Allow": "GET, HEAD"}},
///     "testParameters": {"method": ["PUT", "DELETE"]}
/// }"#;
/// for row in 0..2 {
///     server::malformed::<Greet>(case, row, router);
/// }
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, the request and the response.
#[track_caller]
pub fn malformed<O: Operation>(case: &str, row: usize, router: impl FnOnce(Recorder) -> Router) {
    report::check(O::SCHEMA.name, case, check_malformed::<O>(case, row, router));
}

fn check_request<O: Operation>(text: &str, router: impl FnOnce(Recorder) -> Router) -> Outcome {
    let case = case::read::<Message>(text)?.with_label_in_path(O::SCHEMA);
    let rules = protocol::rules(&case.protocol)?;
    let complete = |headers: &mut _| (rules.complete)(O::SERVICE, O::SCHEMA, headers);
    let mut request = http::to_request(&case, complete)?;
    if let Some(body) = (rules.open_body)(O::SERVICE, O::SCHEMA).filter(|_| case.body.is_none()) {
        // It is not encoded, whatever the case says of the one that it leaves open.
        request.headers_mut().remove(CONTENT_ENCODING);
        request.headers_mut().entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(protocol::FORM));
        *request.body_mut() = body.into();
    }
    http::fit_checksums(&mut request);
    let shown = transcript::request(&request);
    let show = |failure: Failure| failure.with("The request that was received", shown.clone());
    let recorder = Recorder::default();
    let response = send::<O>(router(recorder.clone()), request)?;
    let received = recorder.received::<O>(&response).map_err(show)?;
    let mut expected = O::Input::zero();
    params::fill_received(&case.params, &mut expected)?;
    report::none(compare::input(&case, &mut expected, &received.input)?).map_err(show)
}

fn check_response<O: Operation>(text: &str, error: Option<&str>, router: impl FnOnce(Recorder) -> Router) -> Outcome {
    let case: Message = case::read(text)?;
    let result = match error {
        None => {
            let mut output = O::Output::zero();
            params::fill(&case.params, &mut output)?;
            Ok(output)
        }
        Some(shape) => Err(named::<O>(case::shape_name(shape), &case)?),
    };
    let response = router(Recorder::default()).response::<O>(result);
    let shape = error.map(case::shape_name);
    let schema = O::SCHEMA.errors.iter().copied().find(|schema| Some(schema.name) == shape);
    let rules = protocol::rules(&case.protocol)?;
    let mut case = rules.without_foreign(case, schema);
    let mut response = collect(response)?;
    if !rules.foreign_elements.is_empty() {
        let without = |bytes: &[u8]| body::without_elements(bytes, rules.foreign_elements);
        case.body = case.body.map(|body| String::from_utf8_lossy(&without(body.as_bytes())).into_owned());
        *response.body_mut() = without(response.body()).into();
    }
    report::none(http::response(&case, &response))
        .map_err(|failure| failure.with("The response that was sent", transcript::response(&response)))
}

/// The error of a shape, with the params of a case.
fn named<O: Operation>(shape: &str, case: &Message) -> Outcome<O::Error> {
    let unknown = || Failure::new(format!("`{shape}` is not an error of the operation"));
    let mut error = empty_error::<O>(shape).ok_or_else(unknown)?;
    params::fill(&case.params, error.modeled_mut().ok_or_else(unknown)?)?;
    Ok(error)
}

/// The error of a shape, without members; `None` if it is not an error of the operation.
fn empty_error<O: Operation>(shape: &str) -> Option<O::Error> {
    let schema = O::SCHEMA.errors.iter().find(|error| error.name == shape)?;
    O::Error::with_schema(schema)
}

fn check_malformed<O: Operation>(text: &str, row: usize, router: impl FnOnce(Recorder) -> Router) -> Outcome {
    let case: Malformed = case::read(&template::expand(text, row)?)?;
    // What is malformed may just be that something is missing.
    let request = http::exact_request(&case.request)?;
    let shown = transcript::request(&request);
    let response = send::<O>(router(Recorder::default()), request)?;
    report::none(compare_malformed(&case.response, &response)?).map_err(|failure| {
        let failure = match template::parameters(text, row) {
            Some(parameters) => failure.with("The parameters of the case", parameters),
            None => failure,
        };
        failure
            .with("The request that was received", shown)
            .with("The response that was sent", transcript::response(&response))
    })
}

/// Compares the response to a malformed request.
fn compare_malformed(case: &MalformedResponse, response: &::http::Response<Bytes>) -> Outcome<Vec<Difference>> {
    let mut differences: Vec<Difference> = http::status(case.code, response).into_iter().collect();
    differences.extend(http::expected_headers(&case.headers, response.headers()));
    match case.body.as_ref().map(|body| (&body.assertion, &*body.media_type)) {
        None => {}
        Some((BodyAssertion::Contents(contents), media_type)) => {
            differences.extend(body::compare(contents, Some(media_type), response.body()));
        }
        Some((BodyAssertion::MessageRegex(source), media_type)) => {
            let pattern = Pattern::new(source)
                .map_err(|error| Failure::new(format!("the pattern of the case cannot be used: {error}")))?;
            let message = body::error_message(response.body(), media_type);
            if !message.as_deref().is_some_and(|message| pattern.is_match(message)) {
                let actual = message.unwrap_or_else(|| "(missing)".to_owned());
                differences.push(Difference::new("the message in the body", format!("matches {source}"), actual));
            }
        }
    }
    Ok(differences)
}

/// Sends a request to a router.
fn send<O: Operation>(mut router: Router, request: ::http::Request<Bytes>) -> Outcome<::http::Response<Bytes>> {
    let body = |bytes: Bytes| if has_stream(O::SCHEMA.input) { in_pieces(bytes) } else { Body::from(bytes) };
    let response = router.call(request.map(body));
    match block_on(response)? {
        Ok(response) => collect(response),
        Err(never) => match never {},
    }
}

/// Reads a response to its end.
fn collect(response: ::http::Response<Body>) -> Outcome<::http::Response<Bytes>> {
    block_on(http::receive_response(response))?
        .map_err(|error| Failure::new(format!("the response cannot be read: {error}")))
}
