//! Clean builds of a program that lists functions with the generated client and with the AWS SDK, and of a minimal
//! program that sends one HTTPS request.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::row::{Bar, Row, Unit};
use super::tools::{self, Cost};
use crate::repo::{Repo, files};

const OURS: &str = "client-weland";
const RIVALS: [&str; 2] = ["client-aws", "client-bare"];

/// The measurements of a program.
struct Figures {
    debug: Cost,
    release: Cost,
    size: f64,
    crates: f64,
}

pub(super) fn run(repo: &Repo) -> Result<Vec<Row>, String> {
    let benches = repo.root().join("benches");
    tools::execute(&mut tools::cargo(repo, &benches, &["fetch", "--locked"]))?;
    let ours = figures(repo, OURS)?;
    let mut rows = Vec::new();
    for rival in RIVALS {
        let theirs = figures(repo, rival)?;
        // Only the SDK is a rival; the minimal program is the lower bound of all clients.
        let bar = if rival == "client-aws" { Bar::Ratio(4.0) } else { Bar::None };
        rows.extend(compare(&ours, rival, &theirs, bar));
    }
    rows.push(lines(repo, &benches)?);
    Ok(rows)
}

fn figures(repo: &Repo, package: &str) -> Result<Figures, String> {
    let debug = build(repo, package, &[])?.0;
    let (release, program) = build(repo, package, &["--release"])?;
    let figures = Figures { debug, release, size: tools::size(&program)?, crates: crates(repo, package)? };
    tools::remove(&folder(repo, package))?;
    Ok(figures)
}

fn folder(repo: &Repo, package: &str) -> PathBuf {
    tools::folder(repo).join("build").join(package)
}

/// Makes a clean build of a package, and returns the path of its executable. Release builds are stripped.
fn build(repo: &Repo, package: &str, options: &[&str]) -> Result<(Cost, PathBuf), String> {
    eprintln!("   {package} {}", options.join(" "));
    let target = folder(repo, package);
    tools::remove(&target)?;
    let arguments = ["build", "--locked", "--offline", "--package", package, "--target-dir"];
    let mut command = tools::cargo(repo, &repo.root().join("benches"), &arguments);
    command.arg(&target).args(options).env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    let cost = tools::timed(&mut command)?;
    let profile = if options.is_empty() { "debug" } else { "release" };
    Ok((cost, target.join(profile).join(package)))
}

/// The number of crates in the program, including itself and build-time dependencies.
fn crates(repo: &Repo, package: &str) -> Result<f64, String> {
    let arguments = ["tree", "--locked", "--offline", "--package", package, "--edges", "normal,build"];
    let mut command = tools::cargo(repo, &repo.root().join("benches"), &arguments);
    let text = tools::output(command.args(["--prefix", "none", "--format", "{p}"]))?;
    // Repeated crates are marked on all lines except the first; the version may be followed by a path or a kind.
    let names: BTreeSet<Vec<&str>> = text.lines().map(|line| line.split(' ').take(2).collect()).collect();
    Ok(names.len() as f64)
}

fn compare(ours: &Figures, rival: &str, theirs: &Figures, bar: Bar) -> Vec<Row> {
    let row = |name: &str, unit, ours: f64, theirs: f64| Row::new("build", name, unit, ours).beside(rival, theirs);
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
    let ours = count(&generated.join("lambda-types"))? + count(&generated.join("lambda-client"))?;
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
