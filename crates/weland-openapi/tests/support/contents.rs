//! What a document says, as a set of facts, whichever way it says it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The facts of a document: operations with their parameters, bodies and responses, and the schemas of all of them.
pub(crate) fn contents(document: &Value) -> BTreeSet<String> {
    let mut reader = Reader { document, facts: BTreeSet::new() };
    for key in ["paths", "webhooks"] {
        for (path, item) in entries(&document[key]) {
            reader.path(&without_names(path), item);
        }
    }
    for (name, schema) in entries(&document["components"]["schemas"]) {
        reader.schema(&format!("#{name}"), schema, 0);
    }
    for (name, scheme) in entries(&document["components"]["securitySchemes"]) {
        reader.fact(format!("scheme {name} {}", reader.follow(scheme)["type"]));
    }
    reader.facts
}

/// A path without the names of its labels, which are not sent.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// The only alternative beside null, if that is all that a schema states.
fn without_null(schema: &Value) -> &Value {
    let alternatives = ["oneOf", "anyOf"].iter().find_map(|key| schema[key].as_array());
    let (nulls, others): (Vec<&Value>, Vec<&Value>) =
        alternatives.into_iter().flatten().partition(|one| one["type"] == "null");
    match (nulls.as_slice(), others.as_slice()) {
        ([_, ..], [one]) => one,
        _ => schema,
    }
}

struct Reader<'d> {
    document: &'d Value,
    facts: BTreeSet<String>,
}

impl<'d> Reader<'d> {
    fn fact(&mut self, fact: String) {
        self.facts.insert(fact);
    }

    /// What a reference within the document refers to, through any number of references.
    fn follow(&self, value: &'d Value) -> &'d Value {
        let mut value = value;
        for _ in 0..20 {
            let Some(reference) = value["$ref"].as_str() else { break };
            value = self.document.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        }
        value
    }

    fn path(&mut self, path: &str, item: &'d Value) {
        let item = self.follow(item);
        for method in METHODS {
            let operation = &item[method];
            if operation.is_null() {
                continue;
            }
            let place = format!("{method} {path}");
            self.fact(place.clone());
            let shared = item["parameters"].as_array().into_iter().flatten();
            for parameter in shared.chain(operation["parameters"].as_array().into_iter().flatten()) {
                self.parameter(&place, self.follow(parameter));
            }
            for tag in operation["tags"].as_array().into_iter().flatten() {
                self.fact(format!("{place} tag {tag}"));
            }
            let body = self.follow(&operation["requestBody"]);
            self.content(&format!("{place} body"), body);
            for (status, response) in entries(&operation["responses"]) {
                let response = self.follow(response);
                let place = format!("{place} {status}");
                self.fact(place.clone());
                self.content(&place, response);
                for (name, header) in entries(&response["headers"]) {
                    self.fact(format!("{place} header {}", name.to_ascii_lowercase()));
                    self.schema(
                        &format!("{place} header {}", name.to_ascii_lowercase()),
                        &self.follow(header)["schema"],
                        0,
                    );
                }
            }
        }
    }

    fn parameter(&mut self, place: &str, parameter: &'d Value) {
        let (within, name) =
            (parameter["in"].as_str().unwrap_or_default(), parameter["name"].as_str().unwrap_or_default());
        // The names of labels are not sent.
        let place = if within == "path" { format!("{place} path") } else { format!("{place} {within} {name}") };
        self.fact(format!("{place} required {}", parameter["required"] == true));
        for key in ["style", "explode"] {
            if !parameter[key].is_null() && within != "path" {
                self.fact(format!("{place} {key} {}", parameter[key]));
            }
        }
        self.schema(&place, &parameter["schema"], 0);
        self.content(&place, parameter);
    }

    fn content(&mut self, place: &str, message: &'d Value) {
        for (media_type, media) in entries(&message["content"]) {
            let place = format!("{place} {media_type}");
            self.fact(place.clone());
            self.schema(&place, &media["schema"], 0);
        }
    }

    fn schema(&mut self, place: &str, schema: &'d Value, depth: usize) {
        let schema = without_null(self.follow(schema));
        let schema = self.follow(schema);
        if depth > 5 || !schema.is_object() {
            return;
        }
        match &schema["type"] {
            Value::String(name) => self.fact(format!("{place} type {name}")),
            // Null may be said in several ways.
            Value::Array(names) => {
                let names = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
                names.for_each(|name| self.fact(format!("{place} type {name}")));
            }
            _ => {}
        }
        // The two say the same.
        let encoded = schema["contentEncoding"].as_str().filter(|encoding| *encoding == "base64").map(|_| "byte");
        if let Some(format) = schema["format"].as_str().or(encoded) {
            self.fact(format!("{place} format {format}"));
        }
        for key in KEYWORDS {
            if !schema[key].is_null() {
                self.fact(format!("{place} {key} {}", schema[key]));
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            self.fact(format!("{place} needs {name}"));
        }
        for value in schema["enum"].as_array().into_iter().flatten().filter(|value| !value.is_null()) {
            self.fact(format!("{place} value {value}"));
        }
        for (name, property) in entries(&schema["properties"]) {
            self.schema(&format!("{place}.{name}"), property, depth + 1);
        }
        for key in ["items", "additionalProperties", "propertyNames"] {
            self.schema(&format!("{place} {key}"), &schema[key], depth + 1);
        }
        for key in ["oneOf", "anyOf"] {
            for one in schema[key].as_array().into_iter().flatten() {
                self.schema(&format!("{place} {key}"), one, depth + 1);
            }
        }
    }
}

const KEYWORDS: [&str; 14] = [
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minProperties",
    "maxProperties",
    "default",
];

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let is_entry = |(key, _): &(&str, &Value)| !key.starts_with("x-");
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (&**key, value)).filter(is_entry)
}
