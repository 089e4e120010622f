//! The reference of the configuration, `docs/weland-yaml.md`: its sample is understood, and it has all keys of the schema.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use test_dir::TestDir;
use weland::{Environment, Exit};

/// What precedes the tables of keys, which are made of the schema.
const KEYS: &str = "\n## All keys\n";

/// Where a target stands.
const TARGET: &str = "targets.NAME.";

fn page() -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/weland-yaml.md");
    let text = std::fs::read_to_string(&path).unwrap();
    (path, text)
}

fn run(folder: &Path, command: &str) -> (Exit, String, String) {
    let environment = Environment { folder: folder.to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run([command], &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// What `weland generate` says of a configuration without its model.
fn complaints(config: &str) -> String {
    let dir = TestDir::with(&[("weland.yaml", config)]);
    let (exit, _, stderr) = run(dir.path(), "generate");
    assert_eq!(exit, Exit::Failure);
    stderr
}

#[test]
fn the_examples_are_understood() {
    let (_, page) = page();
    let mut examples = page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let sample = examples.next().unwrap();
    let mut count = 0;
    // The others are parts of a target, or stand beside the targets.
    let parts = examples.map(|part| match part.starts_with(' ') {
        true => sample.replace("    crates:\n", &format!("{part}    crates:\n")),
        false => format!("{sample}{part}"),
    });
    for config in std::iter::once(sample.to_owned()).chain(parts) {
        let stderr = complaints(&config);
        // The configuration is right, so that the missing model and runtime are all there is to complain about.
        assert!(stderr.starts_with("error[not-found]: can't read `lambda`"), "{config}{stderr}");
        assert!(!stderr.contains("error[config-"), "{config}{stderr}");
        count += 1;
    }
    assert_eq!(count, 4);
    let wrong = sample.replace("    crates:\n", "    onyl: {}\n    crates:\n");
    assert!(complaints(&wrong).contains("error[config-unknown-key]"), "{}", complaints(&wrong));
}

/// A key of the configuration.
struct Key {
    /// With `.` between the levels, and `NAME` for names that are free.
    path: String,
    description: String,
    is_required: bool,
}

/// The keys of a schema and of all below it.
fn keys(root: &Value, schema: &Value, path: &str, found: &mut Vec<Key>) {
    if schema.is_null() {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        keys(root, &root["definitions"][reference.rsplit('/').next().unwrap()], path, found);
    }
    for part in [&schema["then"], &schema["else"], &schema["items"]] {
        keys(root, part, path, found);
    }
    let required: Vec<&Value> = schema["required"].as_array().into_iter().flatten().collect();
    for (name, value) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}{name}");
        let description = value["description"].as_str();
        let description = description.unwrap_or_else(|| panic!("`{path}` has no description in the schema")).to_owned();
        let is_required = required.iter().any(|it| *it == name);
        found.push(Key { path: path.clone(), description, is_required });
        keys(root, value, &format!("{path}."), found);
    }
    if schema["additionalProperties"].is_object() {
        keys(root, &schema["additionalProperties"], &format!("{path}NAME."), found);
    }
}

fn table<'k>(keys: impl Iterator<Item = &'k Key>) -> String {
    let mut table = "| key | required | |\n|---|---|---|\n".to_owned();
    for key in keys {
        let required = if key.is_required { "yes" } else { "" };
        let path = key.path.strip_prefix(TARGET).unwrap_or(&key.path);
        let escaped =
            ['*', '<', '|', '['].iter().fold(key.description.clone(), |it, c| it.replace(*c, &format!("\\{c}")));
        let _ = writeln!(table, "| `{path}` | {required} | {escaped} |");
    }
    table
}

/// `BLESS=1` writes the tables.
#[test]
fn all_keys_are_documented() {
    let (_, schema, _) = run(Path::new("."), "schema");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut found = Vec::new();
    keys(&schema, &schema, "", &mut found);
    let is_of_target = |key: &&Key| key.path.starts_with(TARGET);
    let tables = format!(
        "{KEYS}\n`NAME` stands for names of your choice. These tables are made of the JSON schema.\n\n{}\n\
         ### Keys of a target\n\nWhat stands below `targets.NAME`.\n\n{}",
        table(found.iter().filter(|key| !is_of_target(key))),
        table(found.iter().filter(is_of_target)),
    );
    assert!(found.len() > 50, "only {} keys", found.len());
    let (path, text) = page();
    let (prose, current) = text.split_at(text.find(KEYS).unwrap());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{prose}{tables}")).unwrap();
        return;
    }
    assert!(current == tables, "docs/weland-yaml.md is stale; run `BLESS=1 cargo test -p weland --test weland_yaml`");
}
