//! Measures the speed of the Lambda crates, compared with other libraries.
//!
//! `speed --rounds COUNT BENCH…` runs benchmarks and prints JSON. `speed --repeat BENCH NAME WHO COUNT`
//! runs one task COUNT times without measuring, for tools that count instructions.

mod cbor;
mod codec;
mod constrained;
#[path = "../../data.rs"]
mod data;
mod form;
mod json_schema;
mod measure;
mod messages;
mod page;
mod rival;
mod routing;
mod server;
mod validate;
mod xml;

use std::process::ExitCode;

use measure::{Case, measure};
use serde_json::json;

/// A group of cases, created on demand.
struct Bench {
    name: &'static str,
    cases: fn() -> Vec<Case>,
}

const BENCHES: &[Bench] = &[
    Bench { name: "cbor", cases: cbor::cases },
    Bench { name: "codec", cases: codec::cases },
    Bench { name: "form", cases: form::cases },
    Bench { name: "validate", cases: validate::cases },
    Bench { name: "messages", cases: messages::cases },
    Bench { name: "routing", cases: routing::cases },
    Bench { name: "server", cases: server::cases },
    Bench { name: "xml", cases: xml::cases },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["--repeat", bench, name, who, count] => repeat(bench, name, who, count),
        ["--rounds", rounds, names @ ..] => number(rounds).and_then(|rounds| measure_all(names, rounds)),
        _ => Err("use `--rounds COUNT BENCH…` or `--repeat BENCH NAME WHO COUNT`".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn find(name: &str) -> Result<&'static Bench, String> {
    BENCHES.iter().find(|bench| bench.name == name).ok_or_else(|| format!("there is no bench `{name}`"))
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number"))
}

fn measure_all(names: &[&str], rounds: usize) -> Result<(), String> {
    let wanted: Vec<&Bench> = names.iter().map(|name| find(name)).collect::<Result<_, _>>()?;
    let mut results = Vec::new();
    for bench in wanted {
        for mut case in (bench.cases)() {
            let seconds = measure(&mut case, rounds);
            let runners = case.runners.iter().zip(seconds);
            let times: Vec<_> =
                runners.map(|(runner, seconds)| json!({ "who": runner.who, "seconds": seconds })).collect();
            results.push(json!({ "bench": bench.name, "name": case.name, "times": times }));
        }
    }
    println!("{}", json!({ "cases": results }));
    Ok(())
}

fn repeat(bench: &str, name: &str, who: &str, count: &str) -> Result<(), String> {
    let count = number(count)?;
    let mut cases = (find(bench)?.cases)();
    let case = cases.iter_mut().find(|case| case.name == name).ok_or_else(|| format!("there is no case `{name}`"))?;
    let runner = case.runners.iter_mut().find(|runner| runner.who == who);
    let runner = runner.ok_or_else(|| format!("nobody is called `{who}`"))?;
    for _ in 0..count {
        (runner.run)();
    }
    Ok(())
}
