//! Schemas before and after a change, wherever they are.

use serde_json::{Value, json};

/// Schemas before and after a change.
pub(crate) fn schemas(kind: &str) -> Option<(Value, Value)> {
    let text = |more: Value| {
        let mut it = json!({ "type": "string" });
        merge(&mut it, &more);
        it
    };
    let number = |more: Value| {
        let mut it = json!({ "type": "integer" });
        merge(&mut it, &more);
        it
    };
    let list = |more: Value| {
        let mut it = json!({ "type": "array", "items": { "type": "string" } });
        merge(&mut it, &more);
        it
    };
    let object = |more: Value| {
        let mut it =
            json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } });
        merge(&mut it, &more);
        it
    };
    // Limits: their keyword, the type that has them, and whether they are upper ones.
    for (name, keyword) in [
        ("exclusive-max-", "exclusiveMaximum"),
        ("exclusive-min-", "exclusiveMinimum"),
        ("max-length-", "maxLength"),
        ("min-length-", "minLength"),
        ("max-items-", "maxItems"),
        ("min-items-", "minItems"),
        ("max-contains-", "maxContains"),
        ("min-contains-", "minContains"),
        ("max-", "maximum"),
        ("min-", "minimum"),
    ] {
        let Some(change) = kind.strip_prefix(name) else { continue };
        let with = |limit: Option<i32>| {
            let more = limit.map_or(json!({}), |limit| json!({ keyword: limit }));
            match keyword {
                "maxLength" | "minLength" => text(more),
                "maxItems" | "minItems" => list(more),
                "maxContains" | "minContains" => {
                    let mut it = list(json!({ "contains": { "const": "a" } }));
                    merge(&mut it, &more);
                    it
                }
                _ => number(more),
            }
        };
        return Some(match change {
            "increased" => (with(Some(5)), with(Some(9))),
            "decreased" => (with(Some(9)), with(Some(5))),
            "set" => (with(None), with(Some(5))),
            "unset" => (with(Some(5)), with(None)),
            _ => return None,
        });
    }
    let variant =
        |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } });
    let choice =
        |keyword: &str, names: &[&str]| json!({ keyword: names.iter().map(|name| variant(name)).collect::<Vec<_>>() });
    let pets = |discriminator: Value| {
        let pet = |name: &str| {
            json!({ "type": "object", "required": ["kind", name], "properties": {
            "kind": { "type": "string" }, "sort": { "type": "string" }, name: { "type": "string" }
        } })
        };
        let mut it = json!({ "oneOf": [pet("cat"), pet("dog")] });
        merge(&mut it, &discriminator);
        it
    };
    Some(match kind {
        "pattern-added" => (text(json!({})), text(json!({ "pattern": "^[a-z]+$" }))),
        "pattern-removed" => (text(json!({ "pattern": "^[a-z]+$" })), text(json!({}))),
        "pattern-changed" => (text(json!({ "pattern": "^[a-z]+$" })), text(json!({ "pattern": "^[0-9]+$" }))),
        "pattern-generalized" => (text(json!({ "pattern": "^[a-z]+$" })), text(json!({ "pattern": "^[a-z0-9]+$" }))),
        "enum-value-added" => (text(json!({ "enum": ["a", "b"] })), text(json!({ "enum": ["a", "b", "c"] }))),
        "enum-value-removed" => (text(json!({ "enum": ["a", "b", "c"] })), text(json!({ "enum": ["a", "b"] }))),
        "x-extensible-enum-value-removed" => {
            (text(json!({ "x-extensible-enum": ["a", "b"] })), text(json!({ "x-extensible-enum": ["a"] })))
        }
        "became-enum" => (text(json!({})), text(json!({ "enum": ["a", "b"] }))),
        "default-value-added" => (text(json!({})), text(json!({ "default": "a" }))),
        "default-value-removed" => (text(json!({ "default": "a" })), text(json!({}))),
        "default-value-changed" => (text(json!({ "default": "a" })), text(json!({ "default": "b" }))),
        "const-added" => (number(json!({})), number(json!({ "const": 1 }))),
        "const-removed" => (number(json!({ "const": 1 })), number(json!({}))),
        "const-changed" => (number(json!({ "const": 1 })), number(json!({ "const": 2 }))),
        "type-changed" => (text(json!({})), number(json!({}))),
        "type-generalized" => (number(json!({})), json!({ "type": "number" })),
        "type-specialized" => (json!({ "type": "number" }), number(json!({}))),
        "type-compatible" => (number(json!({ "format": "int32" })), number(json!({ "format": "int64" }))),
        "list-of-types-widened" => (json!({ "type": ["string"] }), json!({ "type": ["string", "integer"] })),
        "list-of-types-narrowed" => (json!({ "type": ["string", "integer"] }), json!({ "type": ["string"] })),
        "became-nullable" => (text(json!({})), json!({ "type": ["string", "null"] })),
        "became-not-nullable" => (json!({ "type": ["string", "null"] }), text(json!({}))),
        "one-of-added" => (choice("oneOf", &["a", "b"]), choice("oneOf", &["a", "b", "c"])),
        "one-of-removed" => (choice("oneOf", &["a", "b", "c"]), choice("oneOf", &["a", "b"])),
        "any-of-added" => (choice("anyOf", &["a", "b"]), choice("anyOf", &["a", "b", "c"])),
        "any-of-removed" => (choice("anyOf", &["a", "b", "c"]), choice("anyOf", &["a", "b"])),
        "all-of-added" => (choice("allOf", &["a"]), choice("allOf", &["a", "b"])),
        "all-of-removed" => (choice("allOf", &["a", "b"]), choice("allOf", &["a"])),
        "all-of-added-annotation-only" => (text(json!({})), text(json!({ "allOf": [{ "description": "A kind." }] }))),
        "all-of-removed-annotation-only" => (text(json!({ "allOf": [{ "description": "A kind." }] })), text(json!({}))),
        "wrapped-in-one-of" => (variant("a"), choice("oneOf", &["a", "b"])),
        "discriminator-added" => (pets(json!({})), pets(json!({ "discriminator": { "propertyName": "kind" } }))),
        "discriminator-removed" => (pets(json!({ "discriminator": { "propertyName": "kind" } })), pets(json!({}))),
        "discriminator-property-name-changed" => (
            pets(json!({ "discriminator": { "propertyName": "kind" } })),
            pets(json!({ "discriminator": { "propertyName": "sort" } })),
        ),
        "deprecated" | "deprecated-with-sunset" => (text(json!({})), text(json!({ "deprecated": true }))),
        "reactivated" => (text(json!({ "deprecated": true })), text(json!({}))),
        "if-added" | "then-added" | "else-added" => (object(json!({})), object(conditional())),
        "if-removed" | "then-removed" | "else-removed" => (object(conditional()), object(json!({}))),
        "contains-added" => (list(json!({})), list(json!({ "contains": { "const": "a" } }))),
        "contains-removed" => (list(json!({ "contains": { "const": "a" } })), list(json!({}))),
        "dependent-required-added" => (object(json!({})), object(json!({ "dependentRequired": { "a": ["b"] } }))),
        "dependent-required-removed" => (object(json!({ "dependentRequired": { "a": ["b"] } })), object(json!({}))),
        "dependent-required-changed" => (
            object(json!({ "dependentRequired": { "a": ["b"] } })),
            object(json!({ "dependentRequired": { "b": ["a"] } })),
        ),
        "dependent-schema-added" => {
            (object(json!({})), object(json!({ "dependentSchemas": { "a": { "required": ["b"] } } })))
        }
        "dependent-schema-removed" => {
            (object(json!({ "dependentSchemas": { "a": { "required": ["b"] } } })), object(json!({})))
        }
        "pattern-property-added" => {
            (object(json!({})), object(json!({ "patternProperties": { "^x": { "type": "string" } } })))
        }
        "pattern-property-removed" => {
            (object(json!({ "patternProperties": { "^x": { "type": "string" } } })), object(json!({})))
        }
        "property-names-added" => (object(json!({})), object(json!({ "propertyNames": { "maxLength": 5 } }))),
        "property-names-removed" => (object(json!({ "propertyNames": { "maxLength": 5 } })), object(json!({}))),
        "unevaluated-items-added" => (list(json!({})), list(json!({ "unevaluatedItems": false }))),
        "unevaluated-items-removed" => (list(json!({ "unevaluatedItems": false })), list(json!({}))),
        "unevaluated-properties-added" => (object(json!({})), object(json!({ "unevaluatedProperties": false }))),
        "unevaluated-properties-removed" => (object(json!({ "unevaluatedProperties": false })), object(json!({}))),
        "prefix-items-added" => {
            (list(json!({})), list(json!({ "prefixItems": [{ "type": "string", "maxLength": 3 }] })))
        }
        "prefix-items-removed" => {
            (list(json!({ "prefixItems": [{ "type": "string", "maxLength": 3 }] })), list(json!({})))
        }
        "content-schema-added" => (json_text(json!({})), json_text(json!({ "contentSchema": { "type": "object" } }))),
        "content-schema-removed" => (json_text(json!({ "contentSchema": { "type": "object" } })), json_text(json!({}))),
        "content-media-type-changed" => (json_text(json!({})), json_text(json!({ "contentMediaType": "text/plain" }))),
        "content-encoding-changed" => (text(json!({})), text(json!({ "contentEncoding": "base64" }))),
        _ => return mapping(kind, &pets),
    })
}

/// A text that holds JSON.
fn json_text(more: Value) -> Value {
    let mut it = json!({ "type": "string", "contentMediaType": "application/json" });
    merge(&mut it, &more);
    it
}

fn conditional() -> Value {
    json!({ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "maxProperties": 1 } })
}

/// Mappings of discriminators need components.
pub(crate) fn mapping(kind: &str, _: &dyn Fn(Value) -> Value) -> Option<(Value, Value)> {
    let pet = |name: &str| {
        json!({ "type": "object", "title": name, "required": ["kind", name], "properties": {
        "kind": { "type": "string" }, name: { "type": "string" }
    } })
    };
    let with = |mapping: Option<Value>| {
        let mut discriminator = json!({ "propertyName": "kind" });
        if let Some(mapping) = mapping {
            discriminator["mapping"] = mapping;
        }
        json!({ "oneOf": [{ "$ref": "#/components/schemas/cat" }, { "$ref": "#/components/schemas/dog" }], "discriminator": discriminator,
            "x-components": [pet("cat"), pet("dog")] })
    };
    let to = |name: &str| format!("#/components/schemas/{name}");
    Some(match kind {
        "discriminator-mapping-added" => (with(None), with(Some(json!({ "tom": to("cat") })))),
        "discriminator-mapping-deleted" => (with(Some(json!({ "tom": to("cat") }))), with(None)),
        "discriminator-mapping-changed" => {
            (with(Some(json!({ "tom": to("cat") }))), with(Some(json!({ "tom": to("dog") }))))
        }
        _ => return None,
    })
}

/// Puts what is in one object into another; null takes away.
pub(crate) fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match value {
                    Value::Null => drop(into.remove(key)),
                    value => merge(into.entry(key.clone()).or_insert(Value::Null), value),
                }
            }
        }
        (into, from) => *into = from.clone(),
    }
}
