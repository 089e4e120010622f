//! Cases for clients.
//!
//! Each function calls an operation once, through a transport without a network. `call` makes the call: it is given the
//! settings for the client and the input.

mod events;
mod token;
mod transport;

use bytes::Bytes;
use serde_json::Value;
use weland_client::Credentials;
pub use weland_client::{Call, Config};
use weland_core::{Binding, Member, Operation, OperationError, Schema, ShapeType, Structure, Zero as _};
use weland_protocol::{Body, has_stream};

use crate::case::{self, Message};
use crate::report::{self, Failure, Outcome};
use crate::stream::{block_on, in_pieces};
use crate::tree::{Tree, take_bytes};
use crate::{compare, http, params, protocol, transcript};

pub use self::events::event_stream;
use self::transport::Wire;

/// Checks a case of `httpRequestTests`: calls the operation with the params of the case and compares the request that the
/// client sends.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "GreetsByName", "protocol": "aws.protocols#restJson1",
///     "method": "GET", "uri": "/greetings/Ada", "body": "", "params": {"name": "Ada"}
/// }"#;
/// client::request::<Greet>(case, |config, input| Client::new(&SERVICE, &RestJson1, config).call(input));
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the request.
#[track_caller]
pub fn request<O: Operation>(case: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) {
    report::check(O::SCHEMA.name, case, check_request::<O>(case, call));
}

/// Checks a case of `httpResponseTests` of an operation: responds to a call with the response of the case and compares
/// the output with its params.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "GreetingIsRead", "protocol": "aws.protocols#restJson1",
///     "code": 200, "body": "{\"greeting\": \"Hello!\"}", "params": {"greeting": "Hello!"}
/// }"#;
/// client::response::<Greet>(case, |config, input| Client::new(&SERVICE, &RestJson1, config).call(input));
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the response.
#[track_caller]
pub fn response<O: Operation>(case: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) {
    report::check(O::SCHEMA.name, case, check_response::<O>(case, call));
}

/// Checks a case of `httpResponseTests` of an error: responds to a call with the response of the case and compares the
/// error, which has to be of the shape with this name.
///
/// ```
#[doc = include_str!("greeter.md")]
/// let case = r#"{
///     "id": "StrangerIsRead", "protocol": "aws.protocols#restJson1", "code": 404,
///     "headers": {"X-Amzn-Errortype": "Stranger"}, "body": "{\"message\": \"Who?\"}", "params": {"message": "Who?"}
/// }"#;
/// client::error::<Greet>(case, "Stranger", |config, input| Client::new(&SERVICE, &RestJson1, config).call(input));
/// ```
///
/// # Panics
/// When the case fails. The message shows every difference, and the response.
#[track_caller]
pub fn error<O: Operation>(case: &str, shape: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) {
    report::check(O::SCHEMA.name, case, check_error::<O>(case, shape, call));
}

fn check_request<O: Operation>(text: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) -> Outcome {
    let case = case::read::<Message>(text)?.with_label_in_path(O::SCHEMA);
    let wire = Wire::silent();
    let config = config(&wire, &case)?;
    let result = block_on(call(config, input::<O>(&case.params)?).into_future())?;
    let Some(mut request) = wire.request() else {
        let why = result.err().map_or_else(|| "there is no error".to_owned(), |error| describe(&error));
        return Err(Failure::new(format!("the client sent no request: {why}")));
    };
    token::normalize::<O>(text, input::<O>(&case.params)?, &mut request);
    let mut differences = http::request(&case, &request);
    differences.extend(signature(&case, &request));
    report::none(differences)
        .map_err(|failure| failure.with("The request that was sent", transcript::request(&request)))
}

fn check_response<O: Operation>(text: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) -> Outcome {
    let case: Message = case::read(text)?;
    let shown = transcript::response(&http::to_response(&case)?);
    let show = |failure: Failure| failure.with("The response that was received", shown.clone());
    let outcome = call_with_response::<O>(&case, call)?;
    let mut output = outcome.map_err(|error| show(Failure::new(format!("the call failed: {}", describe(&error)))))?;
    let actual = block_on(read(&mut output))?.map_err(show)?;
    let mut expected = O::Output::zero();
    params::fill(&case.params, &mut expected)?;
    let rules = protocol::rules(&case.protocol)?;
    report::none(compare::structure(rules, &case.params, &mut expected, &actual)).map_err(show)
}

fn check_error<O: Operation>(text: &str, shape: &str, call: impl FnOnce(Config, O::Input) -> Call<O>) -> Outcome {
    let case: Message = case::read(text)?;
    let shown = transcript::response(&http::to_response(&case)?);
    let show = |failure: Failure| failure.with("The response that was received", shown.clone());
    let Err(error) = call_with_response::<O>(&case, call)? else {
        return Err(show(Failure::new("the call succeeded, but is to fail")));
    };
    compare_error(&error, shape, &case).map_err(show)
}

/// Calls the operation, and responds with the response of a case.
fn call_with_response<O: Operation>(
    case: &Message,
    call: impl FnOnce(Config, O::Input) -> Call<O>,
) -> Outcome<Result<O::Output, O::Error>> {
    let (parts, bytes) = http::to_response(case)?.into_parts();
    let body = if has_stream(O::SCHEMA.output) { in_pieces(bytes) } else { Body::from(bytes) };
    let wire = Wire::with_response(::http::Response::from_parts(parts, body));
    let config = config(&wire, case)?;
    let result = block_on(call(config, sendable::<O>()?).into_future())?;
    match (wire.request(), &result) {
        (None, Err(error)) => Err(Failure::new(format!("the client sent no request: {}", describe(error)))),
        _ => Ok(result),
    }
}

/// An input with which a call can be made: cases of responses have no input, but the path and the host may need values.
fn sendable<O: Operation>() -> Outcome<O::Input> {
    let mut input = O::Input::zero();
    let host = O::SCHEMA.host_prefix.unwrap_or_default();
    for member in O::SCHEMA.input.members {
        let is_needed = match member.schema.shape_type {
            // Unions hold nothing that could be sent unless they are set.
            ShapeType::Structure | ShapeType::Union => member.required && !member.schema.streaming,
            _ => member.binding == Binding::Label || host.contains(&format!("{{{}}}", member.name)),
        };
        if is_needed {
            params::fill(&serde_json::json!({ member.name: sample(member.schema, 0) }), &mut input)?;
        }
    }
    Ok(input)
}

/// A value of a shape; of a structure, one with what is required.
fn sample(schema: &'static Schema, depth: usize) -> Value {
    let of_member = |member: &'static Member| (member.name.to_owned(), sample(member.schema, depth + 1));
    let members = schema.members.iter();
    match schema.shape_type {
        _ if depth > 16 => Value::Null,
        ShapeType::Structure => members.filter(|member| member.required).map(of_member).collect(),
        ShapeType::Union => members.filter(|member| !member.rest).take(1).map(of_member).collect(),
        ShapeType::List => Value::Array(Vec::new()),
        ShapeType::Map => Value::Object(serde_json::Map::new()),
        ShapeType::Blob | ShapeType::String | ShapeType::Enum => Value::from("label"),
        ShapeType::Timestamp => Value::from(0),
        ShapeType::Boolean => Value::from(true),
        _ => Value::from(1),
    }
}

/// The input with the values of a case.
pub(crate) fn input<O: Operation>(params: &Value) -> Outcome<O::Input> {
    let mut input = O::Input::zero();
    params::fill(params, &mut input)?;
    Ok(input)
}

/// The tree of an output, its stream of bytes included.
pub(crate) async fn read(output: &mut dyn Structure) -> Outcome<Tree> {
    let bytes = match take_bytes(output) {
        Some(stream) => {
            let bytes = stream.collect().await;
            Some(bytes.map_err(|error| Failure::new(format!("the stream cannot be read: {error}")))?)
        }
        None => None,
    };
    Ok(Tree::of(output).with_stream(output, bytes))
}

/// Compares an error with the params of a case.
pub(crate) fn compare_error<E: OperationError>(error: &E, shape: &str, case: &Message) -> Outcome {
    let shape = case::shape_name(shape);
    let actual = error.modeled().filter(|actual| actual.schema().name == shape);
    let Some(actual) = actual else {
        return Err(Failure::new(format!("the error is to be `{shape}`, but is: {}", describe(error))));
    };
    let unknown = || Failure::new(format!("`{shape}` is not an error of the operation"));
    let mut expected = E::with_schema(actual.schema()).ok_or_else(unknown)?;
    let expected = expected.modeled_mut().ok_or_else(unknown)?;
    params::fill(&case.params, expected)?;
    let rules = protocol::rules(&case.protocol)?;
    report::none(compare::structure(rules, &case.params, expected, &Tree::of(actual)))
}

/// An error with its causes.
fn describe(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

const SIGV4: &str = "aws.auth#sigv4";
const NO_AUTH: &str = "smithy.api#noAuth";

/// The settings of a client that sends its requests through `wire`.
pub(crate) fn config(wire: &Wire, case: &Message) -> Outcome<Config> {
    let config = Config::new().transport(wire.transport()).max_attempts(1);
    let config = match case.auth_scheme.as_deref() {
        None | Some(SIGV4) => {
            config.credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
        }
        Some(NO_AUTH) => config.unsigned(),
        Some(other) => return Err(Failure::new(format!("the client has no authentication scheme `{other}`"))),
    };
    Ok(vendor_params(config, case))
}

/// The settings of a client that the official cases for AWS ask for: `scopedConfig` of the shape
/// `aws.protocoltests.config#AwsConfig`. Without them, requests go to the host of the case.
fn vendor_params(config: Config, case: &Message) -> Config {
    let client = &case.vendor_params["scopedConfig"]["client"];
    let flag = |name: &str| client[name].as_bool().unwrap_or(false);
    let region = client["region"].as_str();
    let config = config
        .region(region.unwrap_or("us-east-1"))
        .fips(flag("use_fips_endpoint"))
        .dual_stack(flag("use_dualstack_endpoint"));
    match (&case.host, region) {
        (None, Some(_)) => config,
        (host, _) => config.endpoint(format!("https://{}", host.as_deref().unwrap_or("example.com"))),
    }
}

/// Compares how a request is signed with what the case says, if it does.
fn signature(case: &Message, request: &::http::Request<Bytes>) -> Option<report::Difference> {
    let actual = request.headers().get(::http::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (holds, expected) = match case.auth_scheme.as_deref()? {
        SIGV4 => (actual.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 ")), "a signature of version 4"),
        _ => (actual.is_none(), "(none)"),
    };
    let differ = || report::Difference::new("the header `authorization`", expected, actual.unwrap_or("(missing)"));
    (!holds).then(differ)
}
