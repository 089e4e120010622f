//! The examples of `docs/clients.md`, `docs/servers.md` and `docs/validators.md`, compiled and run.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::net::TcpListener;
use weland_lambda_client::types::{
    AliasConfiguration, GetAliasError, GetAliasRequest, GetAliasRequired, ListFunctionsError, ListFunctionsRequest,
    ResourceNotFoundException,
};
use weland_lambda_client::weland_client::testing::{Exchange, Replay};
use weland_lambda_client::{Client, Config, Credentials, Transport};
use weland_lambda_server::{Context, Lambda, Router, ServerConfig, router};
use weland_lambda_validator::{Validate, validate_json};

async fn live_version(client: &Client) -> Result<Option<String>, GetAliasError> {
    let call = client.get_alias(GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() });
    match call.timeout(Duration::from_secs(5)).await {
        Ok(AliasConfiguration { function_version, .. }) => Ok(function_version),
        Err(GetAliasError::ResourceNotFoundException(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn client() -> Client {
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .timeout(Duration::from_secs(30))
        .max_attempts(5);
    Client::new(config)
}

async fn request_id(client: &Client) -> Result<Option<String>, GetAliasError> {
    let alias = GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() };
    let (_, metadata) = client.get_alias(alias).with_metadata().await?;
    Ok(metadata.request_id().map(str::to_owned))
}

async fn names(client: &Client) -> Result<Vec<String>, ListFunctionsError> {
    let functions = client.list_functions(ListFunctionsRequest::new().max_items(50)).items();
    let functions: Vec<_> = functions.try_collect().await?;
    Ok(functions.into_iter().filter_map(|function| function.function_name).collect())
}

struct OneAlias;

impl Lambda for OneAlias {
    async fn get_alias(&self, input: GetAliasRequest, _: Context) -> Result<AliasConfiguration, GetAliasError> {
        if input.name != "live" {
            let error = ResourceNotFoundException::new().message("no such alias");
            return Err(error.into());
        }
        Ok(AliasConfiguration::new().name(input.name).function_version("7"))
    }
}

async fn run(listener: TcpListener) {
    let config = ServerConfig::new().max_connections(100).shutdown_timeout(Duration::from_secs(10));
    config.serve(listener, router(OneAlias)).await;
}

fn application(failures: Arc<AtomicUsize>) -> Router {
    router(OneAlias).health("/livez", || true).body_limit(1 << 20).on_failure(move |failure| {
        failures.fetch_add(1, Ordering::Relaxed);
        eprintln!("{failure}");
    })
}

fn connected() -> Client {
    let transport = Transport::new(router(OneAlias));
    Client::new(Config::new().endpoint("http://localhost").unsigned().transport(transport))
}

fn complaints() -> [String; 2] {
    let required = GetAliasRequired { function_name: "no spaces, please".into(), name: "live".into() };
    let typed = GetAliasRequest::new(required).validate();
    let json = validate_json("GetAliasRequest", br#"{"FunctionName": "thumbnails"}"#);
    [typed.unwrap_err().aws_lambda(), json.unwrap_err().to_string()]
}

fn places(input: &GetAliasRequest) -> Vec<String> {
    let violations = input.validate().err();
    let violations = violations.iter().flat_map(|violations| violations.list());
    violations.map(|violation| violation.path.to_string()).collect()
}

#[tokio::test]
async fn calls_are_answered_and_have_ids() {
    let client = connected();
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("7"));
    assert!(request_id(&client).await.unwrap().is_some());
}

#[tokio::test]
async fn all_pages_are_read() {
    let page = |names: &[&str], marker: &str| {
        let function = |name: &&str| format!(r#"{{"FunctionName":"{name}"}}"#);
        let functions: Vec<String> = names.iter().map(function).collect();
        Exchange::respond(200, format!(r#"{{"Functions":[{}]{marker}}}"#, functions.join(",")))
    };
    let replay = Replay::new([page(&["a", "b"], r#","NextMarker":"m""#), page(&["c"], "")]);
    let config = Config::new().endpoint("http://test").unsigned().transport(replay.transport());
    assert_eq!(names(&Client::new(config)).await.unwrap(), ["a", "b", "c"]);
    replay.finish().unwrap();
}

#[tokio::test]
async fn the_server_serves() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(run(listener));
    let client = Client::new(Config::new().endpoint(endpoint).unsigned());
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("7"));
    server.abort();
}

#[tokio::test]
async fn failures_are_told_to_the_hook() {
    let failures = Arc::new(AtomicUsize::new(0));
    let transport = Transport::new(application(Arc::clone(&failures)));
    let client = Client::new(Config::new().endpoint("http://test").unsigned().transport(transport).max_attempts(1));
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("7"));
    assert_eq!(failures.load(Ordering::Relaxed), 0);
    // An operation that isn't implemented has a status of 501.
    names(&client).await.unwrap_err();
    assert_eq!(failures.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn settings_are_those_of_the_client() {
    let call = client().get_alias(GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() });
    let request = call.presign(Duration::from_secs(60)).await.unwrap();
    let uri = request.uri().to_string();
    assert!(uri.starts_with("https://lambda.eu-central-1.amazonaws.com/") && uri.contains("AKIDEXAMPLE"), "{uri}");
}

#[test]
fn the_validator_says_what_is_wrong_and_where() {
    let [typed, json] = complaints();
    assert!(typed.starts_with("1 validation error detected: Value 'no spaces, please' at 'functionName'"), "{typed}");
    assert!(json.contains("Name"), "{json}");
    let input = GetAliasRequest::new(GetAliasRequired { function_name: " ".into(), name: "a b".into() });
    assert_eq!(places(&input), ["/FunctionName", "/Name"]);
}

#[test]
fn the_pages_show_this_code() {
    let own = include_str!("pages.rs");
    let pages = [
        include_str!("../../../docs/clients.md"),
        include_str!("../../../docs/servers.md"),
        include_str!("../../../docs/validators.md"),
    ];
    let mut count = 0;
    for page in pages {
        for rest in page.split("```rust\n").skip(1) {
            let example = rest.split("```").next().unwrap();
            assert!(own.contains(example), "not in tests/e2e/tests/pages.rs:\n{example}");
            count += 1;
        }
    }
    assert_eq!(count, 10);
}

/// The program that the example is from has tests of its own.
#[test]
fn the_page_about_axum_shows_the_program() {
    let (page, program) = (include_str!("../../../docs/axum.md"), include_str!("../../../examples/axum/src/lib.rs"));
    let example = page.split_once("```rust\n").unwrap().1.split("```").next().unwrap();
    assert!(program.contains(example), "not in examples/axum/src/lib.rs:\n{example}");
}
