//! What the chain finds, scenario by scenario. The scenarios state what botocore does beside it; `tests/e2e` asks botocore.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use support::{Home, Services};
use weland_client::environment::Environment;
use weland_client::{Credentials, CredentialsProvider};
use weland_core::{ErrorKind, OtherError};
use weland_credentials::Chain;

/// Its own list, so that both this test and the comparison with botocore read it.
const SCENARIOS: &str = include_str!("scenarios.json");

fn text<'a>(scenario: &'a Value, key: &str) -> Option<&'a str> {
    scenario.get(key).map(|value| value.as_str().unwrap())
}

/// The variables and files of a scenario.
fn set_up(scenario: &Value, home: &Home, server: &str) -> Environment {
    for name in ["config", "credentials"] {
        if let Some(text) = text(scenario, name) {
            home.write(&format!(".aws/{name}"), text, server);
        }
    }
    for (name, text) in scenario.get("files").and_then(Value::as_object).into_iter().flatten() {
        home.write(name, text.as_str().unwrap(), server);
    }
    let mut vars = BTreeMap::from([
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("PATH", std::env::var("PATH").unwrap()),
        ("HOME", home.path().display().to_string()),
    ]);
    for service in ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"] {
        vars.insert(service, server.to_owned());
    }
    for (name, value) in scenario.get("env").and_then(Value::as_object).into_iter().flatten() {
        match value.as_str() {
            Some(value) => vars.insert(name, home.fill(value, server)),
            None => vars.remove(name.as_str()),
        };
    }
    Environment::new(vars.into_iter().map(|(name, value)| (name.to_owned(), value)))
}

async fn find(scenario: &Value, home: &Home, server: &str) -> Result<Credentials, OtherError> {
    let builder = Chain::builder(&set_up(scenario, home, server));
    match text(scenario, "profile") {
        Some(profile) => builder.profile(profile).build().credentials().await,
        None => builder.build().credentials().await,
    }
}

/// Compares what comes out with what is expected; the text is what is wrong.
async fn check(scenario: &Value, server: &str) -> Option<String> {
    let name = text(scenario, "name")?;
    let home = Home::new(name);
    let found = find(scenario, &home, server).await;
    match (found, text(scenario, "key")) {
        (Ok(found), Some(key)) if found.access_key_id() == key => None,
        (Ok(found), key) => Some(format!("{name}: {} instead of {key:?}", found.access_key_id())),
        (Err(error), Some(key)) => Some(format!("{name}: {error} instead of {key}")),
        (Err(error), None) => {
            let parts = scenario["error"].as_array().unwrap().iter().map(|part| part.as_str().unwrap());
            let missing = parts.map(|part| home.fill(part, server)).find(|part| !error.message().contains(part));
            let is_right = missing.is_none() && error.kind() == ErrorKind::Credentials;
            let tells_secrets = format!("{error:?} {error}").contains("hush");
            (!is_right || tells_secrets).then(|| format!("{name}: {error} has no {missing:?}"))
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_finds_what_is_expected() {
    let scenarios: Vec<Value> = serde_json::from_str(SCENARIOS).unwrap();
    let services = Services::start();
    let mut wrong = Vec::new();
    for scenario in &scenarios {
        wrong.extend(check(scenario, services.url()).await);
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), scenarios.len(), wrong.join("\n"));
}

/// Where a scenario expects something else than botocore does, it says why; and nowhere else.
#[test]
fn differences_from_botocore_have_reasons() {
    let scenarios: Vec<Value> = serde_json::from_str(SCENARIOS).unwrap();
    for scenario in &scenarios {
        let name = text(scenario, "name").unwrap();
        let botocore = text(scenario, "botocore").unwrap();
        let is_error =
            botocore == "nothing" || ["Error", "NotFound", "Exception"].iter().any(|end| botocore.ends_with(end));
        let is_same = text(scenario, "key").map_or(is_error, |key| key == botocore) && botocore != "EOFError";
        assert_eq!(is_same, text(scenario, "because").is_none(), "{name}");
    }
}

/// The page for users counts the scenarios.
#[test]
fn the_page_states_how_many_scenarios_there_are() {
    let scenarios: Vec<Value> = serde_json::from_str(SCENARIOS).unwrap();
    let differences = scenarios.iter().filter(|scenario| scenario.get("because").is_some()).count();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/credentials.md");
    let page = std::fs::read_to_string(page).unwrap();
    let expected = format!("{} scenarios, {differences} of which", scenarios.len());
    assert!(page.contains(&expected), "docs/credentials.md doesn't say: {expected}");
    for because in scenarios.iter().filter_map(|scenario| text(scenario, "because")) {
        assert!(page.contains(because), "docs/credentials.md doesn't say: {because}");
    }
}

#[tokio::test]
async fn a_program_that_hangs_is_killed() {
    let home = Home::new("hangs");
    home.write(".aws/config", "[default]\ncredential_process = sleep 3600\n", "");
    let environment = Environment::new([("HOME".to_owned(), home.path().display().to_string())]);
    let chain = Chain::builder(&environment).process_timeout(Duration::from_millis(100)).build();
    let error = chain.credentials().await.unwrap_err();
    assert!(error.message().contains("`sleep` did not end within 100ms, and was killed"), "{error}");
}

#[tokio::test]
async fn a_program_that_prints_without_end_is_killed() {
    let home = Home::new("prints");
    home.write(".aws/config", "[default]\ncredential_process = yes\n", "");
    let environment = Environment::new([("HOME".to_owned(), home.path().display().to_string())]);
    let error = Chain::from_environment(&environment).credentials().await.unwrap_err();
    assert!(error.message().contains("printed more than 65536 bytes, and was killed"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_token_is_kept_for_other_tools() {
    use std::os::unix::fs::PermissionsExt as _;

    let services = Services::start();
    let scenarios: Vec<Value> = serde_json::from_str(SCENARIOS).unwrap();
    let name = "a session that has expired is renewed";
    let scenario = scenarios.iter().find(|scenario| text(scenario, "name") == Some(name)).unwrap();
    let home = Home::new("kept");
    find(scenario, &home, services.url()).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(home.path().join(".aws/sso/cache")).unwrap().map(Result::unwrap).collect();
    let [file] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let token: Value = serde_json::from_str(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
    let expected = [
        ("accessToken", "renewed-r"),
        ("refreshToken", "r2"),
        ("clientId", "c"),
        ("clientSecret", "hush"),
        ("startUrl", "https://corp"),
        ("region", "eu-west-1"),
    ];
    for (key, value) in expected {
        assert_eq!(token[key], value, "{key}");
    }
    let before = token["expiresAt"].clone();
    // The new one is valid, so it is used as it is.
    let again = find(&serde_json::json!({"config": scenario["config"]}), &home, services.url()).await.unwrap();
    assert_eq!(again.access_key_id(), "SSO-admin-1-renewed-r");
    let token: Value = serde_json::from_str(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
    assert_eq!(token["expiresAt"], before);
}

/// A token that expires while the user waits for the credentials is refused by the service, and the next call renews it.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_read_again_by_each_call() {
    let services = Services::start();
    let config = "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = admin\n\
                  [sso-session corp]\nsso_start_url = https://corp\nsso_region = eu-west-1\n";
    let home = Home::new("again");
    let token = |name: &str| format!(r#"{{"accessToken":"{name}","expiresAt":"{{later}}"}}"#);
    home.write("sso:corp", &token("revoked"), services.url());
    let scenario = serde_json::json!({ "config": config });
    let chain = Chain::from_environment(&set_up(&scenario, &home, services.url()));
    let error = chain.credentials().await.unwrap_err();
    assert!(error.message().contains("aws sso login") && !error.message().contains("revoked"), "{error}");
    home.write("sso:corp", &token("good"), services.url());
    assert_eq!(chain.credentials().await.unwrap().access_key_id(), "SSO-admin-1-good");
}
