//! The serialization interface in two forms: object-safe, as it is, and generic. Both are copies of `weland-core`, of
//! the JSON part of `weland-protocol` and of `lambda-types`, reduced in the same way; the generic one is then rewritten.
//! The benchmark measures the builds of the types and of a program that reads and writes two messages, and the size and
//! speed of the program.

mod copy;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::row::{Row, Unit};
use super::tools::{self, Cost};
use crate::repo::Repo;
use copy::Form;

/// The number of alternating runs of each program.
const RUNS: usize = 8;

/// The measurements of a form.
struct Figures {
    /// The builds of the types and of the program, each as debug and as release.
    builds: Vec<(String, Cost)>,
    program: PathBuf,
    size: f64,
}

pub(super) fn run(repo: &Repo) -> Result<Vec<Row>, String> {
    let ours = figures(repo, Form::ObjectSafe)?;
    let theirs = figures(repo, Form::Generic)?;
    let row = |name: &str, unit, ours, theirs| Row::new("interface", name, unit, ours).beside("generic", theirs);
    let mut rows = Vec::new();
    for ((name, ours), (_, theirs)) in ours.builds.iter().zip(&theirs.builds) {
        rows.push(row(name, Unit::Seconds, ours.seconds, theirs.seconds));
        if let Some((ours, theirs)) = ours.processor.zip(theirs.processor) {
            rows.push(row(name, Unit::ProcessorSeconds, ours, theirs));
        }
    }
    rows.push(row("stripped program", Unit::Bytes, ours.size, theirs.size));
    let mut best = [[f64::INFINITY; 2]; 2];
    for _ in 0..RUNS {
        for (best, program) in best.iter_mut().zip([&ours.program, &theirs.program]) {
            let speed = speed(program)?;
            *best = std::array::from_fn(|index| best[index].min(speed[index]));
        }
    }
    let [ours, theirs] = best;
    for (index, name) in ["encode a page", "decode a page"].into_iter().enumerate() {
        rows.push(row(name, Unit::Seconds, ours[index], theirs[index]));
    }
    Ok(rows)
}

fn figures(repo: &Repo, form: Form) -> Result<Figures, String> {
    let folder = tools::folder(repo).join("interface").join(form.name());
    copy::write(repo, form, &folder)?;
    let mut builds = Vec::new();
    for (profile, options) in [("debug", &[][..]), ("release", &["--release"][..])] {
        eprintln!("   {} {profile}", form.name());
        tools::remove(&folder.join("target"))?;
        build(repo, &folder, "weland-protocol", options)?;
        for package in ["lambda-types", "program"] {
            builds.push((format!("{package}, {profile} build"), build(repo, &folder, package, options)?));
        }
    }
    let program = folder.join("target/release/program");
    Ok(Figures { builds, size: tools::size(&program)?, program })
}

fn build(repo: &Repo, folder: &Path, package: &str, options: &[&str]) -> Result<Cost, String> {
    let mut command = tools::cargo(repo, folder, &["build", "--target-dir", "target", "--package", package]);
    tools::timed(command.args(options))
}

/// The seconds that a program takes to encode and to decode.
fn speed(program: &Path) -> Result<[f64; 2], String> {
    let text = tools::output(&mut Command::new(program))?;
    let times: Value = serde_json::from_str(&text).map_err(|error| format!("the program prints no JSON: {error}"))?;
    let time = |name: &str| times[name].as_f64().ok_or_else(|| format!("the program doesn't tell `{name}`"));
    Ok([time("encode")?, time("decode")?])
}
