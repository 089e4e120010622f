//! The generated client.

pub use weland_lambda_client::Client;
use weland_lambda_client::types::*;
use weland_lambda_client::{Config, Credentials};

use super::{Operation, expect, name};
use crate::data::PAGE;

pub fn client(address: &str) -> Client {
    let config = Config::new()
        .region("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(format!("http://{address}"));
    Client::new(config)
}

pub async fn call(client: &Client, operation: Operation, number: usize) -> Result<(), String> {
    match operation {
        Operation::GetFunction => {
            let input = GetFunctionRequest::new(GetFunctionRequired { function_name: name(number) }).qualifier("7");
            let output = client.get_function(input).await.map_err(|error| error.to_string())?;
            expect("layers", output.configuration.and_then(|it| it.layers).map_or(0, |layers| layers.len()), 1)
        }
        Operation::ListFunctions => {
            let input = ListFunctionsRequest::new().marker(name(number));
            let output = client.list_functions(input).await.map_err(|error| error.to_string())?;
            expect("functions", output.functions.map_or(0, |functions| functions.len()), PAGE)
        }
    }
}
