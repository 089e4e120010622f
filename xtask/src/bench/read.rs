//! Reading models with `benches/read`. Each run is a separate process, so that it can't reuse memory of an earlier run,
//! and reports its peak memory.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::repo::{Repo, files};

const RUNS: usize = 9;

/// The official protocol tests with validation, in seconds.
const PROTOCOL_TESTS: f64 = 0.060;
/// The fixed cost of a model: the definitions of the standard traits.
const DEFINITIONS: f64 = 0.003;
/// The size of the large model, in megabytes.
const LARGE: u32 = 100;
/// The minimum number of bytes that are read per second without validation.
const SPEED: f64 = 100e6;
/// The large model with validation, in seconds, and how often the time of `serde_json::Value` it may take.
const VALIDATED: f64 = 1.5;
const TIMES_JSON: f64 = 3.0;
/// The sizes of models of the same kind, in megabytes, each ten times the one before, and the part of the expected time that a
/// model may take more.
pub(super) const SIZES: [u32; 3] = [1, 10, 100];
pub(super) const GROWTH: f64 = 0.25;
/// The maximum ratio of the memory of a model to its size.
const MEMORY: f64 = 6.0;

/// The cost of one kind of reading.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// The minimum time. Models are read on several cores.
    seconds: f64,
    bytes: f64,
    memory: Option<f64>,
}

pub(super) fn run(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = program(repo)?;
    let mut rows = small(repo, effort, &program)?;
    rows.extend(large(repo, effort, &program)?);
    rows.extend(growth(repo, effort, &program)?);
    Ok(rows)
}

/// Models of one kind and several sizes: ten times the model takes ten times as long.
fn growth(repo: &Repo, effort: Effort, program: &Path) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut smaller: Option<f64> = None;
    for size in SIZES {
        let load = measure(program, effort, "load", &[made(repo, program, size)?])?;
        if let Some(smaller) = smaller {
            let row = Row::new("read", format!("growth to {size} MB, with validation"), Unit::Seconds, load.seconds);
            let expected = format!("ten times the time of {} MB", size / 10);
            rows.push(row.beside(expected, smaller * 10.0).bar(Bar::Ratio(1.0 / (1.0 + GROWTH))));
        }
        smaller = Some(load.seconds);
    }
    Ok(rows)
}

/// A model of so many megabytes.
pub(super) fn made(repo: &Repo, program: &Path, size: u32) -> Result<PathBuf, String> {
    let path = tools::folder(repo).join(format!("read/{size}.json"));
    tools::execute(Command::new(program).arg("make").arg(&path).arg(size.to_string()))?;
    Ok(path)
}

pub(super) fn program(repo: &Repo) -> Result<PathBuf, String> {
    let target = tools::folder(repo).join("speed");
    let arguments = ["build", "--locked", "--release", "--package", "read", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    Ok(target.join("release/read"))
}

/// A model of typical size.
fn small(repo: &Repo, effort: Effort, program: &Path) -> Result<Vec<Row>, String> {
    let folder = tools::folder(repo).join("read");
    let row = |name: &str, seconds: f64| Row::new("read", name, Unit::Seconds, seconds);
    let empty = folder.join("empty.smithy");
    tools::write(&empty, "$version: \"2.0\"\n")?;
    let definitions = measure(program, effort, "parse", &[empty])?;
    let mut rows = vec![row("definitions of common traits", definitions.seconds).bar(Bar::AtMost(DEFINITIONS))];
    let suite = repo.suite().join("protocol-tests");
    let files = if suite.is_dir() { files(&suite, ".smithy")? } else { Vec::new() };
    if files.is_empty() {
        eprintln!("   the official protocol tests aren't next to the repository: skipping their rows");
        return Ok(rows);
    }
    let load = measure(program, effort, "load", &files)?;
    let parse = measure(program, effort, "parse", &files)?;
    let size = megabytes(load.bytes);
    rows.push(
        row(&format!("protocol tests, {size} of IDL, with validation"), load.seconds).bar(Bar::AtMost(PROTOCOL_TESTS)),
    );
    rows.push(row("protocol tests, without validation", parse.seconds));
    Ok(rows)
}

/// A model of 100 MB.
fn large(repo: &Repo, effort: Effort, program: &Path) -> Result<Vec<Row>, String> {
    let files = [made(repo, program, LARGE)?];
    let parse = measure(program, effort, "parse", &files)?;
    let load = measure(program, effort, "load", &files)?;
    let json = measure(program, effort, "json", &files)?;
    let name = |what: &str| format!("{} of JSON AST, {what}", megabytes(parse.bytes));
    let row = |what: &str, unit: Unit, figure: f64| Row::new("read", name(what), unit, figure);
    let mut rows = vec![
        row("without validation", Unit::Seconds, parse.seconds).bar(Bar::AtMost(parse.bytes / SPEED)),
        row("without validation", Unit::Seconds, parse.seconds).beside("serde_json::Value", json.seconds),
        row("with validation", Unit::Seconds, load.seconds).bar(Bar::AtMost(VALIDATED)),
        row("with validation", Unit::Seconds, load.seconds)
            .beside("serde_json::Value", json.seconds)
            .bar(Bar::Ratio(1.0 / TIMES_JSON)),
    ];
    for (what, cost) in [("peak memory", parse), ("peak memory with validation", load)] {
        if let Some(memory) = cost.memory {
            rows.push(row(what, Unit::Bytes, memory).bar(Bar::AtMost(cost.bytes * MEMORY)));
        }
    }
    if let (Some(ours), Some(rival)) = (parse.memory, json.memory) {
        rows.push(row("peak memory", Unit::Bytes, ours).beside("serde_json::Value", rival));
    }
    Ok(rows)
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

/// The best of several processes.
fn measure(program: &Path, effort: Effort, how: &str, files: &[PathBuf]) -> Result<Cost, String> {
    let mut best: Option<Cost> = None;
    for _ in 0..effort.runs(RUNS) {
        let text = tools::output(Command::new(program).arg(how).args(files))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
        let cost = cost(&value).ok_or_else(|| format!("the program doesn't report the cost of reading: {text}"))?;
        best = Some(match best {
            Some(best) if best.seconds <= cost.seconds => best,
            _ => cost,
        });
    }
    best.ok_or_else(|| "nothing was measured".to_owned())
}

fn cost(value: &Value) -> Option<Cost> {
    let figure = |name: &str| value[name].as_f64();
    Some(Cost { seconds: figure("seconds")?, bytes: figure("bytes")?, memory: figure("memory") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn memory_may_be_unknown() {
        let cost = |value: Value| cost(&value).map(|cost| (cost.seconds, cost.memory));
        assert_eq!(cost(json!({ "seconds": 2.0, "bytes": 3, "memory": 4 })), Some((2.0, Some(4.0))));
        assert_eq!(cost(json!({ "seconds": 2.0, "bytes": 3, "memory": null })), Some((2.0, None)));
        assert_eq!(cost(json!({ "seconds": 2.0 })), None);
    }
}
