//! The examples of `docs/migrating-from-aws-sdk.md`, compiled, and run where they need no service.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::time::Duration;

use weland_credentials::Chain;
use weland_lambda_client::types::{
    CreateFunctionRequest, CreateFunctionRequired, FunctionCode, GetFunctionError, GetFunctionRequired, Runtime,
};
use weland_lambda_client::{CallError, Client, Config};

fn client() -> Client {
    let config = Config::from_env()
        .credentials(Chain::from_env())
        .region("eu-central-1")
        .timeout(Duration::from_secs(30))
        .max_attempts(5);
    Client::new(config)
}

/// Says what became of a function.
async fn state(client: &Client) -> Result<String, GetFunctionError> {
    match client.get_function(GetFunctionRequired { function_name: "thumbnails".into() }).await {
        Ok(function) => {
            let runtime = function.configuration.and_then(|it| it.runtime);
            Ok(runtime.map_or("none".to_owned(), |runtime| runtime.as_str().to_owned()))
        }
        Err(GetFunctionError::ResourceNotFoundException(_)) => Ok("missing".to_owned()),
        Err(error) if error.is_throttling() => Ok("ask later".to_owned()),
        Err(error) => {
            let (code, id) = (error.error_code(), error.call_metadata().request_id());
            println!("{code:?} {id:?}: {error}");
            Err(error)
        }
    }
}

fn new_function() -> CreateFunctionRequest {
    CreateFunctionRequest::new(CreateFunctionRequired {
        function_name: "thumbnails".into(),
        role: "arn:aws:iam::123456789012:role/lambda".into(),
        code: FunctionCode::new().s3_bucket("code").s3_key("thumbnails.zip"),
    })
    .runtime(Runtime::Nodejs20X)
    .memory_size(512)
}

async fn create(client: &Client) -> Result<(), weland_lambda_client::Error> {
    let call = client.create_function(new_function());
    // What `customize().config_override(…)` does: settings of this call alone.
    let created = call.timeout(Duration::from_secs(5)).max_attempts(1).header("x-team", "images").await?;
    println!("{:?}", created.function_arn);
    Ok(())
}

use weland_lambda_client::types::{ListFunctionsError, ListFunctionsRequest};

async fn names(client: &Client) -> Result<Vec<String>, ListFunctionsError> {
    let mut names = Vec::new();
    let mut functions = client.list_functions(ListFunctionsRequest::new().max_items(50)).items();
    while let Some(function) = functions.next().await {
        names.extend(function?.function_name);
    }
    Ok(names)
}

async fn ready(client: &Client) -> bool {
    let input = GetFunctionRequired { function_name: "thumbnails".into() };
    client.wait_function_active_v2(input, Duration::from_secs(60)).await.is_ok()
}

use weland_lambda_client::types::{
    InvokeWithResponseStreamRequest, InvokeWithResponseStreamRequired, InvokeWithResponseStreamResponseEvent as Event,
};

async fn stream(client: &Client) -> Result<Vec<u8>, weland_lambda_client::Error> {
    let required = InvokeWithResponseStreamRequired { function_name: "thumbnails".into() };
    let input = InvokeWithResponseStreamRequest::new(required).payload("{}");
    let mut response = client.invoke_with_response_stream(input).await?;
    let mut bytes = Vec::new();
    while let Some(event) = response.event_stream.next().await {
        match event.map_err(weland_lambda_client::OtherError::from)? {
            Event::PayloadChunk(chunk) => bytes.extend_from_slice(&chunk.payload.unwrap_or_default()),
            Event::InvokeComplete(_) => break,
            // An event that is newer than this program.
            _ => {}
        }
    }
    Ok(bytes)
}

use weland_lambda_client::OtherError;
use weland_lambda_client::weland_client::hooks::{Attempt, CallContext, CallSummary, Hook};
use weland_lambda_client::weland_client::http;

struct Trace;

impl Hook for Trace {
    fn before_attempt(
        &self,
        attempt: &Attempt,
        request: &mut http::request::Parts,
        _: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        request.headers.insert("x-attempt", attempt.number.into());
        Ok(())
    }

    fn after_call(&self, call: &CallContext, summary: &CallSummary, _: Result<&http::response::Parts, &OtherError>) {
        println!("{}: {} attempts", call.operation.name, summary.attempts);
    }
}

fn traced() -> Client {
    Client::new(Config::from_env().hook(Trace))
}

use weland_lambda_client::Credentials;
use weland_lambda_client::weland_client::{TlsConfig, TlsConfigError};

fn in_house(roots: &str) -> Result<Client, TlsConfigError> {
    let config = Config::new()
        .region("eu-central-1")
        .endpoint("https://lambda.internal:8443")
        // A provider is a value or a closure; what expires is kept and renewed.
        .credentials(|| async { Ok(Credentials::new("AKIDEXAMPLE", "secret").with_session_token("token")) })
        .tls(TlsConfig::new().roots_from_pem(roots)?)
        .connect_timeout(Duration::from_secs(2))
        .first_byte_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(10))
        .max_connections_per_host(50)
        .app_name("thumbnails");
    Ok(Client::new(config))
}

async fn link(client: &Client) -> Result<String, OtherError> {
    let call = client.get_function(GetFunctionRequired { function_name: "thumbnails".into() });
    let request = call.presign(Duration::from_secs(15 * 60)).await?;
    Ok(request.uri().to_string())
}

use weland_lambda_client::weland_client::testing::{Exchange, Replay};

#[tokio::test]
async fn a_function_that_is_not_there_is_missing() {
    let response = Exchange::respond(404, r#"{"Message":"no"}"#);
    let replay = Replay::new([response.header("x-amzn-errortype", "ResourceNotFoundException")]);
    let config = Config::new().endpoint("http://test").unsigned().transport(replay.transport());
    assert_eq!(state(&Client::new(config)).await.unwrap(), "missing");
    replay.finish().unwrap();
}

fn replaying(exchanges: impl IntoIterator<Item = Exchange>) -> (Client, Replay) {
    let replay = Replay::new(exchanges);
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .jitter(|| 0.0)
        .transport(replay.transport());
    (Client::new(config), replay)
}

#[tokio::test]
async fn inputs_are_sent_with_the_settings_of_a_call() {
    let (client, replay) = replaying([Exchange::respond(201, r#"{"FunctionArn":"arn"}"#)]);
    create(&client).await.unwrap();
    let request = &replay.requests()[0];
    assert_eq!(request.headers()["x-team"], "images");
    let sent = String::from_utf8(request.body().to_vec()).unwrap();
    assert!(sent.contains(r#""MemorySize":512"#) && sent.contains(r#""Runtime":"nodejs20.x""#), "{sent}");
    let (client, _) = replaying([Exchange::respond(400, "{}").header("x-amzn-errortype", "ThrottlingException")]);
    assert!(create(&client).await.unwrap_err().is_throttling());
}

#[tokio::test]
async fn pages_are_read_to_the_last() {
    let (client, replay) = replaying([
        Exchange::respond(200, r#"{"Functions":[{"FunctionName":"a"}],"NextMarker":"m"}"#),
        Exchange::respond(200, r#"{"Functions":[{"FunctionName":"b"}]}"#)
            .expecting("GET", "/2015-03-31/functions/?Marker=m&MaxItems=50"),
    ]);
    assert_eq!(names(&client).await.unwrap(), ["a", "b"]);
    replay.finish().unwrap();
}

#[tokio::test]
async fn a_waiter_asks_until_the_function_is_there() {
    let state = |state: &str| Exchange::respond(200, format!(r#"{{"Configuration":{{"State":"{state}"}}}}"#));
    assert!(ready(&replaying([state("Active")]).0).await);
    assert!(!ready(&replaying([state("Failed")]).0).await);
}

#[tokio::test]
async fn a_stream_without_events_is_empty() {
    assert_eq!(stream(&replaying([Exchange::respond(200, "")]).0).await.unwrap(), b"");
}

#[tokio::test]
async fn links_are_signed() {
    let link = link(&replaying([]).0).await.unwrap();
    assert!(
        link.starts_with("https://lambda.eu-central-1.amazonaws.com/") && link.contains("X-Amz-Signature="),
        "{link}"
    );
}

#[test]
fn settings_are_refused_that_cannot_be() {
    assert!(in_house("no certificate").is_err());
    // Neither reads anything from the network.
    let _ = (client(), traced());
}

#[test]
fn the_page_shows_this_code() {
    let (page, own) = (include_str!("../../../docs/migrating-from-aws-sdk.md"), include_str!("migration.rs"));
    let examples: Vec<&str> = page.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 7, "{}", examples.len());
    for example in examples {
        assert!(own.contains(example), "not in tests/e2e/tests/migration.rs:\n{example}");
    }
}
