//! Small documents, the models that they become, and what is lost on the way.
//!
//! A case is a file `x.yaml` below `cases/lower/`. Beside it, `x.smithy` has the model as Smithy IDL and, if there are
//! any, `x.txt` the diagnostics. `BLESS=1` rewrites expectations.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

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

/// The model that documents are added to.
static BASE: LazyLock<Model> = LazyLock::new(weland_smithy::built_in_model);

fn load(path: &str, text: &str) -> (Model, String) {
    let documents = [Document { path: path.into(), text: text.into(), is_root: true }];
    let (model, diagnostics) = weland_openapi::load(BASE.clone(), &documents, LoadOptions::default());
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

/// A document with these schemas.
fn with_schemas(schemas: &str) -> String {
    let start =
        r#"{"openapi": "3.1.0", "info": {"title": "Many", "version": "1"}, "paths": {}, "components": {"schemas": {"#;
    format!("{start}{schemas}}}}}}}")
}

fn reference(name: &str) -> String {
    format!(r##"{{"$ref": "#/components/schemas/{name}"}}"##)
}

#[test]
fn schemas_that_multiply_are_bounded() {
    let each = |count: usize, schema: &dyn Fn(usize) -> String| {
        let all: Vec<String> = (0..count).map(|index| format!(r#""S{index}": {}"#, schema(index))).collect();
        with_schemas(&all.join(","))
    };
    let choice = |index: usize| {
        let one = |name: &str| format!(r#"{{"properties": {{"{name}{index}": {{"type": "string"}}}}}}"#);
        format!(r#"{{"oneOf": [{}, {}]}}"#, one("a"), one("b"))
    };
    let choices: Vec<String> = (0..30).map(choice).collect();
    let next = |index: usize| reference(&format!("S{}", index + 1));
    let after_next = |index: usize| reference(&format!("S{}", index + 2));
    let documents = [
        // Each extends the next one.
        each(1_000, &|index| format!(r#"{{"allOf": [{}]}}"#, next(index))),
        // Two alternatives each, all together.
        with_schemas(&format!(r#""S": {{"type": "object", "allOf": [{}]}}"#, choices.join(","))),
        // Two alternatives each, one within the other.
        each(60, &|index| {
            let own = format!(r#""properties": {{"p{index}": {{"type": "string"}}}}"#);
            format!(r#"{{{own}, "oneOf": [{}, {}]}}"#, next(index), after_next(index))
        }),
        // All extend the same large one.
        each(300, &|index| {
            let all: Vec<String> = (0..300).map(|other| reference(&format!("T{other}"))).collect();
            let large = format!(r#"{{"allOf": [{}]}}"#, all.join(","));
            if index == 0 { large } else { format!(r#"{{"allOf": [{}]}}"#, reference("S0")) }
        }),
    ];
    for document in documents {
        let (model, diagnostics) = load("many.json", &document);
        assert!(model.own_shapes().count() < 100_000);
        assert!(diagnostics.len() < 10_000_000);
    }
}

#[test]
fn apis_of_one_title_have_namespaces_of_their_own() {
    let document = |path: &str| Document {
        path: path.into(),
        text: with_schemas(r#""S": {"type": "string"}"#).into(),
        is_root: true,
    };
    let documents = [document("a.json"), document("b.json")];
    let (model, _) = weland_openapi::load(weland_smithy::built_in_model(), &documents, LoadOptions::default());
    let ids: Vec<&str> = model.own_shapes().map(|shape| shape.id.as_str()).collect();
    assert_eq!(ids, ["many#Many", "many#S", "many_2#Many", "many_2#S"]);
}

/// Lines of the cases, moved around and put in place of each other.
/// The errors of each operation, by the name of the operation.
fn errors(text: &str) -> Vec<(String, Vec<String>)> {
    let (model, report) = load("api.yaml", text);
    assert!(!report.contains("error["), "{report}");
    let operations = model.shapes_of(weland_model::ShapeType::Operation).filter_map(|shape| {
        let errors = shape.as_operation()?.errors.iter().map(|error| error.id.name().to_owned());
        Some((shape.id.name().to_owned(), errors.collect()))
    });
    operations.collect()
}

#[test]
fn names_of_errors_are_those_of_before_with_another_operation() {
    let operation = |path: &str, name: &str, schema: &str| {
        let body = format!("content: {{ application/json: {{ schema: {schema} }} }}");
        let errors = format!("\"404\": {{ description: No, {body} }}\n        \"409\": {{ description: No, {body} }}");
        let responses = format!("responses:\n        \"204\": {{ description: Yes }}\n        {errors}");
        format!("  {path}:\n    delete:\n      operationId: {name}\n      {responses}\n")
    };
    let document = |operations: &[String]| {
        let schemas =
            "components:\n  schemas:\n    Problem: { type: object, properties: { title: { type: string } } }\n";
        format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\n{schemas}paths:\n{}", operations.concat())
    };
    let problem = r##"{ $ref: "#/components/schemas/Problem" }"##;
    let own = |field: &str| format!("{{ type: object, properties: {{ {field}: {{ type: string }} }} }}");
    let shared = [operation("/m", "dropM", problem), operation("/n", "dropN", problem)];
    let alone = [operation("/o", "dropO", &own("o")), operation("/p", "dropP", &own("p"))];
    let first = [operation("/a", "dropA", &own("a"))];
    for (before, of_m) in [(&shared[..], ["NotFound", "Conflict"]), (&alone[..], ["DropONotFound", "DropOConflict"])] {
        let names = errors(&document(before));
        assert_eq!(names[0].1, of_m);
        let mut with_first = errors(&document(&[&first[..], before].concat()));
        let (_, of_first) = with_first.remove(0);
        assert_eq!(with_first, names);
        assert_eq!(of_first, ["DropANotFound", "DropAConflict"]);
    }
    // Where there is one, it is called after its status.
    assert_eq!(errors(&document(&first))[0].1, ["NotFound", "Conflict"]);
}

#[test]
fn no_document_makes_the_lowering_panic() {
    let all: Vec<String> = cases().into_iter().map(|(_, _, text)| text).collect();
    let mut seed = 7_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below.max(1)
    };
    for round in 0..300 {
        let mut lines: Vec<String> = all[round % all.len()].lines().map(str::to_owned).collect();
        for _ in 0..=random(4) {
            let (at, from) = (random(lines.len()), random(lines.len()));
            let indent: String = lines[at].chars().take_while(|one| *one == ' ').collect();
            match random(4) {
                0 => drop(lines.remove(at)),
                1 => lines[at] = format!("{indent}{}", lines[from].trim_start()),
                2 => lines.insert(at, format!("{indent}{}", lines[from].trim_start())),
                _ => {
                    let value = ["[]", "{}", "null", "5", "\"\"", "true", "[[1]]", "-1.5e300"][random(8)];
                    if let Some((key, _)) = lines[at].split_once(':') {
                        lines[at] = format!("{key}: {value}");
                    }
                }
            }
        }
        load("mutant.yaml", &lines.join("\n"));
    }
}
