//! The same crates come of a document in YAML and in JSON, whatever the order of its keys and the folder that it is in.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use test_dir::TestDir;
use weland::{Environment, Exit};

/// Documents of this repository.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = |path: &str| fs::read_dir(root.join(path)).unwrap().map(|entry| entry.unwrap().path());
    let of_tests = folder("crates/weland-openapi/cases/fields").chain(folder("crates/weland-openapi/cases/lower"));
    let mut found: Vec<PathBuf> = of_tests.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    found.push(root.join("examples/library/library.yaml"));
    found.sort();
    found
}

/// Writes JSON with the keys of all objects in an order that depends on a number.
fn shuffled(value: &Value, seed: u64, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                shuffled(item, seed, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            // An order that has nothing to do with that of the alphabet.
            let place = |key: &str| {
                key.bytes()
                    .fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(29))
            };
            entries.sort_by_key(|(key, _)| place(key));
            out.push('{');
            for (index, (key, item)) in entries.into_iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&serde_json::to_string(key).unwrap());
                out.push_str(": ");
                shuffled(item, seed, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn run(dir: &TestDir, folder: &str, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().join(folder), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// What is generated from a document in a folder; nothing if it can't be.
fn generated(text: &str, folder: &str) -> Option<BTreeMap<String, String>> {
    let dir = TestDir::with(&[(&format!("{folder}/api.yaml"), text)]);
    let (exit, report, _) = run(&dir, folder, "report api.yaml --json");
    if exit != Exit::Success {
        return None;
    }
    let report: Value = serde_json::from_str(&report).unwrap();
    let service = report["services"][0].as_str().unwrap();
    let config = format!(
        "version: 1\ntargets:\n  api:\n    model: [api.yaml]\n    service: {service}\n    output: out\n    runtime: {{ version: \"0.1\" }}\n    \
         crates:\n      types: {{ name: api-types }}\n      client: {{ name: api-client }}\n      server: {{ name: api-server }}\n      \
         validator: {{ name: api-validator }}\n"
    );
    dir.write(&format!("{folder}/weland.yaml"), config);
    let (exit, _, stderr) = run(&dir, folder, "generate");
    assert_eq!(exit, Exit::Success, "{stderr}");
    let start = format!("{folder}/out/");
    let files = dir.tree().into_iter().filter_map(|(path, text)| Some((path.strip_prefix(&start)?.to_owned(), text)));
    Some(files.collect())
}

#[test]
fn crates_depend_on_neither_syntax_nor_order_nor_folder() {
    let mut tried = 0;
    for path in documents() {
        let yaml = fs::read_to_string(&path).unwrap();
        // Files that others refer to, and documents that are odd on purpose.
        let Some(expected) = generated(&yaml, "a") else { continue };
        let Ok(value) = serde_yaml::from_str::<Value>(&yaml) else { continue };
        assert!(expected.len() > 10, "{}", path.display());
        tried += 1;
        for (seed, folder) in [(1, "a"), (2, "z/deep/er")] {
            let mut json = String::new();
            shuffled(&value, seed, &mut json);
            let files = generated(&json, folder).unwrap();
            assert_eq!(files.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{}", path.display());
            for (name, text) in &files {
                let differs = text.lines().zip(expected[name].lines()).find(|(a, b)| a != b);
                assert!(*text == expected[name], "{}: {name}: {differs:?}", path.display());
            }
        }
    }
    assert!(tried >= 15, "only {tried}");
}
