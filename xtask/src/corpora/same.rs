//! `cargo xtask corpora openapi --same [--only TEXT]`: whether documents become the same bytes if their keys are in another
//! order and they are in another folder, and whether those of `@readme/oas-examples` are the same in YAML and in JSON.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use weland_codegen::Files;
use weland_model::{Diagnostics, Model};
use weland_openapi::{Document, LoadOptions};

use crate::crates::in_memory;

/// Larger documents take too long.
const LARGEST: u64 = 5 << 20;

/// Pairs whose files say different things: other descriptions, another place of a `type`, other methods.
const OTHER_CONTENTS: &[&str] =
    &["2.0/yaml/petstore-expanded.yaml", "3.1/yaml/parameters-style.yaml", "3.1/yaml/train-travel.yaml"];

pub(super) fn run(paths: &[PathBuf]) -> bool {
    let base = weland_smithy::built_in_model();
    let (mut tried, mut pairs, mut different) = (0, 0, Vec::new());
    for path in paths.iter().filter(|path| fs::metadata(path).is_ok_and(|data| data.len() <= LARGEST)) {
        let text = fs::read_to_string(path).unwrap_or_default();
        let files = crates(&base, "api.yaml", &text);
        if files.is_empty() {
            continue;
        }
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            tried += 1;
            let mut shuffled = String::new();
            shuffle(&value, &mut shuffled);
            if crates(&base, "some/other/folder/api.json", &shuffled) != files {
                different.push(format!("{} is not the same with its keys in another order", path.display()));
            }
        }
        if let Some(other) = in_json(path) {
            pairs += 1;
            if crates(&base, "api.json", &other) != files {
                different.push(format!("{} is not the same in JSON", path.display()));
            }
        }
    }
    println!("{tried} documents with their keys in another order, {pairs} pairs of YAML and JSON");
    println!("{} are not the same", different.len());
    different.iter().for_each(|message| println!("{message}"));
    different.is_empty() && tried + pairs > 0
}

/// The text of the same document in JSON, where the package has it.
fn in_json(path: &Path) -> Option<String> {
    let path = path.to_str().filter(|path| !OTHER_CONTENTS.iter().any(|other| path.ends_with(other)))?;
    let other = path.replace("/yaml/", "/json/").replace(".yaml", ".json");
    (other != path).then(|| fs::read_to_string(other).ok()).flatten()
}

/// Writes JSON with the keys of all objects from the last to the first.
fn shuffle(value: &Value, out: &mut String) {
    let separate = |out: &mut String, index: usize| out.push_str(if index > 0 { ",\n" } else { "" });
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(out, index);
                shuffle(item, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (key, item)) in object.iter().rev().enumerate() {
                separate(out, index);
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                shuffle(item, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The crates of all services of a document.
fn crates(base: &Model, path: &str, text: &str) -> Files {
    let documents = [Document { path: path.into(), text: text.into(), is_root: true }];
    let (model, diagnostics) = weland_openapi::load(base.clone(), &documents, LoadOptions { tolerant: true });
    let mut files = Files::new();
    if diagnostics.has_errors() {
        return files;
    }
    for (index, service) in model.services().filter(|service| !model.is_built_in(service)).enumerate() {
        files.extend(in_memory(&model, &service.id, &format!("a{index}"), &mut Diagnostics::new()));
    }
    files
}
