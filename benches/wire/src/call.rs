//! Clients that make calls, one after the other or several at once.

mod bare;
mod sdk;
mod weland;

use std::iter::repeat_n;
use std::ops::Range;
use std::time::Instant;

use serde_json::json;

use crate::process;

/// Calls that don't count: connections are opened, and everything that is made once is made.
const WARM_UP: usize = 200;

/// A client that makes its calls one after the other. Each names another function, and fails if the response is not what it should
/// be.
enum Client {
    Weland(weland::Client),
    Sdk(sdk::Client),
    Bare(bare::Client),
}

impl Client {
    /// As many clients as there are calls at once. Those of one kind share their connections, as far as they can.
    async fn all(who: &str, address: &str, count: usize) -> Result<Vec<Self>, String> {
        match who {
            "weland" => Ok(repeat_n(weland::client(address), count).map(Self::Weland).collect()),
            "aws-sdk-lambda" => Ok(repeat_n(sdk::client(address), count).map(Self::Sdk).collect()),
            "hyper" => {
                let mut clients = Vec::with_capacity(count);
                for _ in 0..count {
                    clients.push(Self::Bare(bare::Client::connect(address).await?));
                }
                Ok(clients)
            }
            _ => Err(format!("there is no client `{who}`")),
        }
    }

    async fn call(&mut self, operation: Operation, number: usize) -> Result<(), String> {
        match self {
            Self::Weland(client) => weland::call(client, operation, number).await,
            Self::Sdk(client) => sdk::call(client, operation, number).await,
            Self::Bare(client) => client.call(operation, number).await,
        }
    }

    async fn calls(mut self, operation: Operation, numbers: Range<usize>) -> Result<Self, String> {
        for number in numbers {
            self.call(operation, number).await?;
        }
        Ok(self)
    }
}

#[derive(Clone, Copy)]
pub enum Operation {
    GetFunction,
    ListFunctions,
}

/// Makes `count` calls, `at_once` of them at a time.
pub async fn run(who: &str, address: &str, operation: &str, at_once: usize, count: usize) -> Result<(), String> {
    let operation = match operation {
        "GetFunction" => Operation::GetFunction,
        "ListFunctions" => Operation::ListFunctions,
        _ => return Err(format!("there are no calls of `{operation}`")),
    };
    let clients = Client::all(who, address, at_once).await?;
    let clients = share(clients, operation, WARM_UP).await?;
    let (start, before) = (Instant::now(), process::seconds());
    let clients = share(clients, operation, count).await?;
    let seconds = start.elapsed().as_secs_f64();
    let processor = before.zip(process::seconds()).map(|(before, after)| after - before);
    let memory = process::peak_memory();
    drop(clients);
    println!("{}", json!({ "count": count, "seconds": seconds, "processor": processor, "memory": memory }));
    Ok(())
}

/// Lets each client make its share of the calls, all at once.
async fn share(clients: Vec<Client>, operation: Operation, count: usize) -> Result<Vec<Client>, String> {
    let all = clients.len();
    let numbers = |index: usize| count * index / all..count * (index + 1) / all;
    let tasks = clients.into_iter().enumerate().map(|(index, it)| tokio::spawn(it.calls(operation, numbers(index))));
    let tasks: Vec<_> = tasks.collect();
    let mut clients = Vec::with_capacity(all);
    for task in tasks {
        clients.push(task.await.map_err(|error| error.to_string())??);
    }
    Ok(clients)
}

fn name(number: usize) -> String {
    format!("arn:aws:lambda:eu-west-1:123456789012:function:orders-{number}")
}

/// Whether as many functions are there as there should be.
fn expect(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{found} {what} instead of {expected}")) }
}
