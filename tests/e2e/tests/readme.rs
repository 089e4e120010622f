//! The examples of the README, compiled and run.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use weland_lambda_client::types::{AliasConfiguration, GetAliasError, GetAliasRequest, GetAliasRequired};
use weland_lambda_client::{Client, Config};

async fn live_version(client: &Client) -> Result<Option<String>, GetAliasError> {
    let call = client.get_alias(GetAliasRequired { function_name: "thumbnails".into(), name: "live".into() });
    match call.timeout(Duration::from_secs(5)).await {
        Ok(AliasConfiguration { function_version, .. }) => Ok(function_version),
        Err(GetAliasError::ResourceNotFoundException(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

use weland_lambda_server::types::ResourceNotFoundException;
use weland_lambda_server::{Context, Lambda, router};

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

use weland_lambda_client::Transport;

fn connected() -> Client {
    let transport = Transport::new(router(OneAlias));
    Client::new(Config::new().endpoint("http://localhost").unsigned().transport(transport))
}

use weland_lambda_validator::{Validate, validate_json};

fn complaints() -> [String; 2] {
    let required = GetAliasRequired { function_name: "no spaces, please".into(), name: "live".into() };
    let typed = GetAliasRequest::new(required).validate();
    let json = validate_json("GetAliasRequest", br#"{"FunctionName": "thumbnails"}"#);
    [typed.unwrap_err().aws_lambda(), json.unwrap_err().to_string()]
}

#[tokio::test]
async fn client_and_server_talk_to_each_other() {
    let client = connected();
    assert_eq!(live_version(&client).await.unwrap().as_deref(), Some("7"));
    let error = client
        .get_alias(GetAliasRequired { function_name: "thumbnails".into(), name: "other".into() })
        .await
        .unwrap_err();
    assert!(matches!(error, GetAliasError::ResourceNotFoundException(_)), "{error}");
}

#[test]
fn the_validator_says_what_is_wrong() {
    let [typed, json] = complaints();
    let start =
        "1 validation error detected: Value 'no spaces, please' at 'functionName' failed to satisfy constraint: ";
    assert!(typed.starts_with(start), "{typed}");
    assert!(json.contains("Name"), "{json}");
}

#[test]
fn the_readme_shows_this_code() {
    let (readme, own) = (include_str!("../../../README.md"), include_str!("readme.rs"));
    let examples: Vec<&str> = readme.split("```rust\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 2, "{}", examples.len());
    for example in examples {
        assert!(own.contains(example), "not in tests/e2e/tests/readme.rs:\n{example}");
    }
}
