//! `cargo xtask test`: all checks that a change has to pass.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::corpora::skip;
use crate::repo::{Package, Repo};
use crate::{codegen, conformance, parity, tidy};

/// A check. The error describes why it failed.
struct Step {
    name: &'static str,
    run: fn(&Repo) -> Result<(), String>,
}

/// All steps in the order in which they run, the fast ones first. To add one, add a line here and
/// a function below.
const STEPS: &[Step] = &[
    Step { name: "fmt", run: fmt },
    Step { name: "tidy", run: |repo| passed(tidy::run(repo, &[])) },
    Step { name: "codegen", run: |repo| passed(codegen::run(repo, &["--check".to_owned()])) },
    Step { name: "clippy", run: clippy },
    Step { name: "features", run: features },
    Step { name: "unit", run: unit },
    Step { name: "conformance", run: protocols },
    Step { name: "parity", run: botocore },
    Step { name: "e2e", run: e2e },
    Step { name: "doc", run: doc },
];

struct Outcome {
    name: &'static str,
    took: Duration,
    result: Result<(), String>,
}

pub(crate) fn run(repo: &Repo, names: &[String]) -> bool {
    let known = |name: &&String| STEPS.iter().any(|step| step.name == **name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        eprintln!("unknown step `{unknown}`; use one of: {}", all.join(", "));
        return false;
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let outcomes: Vec<Outcome> = STEPS.iter().filter(wanted).map(|step| take(repo, step)).collect();
    summarize(&outcomes)
}

fn take(repo: &Repo, step: &Step) -> Outcome {
    println!("== {}", step.name);
    let start = Instant::now();
    let result = (step.run)(repo);
    let outcome = Outcome { name: step.name, took: start.elapsed(), result };
    println!("{}\n", line(&outcome));
    outcome
}

fn summarize(outcomes: &[Outcome]) -> bool {
    println!("== summary");
    for outcome in outcomes {
        println!("{}", line(outcome));
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err());
    let failed: Vec<&str> = failed.map(|outcome| outcome.name).collect();
    if failed.is_empty() {
        println!("all steps passed");
    } else {
        let again = failed.join(" ");
        println!("{} failed; run them again with `cargo xtask test {again}`", failed.len());
    }
    failed.is_empty()
}

fn line(outcome: &Outcome) -> String {
    let seconds = outcome.took.as_secs_f64();
    let result = match &outcome.result {
        Ok(()) => "passed".to_owned(),
        Err(reason) => format!("FAILED: {reason}"),
    };
    format!("   {:<11} {seconds:>7.1} s  {result}", outcome.name)
}

fn passed(result: bool) -> Result<(), String> {
    result.then_some(()).ok_or_else(|| "see above".into())
}

fn execute(mut command: Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(format!("can't run {program}: {error}")),
    }
}

fn cargo(repo: &Repo, arguments: &[&str]) -> Result<(), String> {
    execute(repo.command("cargo", arguments))
}

/// Generated code has its own style, all other code is formatted by rustfmt.
fn fmt(repo: &Repo) -> Result<(), String> {
    let packages = repo.packages()?;
    let written: Vec<&Package> = packages.iter().filter(|package| !tidy::is_generated(&package.folder)).collect();
    let names = written.iter().flat_map(|package| ["--package", &package.name]);
    let arguments: Vec<&str> = ["fmt", "--check"].into_iter().chain(names).collect();
    let others = [TASKS, EXAMPLE].map(|manifest| cargo(repo, &["fmt", "--check", "--manifest-path", manifest]));
    others.into_iter().fold(cargo(repo, &arguments), Result::and)
}

fn clippy(repo: &Repo) -> Result<(), String> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--all-features"];
    let deny = ["--", "--deny", "warnings"];
    cargo(repo, &[&arguments[..], &deny[..]].concat())?;
    let tasks = ["clippy", "--manifest-path", TASKS, "--target-dir", "target", "--all-targets"];
    cargo(repo, &[&tasks[..], &deny[..]].concat())
}

/// Each library compiles without its default features.
fn features(repo: &Repo) -> Result<(), String> {
    let arguments = ["check", "--workspace", "--lib", "--no-default-features"];
    cargo(repo, &arguments)
}

/// The tests with real clients and servers, which are a separate step.
const END_TO_END: &str = "weland-e2e";

/// The tasks themselves, which are a separate workspace.
const TASKS: &str = "xtask/Cargo.toml";

/// An example with dependencies that nothing else has, which is a separate workspace.
const EXAMPLE: &str = "examples/reqwest/Cargo.toml";

fn unit(repo: &Repo) -> Result<(), String> {
    let tasks = cargo(repo, &["test", "--manifest-path", TASKS, "--target-dir", "target"]);
    crates(repo).and(tasks)
}

fn crates(repo: &Repo) -> Result<(), String> {
    let all = ["--workspace", "--exclude", END_TO_END, "--all-features", "--no-fail-fast"];
    if !has_nextest(repo) {
        return cargo(repo, &[&["test"], &all[..]].concat());
    }
    let run = cargo(repo, &[&["nextest", "run"], &all[..]].concat());
    // Nextest doesn't run doc tests.
    let doc = cargo(repo, &[&["test", "--doc"], &all[..]].concat());
    run.and(doc)
}

/// Our own protocol tests.
const PROTOCOL_TESTS: &str = "tests/conformance";

/// Our own protocol tests, and the official ones if they are available.
fn protocols(repo: &Repo) -> Result<(), String> {
    let suite = |folder: &Path| {
        println!("-- {}", folder.display());
        passed(conformance::run(repo, &[folder.to_string_lossy().into_owned()]))
    };
    let own = suite(&repo.root().join(PROTOCOL_TESTS));
    let official = repo.suite();
    if !official.is_dir() {
        let reason = format!("{} doesn't exist: no official suite", official.display());
        println!("-- {}", skip::verdict(std::env::var_os(skip::VARIABLE).as_deref(), &reason)?);
        return own;
    }
    own.and(suite(&official)).and(suite(&official.join("alloy")))
}

/// Some rounds of the comparison with botocore, where the models of AWS are.
fn botocore(repo: &Repo) -> Result<(), String> {
    let models = repo.aws_models();
    if !models.is_dir() {
        let reason = format!("{} doesn't exist: no models of AWS", models.display());
        println!("-- {}", skip::verdict(std::env::var_os(skip::VARIABLE).as_deref(), &reason)?);
        return Ok(());
    }
    passed(parity::run(repo, &["--rounds".to_owned(), "3".to_owned()]))
}

fn e2e(repo: &Repo) -> Result<(), String> {
    let only = ["--package", END_TO_END, "--no-fail-fast"];
    let run: &[&str] = if has_nextest(repo) { &["nextest", "run"] } else { &["test"] };
    let example = cargo(repo, &["test", "--manifest-path", EXAMPLE, "--target-dir", "target"]);
    cargo(repo, &[run, &only[..]].concat()).and(example)
}

fn has_nextest(repo: &Repo) -> bool {
    let version = repo.command("cargo", &["nextest", "--version"]).output();
    version.is_ok_and(|output| output.status.success())
}

fn doc(repo: &Repo) -> Result<(), String> {
    let arguments = ["doc", "--workspace", "--no-deps", "--all-features"];
    let mut command = repo.command("cargo", &arguments);
    command.env("RUSTDOCFLAGS", "--deny warnings");
    execute(command)
}
