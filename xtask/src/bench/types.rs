//! What the compiler takes to check generated types of large APIs: `cargo check` of the types crate alone, whose dependencies
//! are there.

use std::path::{Path, PathBuf};

use super::effort::Effort;
use super::row::{Row, Unit};
use super::tools;
use crate::corpora::openapi::document;
use crate::repo::{Repo, files};

const RUNS: usize = 5;

/// The models of AWS: a name, and the beginning of the file's name.
const MODELS: &[(&str, &str)] = &[("QuickSight", "quicksight-"), ("SageMaker", "sagemaker-2")];

/// The documents in OpenAPI: a name, and the end of the path in the corpora.
const DOCUMENTS: &[(&str, &str)] = &[("Stripe", "api/stripe.com.json"), ("GitHub", "generated/api.github.com.json")];

/// The crates are members of one workspace, and so have one folder of compiled dependencies.
const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"*/generated/*\"]\n";

pub(super) fn run(repo: &Repo, effort: Effort) -> Result<Vec<Row>, String> {
    let program = tools::weland(repo)?;
    let folder = tools::folder(repo).join("types");
    let sources = sources(repo)?;
    for (name, source) in &sources {
        let target = folder.join(name);
        tools::remove(&target)?;
        tools::write(&target.join("api.json"), &tools::read(source)?)?;
        tools::write(&target.join("weland.yaml"), &config(name))?;
        tools::execute(repo.command(&program, &["generate"]).current_dir(&target))?;
    }
    tools::write(&folder.join("Cargo.toml"), WORKSPACE)?;
    sources.iter().map(|(name, _)| row(repo, effort, &folder, name)).collect()
}

fn sources(repo: &Repo) -> Result<Vec<(&'static str, PathBuf)>, String> {
    let mut sources = Vec::new();
    let models = repo.aws_models();
    let models = if models.is_dir() { files(&models, ".json")? } else { Vec::new() };
    if models.is_empty() {
        eprintln!("   the API models of AWS aren't next to the repository: skipping their rows");
    }
    for (name, beginning) in MODELS {
        let is_it =
            |path: &&PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(beginning));
        sources.extend(models.iter().find(is_it).map(|path| (*name, path.clone())));
    }
    for (name, ending) in DOCUMENTS {
        sources.push((name, document(repo, ending)?));
    }
    Ok(sources)
}

/// Below `target/bench/types`, the runtime crates are four folders up.
fn config(name: &str) -> String {
    let name = name.to_lowercase();
    format!(
        "version: 1
targets:
  api:
    model: [api.json]
    output: generated
    runtime: {{ path: ../../../../crates }}
    crates:
      types: {{ name: {name}-types }}
"
    )
}

/// The processor time of the check from nothing: the first one compiles the dependencies and doesn't count.
fn row(repo: &Repo, effort: Effort, folder: &Path, name: &str) -> Result<Row, String> {
    let package = format!("{}-types", name.to_lowercase());
    let root = folder.join(name).join("generated").join(&package).join("src/lib.rs");
    let text = tools::read(&root)?;
    let check = || {
        let mut command = tools::cargo(repo, folder, &["check", "--quiet", "--package", &package]);
        // It may not spare the compiler the work that is to be measured.
        command.env("CARGO_INCREMENTAL", "0");
        tools::timed(&mut command)
    };
    check()?;
    let mut best = f64::INFINITY;
    for _ in 0..effort.runs(RUNS) {
        // Written anew, it is newer than what was made of it.
        tools::write(&root, &text)?;
        let cost = check()?;
        best = best.min(cost.processor.unwrap_or(cost.seconds));
    }
    Ok(Row::new("types", format!("{name}, CPU of `cargo check`"), Unit::Seconds, best))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_is_where_the_configuration_says() {
        let repo = Repo::find().unwrap();
        let from = tools::folder(&repo).join("types/Stripe");
        assert_eq!(from.strip_prefix(repo.root()).unwrap().components().count(), 4);
        assert!(repo.root().join("crates/weland-core").is_dir());
        assert!(config("Stripe").contains("path: ../../../../crates ") && config("Stripe").contains("stripe-types"));
    }
}
