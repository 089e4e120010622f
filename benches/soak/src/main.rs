//! Many calls of the generated client of Lambda to the generated server, over sockets, with faults between them.
//!
//! `soak run` starts this program twice more, as server and as client, puts itself between the two, and watches their memory,
//! descriptors and tasks. It fails if a response is wrong, if a call that must not be sent twice was, or if something grows or is left.

mod client;
mod contents;
mod faults;
mod histogram;
mod options;
mod process;
mod proxy;
mod report;
mod run;
mod server;

use std::process::ExitCode;

use crate::options::Options;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((mode, rest)) = arguments.split_first() else { return usage("there is no mode") };
    let options = match Options::read(rest) {
        Ok(options) => options,
        Err(error) => return usage(&error),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let result = match mode.as_str() {
        "run" => runtime.block_on(run::run(&options)),
        "server" => server::run(&runtime, &options),
        "client" => client::run(&runtime, &options),
        _ => return usage("the mode is unknown"),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {mode}: {error}");
        ExitCode::FAILURE
    })
}

fn usage(error: &str) -> ExitCode {
    eprintln!("error: {error}\nusage: soak run [--requests N] [--connections N] [--faults PERCENT] [--seed N]");
    ExitCode::from(2)
}
