//! Documents in OpenAPI as inputs, with the files that they refer to.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

const INFO: &str = "info: { title: City, version: \"1\" }\n";
const PARTS: &str = "Street: { type: object, properties: { road: { $ref: 'deep/road.json#/Road' } } }\n";
const ROAD: &str = "{\"Road\": {\"type\": \"string\"}}";

fn api() -> String {
    format!(
        "openapi: 3.1.0\n{INFO}paths: {{}}\ncomponents:\n  schemas:\n    City: {{ type: object, properties: {{ street: {{ $ref: '../parts/street.yaml#/Street' }} }} }}\n"
    )
}

#[test]
fn files_are_read_that_others_refer_to() {
    let api = api();
    let files = [("model/api.yaml", &*api), ("parts/street.yaml", PARTS), ("parts/deep/road.json", ROAD)];
    let (exit, stdout, stderr) = run(&TestDir::with(&files), "idl model/api.yaml");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    assert!(stdout.contains("structure Street {\n    road: "), "{stdout}");
    // A file that is named and referred to is read once.
    let (exit, _, stderr) = run(&TestDir::with(&files), "check model parts/deep/road.json");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 3 files: no problems\n"));
}

#[test]
fn files_that_are_missing_are_reported_where_they_are_needed() {
    let api = api();
    let (exit, _, stderr) = run(&TestDir::with(&[("model/api.yaml", &*api)]), "check model/api.yaml");
    assert_eq!(exit, Exit::Failure);
    let expected = "error[dangling-reference]: `../parts/street.yaml#/Street` refers to a file that does not exist: \
                    `parts/street.yaml`\n --> model/api.yaml:6:57\n";
    assert!(stderr.starts_with(expected), "{stderr}");
}

#[test]
fn folders_may_contain_other_yaml() {
    let api = api().replace("../parts/", "");
    let files = [
        ("model/api.yaml", &*api),
        ("model/street.yaml", PARTS),
        ("model/deep/road.json", ROAD),
        ("model/compose.yaml", "services: {}\n"),
        ("model/broken.yml", "a: [\n"),
    ];
    let (exit, _, stderr) = run(&TestDir::with(&files), "check model");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 3 files: no problems\n"));
    // A document that others refer to is a part of them, unless it is named.
    let whole = format!("openapi: 3.1.0\n{INFO}paths: {{}}\n{PARTS}").replace("Street:", "x-Street:");
    let api = api.replace("#/Street", "#/x-Street");
    let files = [("model/api.yaml", &*api), ("model/street.yaml", &*whole), ("model/deep/road.json", ROAD)];
    let (exit, stdout, stderr) = run(&TestDir::with(&files), "idl model");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    assert_eq!(stdout.matches("service ").count(), 1, "{stdout}");
}

#[test]
fn files_that_are_something_else_are_named() {
    let cases = [
        ("a.yaml", "asyncapi: 3.0.0\n", "this is an AsyncAPI document, not an API in OpenAPI"),
        ("a.json", "{\"info\": {\"_postman_id\": \"x\"}, \"item\": []}", "this is a Postman collection, not"),
        ("a.yaml", "type: object\nproperties: {}\n", "this is a JSON Schema, not"),
        ("a.yaml", "{\"smithy\": \"2.0\"}", "this is a Smithy model, not"),
        ("a.yaml", "$version: \"2\"\nnamespace a\n", "this is a Smithy model, not"),
        ("a.json", "{\"openapi\": \"4.0.0\"}", "this is a document of an unknown version of OpenAPI, `4.0.0`, not"),
        ("a.yaml", "a: b\n", "this is no API in OpenAPI"),
        ("a.smithy", "openapi: 3.1.0\n", "error[syntax-error]"),
    ];
    for (path, text, expected) in cases {
        let (exit, _, stderr) = run(&TestDir::with(&[(path, text)]), &format!("check {path}"));
        assert_eq!(exit, Exit::Failure, "{text}");
        assert!(stderr.contains(expected), "{text}: {stderr}");
        assert!(stderr.contains("= help: "), "{text}: {stderr}");
    }
}

#[test]
fn what_is_clear_is_an_error_only_if_asked_for() {
    let api = format!("openapi: 3.1.0\n{INFO}owner: streets\npaths: {{}}\n");
    let config = "version: 1\ntargets:\n  city:\n    model: [api.yaml]\n    service: city#City\n    output: out\n    \
                  runtime: { version: \"0.1\" }\n    crates: { types: { name: city-types } }\n";
    let dir = TestDir::with(&[("api.yaml", &*api), ("weland.yaml", config)]);
    let message = "[unknown-field]: the document has no field `owner`";
    let (exit, _, stderr) = run(&dir, "check api.yaml");
    assert!(exit == Exit::Failure && stderr.contains(&format!("error{message}")), "{stderr}");
    let (exit, _, stderr) = run(&dir, "generate --strict");
    assert!(exit == Exit::Failure && stderr.contains(&format!("error{message}")), "{stderr}");
    let (exit, _, stderr) = run(&dir, "idl api.yaml");
    assert!(exit == Exit::Success && stderr.contains(&format!("warning{message}")), "{stderr}");
    let (_, _, stderr) = run(&dir, "generate");
    assert!(stderr.contains(&format!("warning{message}")), "{stderr}");
}

#[test]
fn codes_can_be_suppressed_within_an_object() {
    let with = |suppress: &str| {
        format!("openapi: 3.1.0\n{INFO}owner: streets\npaths: {{}}\n{suppress}components:\n  owner: streets\n")
    };
    let check = |text: &str| {
        let (_, _, stderr) = run(&TestDir::with(&[("api.yaml", text)]), "check api.yaml --format json");
        stderr.lines().filter(|line| line.contains("unknown-field")).count()
    };
    assert_eq!(check(&with("")), 2);
    assert_eq!(check(&with("x-weland-suppress: [unknown-field]\n")), 0);
    assert_eq!(check(&(with("") + "  x-weland-suppress: [unknown-field]\n")), 1);
    assert_eq!(check(&with("x-weland-suppress: [missing-field]\n")), 2);
    // What can't be used can't be suppressed.
    let broken = format!("openapi: 3.1.0\n{INFO}paths: []\nservers: x\nx-weland-suppress: [wrong-type]\n");
    let (exit, _, stderr) = run(&TestDir::with(&[("api.yaml", &*broken)]), "check api.yaml");
    assert!(exit == Exit::Failure && stderr.contains("error[wrong-type]: `servers` must be a list"), "{stderr}");
}

const FIXES: &str = "overlay: 1.0.0\ninfo: { title: Fixes, version: \"1\" }\nactions:\n  - target: $.info\n    update: { title: Town }\n";

#[test]
fn overlays_change_documents() {
    let api = api();
    let more = format!(
        "{FIXES}  - target: $.components.schemas.City.properties\n    update: {{ road: {{ $ref: '../parts/more.yaml#/Road' }} }}\n"
    );
    let more = more.replace("title: Town", "title: Village");
    let files = [
        ("model/api.yaml", &*api),
        ("parts/street.yaml", PARTS),
        ("parts/deep/road.json", ROAD),
        ("parts/more.yaml", "Road: { type: string, maxLength: 5 }"),
        ("model/fixes.json", &*serde_json_of(FIXES)),
        ("more.yaml", &*more),
    ];
    let dir = TestDir::with(&files);
    let (exit, stdout, stderr) = run(&dir, "idl model --overlay model/fixes.json --overlay more.yaml");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    // The second one is applied to what the first one has made, and files that it refers to are read.
    assert!(stdout.contains("service Village") && stdout.contains("@length(max: 5)\nstring "), "{stdout}");
    for command in ["check", "ast", "openapi"] {
        let (exit, _, stderr) = run(&dir, &format!("{command} model --overlay model/fixes.json"));
        assert_eq!(exit, Exit::Success, "{command} {stderr}");
    }
    let (exit, _, stderr) = run(&dir, "check model/api.yaml --overlay fixes.yaml");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.starts_with("error[not-found]: can't read `fixes.yaml`"), "{stderr}");
    // An overlay is no model.
    let (exit, _, stderr) = run(&dir, "check model");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains("this is an overlay, not an API in OpenAPI"), "{stderr}");
    let (exit, _, stderr) = run(
        &TestDir::with(&[("a.smithy", "$version: \"2\"\n"), ("fixes.yaml", FIXES)]),
        "check a.smithy --overlay fixes.yaml",
    );
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.starts_with("error[unmatched-target]: `fixes.yaml` changes nothing: "), "{stderr}");
}

fn serde_json_of(yaml: &str) -> String {
    let value: serde_json::Value = serde_yaml::from_str(yaml).unwrap();
    value.to_string()
}

#[test]
fn a_configuration_lists_overlays() {
    let api = format!("openapi: 3.1.0\n{INFO}paths: {{}}\n");
    let config = |overlays: &str| {
        format!(
            "version: 1\ntargets:\n  city:\n    model: api.yaml\n    overlays: {overlays}\n    output: out\n    runtime: {{ version: \"0.1\" }}\n    crates: {{ types: {{ name: city-types }} }}\n"
        )
    };
    let wrong = FIXES.replace("$.info", "$.inof");
    let (one, two, three) = (config("fixes.yaml"), config("[wrong.yaml]"), config("[none.yaml]"));
    let files = [
        ("a/api.yaml", &*api),
        ("a/fixes.yaml", FIXES),
        ("a/wrong.yaml", &*wrong),
        ("a/weland.yaml", &*one),
        ("a/two.yaml", &*two),
        ("a/three.yaml", &*three),
    ];
    let dir = TestDir::with(&files);
    let (exit, _, stderr) = run(&dir, "generate --config a/weland.yaml");
    assert_eq!(exit, Exit::Success, "{stderr}");
    let types = std::fs::read_to_string(dir.path().join("a/out/city-types/src/lib.rs")).unwrap();
    assert!(types.contains("Town") && types.contains("api.yaml, fixes.yaml"), "{types}");
    let (exit, _, stderr) = run(&dir, "generate --config a/weland.yaml --check");
    assert_eq!(exit, Exit::Success, "{stderr}");
    let (_, _, stderr) = run(&dir, "generate --config a/two.yaml");
    assert!(stderr.contains("error[unmatched-target]") && stderr.contains("a/wrong.yaml:4:13"), "{stderr}");
    assert!(stderr.contains("did you mean `info`?"), "{stderr}");
    let (_, _, stderr) = run(&dir, "generate --config a/three.yaml");
    assert!(stderr.contains("error[not-found]") && stderr.contains("a/three.yaml:5:16"), "{stderr}");
}
