//! What becomes of the official test data: how many of its files are read, rejected, written and formatted as they should.

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::{Diagnostic, Model, Shape};

use super::aws_models::aws_models;
use super::compare::{differences, metadata};
use super::count::Count;
use super::errorfiles::errorfiles;
use super::properties::{Loaded, formats, read, survives_ast, survives_idl};
use super::{files_below, render};

/// All counts for the official test data in a folder, for models of AWS if there are any, and for a model of our own.
pub(crate) fn all(suites: &Path, aws: &Path, own_model: &Path) -> Vec<Count> {
    let mut counts = vec![valid_pairs(suites)];
    counts.extend(invalid_files(suites));
    counts.extend(errorfiles(suites));
    counts.push(protocol_tests(suites));
    counts.extend(round_trips(suites, own_model));
    counts.push(formatted_files(suites, own_model));
    counts.extend(aws.is_dir().then(|| aws_models(&files_below(aws, &[".json"]))).into_iter().flatten());
    counts
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    if folder.is_dir() { files_below(folder, endings) } else { Vec::new() }
}

/// `loader/valid`: pairs of a file of the IDL and one of the JSON AST that mean the same.
pub(crate) fn valid_pairs(suites: &Path) -> Count {
    let folder = suites.join("loader/valid");
    let mut count = Count::new("loader/valid: IDL and AST agree");
    for idl in files(&folder, &[".smithy"]) {
        let json = idl.with_extension("json");
        if json.exists() {
            let shared = folder.join("__shared.json");
            count.add(&idl, pair_agrees(&read(&[&idl, &shared]), &read(&[&json, &shared])));
        }
    }
    count
}

fn pair_agrees(a: &Loaded, b: &Loaded) -> Result<(), String> {
    let errors = a.shown_errors() + &b.shown_errors();
    if !errors.is_empty() {
        return Err(errors);
    }
    same(&a.model, &b.model, |shape| shape.id.namespace() != "smithy.api")
}

fn same(a: &Model, b: &Model, keep: impl Fn(&Shape) -> bool) -> Result<(), String> {
    let found = differences(a, b, keep);
    if !found.is_empty() {
        return Err(format!("{found:#?}"));
    }
    let is_same = metadata(a) == metadata(b);
    is_same.then_some(()).ok_or_else(|| "metadata differs".to_owned())
}

/// `loader/invalid`: how many files are rejected, and how many of those that promise a place are rejected there.
pub(crate) fn invalid_files(suites: &Path) -> [Count; 2] {
    let mut rejected = Count::new("loader/invalid: rejected");
    let mut placed = Count::new("loader/invalid: in the right place");
    for path in files(&suites.join("loader/invalid"), &[".smithy", ".json"]) {
        let loaded = read(&[&path]);
        let first = loaded.errors().next();
        let text = loaded.model.sources.files().last().map_or("", |file| file.text());
        rejected.add(&path, first.map(|_| ()).ok_or_else(|| text.lines().next().unwrap_or_default().to_owned()));
        if let (Some(first), Some(place)) = (first, promised_place(text)) {
            let is_right = loaded.errors().any(|error| is_at(&loaded.model, error, place));
            let reason = || format!("{place:?}: {}", render(&loaded.model.sources, first));
            placed.add(&path, is_right.then_some(()).ok_or_else(reason));
        }
    }
    [rejected, placed]
}

/// The line and column that the first line of a file promises.
fn promised_place(text: &str) -> Option<(u32, u32)> {
    let rest = text.lines().next()?.split_once("at line ")?.1;
    let (line, rest) = rest.split_once(", column ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((line.parse().ok()?, rest.get(..digits)?.parse().ok()?))
}

/// Whether an error is at a place. It may end there: the reference implementation reports an
/// unknown version after its text, we report the text.
fn is_at(model: &Model, error: &Diagnostic, place: (u32, u32)) -> bool {
    let Some(span) = error.span else { return false };
    let at = |span| model.sources.locate(span).map(|(_, at)| (at.line, at.column));
    at(span) == Some(place) || (error.code == "unknown-version" && at(span.at_end()) == Some(place))
}

/// Namespaces whose definitions come with the program or are not among the files.
pub(crate) fn is_protocol_test(shape: &Shape) -> bool {
    let namespace = shape.id.namespace();
    namespace.contains("protocoltests") || namespace.starts_with("com.amazonaws.")
}

/// `protocol-tests`: the shapes of the IDL are those of the AST that the reference implementation made of it.
fn protocol_tests(suites: &Path) -> Count {
    let folder = suites.join("protocol-tests");
    let paths = files(&folder, &[".smithy"]);
    let mut count = Count::new(format!("protocol-tests: shapes of {} files as in the reference AST", paths.len()));
    let (idl, ast) = (read(&paths), read(&files(&folder, &["ast.json"])));
    let errors = idl.shown_errors() + &ast.shown_errors();
    let differing = differences(&idl.model, &ast.model, is_protocol_test);
    count.of = ast.model.shapes.values().filter(|shape| is_protocol_test(shape)).count();
    count.good = count.of.saturating_sub(differing.len());
    count.failures = differing.iter().map(|(id, reasons)| format!("{id}: {}", reasons.join("; "))).collect();
    if !errors.is_empty() {
        count.failures.push(errors);
    }
    if metadata(&idl.model) != metadata(&ast.model) {
        count.failures.push("metadata differs".to_owned());
    }
    count
}

/// Models that are written and read again: each valid file of the loader's suite, the protocol tests, the official
/// definitions of traits, and the model beside them.
fn round_trips(suites: &Path, own_model: &Path) -> [Count; 2] {
    let folder = suites.join("loader/valid");
    let single = files(&folder, &[".smithy", ".json"]).into_iter();
    let mut models: Vec<(PathBuf, Vec<PathBuf>)> =
        single.map(|path| (path.clone(), vec![path, folder.join("__shared.json")])).collect();
    for (of, ending) in [("protocol-tests", ".smithy"), ("protocol-tests", "ast.json"), ("traits", ".smithy")] {
        models.push((suites.join(of).join(ending), files(&suites.join(of), &[ending])));
    }
    models.push((own_model.to_owned(), files(own_model, &[".smithy"])));
    let mut ast = Count::new("models that survive as JSON AST");
    let mut idl = Count::new("models that survive as IDL");
    for (what, paths) in models {
        let loaded = read(&paths);
        if loaded.errors().next().is_none() && loaded.model.own_shapes().next().is_some() {
            ast.add(&what, survives_ast(&loaded.model));
            idl.add(&what, survives_idl(&loaded.model));
        }
    }
    [ast, idl]
}

/// All files that can be formatted.
fn formatted_files(suites: &Path, own_model: &Path) -> Count {
    let mut count = Count::new("files that stay the same model when formatted");
    for path in [suites, own_model].iter().flat_map(|folder| files(folder, &[".smithy"])) {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match formats(&text) {
            Ok(None) => {}
            Ok(Some(_)) => count.add(&path, Ok(())),
            Err(reason) => count.add(&path, Err(reason)),
        }
    }
    count
}
