//! The speed of the crates at run time, measured by `benches/speed`. If valgrind is available, it also counts
//! instructions, which don't depend on the load of the machine.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::row::{Bar, Row, Unit};
use super::tools;
use crate::repo::Repo;

/// The number of iterations for counting instructions, in addition to the first ones.
const TIMES: u64 = 100;
/// The number of the first iterations of benchmarks with patterns: enough for the faster forms of these to be made.
const FIRST_WITH_PATTERNS: u64 = 600;

pub(super) fn codec(repo: &Repo) -> Result<Vec<Row>, String> {
    measure(repo, "codec", |_| Bar::Ratio(1.0))
}

pub(super) fn xml(repo: &Repo) -> Result<Vec<Row>, String> {
    measure(repo, "xml", |_| Bar::Ratio(1.0))
}

pub(super) fn cbor(repo: &Repo) -> Result<Vec<Row>, String> {
    measure(repo, "cbor", |_| Bar::Ratio(1.0))
}

pub(super) fn form(repo: &Repo) -> Result<Vec<Row>, String> {
    measure(repo, "form", |_| Bar::Ratio(1.0))
}

pub(super) fn validate(repo: &Repo) -> Result<Vec<Row>, String> {
    // `is_valid` stops at the first violation and doesn't report it, so it isn't comparable with ours.
    measure(repo, "validate", |rival| if rival.ends_with("errors") { Bar::Ratio(10.0) } else { Bar::None })
}

pub(super) fn server(repo: &Repo) -> Result<Vec<Row>, String> {
    measure(repo, "server", |_| Bar::None)
}

fn measure(repo: &Repo, bench: &'static str, bar: fn(&str) -> Bar) -> Result<Vec<Row>, String> {
    let program = program(repo)?;
    let text = tools::output(Command::new(&program).arg(bench))?;
    let results: Value = serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
    let mut rows = Vec::new();
    for case in results["cases"].as_array().into_iter().flatten() {
        let name = case["name"].as_str().ok_or("a case has no name")?;
        let times: Vec<(&str, f64)> = case["times"].as_array().into_iter().flatten().filter_map(time).collect();
        rows.extend(compare(bench, name, Unit::Seconds, &times, bar));
        let counts: Option<Vec<(&str, f64)>> =
            times.iter().map(|(who, _)| Some((*who, instructions(&program, bench, name, who)?))).collect();
        if let Some(counts) = counts {
            rows.extend(compare(bench, &format!("{name}, instructions"), Unit::Count, &counts, |_| Bar::None));
        }
    }
    if rows.is_empty() { Err("the program measured nothing".to_owned()) } else { Ok(rows) }
}

fn time(value: &Value) -> Option<(&str, f64)> {
    Some((value["who"].as_str()?, value["seconds"].as_f64()?))
}

/// A row per rival, or a single row if there is none.
fn compare(bench: &'static str, name: &str, unit: Unit, figures: &[(&str, f64)], bar: fn(&str) -> Bar) -> Vec<Row> {
    let Some(((_, ours), rivals)) = figures.split_first() else { return Vec::new() };
    let row = Row::new(bench, name, unit, *ours);
    if rivals.is_empty() {
        return vec![row];
    }
    rivals.iter().map(|(rival, figure)| row.clone().beside(*rival, *figure).bar(bar(rival))).collect()
}

fn program(repo: &Repo) -> Result<PathBuf, String> {
    let target = tools::folder(repo).join("speed");
    let arguments = ["build", "--locked", "--release", "--package", "speed", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    Ok(target.join("release/speed"))
}

/// The instructions per iteration: the difference between runs with more and fewer iterations.
fn instructions(program: &PathBuf, bench: &str, name: &str, who: &str) -> Option<f64> {
    let count = |times: u64| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
        command.args(["--repeat", bench, name, who, &times.to_string()]);
        let messages = String::from_utf8(command.output().ok()?.stderr).ok()?;
        messages.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse::<u64>().ok())
    };
    let first = if matches!(bench, "validate" | "server") { FIRST_WITH_PATTERNS } else { TIMES / 4 };
    let (few, many) = (count(first)?, count(first + TIMES)?);
    Some((many.checked_sub(few)?) as f64 / TIMES as f64)
}
