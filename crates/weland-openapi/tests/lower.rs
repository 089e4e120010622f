//! Small documents, the models that they become, and what is lost on the way.
//!
//! A case is a file `x.yaml` below `cases/lower/`. Beside it, `x.smithy` has the model as Smithy IDL and, if there are
//! any, `x.txt` the diagnostics. `BLESS=1` rewrites expectations.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Model, Severity, Sources};
use weland_openapi::{Document, LoadOptions};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/lower")
}

fn files(ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

fn load(path: &str, text: &str) -> (Model, String) {
    let documents = [Document { path: path.into(), text: text.into(), is_root: true }];
    let (model, diagnostics) =
        weland_openapi::load(weland_smithy::built_in_model(), &documents, LoadOptions::default());
    let diagnostics = diagnostics.into_sorted();
    let rendered = diagnostics.iter().map(|item| render(&model.sources, item)).collect();
    (model, rendered)
}

fn render(sources: &Sources, item: &Diagnostic) -> String {
    let mut text = String::new();
    if let Some((path, location)) = item.span.and_then(|span| sources.locate(span)) {
        let _ = write!(text, "{path}:{}:{}: ", location.line, location.column);
    }
    let _ = writeln!(text, "{}[{}]: {}", item.severity.as_str(), item.code, item.message);
    if let Some(help) = &item.help {
        let _ = writeln!(text, "    help: {help}");
    }
    text
}

fn idl(model: &Model) -> String {
    weland_smithy::to_idl(model).into_values().collect()
}

/// Compares with a file, or rewrites it. An empty text has no file.
fn expect(path: &Path, text: &str, failures: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_file(path);
        if !text.is_empty() {
            fs::write(path, text).unwrap();
        }
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected != text {
        failures.push(format!("{}:\n{text}--- expected\n{expected}", path.display()));
    }
}

fn cases() -> Vec<(PathBuf, String, String)> {
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        (path, name, text)
    };
    files(".yaml").into_iter().map(read).collect()
}

#[test]
fn documents_become_models() {
    let mut failures = Vec::new();
    let mut known = BTreeSet::new();
    for (path, name, text) in cases() {
        let (model, diagnostics) = load(&name, &text);
        for (ending, text) in [("smithy", idl(&model)), ("txt", diagnostics)] {
            let expected = path.with_extension(ending);
            expect(&expected, &text, &mut failures);
            known.insert(expected);
        }
    }
    let stray = files(".smithy").into_iter().chain(files(".txt")).filter(|path| !known.contains(path));
    failures.extend(stray.map(|path| format!("{} belongs to no case", path.display())));
    assert!(known.len() >= 20, "only {} expectations", known.len());
    let help = "run with BLESS=1 to accept";
    assert!(failures.is_empty(), "{} failures; {help}\n{}", failures.len(), failures.join("\n"));
}

/// What is written as Smithy is a model by itself, of the same shapes.
#[test]
fn models_are_valid_smithy() {
    let mut failures = Vec::new();
    for (_, name, text) in cases() {
        let written = idl(&load(&name, &text).0);
        let mut loader = weland_smithy::Loader::new();
        loader.add("written.smithy", written.as_str());
        let (model, diagnostics) = loader.load();
        let errors = diagnostics.iter().filter(|item| item.severity == Severity::Error);
        failures.extend(errors.map(|item| format!("{name}: {}", render(&model.sources, item))));
        if idl(&model) != written {
            failures.push(format!("{name} is another model after it was read again"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The keys of objects have no order in JSON.
#[test]
fn the_order_of_keys_does_not_matter() {
    for (_, name, text) in cases() {
        let (model, _) = load(&name, &text);
        let written = idl(&model);
        let reversed = reverse(&text);
        assert_ne!(text, reversed, "{name}");
        let (again, _) = load(&name, &reversed);
        assert_eq!(idl(&again), written, "{name}");
    }
}

/// A document in block style with the top-level keys of `paths`, `components` and the document itself in reverse order.
fn reverse(text: &str) -> String {
    blocks(text, 0)
}

/// The blocks of one indentation, in reverse order; those within them, too. Lists and texts stay as they are.
fn blocks(text: &str, indent: usize) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        let starts = !line.trim().is_empty() && depth(line) == indent;
        match found.last_mut() {
            Some(last) if !starts => *last += &format!("\n{line}"),
            _ => found.push(line.to_owned()),
        }
    }
    if found.iter().any(|block| block.trim_start().starts_with(['-', '|', '"', '#', '}', ']'])) {
        return text.to_owned();
    }
    let inner = |block: String| {
        let Some((head, rest)) = block.split_once('\n') else { return block };
        let is_mapping = head.trim_end().ends_with(':');
        let next = rest.lines().find(|line| !line.trim().is_empty()).map_or(0, depth);
        if is_mapping && next > indent { format!("{head}\n{}", blocks(rest, next)) } else { block }
    };
    let mut all: Vec<String> = found.into_iter().map(inner).collect();
    all.reverse();
    all.join("\n")
}
