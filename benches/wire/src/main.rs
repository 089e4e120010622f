//! The generated Lambda client and server over loopback, each in a process of its own, beside what others write.
//!
//! - `wire serve WHO`: a server, which prints its address and, for each line of standard input, what it has taken so far
//! - `wire load ADDRESS OPERATION CONNECTIONS COUNT`: sends requests as bytes, and prints how long responses took
//! - `wire call WHO ADDRESS OPERATION AT_ONCE COUNT`: makes that many calls, so many of them at a time, and prints what they took
//!
//! All of them run on one thread, so that a figure is that of one core. Results are lines of JSON.

mod call;
#[path = "../../data.rs"]
mod data;
mod load;
mod process;
#[path = "../../speed/src/rival/mod.rs"]
mod rival;
mod serve;

use std::process::ExitCode;

use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let result = match runtime {
        Ok(runtime) => run(&runtime, &arguments),
        Err(error) => Err(error.to_string()),
    };
    if let Err(message) = &result {
        eprintln!("error: {message}");
    }
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(runtime: &Runtime, arguments: &[&str]) -> Result<(), String> {
    match arguments {
        ["serve", who] => serve::run(runtime, who),
        ["load", address, operation, connections, count] => {
            runtime.block_on(load::run(address, operation, number(connections)?, number(count)?))
        }
        ["call", who, address, operation, at_once, count] => {
            runtime.block_on(call::run(who, address, operation, number(at_once)?, number(count)?))
        }
        _ => Err("say `serve WHO`, `load ADDRESS OPERATION CONNECTIONS COUNT` or `call WHO ADDRESS OPERATION AT_ONCE \
                  COUNT`"
            .into()),
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number"))
}
