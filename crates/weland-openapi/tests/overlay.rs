//! Overlays change documents before they are read; what is wrong with them is told at its place.

#![allow(clippy::unwrap_used, clippy::panic)]

use weland_model::{Diagnostics, Model, Severity};
use weland_openapi::{Document, LoadOptions, Overlay, load_with_overlays};

const CITY: &str = "openapi: 3.0.4
info: { title: City, version: '1' }
paths:
  /streets:
    get:
      operationId: listStreets
      tags: [streets]
      parameters:
        - { name: page, in: query, schema: { type: string } }
        - { name: internal, in: query, schema: { type: string } }
      responses: { '200': { description: Streets } }
  /admin:
    get: { operationId: administer, responses: { '204': { description: Done } } }
";

const HEAD: &str = "overlay: 1.0.0\ninfo: { title: Fixes, version: '1' }\n";

fn load(documents: &[(&str, &str)], overlays: &[(&str, &str)]) -> (Model, Diagnostics) {
    let document = |(path, text): &(&str, &str)| Document {
        path: (*path).into(),
        text: (*text).into(),
        is_root: text.starts_with("openapi"),
    };
    let documents: Vec<Document> = documents.iter().map(document).collect();
    let overlay = |(path, text): &(&str, &str)| Overlay { path: (*path).into(), text: (*text).into() };
    let overlays: Vec<Overlay> = overlays.iter().map(overlay).collect();
    load_with_overlays(weland_smithy::built_in_model(), &documents, &overlays, LoadOptions::default())
}

/// What is said, above notes: severity, code, file, line and column.
fn said(documents: &[(&str, &str)], overlays: &[(&str, &str)]) -> Vec<String> {
    let (model, diagnostics) = load(documents, overlays);
    let shown = |it: &weland_model::Diagnostic| {
        assert!(it.help.is_some(), "{it:?}");
        let Some(span) = it.span else { return format!("{} {}", it.severity.as_str(), it.code) };
        let (file, at) = model.sources.locate(span).unwrap();
        format!("{} {} {}:{}:{}", it.severity.as_str(), it.code, file, at.line, at.column)
    };
    diagnostics.iter().filter(|it| it.severity > Severity::Note).map(shown).collect()
}

fn idl(documents: &[(&str, &str)], overlays: &[(&str, &str)]) -> String {
    let (model, diagnostics) = load(documents, overlays);
    assert!(diagnostics.iter().all(|it| it.severity < Severity::Error), "{diagnostics:#?}");
    weland_smithy::to_idl(&model).into_values().collect()
}

#[test]
fn documents_are_changed_before_they_are_read() {
    let overlay = "
extends: city.yaml
actions:
  - target: $
    update: { openapi: 3.1.0, info: { title: Town } }
  - target: $.paths['/streets'].get.parameters[?@.name == 'page']
    description: Pages have numbers.
    update: { required: true, schema: { type: [integer, 'null'] } }
  - target: $.paths['/streets'].get.parameters[?@.name == 'internal']
    remove: true
  - target: $.paths['/streets'].get.parameters
    update: { name: size, in: query, schema: { type: integer } }
  - target: $.paths['/admin']
    remove: true
  - target: $.paths['/streets'].get
    update: { tags: [roads] }
";
    let changed = "openapi: 3.1.0
info: { title: Town, version: '1' }
paths:
  /streets:
    get:
      operationId: listStreets
      tags: [streets, roads]
      parameters:
        - { name: page, in: query, required: true, schema: { type: [integer, 'null'] } }
        - { name: size, in: query, schema: { type: integer } }
      responses: { '200': { description: Streets } }
";
    let found = idl(&[("city.yaml", CITY)], &[("fixes.yaml", &format!("{HEAD}{overlay}"))]);
    assert_eq!(found, idl(&[("city.yaml", changed)], &[]));
    let (model, _) = load(&[("city.yaml", CITY)], &[("fixes.yaml", &format!("{HEAD}{overlay}"))]);
    let json = r#"{"overlay": "1.0.0", "info": {"title": "Fixes", "version": "1"}, "actions": [{"target": "$.paths['/admin']", "remove": true}]}"#;
    assert!(!idl(&[("city.yaml", CITY)], &[("fixes.json", json)]).contains("Administer"));
    assert_eq!(model.services().count(), 1);
}

#[test]
fn version_1_1_copies_and_changes_simple_values() {
    let overlay = "overlay: 1.1.0
info: { title: Fixes, version: '1', description: Some }
actions:
  - { target: $.paths, update: { /roads: {} } }
  - { target: \"$.paths['/roads']\", copy: \"$.paths['/streets']\" }
  - { target: \"$.paths['/streets']\", remove: true }
  - { target: $..operationId, update: listRoads }
  - { target: \"$..tags[?@ == 'streets']\", remove: true }
  - { target: $..tags, update: [roads] }
  - { target: $..parameters, remove: true }
  - { target: \"$.paths['/admin']\", remove: true }
";
    let changed = "openapi: 3.0.4
info: { title: City, version: '1' }
paths:
  /roads: { get: { operationId: listRoads, tags: [roads], responses: { '200': { description: Streets } } } }
";
    assert_eq!(idl(&[("city.yaml", CITY)], &[("fixes.yaml", overlay)]), idl(&[("city.yaml", changed)], &[]));
}

#[test]
fn what_an_overlay_adds_keeps_its_place_and_refers_to_the_document() {
    let overlay = format!(
        "{HEAD}actions:
  - target: $.paths['/streets'].get.responses['200']
    update:
      content:
        application/json:
          schema: {{ type: array, items: {{ $ref: 'parts/street.yaml#/Street' }}, minItems: many }}
        text/plain: {{ schema: {{ $ref: '#/components/schemas/Text' }} }}
  - target: $
    update: {{ components: {{ schemas: {{ Text: {{ type: string }} }} }} }}
"
    );
    let street = "Street: { type: object, properties: { name: { type: string } } }";
    let files = [("model/city.yaml", CITY), ("model/parts/street.yaml", street)];
    let expected = ["error wrong-type overlays/fixes.yaml:8:90"];
    assert_eq!(said(&files, &[("overlays/fixes.yaml", &overlay)]), expected);
    // Each of several documents has its own, with references of its own.
    let town = CITY.replace("City", "Town");
    let files = [("model/city.yaml", CITY), ("model/parts/street.yaml", street), ("town/town.yaml", &town)];
    let expected = [
        "error wrong-type overlays/fixes.yaml:8:90",
        "error dangling-reference overlays/fixes.yaml:8:49",
        "error wrong-type overlays/fixes.yaml:8:90",
    ];
    assert_eq!(said(&files, &[("overlays/fixes.yaml", &overlay)]), expected);
}

#[test]
fn actions_that_match_nothing_are_errors() {
    let overlay = format!(
        "{HEAD}actions:
  - {{ target: \"$.paths['/street'].get\", update: {{ summary: S }} }}
  - {{ target: \"$.paths.*[?@.operationId == 'x']\", remove: true }}
"
    );
    let (_, diagnostics) = load(&[("city.yaml", CITY)], &[("fixes.yaml", &overlay)]);
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let helps: Vec<&str> = errors.filter_map(|it| it.help.as_deref()).collect();
    assert_eq!(helps, ["there is no `/street`; did you mean `/streets`?", "correct the query, or remove the action"]);
    let expected = ["error unmatched-target fixes.yaml:4:15", "error unmatched-target fixes.yaml:5:15"];
    assert_eq!(said(&[("city.yaml", CITY)], &[("fixes.yaml", &overlay)]), expected);
    // It is enough to match in one of several documents.
    let town = CITY.replace("/streets", "/street").replace("administer", "x");
    assert!(said(&[("city.yaml", CITY), ("town.yaml", &town)], &[("fixes.yaml", &overlay)]).is_empty());
    assert_eq!(said(&[], &[("fixes.yaml", &overlay)]), ["error unmatched-target"]);
}

#[test]
fn wrong_overlays_are_told_at_their_places() {
    let action = |action: &str| format!("{HEAD}actions:\n  - {action}\n");
    let cases = [
        ("openapi: 3.0.0\n".to_owned(), "error not-an-overlay fixes.yaml:1:1"),
        ("overlay: 2.0.0\n".to_owned(), "error not-an-overlay fixes.yaml:1:10"),
        ("overlay: {}\n".to_owned(), "error not-an-overlay fixes.yaml:1:10"),
        (format!("{HEAD}actions: []\n"), "error overlay-without-effect fixes.yaml:3:10"),
        (HEAD.to_owned(), "error missing-field fixes.yaml:1:1"),
        (format!("{HEAD}actions: {{}}\n"), "error wrong-type fixes.yaml:3:10"),
        (
            format!("{HEAD}actoins: []\nactions: [{{ target: $, update: {{}} }}]\n"),
            "error unknown-field fixes.yaml:3:1",
        ),
        (action("{ target: $.info }"), "warning overlay-without-effect fixes.yaml:4:5"),
        (action("{ target: $.info, update: {} }").replace("title: Fixes, ", ""), "error missing-field fixes.yaml:2:9"),
        (
            action("{ target: $.paths.*.get.tags, remove: true, update: {} }"),
            "warning overlay-without-effect fixes.yaml:4:49",
        ),
        (action("{ update: {} }"), "error missing-field fixes.yaml:4:7"),
        (action("{ target: 1, update: {} }"), "error wrong-type fixes.yaml:4:15"),
        (action("{ target: $.info, remove: 'yes' }"), "error wrong-type fixes.yaml:4:31"),
        (action("{ target: $.info, copy: $.paths }"), "error unknown-field fixes.yaml:4:23"),
        (action("{ target: '$.x-y', update: {} }"), "error invalid-json-path fixes.yaml:4:19"),
        (action("{ target: $.info.title, update: Town }"), "error invalid-overlay-action fixes.yaml:4:37"),
        (action("{ target: $.info.title, remove: true }"), "error invalid-overlay-action fixes.yaml:4:15"),
        (action("{ target: $, remove: true }"), "error invalid-overlay-action fixes.yaml:4:15"),
        (action("{ target: $.info, update: Town }"), "error invalid-overlay-action fixes.yaml:4:31"),
        (action("{ target: $, update: { info: Town } }"), "error invalid-overlay-action fixes.yaml:4:34"),
    ];
    for (overlay, expected) in cases {
        let found = said(&[("city.yaml", CITY)], &[("fixes.yaml", &overlay)]);
        assert!(found.iter().any(|it| it == expected), "{overlay}: {found:?}");
    }
    let other = format!("{HEAD}extends: town.yaml\nactions: [{{ target: $.info, update: {{ title: Town }} }}]\n");
    let found = said(&[("a/city.yaml", CITY)], &[("b/fixes.yaml", &other)]);
    assert_eq!(found, ["warning extends-other-document b/fixes.yaml:3:10"]);
    let remote = other.replace("town.yaml", "https://example.com/city.yaml");
    assert!(said(&[("a/city.yaml", CITY)], &[("b/fixes.yaml", &remote)]).is_empty());
}

#[test]
fn overlays_cannot_make_documents_grow_without_bound() {
    let double = "  - { target: '$..*', update: { x-a: { x-b: {} } } }\n".repeat(30);
    let double =
        format!("{HEAD}actions:\n  - {{ target: $, update: {{ x-a: {{}} }} }}\n{}", double.replace("$..*", "$..x-a"));
    let deep = "  - { target: '$..x-a[?!@.x-a]', update: { x-a: { x-b: { x-a: {} } } } }\n".repeat(300);
    let deep = format!("{HEAD}actions:\n  - {{ target: $, update: {{ x-a: {{ x-b: {{}} }} }} }}\n{deep}");
    for overlay in [double, deep] {
        let (_, diagnostics) = load(&[("city.yaml", CITY)], &[("fixes.yaml", &overlay)]);
        assert!(diagnostics.len() < 1000, "{}", diagnostics.len());
    }
}
