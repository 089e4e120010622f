//! `cargo xtask release VERSION`: makes the commit and the tag of a release. `cargo xtask release --check`: packs all crates as
//! they would be published, looks at their dependencies, compares interfaces with those of the last release (or with `--baseline
//! REVISION`), and builds the program that is handed out.

mod check;
mod texts;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::repo::Repo;
use texts::Version;

/// What a release changes beside manifests.
const CHANGELOG: &str = "CHANGELOG.md";

/// The workspaces that have a lock file of their own, with the crates of this repository in it.
const WORKSPACES: [&str; 4] = ["", "xtask", "benches", "fuzz"];

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let result = match arguments {
        [option] if option == "--check" => check::run(repo, None),
        [option, baseline, revision] if option == "--check" && baseline == "--baseline" => {
            check::run(repo, Some(revision))
        }
        [version] if !version.starts_with('-') => release(repo, version),
        _ => Err("say which version: `cargo xtask release 1.2.3`; or `--check [--baseline \
              REVISION]` to see whether a release could be made"
            .into()),
    };
    result.inspect_err(|message| eprintln!("error: {message}")).is_ok()
}

/// Nothing is changed unless everything can be.
fn release(repo: &Repo, version: &str) -> Result<(), String> {
    let changes = texts::changes(repo, &Version::parse(version)?, &today(repo)?)?;
    let dirty = git(repo, &["status", "--porcelain"])?;
    if !dirty.is_empty() {
        return Err(format!("commit or undo these changes first:\n{dirty}"));
    }
    let tag = format!("v{version}");
    if !git(repo, &["tag", "--list", &tag])?.is_empty() {
        return Err(format!("there is a tag `{tag}` already"));
    }
    for (path, text) in &changes {
        fs::write(repo.root().join(path), text).map_err(|error| format!("can't write {path}: {error}"))?;
    }
    // Manifests of generated crates have the version of the generator, which has to be built again for that.
    execute(&mut repo.command("cargo", &["xtask", "codegen"]))?;
    for folder in WORKSPACES {
        let folder: PathBuf = repo.root().join(folder);
        let mut lock = repo.command("cargo", &["metadata", "--offline", "--format-version", "1"]);
        execute(lock.current_dir(folder).stdout(Stdio::null()))?;
    }
    git(repo, &["commit", "--quiet", "--all", "--message", &format!("Release {version}")])?;
    git(repo, &["tag", "--annotate", &tag, "--message", &format!("Weland {version}")])?;
    println!("made the commit and the tag {tag}; what is left:");
    println!("  cargo xtask test && cargo xtask release --check");
    println!("  git push --follow-tags && cargo publish --workspace");
    Ok(())
}

/// The date of today, as Git has it.
fn today(repo: &Repo) -> Result<String, String> {
    let identity = git(repo, &["var", "GIT_COMMITTER_IDENT"])?;
    let mut words = identity.rsplit(' ');
    let seconds = words.nth(1).and_then(|seconds| seconds.parse().ok());
    seconds.map(texts::date).ok_or_else(|| format!("`git var` gives no time: {identity}"))
}

/// The output of Git, without space around it.
fn git(repo: &Repo, arguments: &[&str]) -> Result<String, String> {
    let output = repo.command("git", arguments).output().map_err(|error| format!("can't run git: {error}"))?;
    if !output.status.success() {
        return Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn execute(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?}: {status}")),
        Err(error) => Err(format!("can't run {command:?}: {error}")),
    }
}
