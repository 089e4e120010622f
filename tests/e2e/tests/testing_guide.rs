//! The examples of `docs/testing.md`, compiled and run.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use weland_lambda_client::types::{GetAliasError, GetAliasRequired};
use weland_lambda_client::{Client, Config};

/// The version that users are served by, if there is one.
async fn live_version(client: &Client) -> Result<Option<String>, GetAliasError> {
    let alias = GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() };
    match client.get_alias(alias).await {
        Ok(alias) => Ok(alias.function_version),
        Err(GetAliasError::ResourceNotFoundException(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

use weland_lambda_client::weland_client::testing::{Exchange, Replay};

fn connected(replay: &Replay) -> Client {
    let config = Config::new().endpoint("http://test").unsigned().jitter(|| 1.0);
    Client::new(config.transport(replay.transport()))
}

#[tokio::test(start_paused = true)]
async fn a_busy_service_is_asked_again() {
    let path = "/2015-03-31/functions/thumbnails/aliases/live";
    let replay = Replay::new([
        Exchange::not_sent("connection refused"),
        Exchange::respond(503, ""),
        Exchange::respond(200, r#"{"FunctionVersion":"7"}"#).expecting("GET", path),
    ]);
    assert_eq!(live_version(&connected(&replay)).await.unwrap().as_deref(), Some("7"));
    replay.finish().unwrap();
}

#[tokio::test]
async fn no_alias_is_no_version() {
    let replay = Replay::new([
        Exchange::respond(404, r#"{"Message":"no"}"#).header("x-amzn-errortype", "ResourceNotFoundException")
    ]);
    assert_eq!(live_version(&connected(&replay)).await.unwrap(), None);
    assert_eq!(replay.requests()[0].method(), "GET");
}

use std::time::Duration;

use weland_lambda_client::CallError as _;

#[tokio::test(start_paused = true)]
async fn a_silent_service_is_a_timeout() {
    let replay = Replay::new([Exchange::silence()]);
    let alias = GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() };
    let call = connected(&replay).get_alias(alias).timeout(Duration::from_secs(3600));
    assert!(call.await.unwrap_err().is_timeout());
}

use weland_lambda_client::Transport;
use weland_lambda_client::types::{AliasConfiguration, GetAliasRequest};
use weland_lambda_server::{Context, Lambda, router};

struct Version(&'static str);

impl Lambda for Version {
    async fn get_alias(&self, _: GetAliasRequest, _: Context) -> Result<AliasConfiguration, GetAliasError> {
        Ok(AliasConfiguration::new().function_version(self.0))
    }
}

#[tokio::test]
async fn the_version_is_that_of_the_server() {
    let transport = Transport::new(router(Version("8")));
    let client = Client::new(Config::new().endpoint("http://test").unsigned().transport(transport));
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("8"));
}

use weland_lambda_client::weland_client::testing::Recorder;

#[tokio::test(start_paused = true)]
async fn what_was_recorded_is_replayed() {
    let path = std::env::temp_dir().join(format!("weland-guide-{}.jsonl", std::process::id()));
    let config = Config::new().endpoint("http://test").unsigned();

    // Once, with the real service; here, it is the server from above.
    let recorder = Recorder::create(&path, Transport::new(router(Version("8")))).unwrap();
    let client = Client::new(config.clone().transport(recorder.transport()));
    live_version(&client).await.unwrap();
    assert_eq!(recorder.finish().unwrap(), 1);

    // In each test.
    let replay = Replay::from_file(&path).unwrap();
    let client = Client::new(config.transport(replay.transport()));
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("8"));
    replay.finish().unwrap();
    std::fs::remove_file(path).unwrap();
}

#[test]
fn the_page_shows_this_code() {
    let (page, own) = (include_str!("../../../docs/testing.md"), include_str!("testing_guide.rs"));
    let examples: Vec<&str> = page.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 4, "{}", examples.len());
    for example in examples {
        assert!(own.contains(example), "not in tests/e2e/tests/testing_guide.rs:\n{example}");
    }
}
