//! `cargo xtask faults [--json] [--only TEXT]`: what the generated client and the AWS SDK make of the same faults.
//!
//! Without options, the table is written to `docs/faults-compared.md`.

use std::fs;
use std::process::{Command, Stdio};

use crate::repo::Repo;

const PAGE: &str = "docs/faults-compared.md";
const BEGIN: &str = "<!-- compared -->\n";
const END: &str = "<!-- end of compared -->\n";

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    compare(repo, arguments).map_err(|error| eprintln!("error: {error}")).unwrap_or(false)
}

/// Whether every difference has a reason.
fn compare(repo: &Repo, arguments: &[String]) -> Result<bool, String> {
    let program = build(repo, "faults")?;
    let mut command = Command::new(program);
    command.arg("compare").args(arguments).stderr(Stdio::inherit());
    if !arguments.is_empty() {
        return Ok(command.status().map_err(|error| error.to_string())?.success());
    }
    eprintln!("some calls take half a minute and more; 4 minutes altogether");
    let output = command.output().map_err(|error| error.to_string())?;
    let table = String::from_utf8_lossy(&output.stdout);
    let path = repo.root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(|error| format!("{PAGE}: {error}"))?;
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{PAGE}: the marks are missing"))?;
    fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).map_err(|error| format!("{PAGE}: {error}"))?;
    println!("wrote {PAGE}");
    Ok(output.status.success())
}

/// A program of `benches/`.
pub(crate) fn build(repo: &Repo, package: &str) -> Result<std::path::PathBuf, String> {
    let target = repo.root().join("target/bench");
    let manifest = ["build", "--locked", "--release", "--manifest-path", "benches/Cargo.toml", "--package", package];
    let mut command = repo.command("cargo", &manifest);
    let status =
        command.arg("--target-dir").arg(&target).status().map_err(|error| format!("can't run cargo: {error}"))?;
    if !status.success() {
        return Err("the program could not be built".to_owned());
    }
    Ok(target.join("release").join(package))
}
