//! `weland validate`. That its verdicts are those of generated validators is tested with the generated crates.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const MODEL: &str = r#"$version: "2"

namespace example

use aws.protocols#restJson1

@restJson1
service Cities {
    version: "1"
    operations: [CreateCity, Ping]
}

@http(method: "POST", uri: "/{country}/cities")
operation CreateCity {
    input := {
        @required
        @httpLabel
        country: Country

        @required
        city: City
    }

    output := {
        @required
        id: String
    }
}

@http(method: "GET", uri: "/ping")
@readonly
operation Ping {}

@length(min: 2, max: 2)
string Country

structure City {
    @required
    @length(min: 1)
    name: String

    @jsonName("people")
    @range(min: 0)
    population: Integer

    tags: Tags

    parts: Cities_
}

map Tags {
    @pattern("^[a-z]+$")
    key: String

    value: String
}

list Cities_ {
    member: City
}
"#;

fn run_with(dir: &TestDir, arguments: &[&str], stdin: &str) -> (Exit, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = [&["validate"], arguments].concat();
    let exit = weland::run_with_stdin(arguments, &environment, &mut stdin.as_bytes(), &mut stdout, &mut stderr);
    assert!(stdout.is_empty());
    (exit, String::from_utf8(stderr).unwrap())
}

fn run(dir: &TestDir, arguments: &[&str]) -> (Exit, String) {
    run_with(dir, arguments, "")
}

/// The places and messages of what was found.
fn found(dir: &TestDir, arguments: &[&str]) -> Vec<(String, u64, u64, String)> {
    let (exit, stderr) = run(dir, &[arguments, &["--model", "model.smithy", "--format", "json"]].concat());
    let lines: Vec<serde_json::Value> = stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(exit, if lines.is_empty() { Exit::Success } else { Exit::Failure }, "{stderr}");
    let place = |line: &serde_json::Value| {
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        (text("path"), line["line"].as_u64().unwrap(), line["column"].as_u64().unwrap(), text("message"))
    };
    lines.iter().map(place).collect()
}

/// Only the places.
fn places(dir: &TestDir, arguments: &[&str]) -> Vec<(u64, u64)> {
    found(dir, arguments).into_iter().map(|(_, line, column, _)| (line, column)).collect()
}

#[test]
fn violations_have_their_places_in_json() {
    let dir = TestDir::with(&[
        ("model.smithy", MODEL),
        ("good.json", r#"{"name": "Oslo", "people": 700000, "parts": [{"name": "Frogner"}]}"#),
        (
            "bad.json",
            "{\n  \"people\": -1,\n  \"tags\": { \"ok\": \"x\", \"No\": \"y\" },\n  \"parts\": [\n    { \"name\": \"\" },\n    {}\n  ]\n}\n",
        ),
    ]);
    assert_eq!(found(&dir, &["--shape", "City", "good.json"]), []);
    let messages: Vec<(u64, u64, String)> =
        found(&dir, &["--shape", "City", "bad.json"]).into_iter().map(|it| (it.1, it.2, it.3)).collect();
    let expected = [
        (1, 1, "Value at '/name' failed to satisfy constraint: Member must not be null"),
        (2, 13, "Value at '/population' failed to satisfy constraint: Member must be greater than or equal to 0"),
        (
            3,
            24,
            "Value at '/tags' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
        ),
        (
            5,
            15,
            "Value with length 0 at '/parts/0/name' failed to satisfy constraint: Member must have length greater than or \
             equal to 1",
        ),
        (6, 5, "Value at '/parts/1/name' failed to satisfy constraint: Member must not be null"),
    ];
    let expected = expected.map(|(line, column, message)| (line, column, message.to_owned()));
    assert_eq!(messages, expected);
}

#[test]
fn yaml_and_json_lines_have_places_as_well() {
    let dir = TestDir::with(&[
        ("model.smithy", MODEL),
        ("c.yaml", "name: Oslo\npeople: -1\n---\nname: x\ntags:\n  No: y\nparts:\n  - people: 5\n"),
        ("c.jsonl", "{\"name\": \"a\"}\n\n{\"name\": \"\"}\r\n{\"people\": 1}\n{\"name\": 1}\n{\"name\": \"b\"}"),
    ]);
    assert_eq!(places(&dir, &["--shape", "City", "c.yaml"]), [(2, 9), (6, 3), (8, 5)]);
    assert_eq!(places(&dir, &["--shape", "City", "c.jsonl"]), [(3, 10), (4, 1), (5, 10)]);
    let (exit, stderr) = run(&dir, &["--shape", "City", "--model", "model.smithy", "c.jsonl"]);
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.contains(" --> c.jsonl:3:10\n") && stderr.contains("| {\"name\": \"\"}"), "{stderr}");
    assert!(stderr.ends_with("checked 5 values: 3 invalid, with 3 errors\n"), "{stderr}");
    let (_, stderr) = run(&dir, &["--shape", "City", "--model", "model.smithy", "c.jsonl", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 3);
}

#[test]
fn what_is_malformed_has_its_place() {
    let cases = [
        ("a.json", "{\"name\": \"x\",\n \"people\" 1}", (2, 11)),
        ("a.json", "{\"name\": \"x\",\n \"people\": \"many\"}", (2, 12)),
        ("a.json", "{\"name\": \"x\", \"parts\": [{\"name\": []}]}", (1, 34)),
        ("a.json", "", (1, 1)),
        ("a.yaml", "name: [", (1, 8)),
        ("a.yaml", "name: &x y\n", (1, 10)),
        ("a.yaml", "name: x\nparts: 5\n", (2, 8)),
    ];
    for (name, text, place) in cases {
        let dir = TestDir::with(&[("model.smithy", MODEL), (name, text)]);
        let found = found(&dir, &["--shape", "City", name]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].1, found[0].2), place, "{text}: {found:?}");
        assert!(found[0].3.contains("malformed") || name == "a.yaml", "{found:?}");
    }
}

#[test]
fn standard_input_shows_what_it_is() {
    let dir = TestDir::with(&[("model.smithy", MODEL)]);
    let check = |stdin: &str, name: &[&str]| {
        let arguments = [&["--shape", "City", "--model", "model.smithy", "-"], name].concat();
        run_with(&dir, &arguments, stdin)
    };
    let valid = |count: &str| (Exit::Success, format!("checked {count}: all are valid\n"));
    assert_eq!(check("{\"name\": \"a\"}\n{\"name\": \"b\"}\n", &[]), valid("2 values"));
    assert_eq!(check("\n{\n  \"name\": \"a\"\n}\n", &[]), valid("1 value"));
    assert_eq!(check("name: a\n---\nname: b\n", &[]), valid("2 values"));
    assert_eq!(check("{name: a}\n", &["--stdin-name", "a.yaml"]), valid("1 value"));
    let (exit, stderr) = check("{\"name\": \"\"}", &["--stdin-name", "a.jsonl"]);
    assert!(exit == Exit::Failure && stderr.contains("a.jsonl:1:10"), "{stderr}");
    assert_eq!(check("", &["--stdin-name", "a.jsonl"]), valid("0 values"));
}

#[test]
fn operations_stand_for_their_messages() {
    let dir = TestDir::with(&[
        ("model.smithy", MODEL),
        ("in.json", "{\"country\": \"Norway\", \"city\": {\"name\": \"x\"}}"),
        ("out.json", "{}"),
        (
            "weland.yaml",
            "version: 1\ntargets:\n  cities:\n    model: model.smithy\n    output: out\n    runtime: { version: '1' }\n    crates: { types: { name: a } }\n",
        ),
    ]);
    assert_eq!(places(&dir, &["--operation", "CreateCity", "in.json"]), [(1, 13)]);
    assert_eq!(places(&dir, &["--operation", "example#CreateCity", "--output", "out.json"]), [(1, 1)]);
    // The model is that of the configuration.
    let (exit, stderr) = run(&dir, &["--operation", "CreateCity", "in.json"]);
    assert!(exit == Exit::Failure && stderr.contains("in.json:1:13"), "{stderr}");
    let (_, stderr) = run(&dir, &["--operation", "Ping", "in.json"]);
    assert!(stderr.contains("error[unknown-shape]: the operation `Ping` has no input"), "{stderr}");
}

#[test]
fn values_are_as_deep_as_readers_of_json_allow() {
    let nested = |depth: usize, inner: &str| {
        format!("{}{inner}{}", "{\"name\":\"x\",\"parts\":[".repeat(depth), "]}".repeat(depth))
    };
    for depth in [1, 5, 20, 40, 60] {
        let dir = TestDir::with(&[
            ("model.smithy", MODEL),
            ("good.json", &nested(depth, "{\"name\":\"y\"}")),
            ("bad.json", &nested(depth, "{\"name\":\"\"}")),
        ]);
        assert_eq!(found(&dir, &["--shape", "City", "good.json"]), [], "{depth}");
        let column = 21 * depth as u64 + 9;
        assert_eq!(places(&dir, &["--shape", "City", "bad.json"]), [(1, column)], "{depth}");
    }
    let dir = TestDir::with(&[("model.smithy", MODEL), ("deep.json", &nested(100_000, ""))]);
    assert_eq!(found(&dir, &["--shape", "City", "deep.json"]).len(), 1);
}

#[test]
fn findings_are_listed_up_to_a_number() {
    let lines = "{\"name\": \"\"}\n".repeat(10_500);
    let dir = TestDir::with(&[("model.smithy", MODEL), ("many.jsonl", &lines)]);
    let (exit, stderr) = run(&dir, &["--shape", "City", "--model", "model.smithy", "many.jsonl", "--format", "json"]);
    assert_eq!((exit, stderr.lines().count()), (Exit::Failure, 10_001));
    assert!(stderr.lines().last().unwrap().contains("500 further findings are not listed"));
}

#[test]
fn a_target_chooses_service_and_protocol() {
    let two = MODEL.replace("@restJson1\n", "@restJson1\n@smithy.protocols#rpcv2Cbor\n")
        + "\nservice Other { version: \"1\" }\n";
    let target = |rules: &str| {
        format!(
            "version: 1\ntargets:\n  city:\n    model: two.smithy\n    output: out\n    runtime: {{ version: \"0.1\" }}\n{rules}    \
             crates: {{ types: {{ name: city-types }} }}\n"
        )
    };
    let dir = TestDir::with(&[("two.smithy", &*two), ("good.json", "{\"name\": \"x\", \"people\": 1}")]);
    let arguments = ["--shape", "City", "good.json"];
    let cases = [
        ("", Exit::Failure, "error[several-services]: there are 2 services"),
        ("    service: example#Cities\n", Exit::Success, "checked 1 value: all are valid"),
        ("    service: example#Cities\n    protocol: rpcv2Cbor\n", Exit::Success, "checked 1 value: all are valid"),
        ("    service: example#Cities\n    protocol: nothing\n", Exit::Failure, "weland.yaml:8:15"),
    ];
    for (rules, expected, message) in cases {
        dir.write("weland.yaml", target(rules));
        let (exit, stderr) = run(&dir, &arguments);
        assert_eq!(exit, expected, "{rules}: {stderr}");
        assert!(stderr.contains(message), "{rules}: {stderr}");
    }
    let (exit, stderr) = run(&dir, &["--shape", "City", "--service", "Cities", "good.json"]);
    assert_eq!(exit, Exit::Failure, "the protocol is that of the target: {stderr}");
}

#[test]
fn wrong_arguments_and_models_are_explained() {
    let dir = TestDir::with(&[
        ("model.smithy", MODEL),
        ("broken.smithy", "namespace a\nlist L { member: Missing }\n"),
        ("two.smithy", &format!("{MODEL}\nservice Other {{ version: \"1\" }}\n")),
        ("good.json", "{\"name\": \"x\"}"),
    ]);
    let cases: [(&[&str], Exit, &str); 12] = [
        (&["good.json"], Exit::Usage, "<--shape <NAME>|--operation <NAME>>"),
        (&["--shape", "City"], Exit::Usage, "<FILE>..."),
        (
            &["--shape", "A", "--operation", "B", "x"],
            Exit::Usage,
            "'--shape <NAME>' cannot be used with '--operation <NAME>'",
        ),
        (&["--shape", "A", "--output", "x"], Exit::Usage, "'--shape <NAME>' cannot be used with '--output'"),
        (
            &["--shape", "A", "--model", "m", "--config", "c", "x"],
            Exit::Usage,
            "'--model <PATH>' cannot be used with '--config <FILE>'",
        ),
        (&["--shape", "Cty", "--model", "model.smithy", "good.json"], Exit::Failure, "did you mean `City`?"),
        (&["--operation", "CreateCty", "--model", "model.smithy", "x"], Exit::Failure, "did you mean `CreateCity`?"),
        (
            &["--shape", "City", "--model", "model.smithy", "none.json"],
            Exit::Failure,
            "error[not-found]: can't read `none.json`",
        ),
        (&["--shape", "City", "--model", "model.smithy", "."], Exit::Failure, "error[unreadable]: can't read `.`"),
        (&["--shape", "City", "--model", "broken.smithy", "good.json"], Exit::Failure, "error[unresolved-target]"),
        (&["--shape", "City", "--model", "two.smithy", "good.json"], Exit::Failure, "error[several-services]"),
        (&["--shape", "City", "good.json"], Exit::Failure, "error[not-found]: can't read `weland.yaml`"),
    ];
    for (arguments, expected, message) in cases {
        let (exit, stderr) = run(&dir, arguments);
        assert_eq!(exit, expected, "{stderr}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
    }
    let (exit, stderr) =
        run(&dir, &["--shape", "City", "--model", "two.smithy", "--service", "example#Cities", "good.json"]);
    assert_eq!(exit, Exit::Success, "{stderr}");
}
