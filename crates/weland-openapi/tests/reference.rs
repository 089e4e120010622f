//! The documents of the reference implementation's tests, beside ours of the same models.
//!
//! Both are brought into one form, in which what is spelled differently on purpose is the same; `DIFFERENCES` has what is
//! left, with its reasons.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use support::{files_below, official_data};
use weland_openapi::{Syntax, to_openapi};
use weland_smithy::Loader;

/// Differences by document and a part of their place, and why they are right.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("*", " propertyNames ", "keys are described if the version of OpenAPI can do it, and ours is always 3.1"),
    (
        "*",
        " format",
        "formats are stated wherever there is one: `http-date`, and `unixtime` in headers, queries and paths",
    ),
    ("examples-test", "internalErrorCode example ", "operations share the response of an error, and its examples"),
    ("examples-test", "text/plain example ", "operations share the response of an error, and its examples"),
    ("rpc-v2-json", "", "the protocol has no HTTP bindings"),
    ("tagged-service-empty-supported-tags", " tags", "the document was made with a setting that leaves tags out"),
    ("tagged-service-order-supported-tags", " tags", "the document was made with a setting that leaves tags out"),
    ("tagged-service-supported-tags", " tags", "the document was made with a setting that leaves tags out"),
];

/// What both say, by place.
type Facts = BTreeMap<String, Value>;

struct Reader<'d> {
    document: &'d Value,
    facts: Facts,
}

impl<'d> Reader<'d> {
    fn follow(&self, value: &'d Value) -> &'d Value {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return value };
        self.document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null)
    }

    fn set(&mut self, place: String, value: Value) {
        if !value.is_null() {
            self.facts.insert(place, value);
        }
    }

    fn document(mut self) -> Facts {
        let document = self.document;
        for key in ["title", "version", "description"] {
            self.set(format!("info.{key}"), document["info"][key].clone());
        }
        for (path, item) in entries(&document["paths"]) {
            for (method, operation) in entries(item) {
                // A plus is no part of a template in OpenAPI.
                self.operation(&format!("{method} {}", path.replace('+', "")), operation);
            }
        }
        for (name, scheme) in entries(&document["components"]["securitySchemes"]) {
            let place = format!("scheme {}", short(name));
            for key in ["type", "in", "name", "scheme"] {
                let text = scheme[key].as_str().map(str::to_ascii_lowercase);
                // Schemes of HTTP have no header of their own.
                let is_known = !(scheme["type"] == "http" && ["in", "name"].contains(&key));
                self.set(format!("{place} {key}"), json!(text.filter(|_| is_known)));
            }
        }
        self.set("security".into(), security(&document["security"]));
        self.facts
    }

    fn operation(&mut self, place: &str, operation: &'d Value) {
        for key in ["operationId", "deprecated", "description", "tags"] {
            self.set(format!("{place} {key}"), operation[key].clone());
        }
        self.set(format!("{place} security"), security(&operation["security"]));
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = self.follow(parameter);
            let name = parameter["name"].as_str().unwrap().replace('+', "");
            let place = format!("{place} {} {name}", parameter["in"].as_str().unwrap());
            self.set(format!("{place} required"), parameter.get("required").cloned().unwrap_or(json!(false)));
            self.examples(&place, parameter);
            self.schema(&place, &parameter["schema"], 0);
        }
        let body = &operation["requestBody"];
        if !body.is_null() {
            self.set(format!("{place} body required"), body.get("required").cloned().unwrap_or(json!(false)));
        }
        self.content(&format!("{place} body"), body);
        for (status, response) in entries(&operation["responses"]) {
            let response = self.follow(response);
            let place = format!("{place} {status}");
            self.set(place.clone(), json!("response"));
            for (name, header) in entries(&response["headers"]) {
                self.examples(&format!("{place} header {name}"), header);
                self.schema(&format!("{place} header {name}"), &header["schema"], 0);
            }
            self.content(&place, response);
        }
    }

    fn content(&mut self, place: &str, message: &'d Value) {
        for (media_type, media) in entries(&message["content"]) {
            let is_raw = !media_type.contains("json");
            let place = format!("{place} {media_type}");
            self.examples(&place, media);
            let schema = self.follow(&media["schema"]);
            if is_raw && bytes(schema) {
                self.set(format!("{place} type"), json!("bytes"));
            } else {
                self.schema(&place, &media["schema"], 0);
            }
        }
    }

    fn examples(&mut self, place: &str, of: &Value) {
        for (name, example) in entries(&of["examples"]) {
            self.set(format!("{place} example {name}"), example["value"].clone());
        }
    }

    fn schema(&mut self, place: &str, schema: &'d Value, depth: usize) {
        let outer = schema;
        let schema = self.follow(schema);
        if depth > 6 {
            return;
        }
        let (kind, format) = kind(schema);
        self.set(format!("{place} type"), json!(kind));
        self.set(format!("{place} format"), json!(format));
        for key in KEYWORDS {
            let value = outer.get(key).or_else(|| schema.get(key)).cloned().unwrap_or_default();
            self.set(format!("{place} {key}"), value);
        }
        let required: BTreeSet<&str> = texts(&schema["required"]).collect();
        self.set(format!("{place} required"), if required.is_empty() { Value::Null } else { json!(required) });
        for (name, property) in entries(&schema["properties"]) {
            self.schema(&format!("{place}.{name}"), property, depth + 1);
        }
        for key in ["items", "additionalProperties", "propertyNames"] {
            if schema[key].is_object() {
                self.schema(&format!("{place} {key}"), &schema[key], depth + 1);
            }
        }
        for (index, one) in
            ["oneOf", "anyOf"].iter().flat_map(|key| schema[key].as_array().into_iter().flatten()).enumerate()
        {
            let name = one["title"].as_str().map_or(index.to_string(), str::to_owned);
            self.schema(&format!("{place} {name}"), one, depth + 1);
        }
    }
}

const KEYWORDS: [&str; 11] = [
    "enum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "pattern",
    "uniqueItems",
    "deprecated",
    "default",
];

/// The type and the format of a schema, in the words of the reference implementation.
fn kind(schema: &Value) -> (Option<&str>, Option<&str>) {
    let format = schema["format"].as_str();
    let encoded = schema["contentEncoding"].as_str().map(|_| "byte");
    match (schema["type"].as_str(), format.or(encoded)) {
        // It writes numbers of all kinds so, unless it is asked for integers.
        (Some("integer"), _) => (Some("number"), None),
        (Some("number"), Some("unixtime")) => (Some("number"), Some("double")),
        (Some("number"), Some("decimal")) => (Some("number"), None),
        other => other,
    }
}

fn bytes(schema: &Value) -> bool {
    schema["type"] == "string" && (schema["format"] == "binary" || schema["format"] == "byte")
}

/// Alternatives of schemes by their names; those of the reference implementation are ids with dots.
fn security(value: &Value) -> Value {
    let Some(alternatives) = value.as_array() else { return Value::Null };
    let names = |one| entries(one).map(|(name, _)| short(name)).collect::<Vec<_>>();
    json!(alternatives.iter().map(names).collect::<Vec<_>>())
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap()
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (&**key, value))
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The model of a document: of the same name, or of the longest name that the document's starts with.
fn model_of(document: &Path) -> Option<PathBuf> {
    let name = document.file_name()?.to_str()?.strip_suffix(".openapi.json")?;
    // These are documents of one model in two versions of OpenAPI.
    let name = if name.starts_with("openapi-3-") { "nullability-and-format" } else { name };
    let candidates = std::fs::read_dir(document.parent()?).ok()?.map(|entry| entry.unwrap().path());
    let models = candidates.filter(|path| !path.to_string_lossy().ends_with(".openapi.json") && path.is_file());
    let fitting = models.filter(|path| name.starts_with(path.file_stem().unwrap().to_str().unwrap()));
    fitting.max_by_key(|path| path.file_stem().unwrap().len())
}

/// Our document of a model; none if the model has errors.
fn ours(path: &Path) -> Option<Value> {
    let mut loader = Loader::new();
    loader.add(path.display().to_string(), std::fs::read_to_string(path).unwrap());
    let (model, diagnostics) = loader.load();
    if diagnostics.has_errors() {
        return None;
    }
    let service = model.services().find(|shape| !model.is_built_in(shape))?;
    Some(serde_json::from_str(&to_openapi(&model, service, Syntax::Json).0).unwrap())
}

#[test]
fn documents_say_the_same_as_those_of_the_reference_implementation() {
    let Some(data) = official_data() else { return };
    let (mut compared, mut facts, mut found, mut used) = (0, 0, Vec::new(), BTreeSet::new());
    let mut uncomparable = Vec::new();
    for path in files_below(&data.join("smithy-openapi"), ".openapi.json") {
        let name = path.file_name().unwrap().to_string_lossy().replace(".openapi.json", "");
        let Some(ours) = model_of(&path).and_then(|model| ours(&model)) else {
            uncomparable.push(name);
            continue;
        };
        let theirs: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let [ours, theirs] = [&ours, &theirs].map(|document| Reader { document, facts: Facts::new() }.document());
        compared += 1;
        facts += theirs.len();
        let places: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for place in places {
            let (a, b) = (ours.get(place), theirs.get(place));
            if a == b {
                continue;
            }
            let explained = DIFFERENCES
                .iter()
                .position(|(document, part, _)| (*document == "*" || *document == name) && place.contains(part));
            match explained {
                Some(index) => drop(used.insert(index)),
                None => found.push(format!("{name}: {place}: {} / {}", shown(a), shown(b))),
            }
        }
    }
    println!(
        "{compared} documents and {facts} facts compared, {} not comparable: {uncomparable:?}",
        uncomparable.len()
    );
    assert!(compared >= 30, "only {compared}");
    assert!(found.is_empty(), "ours / theirs:\n{}", found.join("\n"));
    let unused: Vec<_> = DIFFERENCES.iter().enumerate().filter(|(index, _)| !used.contains(index)).collect();
    assert!(unused.is_empty(), "no longer different: {unused:?}");
}

fn shown(value: Option<&Value>) -> String {
    value.map_or("nothing".to_owned(), Value::to_string)
}
