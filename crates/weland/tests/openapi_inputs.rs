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
fn components_name_the_schemas_of_other_files() {
    let api = format!(
        "openapi: 3.1.0\n{INFO}paths: {{}}\ncomponents:\n  schemas:\n    Avenue: {{ $ref: 'parts.yaml#/Street' }}\n    \
         Boulevard: {{ $ref: '#/components/schemas/Avenue' }}\n    Town: {{ type: object, properties: {{ avenue: {{ $ref: 'parts.yaml#/Street' }} }} }}\n"
    );
    let parts = "Street: { type: object, properties: { road: { type: string } } }\n";
    let (exit, stdout, stderr) = run(&TestDir::with(&[("api.yaml", &*api), ("parts.yaml", parts)]), "idl api.yaml");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    assert!(stdout.contains("structure Avenue {\n    road: String\n}"), "{stdout}");
    assert!(stdout.contains("structure Town {\n    avenue: Avenue\n}"), "{stdout}");
    assert_eq!(stdout.matches("structure ").count(), 2, "{stdout}");
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
        ("a.yaml", "openapi: 3.10.0\n", "this is a document of an unknown version of OpenAPI, `3.10.0`, not"),
        ("a.yaml", "swagger: \"1.2\"\n", "this is a document of an unknown version of Swagger, `1.2`, not"),
        ("a.json", "{\"swaggerVersion\": \"1.2\", \"apis\": []}", "this is a document of Swagger 1, not"),
        ("a.json", "$version: \"2\"\nnamespace a\n", "this is a Smithy model, not"),
        ("a.yaml", "#%RAML 1.0\ntitle: a\n", "this is a document in RAML, not"),
        ("a.yaml", "type Query {\n  a: String\n}\n", "this is a schema in GraphQL, not"),
        ("a.json", "schema { query: Query }", "this is a schema in GraphQL, not"),
        ("a.json", "<!DOCTYPE html>\n<title>404</title>", "this is an HTML page, not"),
        ("a.yaml", "<html lang=en>", "this is an HTML page, not"),
        ("a.yaml", "<?xml version=\"1.0\"?><definitions/>", "this is an XML document, not"),
        ("a.json", "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}", "this is a JSON Schema, not"),
        ("a.json", "", "this is an empty file, not"),
        ("a.yaml", " \n", "this is an empty file, not"),
        ("a.json", "{\0\"\0o\0", "this is a text in UTF-16, not"),
        ("a.json", "{\"openrpc\": \"1.2.6\"}", "this is an OpenRPC document, not"),
        ("a.graphql", "type Query { a: String }", "it isn't a .smithy, .json, .yaml or .jar file"),
    ];
    for (path, text, expected) in cases {
        let (exit, _, stderr) = run(&TestDir::with(&[(path, text)]), &format!("check {path}"));
        assert_eq!(exit, Exit::Failure, "{text}");
        assert!(stderr.contains(expected), "{text}: {stderr}");
        assert!(stderr.contains("= help: "), "{text}: {stderr}");
    }
}

/// Documents with too much in them, or too deep, or that lead nowhere: one message says it, soon.
#[test]
fn documents_that_cannot_be_read_say_why() {
    let bomb = (0..12).map(|level| format!("x-{level}: &a{level} [{}]\n", format!("*a{},", level - 1).repeat(9)));
    let bomb: String = std::iter::once("x-0: &a0 [1]\n".to_owned()).chain(bomb.skip(1)).collect();
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    let schemas = |text: &str| format!("components:\n  schemas:\n    {text}\n");
    let cases = [
        (bomb, "error[syntax-error]: aliases repeat more than 262144 values"),
        ("x-a: &a [*a]\n".to_owned(), "error[syntax-error]: the alias stands within the value that it repeats"),
        (format!("x-a: {}\n", deep("[", "]")), "error[nesting-too-deep]: values are nested more than 200 levels deep"),
        (format!("x-a: {}\n", deep("{a: ", "}")), "error[nesting-too-deep]: "),
        ("info: {}\n".to_owned(), "error[duplicate-key]: duplicate key `info`"),
        (
            schemas("{ A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } }"),
            "error[reference-cycle]: `#/components/schemas/B` leads back to itself",
        ),
        (
            schemas("A: { allOf: [{ $ref: '#/components/schemas/A' }] }"),
            "error[cyclic-all-of]: the schema is a part of itself",
        ),
        (
            schemas("A: { $ref: '#/components/schemas/Nope' }"),
            "error[dangling-reference]: `#/components/schemas/Nope` leads nowhere: `/components/schemas` has no `Nope`",
        ),
        (schemas("A: { $ref: 'https://example.com/a.yaml' }"), "error[remote-reference]: "),
        ("x-a: &a { b: 1 }\nx-c: { <<: *a }\n".to_owned(), "error[syntax-error]: merge keys are not part of YAML 1.2"),
        ("---\n{}\n".to_owned(), "error[syntax-error]: there is a second document in the file"),
    ];
    for (more, expected) in cases {
        let text = format!("openapi: 3.1.0\n{INFO}paths: {{}}\n{more}");
        let (exit, _, stderr) = run(&TestDir::with(&[("a.yaml", &*text)]), "check a.yaml");
        let start: String = more.chars().take(60).collect();
        assert!(exit == Exit::Failure && stderr.contains(expected), "{start}: {stderr}");
        assert!(stderr.contains("= help: "), "{start}: {stderr}");
    }
    let json = format!("{{\"openapi\": \"3.1.0\", \"x-a\": {}}}", deep("[", "]"));
    let (_, _, stderr) = run(&TestDir::with(&[("a.json", &*json)]), "check a.json");
    assert!(stderr.starts_with("error[nesting-too-deep]"), "{stderr}");
}

#[test]
fn apis_may_have_names_of_other_languages() {
    let api = format!("openapi: 3.1.0\n{INFO}paths: {{}}\n");
    let (exit, _, stderr) = run(&TestDir::with(&[("a.smithy", &*api)]), "check a.smithy");
    assert_eq!((exit, &*stderr), (Exit::Success, "checked 1 file: no problems\n"));
}

#[test]
fn texts_in_utf_16_are_named() {
    let dir = TestDir::with(&[("a.yaml", "")]);
    for (mark, to_bytes) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)] {
        let text: Vec<u8> = mark.into_iter().chain("openapi: 3.1.0".encode_utf16().flat_map(to_bytes)).collect();
        std::fs::write(dir.path().join("a.yaml"), text).unwrap();
        let (exit, _, stderr) = run(&dir, "check a.yaml");
        assert!(exit == Exit::Failure && stderr.contains("can't read `a.yaml`: it is in UTF-16"), "{stderr}");
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
    // Those of the command line come behind them.
    std::fs::write(dir.path().join("more.yaml"), FIXES.replace("title: Town", "title: Village")).unwrap();
    let (exit, _, stderr) = run(&dir, "generate --config a/weland.yaml --overlay more.yaml");
    assert_eq!(exit, Exit::Success, "{stderr}");
    let types = std::fs::read_to_string(dir.path().join("a/out/city-types/src/lib.rs")).unwrap();
    assert!(types.contains("Village") && types.contains("more.yaml"), "{types}");
    let (exit, _, _) = run(&dir, "generate --config a/weland.yaml --check");
    assert_eq!(exit, Exit::Failure);
    let (_, _, stderr) = run(&dir, "generate --config a/three.yaml");
    assert!(stderr.contains("error[not-found]") && stderr.contains("a/three.yaml:5:16"), "{stderr}");
}
