//! Clean builds of a program that lists functions with the generated client, without and with its larger features, and
//! with the AWS SDK; and of a minimal program that sends one HTTPS request.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::effort::Effort;
use super::row::{Bar, Row, Unit};
use super::tools::{self, Cost};
use crate::repo::{Repo, files};

/// A program, and features of its package that it is built with.
struct Program {
    package: &'static str,
    features: &'static str,
    /// What its rows are called.
    label: &'static str,
}

const OURS: Program = Program { package: "client-weland", features: "", label: "" };
const SDK: Program = Program { package: "client-aws", features: "", label: "" };
const BARE: Program = Program { package: "client-bare", features: "", label: "" };
/// Ours, with features that the SDK always has.
const LARGER: Program =
    Program { package: "client-weland", features: "chain,tracing", label: "with tracing and all credentials, " };

/// The most that the stripped program without larger features may have, in bytes.
const LARGEST: f64 = 4_200_000.0;

/// The measurements of a program.
struct Figures {
    debug: Cost,
    release: Cost,
    size: f64,
    crates: f64,
}

pub(super) fn run(repo: &Repo, _: Effort) -> Result<Vec<Row>, String> {
    let benches = repo.root().join("benches");
    tools::execute(&mut tools::cargo(repo, &benches, &["fetch", "--locked"]))?;
    let ours = figures(repo, &OURS)?;
    let sdk = figures(repo, &SDK)?;
    let mut rows = compare(&OURS, &ours, &SDK, &sdk);
    // The minimal program is no rival, but the lower bound of all clients.
    rows.extend(compare(&OURS, &ours, &BARE, &figures(repo, &BARE)?));
    rows.extend(compare(&LARGER, &figures(repo, &LARGER)?, &SDK, &sdk));
    rows.push(Row::new("build", "stripped program", Unit::Bytes, ours.size).bar(Bar::AtMost(LARGEST)));
    rows.push(lines(repo, &benches)?);
    Ok(rows)
}

fn figures(repo: &Repo, program: &Program) -> Result<Figures, String> {
    let debug = build(repo, program, &[])?.0;
    let (release, file) = build(repo, program, &["--release"])?;
    let figures = Figures { debug, release, size: tools::size(&file)?, crates: crates(repo, program)? };
    tools::remove(&folder(repo, program))?;
    Ok(figures)
}

fn folder(repo: &Repo, program: &Program) -> PathBuf {
    tools::folder(repo).join("build").join(program.package)
}

/// Makes a clean build of a program, and returns the path of its executable. Release builds are stripped.
fn build(repo: &Repo, program: &Program, options: &[&str]) -> Result<(Cost, PathBuf), String> {
    eprintln!("   {} {} {}", program.package, program.features, options.join(" "));
    let target = folder(repo, program);
    tools::remove(&target)?;
    let arguments = ["build", "--locked", "--offline", "--package", program.package, "--features", program.features];
    let mut command = tools::cargo(repo, &repo.root().join("benches"), &arguments);
    command.arg("--target-dir").arg(&target).args(options).env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    let cost = tools::timed(&mut command)?;
    let profile = if options.is_empty() { "debug" } else { "release" };
    Ok((cost, target.join(profile).join(program.package)))
}

/// The number of crates in the program, including itself and build-time dependencies.
fn crates(repo: &Repo, program: &Program) -> Result<f64, String> {
    let arguments = ["tree", "--locked", "--offline", "--package", program.package, "--features", program.features];
    let mut command = tools::cargo(repo, &repo.root().join("benches"), &arguments);
    let text = tools::output(command.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]))?;
    // Repeated crates are marked on all lines except the first; the version may be followed by a path or a kind.
    let names: BTreeSet<Vec<&str>> = text.lines().map(|line| line.split(' ').take(2).collect()).collect();
    Ok(names.len() as f64)
}

fn compare(program: &Program, ours: &Figures, rival: &Program, theirs: &Figures) -> Vec<Row> {
    let bar = if rival.package == SDK.package { Bar::Ratio(4.0) } else { Bar::None };
    let row = |name: &str, unit, ours: f64, theirs: f64| {
        Row::new("build", format!("{}{name}", program.label), unit, ours).beside(rival.package, theirs)
    };
    let processor = |name: &str, ours: Cost, theirs: Cost| {
        let (ours, theirs) = ours.processor.zip(theirs.processor)?;
        Some(row(name, Unit::ProcessorSeconds, ours, theirs))
    };
    let mut rows = vec![
        row("debug", Unit::Seconds, ours.debug.seconds, theirs.debug.seconds).bar(bar),
        row("release", Unit::Seconds, ours.release.seconds, theirs.release.seconds).bar(bar),
    ];
    rows.extend(processor("debug", ours.debug, theirs.debug));
    rows.extend(processor("release", ours.release, theirs.release));
    rows.push(row("stripped program", Unit::Bytes, ours.size, theirs.size));
    rows.push(row("crates", Unit::Count, ours.crates, theirs.crates));
    rows
}

/// The lines of generated code: the SDK's crate for Lambda, and our types and client.
fn lines(repo: &Repo, benches: &Path) -> Result<Row, String> {
    let arguments = ["metadata", "--locked", "--offline", "--format-version", "1"];
    let text = tools::output(&mut tools::cargo(repo, benches, &arguments))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata isn't JSON: {error}"))?;
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let manifest = packages.iter().find(|package| package["name"] == "aws-sdk-lambda");
    let manifest = manifest.and_then(|package| package["manifest_path"].as_str());
    let sdk =
        manifest.and_then(|path| Path::new(path).parent()).ok_or("there is no aws-sdk-lambda in the workspace")?;
    let generated = repo.root().join("generated");
    let ours = count(&generated.join("weland-lambda-types"))? + count(&generated.join("weland-lambda-client"))?;
    let row = Row::new("build", "lines of generated code", Unit::Count, ours);
    Ok(row.beside("aws-sdk-lambda", count(sdk)?).bar(Bar::Ratio(10.0)))
}

/// The lines of all Rust files in a folder.
fn count(folder: &Path) -> Result<f64, String> {
    let mut lines = 0;
    for path in files(folder, ".rs")? {
        lines += tools::read(&path)?.lines().count();
    }
    Ok(lines as f64)
}
