//! What clients make of settings in variables and in the shared files, and what botocore makes of them.
//!
//! `settings.json` states for each scenario what botocore does; where clients do something else, it says what (`ours`) and why
//! (`because`).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::io;
use std::path::Path;

use serde_json::Value;
use weland_e2e::python;
use weland_lambda_client::types::GetAccountSettingsRequest;
use weland_lambda_client::weland_client::environment::Environment;
use weland_lambda_client::weland_client::testing::{Exchange, Replay};
use weland_lambda_client::{Client, Config, Credentials};

const SCENARIOS: &str = include_str!("settings.json");

fn scenarios() -> Vec<Value> {
    serde_json::from_str(SCENARIOS).unwrap()
}

fn text<'a>(scenario: &'a Value, key: &str) -> Option<&'a str> {
    scenario.get(key).map(|value| value.as_str().unwrap())
}

fn environment(scenario: &Value) -> Environment {
    let vars = scenario.get("env").and_then(Value::as_object).into_iter().flatten();
    let vars = vars.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
    let own = [("HOME".to_owned(), "/home".to_owned()), ("AWS_EC2_METADATA_DISABLED".to_owned(), "true".to_owned())];
    let config = text(scenario, "config").unwrap_or_default().to_owned();
    let read = move |path: &Path| match path.ends_with(".aws/config") {
        true => Ok(config.clone()),
        false => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    Environment::new(own.into_iter().chain(vars)).with_files(read)
}

/// Where a call goes, for which region it is signed, and how often it is made if it fails; or the error.
async fn verdict(scenario: &Value) -> String {
    let replay = Replay::new((0..20).map(|_| Exchange::respond(500, "{}")));
    let config = Config::from_environment(&environment(scenario)).credentials(Credentials::new("AKID", "secret"));
    let client = Client::new(config.jitter(|| 0.0).transport(replay.transport()));
    let error = client.get_account_settings(GetAccountSettingsRequest::new()).await.unwrap_err();
    let requests = replay.requests();
    let Some(request) = requests.first() else { return format!("error: {error}") };
    if text(scenario, "asks") == Some("attempts") {
        return requests.len().to_string();
    }
    let uri = request.uri().to_string();
    let signed = request.headers()["authorization"].to_str().unwrap().split('/').nth(2).unwrap();
    format!("{} {signed}", uri.split("/2016-08-19").next().unwrap())
}

#[tokio::test(start_paused = true)]
async fn settings_mean_what_they_mean_to_botocore() {
    let mut wrong = Vec::new();
    for scenario in &scenarios() {
        let (name, theirs) = (text(scenario, "name").unwrap(), text(scenario, "botocore").unwrap());
        let found = verdict(scenario).await;
        let is_right = match text(scenario, "ours") {
            Some("error") => found.starts_with("error: "),
            Some(ours) => found == ours,
            None if theirs.ends_with("Error") => found.starts_with("error: "),
            None => found == theirs,
        };
        if !is_right {
            wrong.push(format!("{name}: {found}; botocore: {theirs}"));
        }
        assert_eq!(text(scenario, "ours").is_some(), text(scenario, "because").is_some(), "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn botocore_does_what_the_scenarios_state() {
    let python = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/settings.json");
    let printed = python::run(&python, "settings.py", &[&path.display().to_string()]);
    assert!(printed.ends_with(" scenarios, 0 differences\n"), "{printed}");
}

/// The page for users counts the scenarios.
#[test]
fn the_page_states_how_many_scenarios_there_are() {
    let page = include_str!("../../../docs/credentials.md");
    let all = scenarios();
    let reasons: Vec<&str> = all.iter().filter_map(|scenario| text(scenario, "because")).collect();
    let expected = format!("{} scenarios of settings, {} of which", all.len(), reasons.len());
    assert!(page.contains(&expected), "docs/credentials.md doesn't say: {expected}");
    for because in reasons {
        assert!(page.contains(because), "docs/credentials.md doesn't say: {because}");
    }
}
