//! The generator as a whole process, from start to end, including reading the Lambda model.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::{read, tools};
use crate::codegen::CONFIG;
use crate::repo::{Repo, files};

const RUNS: usize = 30;

/// The maximum time, in seconds.
const LIMIT: f64 = 0.05;

/// The same for the models of AWS: the number of runs, the maximum time, and the maximum memory.
const MODEL_RUNS: usize = 3;
const MODEL_LIMIT: f64 = 5.0;
const MODEL_MEMORY: f64 = 150e6;

pub(super) fn run(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = tools::weland(repo)?;
    let weland = |arguments: &[&str]| {
        let mut command = repo.command(&program, arguments);
        command.current_dir(tools::folder(repo).join("generate"));
        tools::timed(&mut command)
    };
    copy_model(repo)?;
    let output = tools::folder(repo).join("generate/generated");
    let anew = tools::best(effort.runs(RUNS), || {
        tools::remove(&output)?;
        weland(&["generate", "--config", CONFIG])
    })?;
    let again = tools::best(effort.runs(RUNS), || weland(&["generate", "--config", CONFIG]))?;
    let ast = tools::best(effort.runs(RUNS), || weland(&["ast", "model/lambda"]))?;
    let row = |name: &str, seconds: f64| Row::new("generate", name, Unit::Seconds, seconds);
    Ok(vec![
        row("four Lambda crates, none there yet", anew).bar(Bar::AtMost(LIMIT)),
        row("four Lambda crates, up to date", again).bar(Bar::AtMost(LIMIT)),
        row("JSON AST of the Lambda model", ast),
    ])
}

/// Four crates for each API model of AWS, in one process, if the models are there; and for models of one kind and several sizes.
pub(super) fn models(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let target = tools::folder(repo).join("speed");
    let arguments = ["build", "--locked", "--release", "--package", "generate", "--target-dir"];
    tools::execute(tools::cargo(repo, &repo.root().join("benches"), &arguments).arg(&target))?;
    let program = target.join("release/generate");
    let mut rows = growth(repo, effort, &program)?;
    let folder = repo.aws_models();
    let models = if folder.is_dir() { files(&folder, ".json")? } else { Vec::new() };
    if models.is_empty() {
        eprintln!("   the API models of AWS aren't next to the repository: skipping their rows");
        return Ok(rows);
    }
    let (seconds, memory) = in_memory(effort, &program, &models)?;
    let row = |what: &str, unit: Unit, figure: f64| {
        Row::new("models", format!("four crates for each of {} AWS models, {what}", models.len()), unit, figure)
    };
    rows.push(row("in one process", Unit::Seconds, seconds).bar(Bar::AtMost(MODEL_LIMIT)));
    rows.push(row("peak memory", Unit::Bytes, memory).bar(Bar::AtMost(MODEL_MEMORY)));
    Ok(rows)
}

/// Crates of ten times the model take ten times as long.
fn growth(repo: &Repo, effort: Effort, program: &Path) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut smaller: Option<f64> = None;
    for size in read::SIZES {
        let model = read::made(repo, &read::program(repo)?, size)?;
        let (seconds, _) = in_memory(effort, program, &[model])?;
        let row = Row::new("models", format!("four crates for a model of {size} MB"), Unit::Seconds, seconds);
        rows.push(match smaller {
            Some(smaller) => row
                .beside(format!("ten times the time of {} MB", size / 10), smaller * 10.0)
                .bar(Bar::Ratio(1.0 / (1.0 + read::GROWTH))),
            None => row,
        });
        smaller = Some(seconds);
    }
    Ok(rows)
}

/// The least time and the most memory of several processes that make crates of models, but write nothing.
fn in_memory(effort: Effort, program: &Path, models: &[PathBuf]) -> Result<(f64, f64), String> {
    let mut best: Option<(f64, f64)> = None;
    for _ in 0..effort.runs(MODEL_RUNS) {
        let text = tools::output(Command::new(program).args(models))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
        let figure =
            |name: &str| value[name].as_f64().ok_or_else(|| format!("the program doesn't report {name}: {text}"));
        let (seconds, memory) = (figure("seconds")?, figure("memory")?);
        best = Some(best.map_or((seconds, memory), |best| (best.0.min(seconds), best.1.max(memory))));
    }
    best.ok_or_else(|| "nothing was measured".to_owned())
}

/// Copies the model, its configuration and its templates, so that the output isn't written to the repository. Placeholders
/// for the runtime crates are created next to them.
fn copy_model(repo: &Repo) -> Result<(), String> {
    for folder in ["model", "templates"] {
        let from = repo.root().join(folder);
        let to = tools::folder(repo).join("generate").join(folder);
        tools::remove(&to)?;
        for path in files(&from, "")? {
            let inner = path.strip_prefix(&from).map_err(|error| error.to_string())?;
            tools::write(&to.join(inner), &tools::read(&path)?)?;
        }
    }
    for package in repo.packages()?.iter().filter(|package| package.folder.starts_with("crates/")) {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let copy = tools::folder(repo).join("generate").join(&manifest);
        tools::write(&copy, &tools::read(&repo.root().join(&manifest))?)?;
    }
    Ok(())
}
