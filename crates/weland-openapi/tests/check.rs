//! What is wrong but clear is read as it was meant; what is not in the specification is found.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/properties.rs"]
mod properties;

use properties::read;
use weland_model::Severity;

/// What is said of a document, and where: severity, code, line.
fn said(text: &str, tolerant: bool) -> Vec<String> {
    let (model, diagnostics) = read("api.yaml", text, tolerant);
    let shown = |it: &weland_model::Diagnostic| {
        let line = model.sources.locate(it.span.unwrap()).unwrap().1.line;
        format!("{} {} {line}", it.severity.as_str(), it.code)
    };
    diagnostics.iter().filter(|it| it.severity > Severity::Note).map(shown).collect()
}

/// The model of a document as Smithy IDL.
fn idl(text: &str) -> String {
    let (model, diagnostics) = read("api.yaml", text, true);
    assert!(diagnostics.iter().all(|it| it.severity < Severity::Error), "{diagnostics:#?}");
    weland_smithy::to_idl(&model).into_values().collect()
}

const HEAD: &str = "openapi: 3.0.4\ninfo: { title: City, version: \"1\" }\n";

#[test]
fn what_is_clear_is_read_as_it_was_meant() {
    let wrong = "openapi: 3.0.4
info: { title: City, version: 1.50 }
paths:
  streets/{id}:
    get:
      operationId: getStreet
      deprecated: 'true'
      tags: streets
      parameters:
        - { name: id, in: path, schema: { type: String, minLength: '2', description: null } }
        - { name: page, in: Query, style: matrix, schema: { type: array, items: { type: string }, maxItems: -1 } }
      responses:
        4xx: { description: A problem }
        oops: { description: Nothing }
        Default: { description: Another problem }
components:
  schemas:
    Street: { type: object, properties: [], required: name, enum: [], allOf: [] }
";
    let right = "openapi: 3.0.4
info: { title: City, version: '1.50' }
paths:
  /streets/{id}:
    get:
      operationId: getStreet
      deprecated: true
      tags: [streets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, minLength: 2 } }
        - { name: page, in: query, schema: { type: array, items: { type: string } } }
      responses:
        4XX: { description: A problem }
        default: { description: Another problem }
components:
  schemas:
    Street: { type: object, properties: {}, required: [name] }
";
    assert_eq!(idl(wrong), idl(right));
    let errors = said(wrong, false);
    let count = errors.iter().filter(|it| it.starts_with("error ")).count();
    assert_eq!(count, 18, "{errors:#?}");
    assert_eq!(said(wrong, true).iter().filter(|it| it.starts_with("error ")).count(), 0);
}

#[test]
fn what_is_not_clear_is_an_error_in_any_case() {
    for (text, expected) in [
        ("paths: [a]\n", "wrong-type 3"),
        ("paths: { /a: 5 }\n", "wrong-type 3"),
        ("paths:\n  /a: { get: { responses: 1 } }\n", "wrong-type 4"),
        (
            "paths:\n  /a: { get: { parameters: [{ in: query }], responses: { 200: { description: a } } } }\n",
            "missing-field 4",
        ),
        (
            "paths:\n  /a: { get: { parameters: [{ name: a, in: body }], responses: { 200: { description: a } } } }\n",
            "invalid-value 4",
        ),
        ("paths: {}\ncomponents: { schemas: { A: 5 } }\n", "wrong-type 4"),
        ("paths: {}\ncomponents: { schemas: { A: { $ref: '#/B' } } }\n", "dangling-reference 4"),
        ("paths: {}\ncomponents: { securitySchemes: { a: { type: apiKey } } }\n", "missing-field 4"),
        ("paths: { '/a/{b': {} }\n", "invalid-path-template 3"),
    ] {
        let found = said(&format!("{HEAD}{text}"), true);
        assert!(found.contains(&format!("error {expected}")), "{text}: {found:?}");
    }
}

#[test]
fn versions_have_their_own_fields() {
    let info = "info: { title: City, version: \"1\" }\npaths: {}\n";
    for (version, rest, expected) in [
        ("openapi: 3.0.4", "webhooks: {}\n", Some("error unknown-field 4")),
        ("openapi: 3.1.0", "webhooks: {}\n", None),
        ("openapi: 3.1.0", "$self: a.yaml\n", Some("error unknown-field 4")),
        ("openapi: 3.2.0", "$self: a.yaml\n", None),
        ("swagger: \"2.0\"", "servers: []\n", Some("error unknown-field 4")),
        ("swagger: \"2.0\"", "host: city.example\n", None),
        ("swagger: \"2.0\"", "host: https://city.example\n", Some("error invalid-value 4")),
        ("swagger: \"2.0\"", "basePath: v1\n", Some("error invalid-value 4")),
        ("openapi: 3.0.4", "components: { schemas: { A: { type: [string] } } }\n", Some("error wrong-type 4")),
        ("openapi: 3.1.0", "components: { schemas: { A: { type: [string] } } }\n", None),
        ("openapi: 3.1.0", "components: { schemas: { A: true } }\n", None),
        ("openapi: 3.0.4", "components: { schemas: { A: true } }\n", Some("error wrong-type 4")),
        (
            "openapi: 3.1.0",
            "components: { schemas: { A: { type: string, minlength: 5 } } }\n",
            Some("warning ignored-keyword 4"),
        ),
        ("openapi: 3.1.0", "components: { schemas: { A: { type: string, owner: streets } } }\n", None),
        (
            "openapi: 3.0.4",
            "components: { schemas: { A: { type: string, owner: streets } } }\n",
            Some("error unknown-field 4"),
        ),
    ] {
        let found = said(&format!("{version}\n{info}{rest}"), false);
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(found, expected, "{version} {rest}");
    }
}

#[test]
fn references_are_checked_wherever_they_lead() {
    // The target is no component, so that only the reference tells that it is a schema.
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents: {{ schemas: {{ A: {{ $ref: '#/x-own/a' }} }} }}\nx-own: {{ a: {{ type: string, minLength: x }} }}\n"
    );
    assert_eq!(said(&text, false), ["error wrong-type 5"]);
    // Data is not looked into.
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents: {{ schemas: {{ A: {{ type: object, example: {{ $ref: '#/nowhere' }}, default: {{}} }} }} }}\n"
    );
    assert_eq!(said(&text, false), Vec::<String>::new());
}

#[test]
fn patterns_are_regular_expressions() {
    let with = |pattern: &str| {
        format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Name: {{ type: string, maxLength: 9, pattern: '{pattern}' }}\n"
        )
    };
    // Patterns that can't be used are left out, and nothing else.
    let plain = idl(&with("").replace(", pattern: ''", ""));
    for (pattern, strict, tolerant) in [
        ("^[a-z]+$", None, None),
        ("^[a-z", Some("error invalid-pattern 6"), Some("warning invalid-pattern 6")),
        ("^(.*)\\1$", Some("warning not-carried-constraint 6"), Some("warning not-carried-constraint 6")),
        ("\\Aa\\z", Some("warning java-pattern 6"), Some("warning java-pattern 6")),
    ] {
        let text = with(pattern);
        assert_eq!(said(&text, false), Vec::from_iter(strict), "{pattern}");
        assert_eq!(said(&text, true), Vec::from_iter(tolerant), "{pattern}");
        let is_dropped = strict.is_some_and(|told| !told.contains("java"));
        assert_eq!(idl(&text) == plain, is_dropped, "{pattern}");
    }
    let old = "swagger: \"2.0\"\ninfo: { title: City, version: \"1\" }\npaths:\n  /a:\n    get:\n      operationId: a\n      parameters:\n        - \
               { name: b, in: query, type: array, items: { type: string, pattern: '(' } }\n      responses: { \"204\": { description: Ok. } }\n";
    assert_eq!(said(old, false), ["error invalid-pattern 8"]);
    let names = "openapi: 3.1.0\ninfo: { title: City, version: \"1\" }\npaths: {}\ncomponents:\n  schemas:\n    Names: { type: object, \
                 patternProperties: { '(': { type: string } } }\n";
    assert!(said(names, false).contains(&"error invalid-pattern 6".to_owned()));
}
