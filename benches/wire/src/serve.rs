//! Servers that return the same function to every request.

mod by_hand;
mod canned;
mod weland;

use std::io::BufRead;
use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::process;

/// The location of the code of all functions.
const LOCATION: &str = "https://awslambda-eu-central-1-tasks.s3.eu-central-1.amazonaws.com/snapshots/orders-handler";

/// Serves until standard input ends.
pub fn run(runtime: &Runtime, who: &str) -> Result<(), String> {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    match who {
        "weland" => drop(runtime.spawn(weland::serve(listener))),
        "axum" => drop(runtime.spawn(by_hand::serve(listener))),
        "canned" => drop(runtime.spawn(canned::serve(listener))),
        _ => return Err(format!("there is no server `{who}`")),
    }
    println!("{}", json!({ "address": address.to_string() }));
    let (lines, mut asked) = tokio::sync::mpsc::unbounded_channel();
    std::thread::spawn(move || {
        let stdin = std::io::stdin().lock();
        stdin.lines().map_while(Result::ok).take_while(|_| lines.send(()).is_ok()).count();
    });
    runtime.block_on(async {
        while asked.recv().await.is_some() {
            // What the last connection leaves to be done is part of it.
            tokio::time::sleep(Duration::from_millis(20)).await;
            println!("{}", json!({ "processor": process::seconds(), "memory": process::peak_memory() }));
        }
    });
    Ok(())
}
