#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
// The tasks talk to a person at a terminal; there is no other way to report.
#![allow(clippy::print_stdout, clippy::print_stderr)]
//! Tasks of this repository, run as `cargo xtask <task>`.

mod bench;
mod codegen;
mod conformance;
mod corpora;
mod fuzz;
mod gate;
mod repo;
mod tidy;

use std::process::ExitCode;

use repo::Repo;

/// A task: its name, the line that explains it, and what it does with its arguments.
///
/// Whatever went wrong has been printed when a task returns `false`.
struct Task {
    name: &'static str,
    help: &'static str,
    run: fn(&Repo, &[String]) -> bool,
}

/// All tasks. A new one is a line here and a module beside this file.
const TASKS: &[Task] = &[
    Task { name: "bench", help: "measure ours beside its rivals; with names, only those benches", run: bench::run },
    Task { name: "codegen", help: "generate the crates in generated/; --check only compares", run: codegen::run },
    Task {
        name: "conformance",
        help: "run the protocol tests of models on crates made from them",
        run: conformance::run,
    },
    Task { name: "corpora", help: "count what becomes of the official test data", run: corpora::run },
    Task { name: "fuzz", help: "look for texts that break what holds for every text", run: fuzz::run },
    Task { name: "test", help: "run everything that has to pass; with names, only those steps", run: gate::run },
    Task { name: "tidy", help: "check the rules of this repository that no compiler checks", run: tidy::run },
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
        eprintln!("there is no task `{name}`\n");
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
