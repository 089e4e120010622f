//! Cases: folders with a model, and what is expected of it. The tests of `weland-codegen` share this.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostics, Model, ShapeId};
use weland_openapi::{Document, LoadOptions};
use weland_smithy::Loader;

/// A folder below `cases/<stage>`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Names and texts of the model's files, by name.
    pub(crate) files: Vec<(String, String)>,
}

pub(crate) fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The cases of a stage, by name. A stage without cases is a mistake.
pub(crate) fn cases(stage: &str) -> Vec<Case> {
    let folder = cases_folder().join(stage);
    let mut cases: Vec<Case> = folders(&folder).into_iter().map(Case::read).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    cases
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

impl Case {
    pub(crate) fn read(path: PathBuf) -> Self {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files = Vec::new();
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "smithy" || it == "json" || it == "yaml") {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
        files.sort();
        assert!(!files.is_empty(), "no model in {}", path.display());
        Self { name, path, files }
    }

    /// The model, which has to be free of errors before anything is generated from it.
    pub(crate) fn model(&self) -> Model {
        let (model, diagnostics) = load(&self.files);
        assert!(!diagnostics.has_errors(), "{}:\n{}", self.name, text(&model, diagnostics));
        model
    }

    /// The files as they may come, too: once more, in the opposite order, and under names that sort the other way.
    pub(crate) fn orders(&self) -> [(&'static str, Vec<(String, String)>); 3] {
        let mut shuffled = self.files.clone();
        shuffled.reverse();
        let rename = |(index, (name, text)): (usize, &(String, String))| {
            let ending = Path::new(name).extension().unwrap().to_str().unwrap();
            (format!("{:03}.{ending}", self.files.len() - index), text.clone())
        };
        let renamed = self.files.iter().enumerate().map(rename).collect();
        [
            ("twice the same", self.files.clone()),
            ("files in another order", shuffled),
            ("files under other names", renamed),
        ]
    }

    /// The services of the model, or the one that the first line names: `// service: a#B`, or with `#` in YAML.
    pub(crate) fn services(&self, model: &Model) -> Vec<ShapeId> {
        let named = self
            .files
            .iter()
            .find_map(|(_, text)| text.lines().next()?.trim_start_matches(['/', '#']).strip_prefix(" service: "));
        match named {
            Some(name) => vec![name.parse().unwrap()],
            None => model.services().map(|service| service.id.clone()).collect(),
        }
    }
}

pub(crate) fn load(files: &[(String, String)]) -> (Model, Diagnostics) {
    let mut loader = Loader::new();
    let (documents, smithy): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name.ends_with(".yaml"));
    for (name, text) in smithy {
        loader.add(name.as_str(), text.as_str());
    }
    if documents.is_empty() {
        return loader.load();
    }
    loader.define_openapi();
    let (base, mut diagnostics) = loader.load();
    let document =
        |(name, text): &(String, String)| Document { path: (&**name).into(), text: (&**text).into(), is_root: true };
    let documents: Vec<Document> = documents.into_iter().map(document).collect();
    let (model, found) = weland_openapi::load(base, &documents, LoadOptions::default());
    diagnostics.extend(found);
    (model, diagnostics)
}

/// Diagnostics as text: `error[code] file:line:column: message`, and the help below.
pub(crate) fn text(model: &Model, diagnostics: Diagnostics) -> String {
    let mut out = String::new();
    for item in diagnostics.into_sorted() {
        let place = item.span.map(|span| {
            let file = model.sources.get(span.file).unwrap();
            let location = file.location(span.start);
            format!(" {}:{}:{}", file.path(), location.line, location.column)
        });
        let place = place.unwrap_or_default();
        writeln!(out, "{}[{}]{place}: {}", item.severity.as_str(), item.code, item.message).unwrap();
        if let Some(help) = &item.help {
            writeln!(out, "  help: {help}").unwrap();
        }
        for related in &item.related {
            let file = model.sources.get(related.span.file).unwrap();
            let location = file.location(related.span.start);
            writeln!(out, "  {}:{}: {}", file.path(), location.line, related.message).unwrap();
        }
    }
    out
}

/// Files below a folder, by path relative to it.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut queue = vec![folder.to_owned()];
    while let Some(next) = queue.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                queue.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// Makes a folder hold these files and no others. What is the same already stays untouched.
pub(crate) fn sync(folder: &Path, files: &BTreeMap<String, String>) {
    for (name, known) in tree(folder) {
        if files.get(&name) != Some(&known) {
            fs::remove_file(folder.join(name)).unwrap();
        }
    }
    for (name, text) in files {
        let path = folder.join(name);
        if !path.exists() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

/// Compares files with those in a folder, or writes them there if `BLESS` is set. Gives what differs.
pub(crate) fn compare(folder: &Path, found: &BTreeMap<String, String>) -> Vec<String> {
    if std::env::var_os("BLESS").is_some() {
        sync(folder, found);
    }
    differences(folder, found)
}

/// What differs between files and those in a folder.
pub(crate) fn differences(folder: &Path, found: &BTreeMap<String, String>) -> Vec<String> {
    let expected = tree(folder);
    let mut differences = Vec::new();
    for name in expected.keys().filter(|name| !found.contains_key(*name)) {
        differences.push(format!("{}: nothing makes this file", folder.join(name).display()));
    }
    for (name, text) in found {
        let path = folder.join(name);
        match expected.get(name) {
            None => differences.push(format!("{}: missing", path.display())),
            Some(known) if known != text => differences.push(format!("{}: {}", path.display(), first(known, text))),
            Some(_) => {}
        }
    }
    differences
}

fn first(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    for line in 1.. {
        let (old, new) = (expected.next(), found.next());
        if old != new || old.is_none() {
            return format!("line {line}\n  expected {old:?}\n  found    {new:?}");
        }
    }
    String::new()
}

/// Compares what is made of each case of a stage with the folder `expected` next to its model.
pub(crate) fn check(stage: &str, make: impl Fn(&Case) -> BTreeMap<String, String>) {
    let mut differences = Vec::new();
    for case in cases(stage) {
        differences.extend(compare(&case.path.join("expected"), &make(&case)));
    }
    assert_none(&differences);
}

/// The names of the folders of cases, sorted.
pub(crate) fn stages() -> Vec<String> {
    let mut names: Vec<String> = folders(&cases_folder())
        .into_iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Fails with all differences and the command that accepts them.
pub(crate) fn assert_none(differences: &[String]) {
    let krate = env!("CARGO_PKG_NAME");
    let all = differences.join("\n");
    assert!(differences.is_empty(), "{all}\nBLESS=1 cargo test -p {krate} accepts what was found");
}
