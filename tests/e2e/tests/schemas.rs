//! Generated validators judge JSON as JSON Schema does, and generated types keep what is valid.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use weland::{Environment, Exit};

const FILES: &[(&str, &str)] = &[
    ("schemas.yaml", include_str!("schemas/schemas.yaml")),
    ("schemas.txt", include_str!("schemas/schemas.txt")),
    ("nullable.yaml", include_str!("schemas/nullable.yaml")),
    ("nullable.txt", include_str!("schemas/nullable.txt")),
    ("judge/tests/judge.rs", include_str!("schemas/judge.txt")),
    ("judge/src/lib.rs", ""),
];

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"judge\", \"generated/*\"]\n";

/// The crates of a document, as a target of `weland.yaml` and as dependencies.
fn target(name: &str) -> (String, String) {
    let target = format!(
        "  {name}:\n    model: [{name}.yaml]\n    output: generated\n    runtime: {{ path: ../weland/crates }}\n    crates:\n      \
         types: {{ name: {name}-types }}\n      validator: {{ name: {name}-validator }}\n"
    );
    let dependencies = format!(
        "{name}-types = {{ path = \"../generated/{name}-types\", features = [\"serde\"] }}\n\
         {name}-validator = {{ path = \"../generated/{name}-validator\" }}\n"
    );
    (target, dependencies)
}

#[test]
fn verdicts_are_those_of_json_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let outer = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
    let folder = outer.join("judge");
    let mut config = "version: 1\ntargets:\n".to_owned();
    let mut manifest = "[package]\nname = \"judge\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                        serde = \"1\"\nserde_json = \"1\"\n"
        .to_owned();
    for name in ["schemas", "nullable"] {
        let (target, dependencies) = target(name);
        config.push_str(&target);
        manifest.push_str(&dependencies);
    }
    let made = [("weland.yaml", &*config), ("judge/Cargo.toml", &manifest), ("Cargo.toml", WORKSPACE)];
    for (name, text) in FILES.iter().chain(&made) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let link = outer.join("weland");
    if !link.exists() {
        std::os::unix::fs::symlink(&root, link).unwrap();
    }
    // The same versions as everywhere else, so that nothing is downloaded.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let environment = Environment { folder: folder.clone(), color: false };
    let (mut output, mut diagnostics) = (Vec::new(), Vec::new());
    let exit = weland::run(["generate".to_owned()], &environment, &mut output, &mut diagnostics);
    assert!(exit == Exit::Success, "{}", String::from_utf8_lossy(&diagnostics));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--offline", "--quiet", "--package", "judge", "--tests"]).current_dir(&folder);
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
    let tested = cargo.output().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&tested.stdout), String::from_utf8_lossy(&tested.stderr));
    assert!(tested.status.success() && text.contains("2 passed"), "{text}");
}
