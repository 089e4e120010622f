//! Clients that make one call after the other on one connection.

mod bare;
mod sdk;
mod weland;

use std::time::Instant;

use serde_json::json;

use crate::process;

/// Calls that don't count: connections are opened, and everything that is made once is made.
const WARM_UP: usize = 200;

/// A client. Each call names another function, and fails if the response is not what it should be.
enum Client {
    Weland(weland::Client),
    Sdk(sdk::Client),
    Bare(bare::Client),
}

impl Client {
    async fn call(&mut self, operation: Operation, number: usize) -> Result<(), String> {
        match self {
            Self::Weland(client) => weland::call(client, operation, number).await,
            Self::Sdk(client) => sdk::call(client, operation, number).await,
            Self::Bare(client) => client.call(operation, number).await,
        }
    }
}

#[derive(Clone, Copy)]
pub enum Operation {
    GetFunction,
    ListFunctions,
}

pub async fn run(who: &str, address: &str, operation: &str, count: usize) -> Result<(), String> {
    let operation = match operation {
        "GetFunction" => Operation::GetFunction,
        "ListFunctions" => Operation::ListFunctions,
        _ => return Err(format!("there are no calls of `{operation}`")),
    };
    let mut client = match who {
        "weland" => Client::Weland(weland::client(address)),
        "aws-sdk-lambda" => Client::Sdk(sdk::client(address)),
        "hyper" => Client::Bare(bare::Client::connect(address).await?),
        _ => return Err(format!("there is no client `{who}`")),
    };
    for number in 0..WARM_UP {
        client.call(operation, number).await?;
    }
    let (start, before) = (Instant::now(), process::seconds());
    for number in 0..count {
        client.call(operation, number).await?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let processor = before.zip(process::seconds()).map(|(before, after)| after - before);
    let memory = process::peak_memory();
    println!("{}", json!({ "count": count, "seconds": seconds, "processor": processor, "memory": memory }));
    Ok(())
}

fn name(number: usize) -> String {
    format!("arn:aws:lambda:eu-west-1:123456789012:function:orders-{number}")
}

/// Whether as many functions are there as there should be.
fn expect(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{found} {what} instead of {expected}")) }
}
