//! Compiles the crates of documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use weland_model::Model;
use weland_openapi::{Document, LoadOptions};

use crate::corpora::{Count, report};
use crate::crates::{KINDS, Workspace, errors};
use crate::repo::Repo;

/// Larger documents aren't among the largest.
const LARGEST: u64 = 5_000_000;

/// Leaves those documents that a list names, by the ends of their paths, and the largest ones.
///
/// # Errors
///
/// The list can't be read, or names what is not there.
pub(super) fn choose(paths: &mut Vec<PathBuf>, list: Option<&Path>, largest: usize) -> Result<(), String> {
    let mut chosen = BTreeSet::new();
    if let Some(list) = list {
        let text = fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
        for name in text.lines().map(str::trim).filter(|name| !name.is_empty()) {
            let path = paths.iter().find(|path| path.ends_with(name));
            chosen.insert(path.ok_or_else(|| format!("{}: no document is called {name}", list.display()))?.clone());
        }
    }
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let mut by_size: Vec<(u64, &PathBuf)> = paths.iter().map(|path| (size(path), path)).collect();
    by_size.retain(|(size, _)| *size < LARGEST);
    by_size.sort_by(|a, b| b.cmp(a));
    chosen.extend(by_size.iter().take(largest).map(|(_, path)| (*path).clone()));
    paths.retain(|path| chosen.contains(path));
    Ok(())
}

/// Generates the crates of documents below `target/openapi`, and has Clippy look at them. Whether all are clean.
pub(super) fn run(repo: &Repo, paths: &[PathBuf], base: &Model, as_json: bool) -> bool {
    match counts(repo, paths, base) {
        Ok(counts) => report(&counts, as_json),
        Err(problem) => {
            eprintln!("error: {problem}");
            false
        }
    }
}

fn counts(repo: &Repo, paths: &[PathBuf], base: &Model) -> Result<Vec<Count>, String> {
    let mut workspace = Workspace::new(repo, "openapi", "cargo xtask corpora openapi")?;
    let mut generated = Count::new("documents that four crates are generated for");
    let mut clean = Count::new("documents whose crates compile, without a warning of Clippy or rustdoc");
    let mut names = BTreeMap::new();
    for (number, path) in paths.iter().enumerate() {
        let name = format!("api{number:04}");
        let outcome = add(&mut workspace, path, &name, base);
        if outcome.is_ok() {
            names.insert(name, path);
        }
        generated.add(path, outcome);
    }
    let complaints = workspace.lint(repo)?;
    for (name, path) in names {
        let complaint = complaints.get(&name).map(|texts| format!("{name}: {}", texts.join("\n")));
        clean.add(path, complaint.map_or(Ok(()), Err));
    }
    Ok(vec![generated, clean])
}

fn add(workspace: &mut Workspace, path: &Path, name: &str, base: &Model) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let document = Document { path: path.to_string_lossy().into(), text: text.into(), is_root: true };
    let (model, diagnostics) = weland_openapi::load(base.clone(), &[document], LoadOptions { tolerant: true });
    errors(diagnostics)?;
    let services: Vec<_> = model.services().filter(|service| !model.is_built_in(service)).collect();
    match services.as_slice() {
        [service] => workspace.add(&model, &service.id, name, &KINDS).or_else(errors),
        services => Err(format!("the model has {} services instead of one", services.len())),
    }
}
