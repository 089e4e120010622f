//! The schema of `weland.yaml` agrees with what reads it, as far as a schema can say.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use test_dir::TestDir;
use weland::Environment;

/// What a schema can't say: that YAML has features that are refused, that a key is given twice,
/// and that two crates have one name.
const BEYOND_A_SCHEMA: &[&str] = &["config-syntax", "config-duplicate-key", "config-duplicate-crate"];

fn run(dir: &Path, arguments: &str) -> (String, String) {
    let environment = Environment { folder: dir.to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The codes that the decoder gives.
fn refusals(text: &str) -> Vec<String> {
    let dir = TestDir::with(&[("weland.yaml", text)]);
    let (_, stderr) = run(dir.path(), "generate --format json");
    let lines = stderr.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let codes = lines.map(|line| line["code"].as_str().unwrap().to_owned());
    codes.filter(|code| code.starts_with("config-")).collect()
}

fn schema() -> Value {
    serde_json::from_str(&run(Path::new("."), "schema").0).unwrap()
}

/// Whether a value is what a schema says. Knows the keywords that the schema uses, and panics
/// at others.
fn accepts(root: &Value, schema: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(keyword, expected)| match &**keyword {
        "$schema" | "title" | "description" | "definitions" => true,
        "$ref" => {
            let pointer = expected.as_str().unwrap().strip_prefix('#').unwrap();
            accepts(root, root.pointer(pointer).unwrap(), value)
        }
        "if" => {
            let branch = if accepts(root, expected, value) { "then" } else { "else" };
            schema.get(branch).is_none_or(|branch| accepts(root, branch, value))
        }
        // Parts of `if`.
        "then" | "else" => true,
        "oneOf" => {
            let branches = expected.as_array().unwrap().iter();
            branches.filter(|branch| accepts(root, branch, value)).count() == 1
        }
        "const" => value == expected,
        "type" => match expected.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            other => panic!("type {other}"),
        },
        "pattern" => value
            .as_str()
            .is_none_or(|text| weland_pattern::Pattern::new(expected.as_str().unwrap()).unwrap().is_match(text)),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= expected.as_u64().unwrap()),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= expected.as_u64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| accepts(root, expected, item))),
        _ => value.as_object().is_none_or(|object| object_accepts(root, schema, keyword, object)),
    })
}

fn object_accepts(root: &Value, schema: &Value, keyword: &str, object: &serde_json::Map<String, Value>) -> bool {
    let expected = &schema[keyword];
    let count = |object: &serde_json::Map<String, Value>| object.len() as u64;
    match keyword {
        "required" => expected.as_array().unwrap().iter().all(|key| object.contains_key(key.as_str().unwrap())),
        "minProperties" => count(object) >= expected.as_u64().unwrap(),
        "maxProperties" => count(object) <= expected.as_u64().unwrap(),
        "properties" => expected
            .as_object()
            .unwrap()
            .iter()
            .all(|(key, schema)| object.get(key).is_none_or(|value| accepts(root, schema, value))),
        "additionalProperties" => object
            .iter()
            .filter(|(key, _)| schema.get("properties").is_none_or(|known| known.get(key).is_none()))
            .all(|(_, value)| match expected {
                Value::Bool(allowed) => *allowed,
                schema => accepts(root, schema, value),
            }),
        other => panic!("the keyword {other} isn't known here"),
    }
}

fn cases(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let file = |path: &PathBuf| if path.is_dir() { path.join("weland.yaml") } else { path.clone() };
    paths.iter().map(|path| (path.clone(), fs::read_to_string(file(path)).unwrap())).collect()
}

/// Configurations with one difference to one that is right, and whether they are right, too.
const VARIANTS: &[(&str, &str, bool)] = &[
    ("version: 1", "version: 1\ncommand: make", true),
    ("version: 1", "version: 1\ncommand: ' '", false),
    ("version: 1", "version: 1.5", false),
    ("[m]", "['m/**/*.smithy', ../n, .]", true),
    ("[m]", "['C:/m']", false),
    ("output:", "overlays: a.yaml\n    output:", true),
    ("output:", "overlays: []\n    output:", false),
    (
        "output:",
        "dependencies: { a: '1', b: { version: '0.2', features: [c], default-features: false } }\n    output:",
        true,
    ),
    ("output:", "dependencies: { a: '*' }\n    output:", false),
    ("output:", "dependencies: { a: { path: b } }\n    output:", false),
    (
        "output:",
        "types: { formats: { a: 'b::C' }, shapes: { d: { type: 'e::F', default: false } } }\n    output:",
        true,
    ),
    ("output:", "types: {}\n    output:", false),
    ("output:", "types: { formats: { a: { default: false } } }\n    output:", false),
    ("output:", "derives: [Eq, { derive: 'a::B', shapes: [C] }]\n    output:", true),
    ("output:", "derives: []\n    output:", false),
    ("output:", "derives: [{ shapes: [C] }]\n    output:", false),
    ("[m]", "[/m]", false),
    ("a.b#S", "S", false),
    ("a.b#S", "a..b#S", false),
    ("a.b#S", "_a1#_S", true),
    ("a.b#S", "a-b#S", false),
    ("output: out", "output: '..'", true),
    ("{ version: '0.1' }", "{ path: ../crates }", true),
    ("{ version: '0.1' }", "{ version: ~1.2.3-rc.1 }", true),
    ("{ version: '0.1' }", "{ version: '01' }", false),
    ("{ version: '0.1' }", "{ version: '*' }", false),
    ("{ version: '0.1' }", "{ }", false),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b', rev: abc }", true),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b', tag: v1 }", true),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b', branch: main }", true),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b' }", false),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b', rev: abc, tag: v1 }", false),
    ("{ version: '0.1' }", "{ git: 'https://a.example/b', rev: '' }", false),
    ("{ version: '0.1' }", "{ path: ../crates, rev: abc }", false),
    ("{ version: '0.1' }", "{ rev: abc }", false),
    ("crates:", "package: { }\n    crates:", true),
    ("crates:", "package: { license: MIT, authors: [A, B], publish: false, repository: 'x' }\n    crates:", true),
    ("crates:", "package: { keywords: [a], categories: [b], homepage: c, documentation: d }\n    crates:", true),
    ("crates:", "package: { keywords: a }\n    crates:", false),
    ("crates:", "package: { license: ' ' }\n    crates:", false),
    ("crates:", "package: { authors: A }\n    crates:", false),
    ("crates:", "package: { publish: 'no' }\n    crates:", false),
    ("crates:", "package: { edition: '2024' }\n    crates:", false),
    ("crates:", "templates: ../templates\n    crates:", true),
    ("crates:", "templates: /templates\n    crates:", false),
    ("crates:", "templates: [templates]\n    crates:", false),
    ("crates:", "only: { operations: [ListPets], tags: ['1', pets and more] }\n    crates:", true),
    ("crates:", "only: { tags: [pets] }\n    crates:", true),
    ("crates:", "only: { resources: [Pet] }\n    crates:", true),
    ("crates:", "only: { resources: [] }\n    crates:", false),
    ("crates:", "only: { }\n    crates:", false),
    ("crates:", "only: { tags: [] }\n    crates:", false),
    ("crates:", "only: { tags: pets }\n    crates:", false),
    ("crates:", "only: { operations: [1] }\n    crates:", false),
    ("crates:", "only: { shapes: [Pet] }\n    crates:", false),
    ("crates:", "rename: { shapes: { A: B }, operations: { a_b: AB }, members: { 'A.b': c_1 } }\n    crates:", true),
    ("crates:", "rename: { }\n    crates:", false),
    ("crates:", "rename: { shapes: { } }\n    crates:", false),
    ("crates:", "rename: { shapes: [A] }\n    crates:", false),
    ("crates:", "rename: { members: { 'A.b': 1 } }\n    crates:", false),
    ("crates:", "rename: { members: { 'A.b': c-d } }\n    crates:", false),
    ("crates:", "rename: { members: { 'A.b': _1 } }\n    crates:", false),
    ("crates:", "rename: { service: { A: B } }\n    crates:", false),
    ("a-types", "a_types2", true),
    ("a-types", "-types", false),
    ("{ name: a-types }", "{ name: a-types, version: 1.2.3 }", true),
    ("{ name: a-types }", "{ name: a-types, version: '1.2' }", false),
    ("{ name: a-types }", "{ }", false),
    ("types:", "client:", false),
    (" } }\n", " }, server: { name: s, version: 1.2.3, openapi: api-1.0.json } }\n", true),
    (" } }\n", " }, server: { name: s, openapi: { file: A_b.yaml } } }\n", true),
    (" } }\n", " }, server: { name: s, openapi: { file: a.yml, suppress: [not-in-openapi] } } }\n", true),
    (" } }\n", " }, server: { name: s, openapi: { file: a.yml, suppress: [] } } }\n", true),
    (" } }\n", " }, server: { name: s, openapi: { file: a.yml, suppress: [not-carried] } } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: { file: a.yml, suppress: not-in-openapi } } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: { suppress: [not-in-openapi] } } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: .json } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: a/b.json } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: openapi.toml } }\n", false),
    (" } }\n", " }, server: { name: s, openapi: true } }\n", false),
    (" } }\n", " }, client: { name: c, openapi: a.json } }\n", false),
];

const RIGHT: &str = "version: 1\ntargets:\n  a:\n    model: [m]\n    service: a.b#S\n    output: out\n    \
                     runtime: { version: '0.1' }\n    crates: { types: { name: a-types } }\n";

#[test]
fn variants_are_accepted_and_refused_alike() {
    let schema = schema();
    for (from, to, right) in std::iter::once(&("", "", true)).chain(VARIANTS) {
        let text = RIGHT.replacen(from, to, 1);
        assert_eq!(refusals(&text).is_empty(), *right, "{text}");
        let value: Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(accepts(&schema, &schema, &value), *right, "{text}");
    }
}

#[test]
fn what_the_golden_cases_refuse_the_schema_refuses_where_it_can() {
    let schema = schema();
    let mut refused = 0;
    for (path, text) in cases("tests/cases/config") {
        let name = path.file_name().unwrap().display();
        let codes = refusals(&text);
        assert!(!codes.is_empty(), "{name}");
        // What isn't YAML at all has no value that a schema could look at.
        let Ok(value) = serde_yaml::from_str::<Value>(&text) else { continue };
        let beyond = codes.iter().all(|code| BEYOND_A_SCHEMA.contains(&&**code));
        if !beyond {
            assert!(!accepts(&schema, &schema, &value), "{name}");
            refused += 1;
        }
    }
    assert!(refused >= 8, "only {refused} cases");
}

#[test]
fn the_schema_accepts_the_configuration_of_this_repository_and_of_its_reference() {
    let schema = schema();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let own = fs::read_to_string(root.join("model/weland.yaml")).unwrap();
    let page = fs::read_to_string(root.join("docs/weland-yaml.md")).unwrap();
    let sample = page.split_once("```yaml\n").unwrap().1.split_once("```\n").unwrap().0;
    for text in [&*own, sample] {
        assert_eq!(refusals(text), Vec::<String>::new());
        let value: Value = serde_yaml::from_str(text).unwrap();
        assert!(accepts(&schema, &schema, &value), "{text}");
    }
}
