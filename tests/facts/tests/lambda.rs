//! The Lambda model states what is documented of the API, all of it and nothing else.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "../../skip.rs"]
mod skip;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use weland_facts::document::{self, Document};
use weland_facts::{Facts, model, reference, service};
use weland_model::{Diagnostics, Model, ShapeId, trait_id};
use weland_service::resolve;
use weland_smithy::Loader;

/// How many facts of each kind there are to compare; a comparison of fewer has missed some.
const COUNTS: &[(&str, usize)] = &[
    ("operations", 66),
    ("structures", 53),
    ("members", 917),
    ("input_members", 275),
    ("output_members", 442),
    ("required", 107),
    ("length", 216),
    ("range", 100),
    ("pattern", 258),
    ("list_sizes", 64),
    ("map_entries", 1),
    ("key_length", 1),
    ("key_pattern", 3),
    ("key_values", 1),
    ("enums", 26),
    ("enum_values", 143),
    ("enum_uses", 109),
    ("errors", 38),
    ("error_members", 79),
    ("error_references", 358),
    ("paginated", 11),
    ("waiters", 6),
    ("sensitive", 12),
    ("streaming", 1),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn lambda() -> Model {
    let mut loader = Loader::new();
    for entry in fs::read_dir(root().join("model/lambda")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "smithy") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        loader.add(name, fs::read_to_string(&path).unwrap());
    }
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    model
}

/// Enums that have a name in the model only: the facts list their values where they are used.
fn has_no_stated_name(path: &str) -> bool {
    matches!(path, "enums/EndPointType" | "enums/ThrottleReason")
}

fn model_facts() -> Facts {
    model::facts(&lambda()).unwrap().without(has_no_stated_name)
}

fn service_facts() -> Facts {
    let mut diagnostics = Diagnostics::new();
    let id = "com.amazonaws.lambda#AWSGirApiService".parse::<ShapeId>().unwrap();
    let service = resolve(&lambda(), &id, &[trait_id::REST_JSON1], None, &mut diagnostics).unwrap();
    assert!(!diagnostics.has_errors(), "{diagnostics:#?}");
    service::facts(&service).without(has_no_stated_name)
}

fn stated_text() -> String {
    fs::read_to_string(root().join("tests/facts/lambda.json")).unwrap()
}

fn stated() -> (Document, Facts) {
    let document: Document = serde_json::from_str(&stated_text()).unwrap();
    let facts = document::facts(&document).unwrap();
    (document, facts)
}

fn assert_same(what: &str, found: &Facts, expected: &Facts) {
    let differences = found.differences(expected);
    assert!(differences.is_empty(), "{what}: {} differences\n{}", differences.len(), differences.join("\n"));
    println!("{what}: {} facts compared, no difference", expected.len());
}

#[test]
fn the_model_states_the_documented_facts() {
    let (_, expected) = stated();
    assert_same("model", &model_facts(), &expected);
    assert_same("service", &service_facts(), &expected);
}

#[test]
fn every_fact_is_counted() {
    let (document, expected) = stated();
    for (what, facts) in [("facts", expected), ("model", model_facts()), ("service", service_facts())] {
        let counts = facts.counts();
        for (kind, number) in COUNTS {
            assert_eq!(counts.get(kind), Some(number), "{kind} of the {what}");
            assert_eq!(document.counts.get(*kind), Some(number), "{kind} that the file claims");
        }
        assert_eq!(counts.len(), COUNTS.len(), "{counts:?}");
        println!("{what}: {} facts; {counts:?}", facts.len());
    }
    assert_eq!(document.counts.len(), COUNTS.len());
}

#[test]
fn the_model_states_what_the_larger_reference_states() {
    let folder = root().join("../shared/lambda-api");
    let texts = ["facts.json", "waiters.json"].map(|name| fs::read_to_string(folder.join(name)));
    let [Ok(facts), Ok(waiters)] = texts else {
        skip::skip(&format!("there is no {}", folder.display()));
        return;
    };
    let expected = reference::facts(&facts, &waiters).unwrap();
    for (kind, number) in COUNTS.iter().filter(|(kind, _)| *kind != "structures") {
        assert_eq!(expected.counts().get(kind), Some(number), "{kind}");
    }
    assert_same("model and reference", &model_facts().without(reference::is_unstated), &expected);
    assert_same("service and reference", &service_facts().without(reference::is_unstated), &expected);
}

/// Where a file of facts can be changed without a difference: Smithy has no counterpart for it.
fn is_beyond_the_model(path: &str) -> bool {
    path.contains("/max_attempts") || path.contains("/status_by_invocation_type") || path.starts_with("/counts")
}

#[test]
fn every_change_of_a_fact_is_reported() {
    let text = stated_text();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let mut changes = 0;
    for section in ["operations", "structures", "errors", "enums", "waiters"] {
        for entry in whole[section].as_array().unwrap() {
            let alone = alone(&whole, section, entry);
            let expected = facts_of(&alone).unwrap();
            let mut paths = Vec::new();
            leaves(&alone[section], &format!("/{section}"), &mut paths);
            for path in paths.iter().filter(|path| !is_beyond_the_model(path)) {
                assert_reported(&alone, path, &expected);
                changes += 1;
            }
        }
    }
    println!("{changes} changes, all reported");
    assert!(changes > 6000, "{changes}");
}

/// One entry with what it refers to, so that each change costs little.
fn alone(whole: &Value, section: &str, entry: &Value) -> Value {
    let mut alone = whole.clone();
    let mut kept = vec!["service", "counts"];
    match section {
        "operations" => kept.extend(["enums", "errors"]),
        "structures" => kept.push("enums"),
        _ => {}
    }
    for (key, value) in alone.as_object_mut().unwrap() {
        if !kept.contains(&key.as_str()) {
            *value = Value::Array(Vec::new());
        }
    }
    alone[section] = Value::Array(vec![entry.clone()]);
    let text = entry.to_string();
    for (section, is_used) in [("enums", section != "enums"), ("errors", section == "operations")] {
        let entries = alone[section].as_array_mut().unwrap();
        entries.retain(|it| !is_used || text.contains(&it["name"].to_string()));
        entries
            .iter_mut()
            .filter(|_| section == "errors" && is_used)
            .for_each(|it| it["members"] = Value::Array(vec![]));
    }
    alone
}

/// A file that cannot be read is reported, too.
fn facts_of(value: &Value) -> Result<Facts, String> {
    let document: Document = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    document::facts(&document)
}

/// Pointers to all scalars.
fn leaves(value: &Value, path: &str, paths: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &format!("{path}/{index}"), paths));
        }
        Value::Object(fields) => fields.iter().for_each(|(key, item)| leaves(item, &format!("{path}/{key}"), paths)),
        _ => paths.push(path.to_owned()),
    }
}

fn assert_reported(value: &Value, path: &str, expected: &Facts) {
    let mut changed = value.clone();
    let leaf = changed.pointer_mut(path).unwrap();
    *leaf = match &*leaf {
        Value::String(text) => Value::from(format!("{text}~")),
        Value::Bool(flag) => Value::from(!flag),
        Value::Number(number) => match number.as_u64() {
            Some(number) => Value::from(number + 1),
            None => Value::from(number.as_f64().unwrap() + 1.0),
        },
        other => panic!("{path} is {other}"),
    };
    if let Ok(found) = facts_of(&changed) {
        assert!(!found.differences(expected).is_empty(), "a change at {path} is not noticed");
    }
}

/// A change of the file of facts, and the difference to the model that it makes.
struct Slip {
    path: &'static str,
    change: fn(&mut Value),
    report: &'static str,
}

const SLIPS: &[Slip] = &[
    Slip {
        path: "/operations/0/input/members/0/length/max",
        change: |it| *it = Value::from(141),
        report: "operations/AddLayerVersionPermission/input/LayerName/length: 1..140, expected 1..141",
    },
    Slip {
        path: "/operations/0/input/members/3/pattern",
        change: |it| *it = Value::from("lambda:.*"),
        report: "operations/AddLayerVersionPermission/input/Action/pattern: ^(lambda:GetLayerVersion)$, expected ^(lambda:.*)$",
    },
    Slip {
        path: "/operations/0/input/members/2/location",
        change: |it| *it = Value::from("header"),
        report: "operations/AddLayerVersionPermission/input/RevisionId/location: query, expected header",
    },
    Slip {
        path: "/operations/0/input/members/5",
        change: |it| *it = serde_json::json!({"name": "Extra", "location": "body", "type": "String"}),
        report: "operations/AddLayerVersionPermission/input/Principal/type: String where nothing is expected",
    },
    Slip {
        path: "/operations/0/input/members/5/name",
        change: |it| *it = Value::from("principal"),
        report: "operations/AddLayerVersionPermission/input/principal/required: missing, expected true",
    },
    Slip {
        path: "/operations/0/errors/1",
        change: |it| *it = Value::from("InvalidZipFileException"),
        report: "operations/AddLayerVersionPermission/errors/PolicyLengthExceededException: 400 where nothing is expected",
    },
    Slip {
        path: "/operations/0/status",
        change: |it| *it = Value::from(200),
        report: "operations/AddLayerVersionPermission/status: 201, expected 200",
    },
    Slip {
        path: "/structures/0/members",
        change: |it| *it = Value::Array(Vec::new()),
        report: "structures/AccountLimit/TotalCodeSize/type: Long where nothing is expected",
    },
    Slip {
        path: "/enums/0/values/0",
        change: |it| *it = Value::from("ANY"),
        report: "enums/FunctionUrlAuthType: NONE | AWS_IAM, expected ANY | AWS_IAM",
    },
    Slip {
        path: "/waiters/0/acceptors/0/expected",
        change: |it| *it = Value::from("Pending"),
        report: "waiters/FunctionActive/acceptors/0: success: State stringEquals Active, expected success: State stringEquals Pending",
    },
];

#[test]
fn a_slip_is_reported_with_its_path_and_both_values() {
    let model = model_facts();
    for slip in SLIPS {
        let mut document: Value = serde_json::from_str(&stated_text()).unwrap();
        (slip.change)(document.pointer_mut(slip.path).unwrap());
        let differences = model.differences(&facts_of(&document).unwrap());
        assert!(differences.iter().any(|it| it == slip.report), "{}: {differences:#?}", slip.path);
    }
}
