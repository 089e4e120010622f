#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
// Tasks report to a terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]
//! Tasks of this repository, run as `cargo xtask <task>`.

mod aws;
mod bench;
mod codegen;
mod conformance;
mod corpora;
mod crates;
mod edits;
mod endpoints;
mod faults;
mod fuzz;
mod gate;
mod generated;
mod parity;
mod release;
mod repo;
mod soak;
mod tidy;

use std::process::ExitCode;

use repo::Repo;

/// A task: its name, a help line, and its function, which takes the arguments.
///
/// A task that returns `false` has printed the error.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&Repo, &[String]) -> bool,
}

/// All tasks. To add one, add a line here and a module.
const TASKS: &[Task] = &[
    Task { name: "aws", help: "generate crates for the API models of AWS, and lint them", run: aws::run },
    Task { name: "bench", help: "run the benchmarks, or only those with these names", run: bench::run },
    Task { name: "codegen", help: "regenerate the crates in generated/; --check only compares", run: codegen::run },
    Task {
        name: "conformance",
        help: "run the protocol tests of models on their generated crates",
        run: conformance::run,
    },
    Task {
        name: "corpora",
        help: "run the parsers and validators on the official Smithy test data, or on documents in OpenAPI",
        run: corpora::run,
    },
    Task {
        name: "edits",
        help: "compare the verdicts of weland diff with compilers, clients and servers",
        run: edits::run,
    },
    Task {
        name: "endpoints",
        help: "evaluate the endpoint rules of the official test data and of the API models of AWS",
        run: endpoints::run,
    },
    Task { name: "faults", help: "compare what the generated client and the AWS SDK make of faults", run: faults::run },
    Task { name: "fuzz", help: "run a fuzz target", run: fuzz::run },
    Task { name: "parity", help: "compare clients and servers of AWS services with botocore", run: parity::run },
    Task { name: "release", help: "make the commit of a release; --check packs and builds it", run: release::run },
    Task { name: "soak", help: "a million calls with faults, whose memory has to stay flat", run: soak::run },
    Task { name: "test", help: "run all checks, or only the steps with these names", run: gate::run },
    Task { name: "tidy", help: "check the rules of this repository that the compiler doesn't", run: tidy::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print_help();
        return ExitCode::from(2);
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print_help();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("unknown task `{name}`\n");
        print_help();
        return ExitCode::from(2);
    };
    match Repo::find() {
        Ok(repo) if (task.run)(&repo, rest) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn print_help() {
    println!("Usage: cargo xtask <task>\n\nTasks:");
    for task in TASKS {
        println!("  {:<12} {}", task.name, task.help);
    }
}
