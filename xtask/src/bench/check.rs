//! `weland check` and `weland diff` as whole processes, from start to end.

use std::process::{Command, Stdio};
use std::time::Instant;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::corpora::openapi::document;
use crate::repo::{Repo, files};

const RUNS: usize = 30;
const LARGE_RUNS: usize = 5;

/// The maximum times, in seconds: of the Lambda model, of all API models of AWS, and of two documents of 13 MB.
const LAMBDA: f64 = 0.015;
const ALL: f64 = 2.5;
const DOCUMENTS: f64 = 2.0;

/// Editions of GitHub's API, each of 11 to 14 MB.
const PAIRS: &[(&str, &str, &str)] = &[
    ("GitHub's API and that of its cloud for companies", "api.github.com", "ghec"),
    ("GitHub's server, 3.17 and 3.18", "ghes-3.17", "ghes-3.18"),
    ("GitHub's server, 3.18 and 3.19", "ghes-3.18", "ghes-3.19"),
];

/// Models are checked.
pub(super) fn check(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = tools::weland(repo)?;
    let row = |name: String, seconds: f64| Row::new("check", name, Unit::Seconds, seconds);
    let lambda = best(effort.runs(RUNS), || repo.command(&program, &["check", "model/lambda"]))?;
    let mut rows =
        vec![row("the Lambda model, start of the program included".to_owned(), lambda).bar(Bar::AtMost(LAMBDA))];
    let folder = repo.aws_models();
    let models = if folder.is_dir() { files(&folder, ".json")? } else { Vec::new() };
    if models.is_empty() {
        eprintln!("   the API models of AWS aren't next to the repository: skipping their row");
        return Ok(rows);
    }
    let all = best(effort.runs(LARGE_RUNS), || {
        let mut command = repo.command(&program, &["check"]);
        command.args(&models);
        command
    })?;
    rows.push(row(format!("{} AWS models as one", models.len()), all).bar(Bar::AtMost(ALL)));
    Ok(rows)
}

/// Large documents in OpenAPI are compared.
pub(super) fn diff(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = tools::weland(repo)?;
    let mut rows = Vec::new();
    for (name, old, new) in PAIRS {
        let path = |name: &str| document(repo, &format!("generated/{name}.json"));
        let (old, new) = (path(old)?, path(new)?);
        let seconds = best(effort.runs(LARGE_RUNS), || {
            let mut command = repo.command(&program, &["diff"]);
            command.args([&old, &new]);
            command
        })?;
        rows.push(Row::new("diff", *name, Unit::Seconds, seconds).bar(Bar::AtMost(DOCUMENTS)));
    }
    Ok(rows)
}

/// The best time of a command, which may report errors and breaking changes, but has to run to its end.
fn best(runs: usize, make: impl Fn() -> Command) -> Result<f64, String> {
    let mut best = f64::INFINITY;
    for _ in 0..runs {
        let mut command = make();
        let start = Instant::now();
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let status = status.map_err(|error| format!("can't run {command:?}: {error}"))?;
        best = best.min(start.elapsed().as_secs_f64());
        if !matches!(status.code(), Some(0 | 1)) {
            return Err(format!("{command:?} failed: {status}"));
        }
    }
    Ok(best)
}
