//! There and back: documents become models and documents again, and a model of Smithy becomes a document and a model again.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::contents::contents;
use support::{files_below, load, official_data, render};
use weland_model::{Model, Shape, ShapeType, Traits, trait_id as id};
use weland_openapi::{Document, LoadOptions, Syntax, described_with, to_openapi};

/// The model of a document; none if the document has errors.
fn read(path: &str, text: &str) -> Result<Model, String> {
    let documents = [Document { path: path.into(), text: text.into(), is_root: true }];
    let (model, diagnostics) =
        weland_openapi::load(weland_smithy::built_in_model(), &documents, LoadOptions { tolerant: true });
    match diagnostics.has_errors() {
        true => Err(diagnostics.iter().map(|found| render(&model.sources, found)).collect()),
        false => Ok(model),
    }
}

fn write(model: &Model) -> String {
    let is_own = |shape: &&Shape| !model.is_built_in(shape) && described_with(model, shape).is_none();
    to_openapi(model, model.services().find(is_own).unwrap(), Syntax::Json).0
}

/// The official documents, and those of this crate's cases.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let official = official_data().map(|data| files_below(&data.join("oai-3.1/pass"), ".yaml")).unwrap_or_default();
    [official, files_below(&root.join("lower"), ".yaml"), files_below(&root.join("write"), ".yaml")].concat()
}

#[test]
fn documents_that_were_written_stay_the_same() {
    let mut tried = 0;
    for path in documents() {
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(model) = read(&path.to_string_lossy(), &text) else { continue };
        let once = write(&model);
        let again = read("again.json", &once).unwrap_or_else(|errors| panic!("{}: {errors}", path.display()));
        let twice = write(&again);
        assert!(once == twice, "{}:\n{}", path.display(), first_difference(&once, &twice));
        tried += 1;
    }
    println!("{tried} documents");
    assert!(tried >= 20, "only {tried}");
}

fn first_difference(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).enumerate();
    let different = lines.into_iter().find(|(_, (a, b))| a != b);
    different.map_or("one is longer".to_owned(), |(line, (a, b))| format!("line {}: {a}\nbecomes {b}", line + 1))
}

/// What a document has that its document after a model lacks, and why. (The cases for reading are left out: they are about
/// what is odd.)
const LOST: &[(&str, &str)] = &[
    (
        "mega: post myWebhook body application/json",
        "alternatives that say no more than the schema around them are left out; null alone is any value",
    ),
    ("path_item_servers_parameters: get /things cookie biscuit style", "the usual style is not stated"),
    ("path_item_servers_parameters: get /things default", "the only response is that of a success"),
    ("schema: #model", "the name begins with a capital letter"),
    ("security-scheme-object-examples: scheme external", "the scheme is in a file that is not there"),
    ("bindings: get /streets header Accept", "the specification says that such parameters are ignored"),
    ("shapes: #FixedBytes format byte", "texts with a length stay texts"),
    (".fixed format byte", "texts with a length stay texts"),
    (".shortNames maxItems 10", "the tighter of two bounds holds"),
];

#[test]
fn documents_keep_what_matters() {
    let (mut tried, mut compared, mut lost, mut used) = (0, 0, Vec::new(), BTreeSet::new());
    for path in documents().into_iter().filter(|path| !path.to_string_lossy().contains("cases/lower")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(model) = read(&path.to_string_lossy(), &text) else { continue };
        let original: Value = serde_yaml::from_str(&text).unwrap();
        let after = contents(&serde_json::from_str(&write(&model)).unwrap());
        tried += 1;
        for fact in contents(&original) {
            compared += 1;
            if after.contains(&fact) {
                continue;
            }
            let shown = format!("{}: {fact}", path.file_stem().unwrap().display());
            match LOST.iter().position(|(part, _)| shown.contains(part)) {
                Some(index) => drop(used.insert(index)),
                None => lost.push(shown),
            }
        }
    }
    println!("{tried} documents, {compared} facts");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    let is_unused = |index: &usize| !used.contains(index) && official_data().is_some();
    let unused: Vec<_> = (0..LOST.len()).filter(is_unused).map(|index| LOST[index]).collect();
    assert!(unused.is_empty(), "no longer lost: {unused:?}");
}

/// A shape in comparable form: one line per statement, with the names of other shapes without their namespaces.
fn statements(shape: &Shape) -> BTreeSet<String> {
    let mut found = BTreeSet::from([format!("{}", shape.shape_type)]);
    traits(&mut found, "", &shape.traits);
    for member in &shape.members {
        let place = match shape.shape_type {
            ShapeType::Enum => member.traits.get_str(id::ENUM_VALUE).unwrap_or(&member.name),
            _ => member.traits.get_str(id::JSON_NAME).unwrap_or(&member.name),
        };
        found.insert(format!("{place}: {}", member.target.name()));
        traits(&mut found, &format!("{place} "), &member.traits);
    }
    found
}

fn traits(found: &mut BTreeSet<String>, place: &str, traits: &Traits) {
    for applied in traits.iter().filter(|applied| !matches!(applied.id.as_str(), id::JSON_NAME | id::ENUM_VALUE)) {
        let mut value: Value = serde_json::from_str(&compact(&applied.value)).unwrap();
        // Any value has this length.
        if applied.id == *id::LENGTH && value["min"] == 0 {
            value.as_object_mut().unwrap().remove("min");
        }
        found.insert(format!("{place}@{}({value})", applied.id.name()));
    }
}

fn compact(node: &weland_model::Node) -> String {
    use weland_model::NodeKind;
    match &node.kind {
        NodeKind::Null => "null".into(),
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Number(number) => number.as_str().into(),
        NodeKind::String(text) => serde_json::to_string(&**text).unwrap(),
        NodeKind::Array(items) => format!("[{}]", items.iter().map(compact).collect::<Vec<_>>().join(",")),
        NodeKind::Object(object) => {
            let entry = |(key, value)| format!("{}:{}", serde_json::to_string(key).unwrap(), compact(value));
            format!("{{{}}}", object.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

/// Why shapes of Lambda are not what they were: a part of a statement that is only on one side, and the reason.
const CHANGED: &[(&str, &str)] = &[
    ("- @input(", "inputs and outputs of operations have the structure as a body"),
    ("- @output(", "inputs and outputs of operations have the structure as a body"),
    ("- @error(", "the response is the error, and has the structure as a body"),
    ("- @httpError(", "the response is the error, and has the structure as a body"),
    ("- @sensitive(", "OpenAPI has a word for secret strings alone"),
    ("InvokeWithResponseStreamResponseEvent: ", "a union with tags is read as objects with one key each"),
    ("InvokeResponseStreamUpdate: - Payload @eventPayload", "OpenAPI does not know the framing of events"),
    ("TooManyRequestsException: ", "the error has a header beside its body, which is a structure of its own"),
];

/// What a shape is for: no part of its type.
const ROLES: &[&str] = &["@input(", "@output(", "@error(", "@httpError("];

/// Shapes of Lambda that the document has no name for, beside inputs and outputs that are not bodies as a whole.
const GONE: &[(&str, &str)] = &[
    ("BlobStream", "bytes that are a body have no name"),
    ("HttpStatus", "status codes have no schema"),
    ("MaxProvisionedConcurrencyConfigListItems", "another operation has the path and method of the one that has it"),
    ("ProvisionedConcurrencyConfigList", "another operation has the path and method of the one that has it"),
    ("ProvisionedConcurrencyConfigListItem", "another operation has the path and method of the one that has it"),
];

#[test]
fn lambda_is_the_same_after_a_document_but_for_what_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/lambda");
    let files = files_below(&folder, ".smithy");
    let sources: Vec<_> =
        files.iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect();
    let before = load(&sources);
    let after = read("lambda.json", &write(&before)).unwrap();
    let by_name: BTreeMap<&str, &Shape> = after.own_shapes().map(|shape| (shape.id.name(), shape)).collect();
    let (mut same, mut same_but_for_role, mut changed) = (0, 0, Vec::new());
    let (mut missing, mut lost, mut used) = (Vec::new(), Vec::new(), BTreeSet::new());
    for shape in before.own_shapes().filter(|shape| shape.shape_type.is_data()) {
        let Some(other) = by_name.get(shape.id.name()) else {
            if ![id::INPUT, id::OUTPUT].iter().any(|id| shape.traits.contains(id)) {
                missing.push(shape.id.name());
            }
            continue;
        };
        let (a, b) = (statements(shape), statements(other));
        if a == b {
            same += 1;
            continue;
        }
        let is_role = |statement: &&String| ROLES.iter().any(|role| statement.starts_with(role));
        match a.difference(&b).all(|it| is_role(&it)) && b.is_subset(&a) {
            true => same_but_for_role += 1,
            false => changed.push(shape.id.name()),
        }
        for (sign, statement) in a.difference(&b).map(|it| ("-", it)).chain(b.difference(&a).map(|it| ("+", it))) {
            let shown = format!("{}: {sign} {statement}", shape.id.name());
            match CHANGED.iter().position(|(part, _)| shown.contains(part)) {
                Some(index) => drop(used.insert(index)),
                None => lost.push(shown),
            }
        }
    }
    println!(
        "{same} shapes are the same, {same_but_for_role} but for their role, {changed:?} not, {} are gone",
        missing.len()
    );
    assert!(same > 200 && same_but_for_role > 60, "only {same} and {same_but_for_role}");
    assert!(changed.len() < 7, "{changed:?}");
    assert_eq!(missing, GONE.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    let unused: Vec<_> = (0..CHANGED.len()).filter(|index| !used.contains(index)).map(|index| CHANGED[index]).collect();
    assert!(unused.is_empty(), "no longer different: {unused:?}");
}
