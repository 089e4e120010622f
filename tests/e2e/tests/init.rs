//! What `weland init` writes, generated from and compiled: from nothing, and from a document in OpenAPI.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use weland::{Environment, Exit};

const LIBRARY: &str = include_str!("../../../examples/library/library.yaml");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn weland(folder: &Path, arguments: &[&str]) {
    let environment = Environment { folder: folder.to_owned(), color: false };
    let (mut output, mut diagnostics) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments, &environment, &mut output, &mut diagnostics);
    let diagnostics = String::from_utf8(diagnostics).unwrap();
    assert!(exit == Exit::Success && !diagnostics.contains("warning"), "{diagnostics}");
}

/// A fresh folder, in which the project is made and compiled.
fn project(name: &str, files: &[(&str, &str)]) {
    let outer = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("init-{name}"));
    let folder = outer.join("project");
    if outer.exists() {
        fs::remove_dir_all(&outer).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    // The folder is below this repository, whose workspace it isn't part of.
    fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*\"]\n").unwrap();
    std::os::unix::fs::symlink(root(), outer.join("weland")).unwrap();
    weland(&folder, &["init", "--runtime", "../weland/crates"]);
    weland(&folder, &["generate"]);
    weland(&folder, &["generate", "--check"]);
    // The same versions as everywhere else, so that nothing is downloaded.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--workspace"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !text.contains("warning"), "{text}");
}

#[test]
fn a_project_from_nothing_compiles() {
    project("nothing", &[]);
}

#[test]
fn a_project_from_a_document_compiles() {
    project("document", &[("library.yaml", LIBRARY)]);
}
