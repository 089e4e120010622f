//! The public API of old and new crates: what `cargo semver-checks` says, and which uses of the old one compile with the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Output, Stdio};

use serde_json::Value;
use weland_diff::RustApi;

use super::build::{Workspace, old_name};
use super::plan::{Base, Batch, prefix};
use super::uses::{CRATES, Docs, PRELUDE};
use crate::generated::sync;
use crate::repo::Repo;

/// How often uses that don't compile are left out before the rest is looked at: names that are gone hide other errors.
const ROUNDS: usize = 8;

/// What tools say of the API of an edit.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// What `cargo semver-checks` calls a major change.
    pub(super) semver: Vec<String>,
    /// Uses of the old crates that don't compile with the new ones.
    pub(super) broken: Vec<String>,
    /// How many uses only the new crates have.
    pub(super) added: usize,
}

impl Outcome {
    pub(super) fn level(&self) -> RustApi {
        if !self.broken.is_empty() || !self.semver.is_empty() {
            RustApi::Major
        } else if self.added > 0 {
            RustApi::Minor
        } else {
            RustApi::None
        }
    }
}

impl Outcome {
    /// One thing that shows the level.
    pub(super) fn example(&self) -> String {
        let first = |texts: &[String], what: &str| texts.first().map(|text| format!("{what}: {text}"));
        let semver = first(&self.semver, "cargo semver-checks");
        let broken = first(&self.broken, "no longer compiles");
        [semver, broken].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// What happened to the API of each edit, by its number.
pub(super) fn run(repo: &Repo, workspace: &Workspace, batches: &[Batch]) -> Result<BTreeMap<usize, Outcome>, String> {
    document(repo, workspace)?;
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    let mut candidates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for batch in batches {
        let (old, new) = (uses(workspace, &old_name(batch.base))?, uses(workspace, &batch.name)?);
        candidates.insert(batch.name.clone(), old.difference(&new).cloned().collect());
        for text in new.difference(&old) {
            if let Some(number) = edit_of(batch, text) {
                outcomes.entry(number).or_default().added += 1;
            }
        }
    }
    let usable = compile(repo, workspace, batches, &candidates, true)?;
    let kept = compile(repo, workspace, batches, &usable, false)?;
    for batch in batches {
        let nothing = Vec::new();
        let kept = kept.get(&batch.name).unwrap_or(&nothing);
        for text in usable.get(&batch.name).into_iter().flatten().filter(|text| !kept.contains(text)) {
            let number = edit_of(batch, text).ok_or_else(|| format!("{}: no edit explains {text}", batch.name))?;
            outcomes.entry(number).or_default().broken.push(text.clone());
        }
        for finding in semver(repo, workspace, batch)? {
            let number =
                edit_of(batch, &finding).ok_or_else(|| format!("{}: no edit explains {finding}", batch.name))?;
            outcomes.entry(number).or_default().semver.push(finding);
        }
    }
    Ok(outcomes)
}

/// The edit whose copy a text is about.
fn edit_of(batch: &Batch, text: &str) -> Option<usize> {
    if batch.base == Base::Service {
        return batch.edits.first().map(|edit| edit.number);
    }
    let is_of = |copy: usize| {
        let name = prefix(copy);
        text.contains(&name) || text.contains(&name.to_lowercase())
    };
    batch.edits.iter().enumerate().find(|(copy, _)| is_of(*copy)).map(|(_, edit)| edit.number)
}

fn packages(workspace: &Workspace) -> Vec<&str> {
    let names = workspace.files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
    names.filter(|name| CRATES.iter().any(|(kind, _)| name.ends_with(&format!("-{kind}")))).collect()
}

/// Has rustdoc write all APIs as JSON.
fn document(repo: &Repo, workspace: &Workspace) -> Result<(), String> {
    let mut command = repo.command("cargo", &["doc", "--quiet", "--no-deps"]);
    command.current_dir(&workspace.folder).env("CARGO_TARGET_DIR", &workspace.target);
    // The format is not stable; cargo-semver-checks asks for it in the same way.
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTDOCFLAGS", "-Zunstable-options --output-format json");
    for package in packages(workspace) {
        command.args(["--package", package]);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err("rustdoc failed".to_owned()),
    }
}

fn json_of(workspace: &Workspace, service: &str, kind: &str) -> std::path::PathBuf {
    workspace.target.join("doc").join(format!("{}_{kind}.json", service.replace('-', "_")))
}

/// The uses of all crates of a service.
fn uses(workspace: &Workspace, service: &str) -> Result<BTreeSet<String>, String> {
    let mut all = BTreeSet::new();
    for (kind, name) in CRATES {
        let path = json_of(workspace, service, kind);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        all.extend(Docs::new(&text, name)?.uses());
    }
    Ok(all)
}

/// Compiles uses with the old crates or with the new ones, and returns those that do.
fn compile(
    repo: &Repo,
    workspace: &Workspace,
    batches: &[Batch],
    uses: &BTreeMap<String, Vec<String>>,
    with_old: bool,
) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut left = uses.clone();
    left.retain(|_, uses| !uses.is_empty());
    for _ in 0..ROUNDS {
        if left.is_empty() {
            return Ok(left);
        }
        let output = check(repo, workspace, batches, &left, with_old)?;
        let mut wrong: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            if let Some((name, lines)) = serde_json::from_str(line).ok().and_then(|message| error(&message)) {
                wrong.entry(name).or_default().extend(lines);
            }
        }
        if output.status.success() {
            return Ok(left);
        }
        if wrong.is_empty() {
            return Err("the uses of generated crates could not be compiled".to_owned());
        }
        let first = PRELUDE.lines().count();
        for (name, lines) in wrong {
            let Some(uses) = left.get_mut(&name) else { return Err(format!("errors in unknown uses {name}")) };
            let mut line = first;
            uses.retain(|_| {
                line += 1;
                !lines.contains(&line)
            });
        }
        left.retain(|_, uses| !uses.is_empty());
    }
    Err("uses of generated crates don't compile, however many are left out".to_owned())
}

/// The package of uses and the lines that an error of the compiler is about.
fn error(message: &Value) -> Option<(String, Vec<usize>)> {
    let text = &message["message"];
    if message["reason"] != "compiler-message" || text["level"] != "error" {
        return None;
    }
    let name = message["target"]["name"].as_str()?.strip_prefix("uses_")?;
    let spans = text["spans"].as_array()?.iter().filter(|span| span["is_primary"] == true);
    let lines: Vec<usize> = spans.filter_map(|span| usize::try_from(span["line_start"].as_u64()?).ok()).collect();
    (!lines.is_empty()).then(|| (name.to_owned(), lines))
}

/// Checks packages of uses, one per batch, in a workspace beside that of the crates.
fn check(
    repo: &Repo,
    workspace: &Workspace,
    batches: &[Batch],
    uses: &BTreeMap<String, Vec<String>>,
    with_old: bool,
) -> Result<Output, String> {
    let folder = workspace.folder.with_extension("uses");
    let crates = workspace.folder.to_string_lossy();
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"uses_*\"]\n\n[profile.dev]\ndebug = false\n".to_owned();
    let lock = workspace.files.get("Cargo.lock").cloned().unwrap_or_default();
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), members), ("Cargo.lock".to_owned(), lock)]);
    for batch in batches {
        let Some(uses) = uses.get(&batch.name) else { continue };
        let service = if with_old { old_name(batch.base) } else { batch.name.clone() };
        let own = |(kind, _): (&str, &str)| {
            format!("{kind} = {{ package = \"{service}-{kind}\", path = \"{crates}/{service}-{kind}\" }}\n")
        };
        let name = format!("uses_{}", batch.name);
        let dependencies: String = CRATES.into_iter().map(own).collect();
        files.insert(
            format!("{name}/Cargo.toml"),
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"),
        );
        let lines = uses.iter().enumerate().map(|(at, text)| format!("fn f{at}{text}\n"));
        files.insert(format!("{name}/src/lib.rs"), PRELUDE.to_owned() + &lines.collect::<String>());
    }
    sync(&folder, &files).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut command = repo.command("cargo", &["check", "--workspace", "--keep-going", "--message-format=json"]);
    command.current_dir(&folder).env("CARGO_TARGET_DIR", &workspace.target).stderr(Stdio::null());
    command.output().map_err(|error| format!("can't run cargo: {error}"))
}

/// What `cargo semver-checks` finds wrong with a minor version.
fn semver(repo: &Repo, workspace: &Workspace, batch: &Batch) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for (kind, _) in CRATES {
        let (old, new) = (json_of(workspace, &old_name(batch.base), kind), json_of(workspace, &batch.name, kind));
        // Items are found by paths that begin with the name of the crate.
        let name = |service: &str| format!("\"{}_{kind}\"", service.replace('-', "_"));
        let text = fs::read_to_string(&old).map_err(|error| format!("{}: {error}", old.display()))?;
        let baseline = workspace.target.join(format!("doc/baseline_{kind}.json"));
        fs::write(&baseline, text.replace(&name(&old_name(batch.base)), &name(&batch.name)))
            .map_err(|error| format!("{}: {error}", baseline.display()))?;
        let mut command =
            repo.command("cargo", &["semver-checks", "check-release", "--release-type", "minor", "--color", "never"]);
        command.arg("--baseline-rustdoc").arg(&baseline).arg("--current-rustdoc").arg(&new);
        let output = command.output().map_err(|error| format!("can't run cargo semver-checks: {error}"))?;
        let told = String::from_utf8_lossy(&output.stderr);
        if !told.contains("Checking") {
            return Err(format!("cargo semver-checks (`cargo install --locked cargo-semver-checks`) failed:\n{told}"));
        }
        found.extend(failures(&String::from_utf8_lossy(&output.stdout)));
    }
    Ok(found)
}

/// The items of failed lints, each with the name of the lint.
fn failures(text: &str) -> Vec<String> {
    let (mut lint, mut is_listed, mut found) = ("", false, Vec::new());
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("--- failure ") {
            lint = rest.split(':').next().unwrap_or_default();
            is_listed = false;
        } else if line.starts_with("--- ") {
            lint = "";
        } else if line.starts_with("Failed in:") {
            is_listed = true;
        } else if is_listed && !lint.is_empty() && line.starts_with("  ") {
            let item = line.trim().split(" in /").next().unwrap_or_default();
            found.push(format!("{lint}: {item}"));
        } else if line.is_empty() {
            is_listed = false;
        }
    }
    found
}
