//! The AWS SDK.

pub use aws_sdk_lambda::Client;
use aws_sdk_lambda::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_lambda::error::DisplayErrorContext;

use super::{Operation, expect, name};
use crate::data::PAGE;

pub fn client(address: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "static"))
        .endpoint_url(format!("http://{address}"));
    Client::from_conf(config.build())
}

pub async fn call(client: &Client, operation: Operation, number: usize) -> Result<(), String> {
    match operation {
        Operation::GetFunction => {
            let call = client.get_function().function_name(name(number)).qualifier("7").send();
            let output = call.await.map_err(|error| DisplayErrorContext(error).to_string())?;
            expect("layers", output.configuration.and_then(|it| it.layers).map_or(0, |layers| layers.len()), 1)
        }
        Operation::ListFunctions => {
            let call = client.list_functions().marker(name(number)).send();
            let output = call.await.map_err(|error| DisplayErrorContext(error).to_string())?;
            expect("functions", output.functions.map_or(0, |functions| functions.len()), PAGE)
        }
    }
}
