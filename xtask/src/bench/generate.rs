//! The generator as a whole process, from start to end, including reading the Lambda model.

use super::row::{Bar, Row, Unit};
use super::tools;
use crate::codegen::CONFIG;
use crate::repo::{Repo, files};

const RUNS: usize = 30;

/// The maximum time, in seconds.
const LIMIT: f64 = 0.2;

pub(super) fn run(repo: &Repo) -> Result<Vec<Row>, String> {
    let target = tools::folder(repo).join("weland");
    let arguments = ["build", "--release", "--package", "weland", "--target-dir"];
    tools::execute(tools::cargo(repo, repo.root(), &arguments).arg(&target))?;
    let program = target.join("release/weland");
    let weland = |arguments: &[&str]| {
        let mut command = repo.command(&program.to_string_lossy(), arguments);
        command.current_dir(tools::folder(repo).join("generate"));
        tools::timed(&mut command)
    };
    copy_model(repo)?;
    let output = tools::folder(repo).join("generate/generated");
    let anew = tools::best(RUNS, || {
        tools::remove(&output)?;
        weland(&["generate", "--config", CONFIG])
    })?;
    let again = tools::best(RUNS, || weland(&["generate", "--config", CONFIG]))?;
    let ast = tools::best(RUNS, || weland(&["ast", "model/lambda"]))?;
    let row = |name: &str, seconds: f64| Row::new("generate", name, Unit::Seconds, seconds);
    Ok(vec![
        row("four Lambda crates, none there yet", anew).bar(Bar::AtMost(LIMIT)),
        row("four Lambda crates, up to date", again).bar(Bar::AtMost(LIMIT)),
        row("JSON AST of the Lambda model", ast),
    ])
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
