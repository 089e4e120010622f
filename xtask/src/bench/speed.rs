//! The speed of the crates at run time, measured by `benches/speed`. If valgrind is available, it also counts
//! instructions, which don't depend on the load of the machine.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::repo::Repo;

/// The number of batches of each runner.
const ROUNDS: usize = 400;
/// The number of iterations for counting instructions, in addition to the first ones.
const TIMES: u64 = 100;
/// The same for what takes long, in seconds.
const FEW_TIMES: u64 = 4;
const SLOW: f64 = 0.002;
/// The number of the first iterations of benchmarks with patterns: enough for the faster forms of these to be made.
const FIRST_WITH_PATTERNS: u64 = 600;

pub(super) fn codec(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "codec", |what| match what.case {
        "encode" => Bar::Ratio(1.5),
        "decode" => Bar::Ratio(1.4),
        _ => Bar::Ratio(1.3),
    })
}

pub(super) fn xml(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "xml", at_least_as_fast)
}

pub(super) fn cbor(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "cbor", at_least_as_fast)
}

pub(super) fn form(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "form", at_least_as_fast)
}

pub(super) fn messages(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "messages", at_least_as_fast)
}

pub(super) fn validate(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "validate", |what| match (what.case, what.rival) {
        _ if what.unit == Unit::Count => Bar::None,
        ("valid, typed", "jsonschema errors") => Bar::Ratio(5.0),
        ("valid, typed", "jsonschema is_valid") => Bar::Ratio(4.5),
        ("valid, JSON text", "jsonschema errors") => Bar::Ratio(3.3),
        ("invalid, typed", "jsonschema errors") => Bar::Ratio(2.4),
        ("invalid, JSON text", "jsonschema errors") => Bar::Ratio(2.5),
        // It stops at the first violation and doesn't report it, so it isn't comparable with ours.
        (_, "jsonschema is_valid") => Bar::None,
        _ => Bar::Ratio(1.0),
    })
}

pub(super) fn routing(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "routing", |what| if what.unit == Unit::Count { Bar::None } else { Bar::AtMost(150e-9) })
}

pub(super) fn server(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    measure(repo, effort, "server", |_| Bar::None)
}

/// What a bar is for.
#[derive(Debug, Clone, Copy)]
struct What<'a> {
    case: &'a str,
    rival: &'a str,
    unit: Unit,
}

fn at_least_as_fast(what: What<'_>) -> Bar {
    if what.unit == Unit::Count { Bar::None } else { Bar::Ratio(1.0) }
}

fn measure(repo: &Repo, effort: Effort, bench: &'static str, bar: fn(What<'_>) -> Bar) -> Result<Vec<Row>, String> {
    let program = program(repo)?;
    let rounds = effort.runs(ROUNDS).to_string();
    let text = tools::output(Command::new(&program).args(["--rounds", &rounds, bench]))?;
    let results: Value = serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
    let mut rows = Vec::new();
    for case in results["cases"].as_array().into_iter().flatten() {
        let name = case["name"].as_str().ok_or("a case has no name")?;
        let times: Vec<(&str, f64)> = case["times"].as_array().into_iter().flatten().filter_map(time).collect();
        let set = |row: Row, rival: &str| {
            let bar = bar(What { case: name, rival, unit: row.unit });
            row.bar(bar)
        };
        rows.extend(compare(Row::new(bench, name, Unit::Seconds, 0.0), &times, set));
        if effort == Effort::Quick {
            continue;
        }
        // Counting takes some fifty times as long as running.
        let repeats = if times.iter().any(|(_, seconds)| *seconds > SLOW) { FEW_TIMES } else { TIMES };
        let counts: Option<Vec<(&str, f64)>> =
            times.iter().map(|(who, _)| Some((*who, instructions(&program, bench, name, who, repeats)?))).collect();
        if let Some(counts) = counts {
            let row = Row::new(bench, format!("{name}, instructions"), Unit::Count, 0.0);
            rows.extend(compare(row, &counts, set));
        }
    }
    if rows.is_empty() { Err("the program measured nothing".to_owned()) } else { Ok(rows) }
}

fn time(value: &Value) -> Option<(&str, f64)> {
    Some((value["who"].as_str()?, value["seconds"].as_f64()?))
}

/// A row per rival with its bar, or a single row if there is none.
fn compare(mut row: Row, figures: &[(&str, f64)], bar: impl Fn(Row, &str) -> Row) -> Vec<Row> {
    let Some(((_, ours), rivals)) = figures.split_first() else { return Vec::new() };
    row.ours = *ours;
    if rivals.is_empty() {
        return vec![row];
    }
    rivals.iter().map(|(rival, figure)| bar(row.clone().beside(*rival, *figure), rival)).collect()
}

fn program(repo: &Repo) -> Result<PathBuf, String> {
    let target = tools::folder(repo).join("speed");
    let arguments = ["build", "--locked", "--release", "--package", "speed", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    Ok(target.join("release/speed"))
}

/// The instructions per iteration: the difference between runs with more and fewer iterations.
fn instructions(program: &PathBuf, bench: &str, name: &str, who: &str, repeats: u64) -> Option<f64> {
    let count = |times: u64| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
        command.args(["--repeat", bench, name, who, &times.to_string()]);
        let messages = String::from_utf8(command.output().ok()?.stderr).ok()?;
        messages.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse::<u64>().ok())
    };
    let first = if matches!(bench, "validate" | "server") { FIRST_WITH_PATTERNS } else { repeats / 4 };
    let (few, many) = (count(first)?, count(first + repeats)?);
    Some((many.checked_sub(few)?) as f64 / repeats as f64)
}
