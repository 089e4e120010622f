//! The first use of the patterns of the Lambda API with `benches/patterns`, in a new process each time.

use std::process::Command;

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools;
use crate::repo::Repo;

const RUNS: usize = 50;

/// The maximum time of all patterns together, and of the slowest, in seconds.
const ALL: f64 = 0.001;
const SLOWEST: f64 = 0.000_150;

pub(super) fn run(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let target = tools::folder(repo).join("speed");
    let arguments = ["build", "--locked", "--release", "--package", "patterns", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    let (mut all, mut slowest, mut count) = (f64::INFINITY, f64::INFINITY, 0);
    for _ in 0..effort.runs(RUNS) {
        let text = tools::output(&mut Command::new(target.join("release/patterns")))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
        let figure =
            |name: &str| value[name].as_f64().ok_or_else(|| format!("the program doesn't report {name}: {text}"));
        all = all.min(figure("seconds")?);
        slowest = slowest.min(figure("longest")?);
        count = value["patterns"].as_u64().unwrap_or_default();
    }
    let row = |name: String, seconds: f64| Row::new("patterns", name, Unit::Seconds, seconds);
    Ok(vec![
        row(format!("first use of {count} patterns, all together"), all).bar(Bar::AtMost(ALL)),
        row("first use of the slowest".to_owned(), slowest).bar(Bar::AtMost(SLOWEST)),
    ])
}
