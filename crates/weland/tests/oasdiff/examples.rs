//! A document before and after each change that oasdiff has an id for.

use serde_json::{Value, json};

use super::schemas::{mapping, merge, schemas};

/// Where a schema is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    RequestBody,
    RequestProperty,
    Parameter,
    ParameterProperty,
    ResponseBody,
    ResponseProperty,
    ResponseHeader,
}

use Place::{
    Parameter, ParameterProperty, RequestBody, RequestProperty, ResponseBody, ResponseHeader, ResponseProperty,
};

/// The starts of ids, the longer ones first.
const PLACES: &[(&str, Place)] = &[
    ("request-parameter-property-", ParameterProperty),
    ("request-parameter-", Parameter),
    ("request-read-only-property-", RequestProperty),
    ("request-property-", RequestProperty),
    ("request-body-", RequestBody),
    ("response-write-only-property-", ResponseProperty),
    ("response-property-", ResponseProperty),
    ("response-body-", ResponseBody),
    ("response-mediatype-", ResponseBody),
    ("response-header-", ResponseHeader),
    ("request-header-property-", Parameter),
];

/// A document with these parts of its only operation, `POST /streets`.
fn document(operation: &Value, root: &Value) -> Value {
    let mut whole = json!({
        "openapi": "3.1.0",
        "info": { "title": "City", "version": "1" },
        "paths": { "/streets": { "post": {
            "operationId": "addStreet",
            "responses": { "200": { "description": "Done", "content": { "application/json": { "schema": {
                "type": "object", "properties": { "id": { "type": "string" } }
            } } } } }
        } } }
    });
    merge(&mut whole["paths"]["/streets"]["post"], operation);
    merge(&mut whole, root);
    whole
}

fn body(schema: &Value) -> Value {
    json!({ "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } } })
}

fn responding(schema: &Value) -> Value {
    let mut whole = document(&json!({}), &json!({}));
    whole["paths"]["/streets"]["post"]["responses"]["200"]["content"]["application/json"]["schema"] = schema.clone();
    whole
}

/// A document with a schema at a place.
fn at(place: Place, schema: &Value) -> Value {
    let object = json!({ "type": "object", "properties": { "kind": schema } });
    let parameter = |schema: &Value| json!({ "parameters": [{ "name": "kind", "in": "query", "schema": schema }] });
    let operation = match place {
        RequestBody => body(schema),
        RequestProperty => body(&object),
        Parameter => parameter(schema),
        ParameterProperty => json!({ "parameters": [
            { "name": "kind", "in": "query", "style": "deepObject", "explode": true, "schema": object }
        ] }),
        ResponseBody => return responding(schema),
        ResponseProperty => return responding(&object),
        ResponseHeader => json!({ "responses": { "200": { "headers": { "X-Kind": { "schema": schema } } } } }),
    };
    document(&operation, &json!({}))
}

/// The documents of an id.
pub(crate) fn example(id: &str) -> Option<(Value, Value)> {
    if let Some(found) = whole(id) {
        return Some(found);
    }
    let (place, kind) = PLACES.iter().find_map(|(start, place)| Some((*place, id.strip_prefix(start)?)))?;
    if let Some(found) = required(place, kind) {
        return Some(found);
    }
    let (before, after) = schemas(kind)?;
    let side = |schema: Value| {
        // What is only in one direction is marked so.
        let mut schema = schema;
        for (start, mark) in [("request-read-only", "readOnly"), ("response-write-only", "writeOnly")] {
            if id.starts_with(start) {
                schema[mark] = json!(true);
            }
        }
        at(place, &schema)
    };
    Some((side(before), side(after)))
}

/// Changes of whether something has to be there.
fn required(place: Place, kind: &str) -> Option<(Value, Value)> {
    let object = |schema: Value, required: bool| {
        let mut it = json!({ "type": "object", "properties": { "kind": schema } });
        if required {
            it["required"] = json!(["kind"]);
        }
        it
    };
    let text = json!({ "type": "string" });
    let with = |required: bool, schema: &Value| match place {
        RequestProperty => at(RequestBody, &object(schema.clone(), required)),
        ResponseProperty => at(ResponseBody, &object(schema.clone(), required)),
        Parameter => document(
            &json!({ "parameters": [{ "name": "kind", "in": "query", "required": required, "schema": schema }] }),
            &json!({}),
        ),
        ResponseHeader => document(
            &json!({ "responses": { "200": { "headers": { "X-Kind": { "required": required, "schema": schema } } } } }),
            &json!({}),
        ),
        _ => document(
            &json!({ "requestBody": { "required": required, "content": { "application/json": { "schema": schema } } } }),
            &json!({}),
        ),
    };
    Some(match kind {
        "became-required" => (with(false, &text), with(true, &text)),
        "became-optional" => (with(true, &text), with(false, &text)),
        "became-required-with-default" => {
            let schema = json!({ "type": "string", "default": "a" });
            (with(false, &schema), with(true, &schema))
        }
        _ => return None,
    })
}

/// Changes of more than a schema.
#[allow(clippy::too_many_lines, reason = "a list of documents")]
fn whole(id: &str) -> Option<(Value, Value)> {
    let none = json!({});
    let plain = document(&none, &none);
    let operation = |more: Value| document(&more, &json!({}));
    let root = |more: Value| document(&json!({}), &more);
    let other = json!({ "paths": { "/roads": { "get": { "operationId": "roads", "responses": { "204": { "description": "None" } } } } } });
    let deprecated = {
        let mut it = other.clone();
        it["paths"]["/roads"]["get"]["deprecated"] = json!(true);
        it
    };
    let parameter = |r#in: &str, required: bool, schema: Value| {
        operation(json!({ "parameters": [{ "name": "kind", "in": r#in, "required": required, "schema": schema }] }))
    };
    let text = json!({ "type": "string" });
    let object = |properties: Value, required: Value| json!({ "type": "object", "properties": properties, "required": required });
    let both = json!({ "a": text, "kind": text });
    let one = json!({ "a": text });
    let media = |types: &[&str]| {
        let all: serde_json::Map<String, Value> =
            types.iter().map(|it| ((*it).to_owned(), json!({ "schema": text }))).collect();
        Value::Object(all)
    };
    let responses = |types: &[&str]| {
        let mut it = plain.clone();
        it["paths"]["/streets"]["post"]["responses"]["200"]["content"] = media(types);
        it
    };
    let scheme = |scheme: Value| json!({ "components": { "securitySchemes": { "key": scheme } } });
    let key = json!({ "type": "apiKey", "in": "header", "name": "X-Key" });
    let oauth = |token: &str, scopes: Value| {
        json!({ "type": "oauth2", "flows": { "authorizationCode": {
        "authorizationUrl": format!("https://city.example/{token}/authorize"), "tokenUrl": format!("https://city.example/{token}"), "scopes": scopes
    } } })
    };
    let secured = |schemes: Value, own: Value, global: Value| {
        let mut it = root(schemes);
        if !own.is_null() {
            it["paths"]["/streets"]["post"]["security"] = own;
        }
        if !global.is_null() {
            it["security"] = global;
        }
        it
    };
    let scopes = scheme(oauth("token", json!({ "read": "Read", "write": "Write" })));
    let swap = |pair: (Value, Value)| (pair.1, pair.0);
    Some(match id {
        "endpoint-added" => (plain, root(other)),
        "api-path-removed-without-deprecation"
        | "api-removed-without-deprecation"
        | "api-path-removed-before-sunset"
        | "api-removed-before-sunset" => (root(other), plain),
        "api-path-removed-with-deprecation" | "api-removed-with-deprecation" => (root(deprecated), plain),
        "endpoint-deprecated" | "endpoint-deprecated-with-sunset" => (plain, operation(json!({ "deprecated": true }))),
        "endpoint-reactivated" => (operation(json!({ "deprecated": true })), plain),
        "request-parameter-deprecated" => {
            let with = |deprecated: bool| {
                operation(
                    json!({ "parameters": [{ "name": "kind", "in": "query", "deprecated": deprecated, "schema": text }] }),
                )
            };
            (with(false), with(true))
        }
        "request-parameter-reactivated" => {
            let with = |deprecated: bool| {
                operation(
                    json!({ "parameters": [{ "name": "kind", "in": "query", "deprecated": deprecated, "schema": text }] }),
                )
            };
            (with(true), with(false))
        }
        "request-body-added-required" => (plain, operation(body(&object(one.clone(), json!(["a"]))))),
        "request-body-added-optional" => (
            plain,
            operation(
                json!({ "requestBody": { "content": { "application/json": { "schema": object(one.clone(), json!([])) } } } }),
            ),
        ),
        "request-body-removed" => (operation(body(&object(one.clone(), json!([])))), plain),
        "new-required-request-default-parameter-to-existing-path" | "new-required-request-parameter" => {
            (plain, parameter("query", true, text))
        }
        "new-optional-request-default-parameter-to-existing-path" | "new-optional-request-parameter" => {
            (plain, parameter("query", false, text))
        }
        "new-request-path-parameter" => {
            let mut after = plain.clone();
            let mut item = after["paths"]["/streets"].take();
            item["post"]["parameters"] = json!([{ "name": "kind", "in": "path", "required": true, "schema": text }]);
            after["paths"] = json!({ "/streets/{kind}": item });
            (plain, after)
        }
        "new-required-request-header-property" => (plain, parameter("header", true, text)),
        "request-header-property-became-required" => {
            (parameter("header", false, text.clone()), parameter("header", true, text))
        }
        "request-header-property-became-enum" => (
            parameter("header", false, text),
            parameter("header", false, json!({ "type": "string", "enum": ["a", "b"] })),
        ),
        "request-parameter-removed" => (parameter("query", false, text), plain),
        "request-parameter-removed-with-deprecation" | "request-parameter-removed-before-sunset" => (
            operation(json!({ "parameters": [{ "name": "kind", "in": "query", "deprecated": true, "schema": text }] })),
            plain,
        ),
        "request-body-media-type-added" => (
            operation(json!({ "requestBody": { "content": media(&["text/plain"]) } })),
            operation(json!({ "requestBody": { "content": media(&["text/plain", "text/csv"]) } })),
        ),
        "request-body-media-type-removed" => (
            operation(json!({ "requestBody": { "content": media(&["text/plain", "text/csv"]) } })),
            operation(json!({ "requestBody": { "content": media(&["text/plain"]) } })),
        ),
        "request-body-media-type-schema-added" => (
            operation(json!({ "requestBody": { "content": { "application/json": {} } } })),
            operation(json!({ "requestBody": { "content": { "application/json": { "schema": text } } } })),
        ),
        "request-body-media-type-schema-removed" => (
            operation(json!({ "requestBody": { "content": { "application/json": { "schema": text } } } })),
            operation(json!({ "requestBody": { "content": { "application/json": {} } } })),
        ),
        "response-body-media-type-schema-added" => (responding(&json!({})), responding(&text)),
        "response-body-media-type-schema-removed" => (responding(&text), responding(&json!({}))),
        "response-media-type-added" => (responses(&["text/plain"]), responses(&["text/plain", "text/csv"])),
        "response-media-type-removed" => (responses(&["text/plain", "text/csv"]), responses(&["text/plain"])),
        "response-media-type-name-changed" => (responses(&["text/plain"]), responses(&["text/csv"])),
        "response-media-type-name-generalized" => (responses(&["text/plain"]), responses(&["text/*"])),
        "response-media-type-name-specialized" => (responses(&["text/*"]), responses(&["text/plain"])),
        "request-property-removed" => {
            (at(RequestBody, &object(both, json!([]))), at(RequestBody, &object(one, json!([]))))
        }
        "new-required-request-property" => {
            (at(RequestBody, &object(one, json!([]))), at(RequestBody, &object(both, json!(["kind"]))))
        }
        "new-required-request-property-with-default" => (
            at(RequestBody, &object(one, json!([]))),
            at(
                RequestBody,
                &object(json!({ "a": text, "kind": { "type": "string", "default": "x" } }), json!(["kind"])),
            ),
        ),
        "new-optional-request-property" => {
            (at(RequestBody, &object(one, json!([]))), at(RequestBody, &object(both, json!([]))))
        }
        "required-response-header-removed" | "optional-response-header-removed" | "response-header-added" => {
            let required = id.starts_with("required");
            let with = operation(
                json!({ "responses": { "200": { "headers": { "X-Kind": { "required": required, "schema": text } } } } }),
            );
            if id.ends_with("added") { (plain, with) } else { (with, plain) }
        }
        "response-optional-property-removed" => {
            (responding(&object(both, json!([]))), responding(&object(one, json!([]))))
        }
        "response-optional-property-added" => {
            (responding(&object(one, json!([]))), responding(&object(both, json!([]))))
        }
        "response-required-property-removed" => {
            (responding(&object(both, json!(["kind"]))), responding(&object(one, json!([]))))
        }
        "response-required-property-added" => {
            (responding(&object(one, json!([]))), responding(&object(both, json!(["kind"]))))
        }
        "response-optional-write-only-property-removed"
        | "response-optional-write-only-property-added"
        | "response-required-write-only-property-removed"
        | "response-required-write-only-property-added" => {
            let required = if id.contains("required") { json!(["kind"]) } else { json!([]) };
            let with =
                responding(&object(json!({ "a": text, "kind": { "type": "string", "writeOnly": true } }), required));
            let pair = (responding(&object(one, json!([]))), with);
            if id.ends_with("added") { pair } else { swap(pair) }
        }
        id if id.contains("property-became-") && (id.ends_with("write-only") || id.ends_with("read-only")) => {
            let mark = if id.ends_with("write-only") { "writeOnly" } else { "readOnly" };
            let required = if id.contains("required") { json!(["kind"]) } else { json!([]) };
            let place = if id.starts_with("request") { RequestBody } else { ResponseBody };
            let without = at(place, &object(both, required.clone()));
            let with = at(place, &object(json!({ "a": text, "kind": { "type": "string", mark: true } }), required));
            if id.contains("became-not-") { (with, without) } else { (without, with) }
        }
        "response-success-status-added" => {
            (plain, operation(json!({ "responses": { "202": { "description": "Later" } } })))
        }
        "response-success-status-removed" => {
            (operation(json!({ "responses": { "202": { "description": "Later" } } })), plain)
        }
        "response-non-success-status-added" => {
            (plain, operation(json!({ "responses": { "404": { "description": "None" } } })))
        }
        "response-non-success-status-removed" => {
            (operation(json!({ "responses": { "404": { "description": "None" } } })), plain)
        }
        "api-operation-id-added" => (operation(json!({ "operationId": null })), plain),
        "api-operation-id-removed" => (plain, operation(json!({ "operationId": null }))),
        "api-tag-added" => (plain, operation(json!({ "tags": ["streets"] }))),
        "api-tag-removed" => (operation(json!({ "tags": ["streets"] })), plain),
        "webhook-added" | "webhook-removed" => {
            let hook = root(
                json!({ "webhooks": { "built": { "post": { "operationId": "built", "responses": { "204": { "description": "Seen" } } } } } }),
            );
            if id.ends_with("added") { (plain, hook) } else { (hook, plain) }
        }
        "api-schema-removed" => {
            (root(json!({ "components": { "schemas": { "Street": object(one, json!([])) } } })), plain)
        }
        "api-security-component-added" => (plain, root(scheme(key))),
        "api-security-component-removed" => (root(scheme(key)), plain),
        "api-security-component-type-changed" => {
            (root(scheme(key)), root(scheme(json!({ "type": "http", "scheme": "bearer" }))))
        }
        "api-security-component-oauth-url-changed" | "api-security-component-oauth-token-url-changed" => (
            root(scheme(oauth("token", json!({ "read": "Read" })))),
            root(scheme(oauth("tokens", json!({ "read": "Read" })))),
        ),
        "api-security-component-oauth-scope-added" => {
            (root(scheme(oauth("token", json!({ "read": "Read" })))), root(scopes))
        }
        "api-security-component-oauth-scope-removed" => {
            (root(scopes), root(scheme(oauth("token", json!({ "read": "Read" })))))
        }
        "api-security-component-oauth-scope-changed" => (
            root(scheme(oauth("token", json!({ "read": "Read" })))),
            root(scheme(oauth("token", json!({ "read": "Read all" })))),
        ),
        "api-security-added" => (
            secured(scheme(key.clone()), Value::Null, Value::Null),
            secured(scheme(key), json!([{ "key": [] }]), Value::Null),
        ),
        "api-security-removed" => (
            secured(scheme(key.clone()), json!([{ "key": [] }]), Value::Null),
            secured(scheme(key), Value::Null, Value::Null),
        ),
        "api-global-security-added" => (
            secured(scheme(key.clone()), Value::Null, Value::Null),
            secured(scheme(key), Value::Null, json!([{ "key": [] }])),
        ),
        "api-global-security-removed" => (
            secured(scheme(key.clone()), Value::Null, json!([{ "key": [] }])),
            secured(scheme(key), Value::Null, Value::Null),
        ),
        "api-security-scope-added"
        | "api-security-scope-removed"
        | "api-global-security-scope-added"
        | "api-global-security-scope-removed" => {
            let with = |names: Value| {
                let requirement = json!([{ "key": names }]);
                if id.contains("global") {
                    secured(scopes.clone(), Value::Null, requirement)
                } else {
                    secured(scopes.clone(), requirement, Value::Null)
                }
            };
            let pair = (with(json!(["read"])), with(json!(["read", "write"])));
            if id.ends_with("added") { pair } else { swap(pair) }
        }
        _ => return components(id),
    })
}

/// Documents with components, which mappings of discriminators refer to.
fn components(id: &str) -> Option<(Value, Value)> {
    if !id.contains("discriminator-mapping") {
        return None;
    }
    let (place, kind) = PLACES.iter().find_map(|(start, place)| Some((*place, id.strip_prefix(start)?)))?;
    let (before, after) = mapping(kind, &|value| value)?;
    let with = |mut schema: Value| {
        let all = schema.as_object_mut().unwrap().remove("x-components").unwrap();
        let mut whole = at(place, &schema);
        for component in all.as_array().unwrap() {
            whole["components"]["schemas"][component["title"].as_str().unwrap()] = component.clone();
        }
        whole
    };
    Some((with(before), with(after)))
}

/// Why nothing is told of a change.
pub(crate) fn reason(id: &str) -> &'static str {
    match id {
        id if id.contains("sunset") => "`x-sunset` has no meaning in a model; the deprecation itself is told",
        id if id.contains("stability") => "`x-stability-level` has no meaning in a model",
        "api-version-not-bumped" | "api-version-decreased" | "api-major-version-not-bumped" => {
            "the verdict says which version crates need; that of the document is told when it changes"
        }
        id if id.contains("annotation-only") => "nothing changes",
        id if id.contains("header-became-") || id.contains("parameter-became-") => {
            "there is no null in headers and in the query string"
        }
        id if id.contains("body-default-value") => "a body as a whole has no default in a model",
        _ => "models can't say it, so generated code doesn't check it; `weland check` tells of the keyword",
    }
}
