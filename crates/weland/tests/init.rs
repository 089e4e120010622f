//! `weland init`. That what it writes can be generated from and compiled is tested with the generated crates.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const OPENAPI: &str = r#"openapi: 3.1.0
info: { title: City Guide, version: "1" }
paths:
  /cities/{id}:
    get:
      operationId: getCity
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: ok } }
"#;

fn service(name: &str) -> String {
    format!(
        "$version: \"2\"\nnamespace example\nuse aws.protocols#restJson1\n\n@restJson1\nservice {name} {{\n    \
         version: \"1\"\n    operations: [Get{name}]\n}}\n\n@http(method: \"GET\", uri: \"/{name}\")\n@readonly\n\
         operation Get{name} {{}}\n"
    )
}

fn run(dir: &TestDir, arguments: &str) -> (Exit, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    assert!(stdout.is_empty());
    (exit, String::from_utf8(stderr).unwrap())
}

fn init(dir: &TestDir, arguments: &str) -> String {
    let (exit, stderr) = run(dir, &format!("init {arguments}"));
    assert_eq!(exit, Exit::Success, "{stderr}");
    stderr
}

/// The lines of `weland.yaml` below the crates of which a target consists are left out.
fn config(dir: &TestDir) -> String {
    dir.tree()["weland.yaml"].clone()
}

#[test]
fn an_empty_folder_gets_a_model_and_all_that_belongs_to_it() {
    let dir = TestDir::with(&[]);
    let stderr = init(&dir, "");
    assert!(stderr.starts_with("wrote 7 files\n\nnext steps:\n  weland check "), "{stderr}");
    let tree = dir.tree();
    let files: Vec<&str> = tree.keys().map(String::as_str).filter(|name| !name.ends_with('/')).collect();
    let expected = [
        ".gitattributes",
        ".github/workflows/weland.yml",
        ".gitignore",
        "Cargo.toml",
        "model/greetings.smithy",
        "weland.schema.json",
        "weland.yaml",
    ];
    assert_eq!(files, expected);
    assert_eq!(
        config(&dir),
        "# yaml-language-server: $schema=weland.schema.json\nversion: 1\ntargets:\n  greetings:\n    model: [model]\n    \
         output: generated\n    runtime: { version: \"0.1\" }\n    crates:\n      types: { name: greetings-types }\n      \
         client: { name: greetings-client }\n      server: { name: greetings-server }\n      \
         validator: { name: greetings-validator }\n"
    );
    assert!(tree[".github/workflows/weland.yml"].contains("cargo install weland --locked --version 0.1.0\n"));
    assert_eq!(run(&dir, "check"), (Exit::Success, "checked 1 file: no problems\n".into()));
    assert_eq!(run(&dir, "fmt --check"), (Exit::Success, "checked 1 file: formatted\n".into()));
    let (exit, stderr) = run(&dir, "generate");
    assert!(exit == Exit::Success && !stderr.contains("warning"), "{stderr}");
    assert_eq!(run(&dir, "generate --check").0, Exit::Success);
    // A second time, there is nothing to do.
    let stderr = init(&dir, "");
    assert!(stderr.contains("\nwrote 0 files, left weland.yaml as it was\n"), "{stderr}");
}

#[test]
fn the_guide_shows_what_it_writes() {
    const GUIDE: &str = include_str!("../../../docs/getting-started.md");
    let block = |name: &str| {
        let (_, rest) = GUIDE.split_once(&format!("`{name}`\n\n```")).unwrap();
        rest.split_once('\n').unwrap().1.split_once("```\n").unwrap().0
    };
    let dir = TestDir::with(&[("model/bakery.smithy", block("model/bakery.smithy"))]);
    init(&dir, "--runtime ../weland/crates");
    assert_eq!(config(&dir), block("weland.yaml"));
    // The guide adds the program.
    assert_eq!(dir.tree()["Cargo.toml"], block("Cargo.toml").replace("\"app\", ", ""));
}

#[test]
fn a_model_is_found() {
    let cases: [(&[(&str, String)], &str); 5] = [
        (&[("api/city.smithy", service("City"))], "  city:\n    model: [api]\n    output"),
        (&[("city.smithy", service("CityGuide"))], "  city-guide:\n    model: [city.smithy]\n    output"),
        (&[("docs/api/city.yaml", OPENAPI.into())], "  city-guide:\n    model: [docs/api/city.yaml]\n    output"),
        (
            &[("m/a.smithy", service("A")), ("m/b.smithy", service("B").replace("namespace example", "namespace b"))],
            "  a:\n    model: [m]\n    service: example#A\n",
        ),
        // What was generated or installed is no model of one's own.
        (
            &[
                ("city.smithy", service("City")),
                ("node_modules/x/x.smithy", "garbage".into()),
                ("target/y.yaml", OPENAPI.into()),
            ],
            "  city:\n    model: [city.smithy]\n    output",
        ),
    ];
    for (files, expected) in cases {
        let dir = TestDir::with(&[]);
        files.iter().for_each(|(name, text)| dir.write(name, text));
        init(&dir, "");
        let config = config(&dir);
        assert!(config.contains(expected), "{config}");
        assert!(!dir.tree().contains_key("model/greetings.smithy"));
        let (exit, stderr) = run(&dir, "generate");
        // Neither are the published crates looked for, nor is anything downloaded.
        assert_eq!(exit, Exit::Success, "{stderr}");
    }
}

#[test]
fn a_model_is_named() {
    let dir = TestDir::with(&[("a.yaml", OPENAPI), ("b.yaml", OPENAPI)]);
    let (exit, stderr) = run(&dir, "init");
    assert_eq!(exit, Exit::Failure);
    assert!(stderr.starts_with("error[several-models]: there are 2 OpenAPI documents: `a.yaml`, `b.yaml`"), "{stderr}");
    assert!(!dir.tree().contains_key("weland.yaml"));
    init(&dir, "b.yaml --name guide --runtime ../weland/crates");
    let config = config(&dir);
    assert!(config.contains("  guide:\n    model: [b.yaml]\n"), "{config}");
    assert!(config.contains("runtime: { path: ../weland/crates }"), "{config}");
    assert!(config.contains("server: { name: guide-server }"), "{config}");
}

#[test]
fn documents_beside_models_in_smithy_are_told() {
    let dir = TestDir::with(&[("b.yaml", OPENAPI), ("m/a.smithy", &service("City"))]);
    let stderr = init(&dir, "");
    assert!(stderr.contains("note[several-models]: `b.yaml` is an OpenAPI document"), "{stderr}");
    assert!(config(&dir).contains("model: [m]"));
}

#[test]
fn files_that_exist_are_reported_and_left() {
    let existing = [
        ("weland.yaml", "version: 1\n"),
        (".gitattributes", "* text=auto\n"),
        (".github/workflows/weland.yml", "mine"),
        ("Cargo.toml", "[package]\n"),
        ("weland.schema.json", "{}"),
    ];
    let dir = TestDir::with(&existing);
    let before = dir.tree();
    let stderr = init(&dir, "");
    assert_eq!(dir.tree(), before);
    let all = "wrote 0 files, left weland.yaml, weland.schema.json, .gitattributes, .github/workflows/weland.yml, Cargo.toml as it was";
    assert!(stderr.contains(&format!("\n{all}\n\nnext steps:\n  weland check ")), "{stderr}");
    for (name, _) in existing {
        let (_, stderr) = run(&dir, "init --format json");
        assert!(stderr.contains(&format!("`{name}` exists, and is left as it is")), "{name}: {stderr}");
    }
    assert!(stderr.contains("help: add `generated/** linguist-generated`"), "{stderr}");
    // Some of them only.
    let dir = TestDir::with(&[existing[1], (".gitignore", "*.bak\n")]);
    let stderr = init(&dir, "");
    assert!(stderr.contains("help: add `/target`"), "{stderr}");
    assert_eq!(dir.tree()[".gitignore"], "*.bak\n");
    assert!(stderr.contains("wrote 5 files, left .gitattributes, .gitignore as it was\n"), "{stderr}");
    assert_eq!(dir.tree()[".gitattributes"], "* text=auto\n");
}

#[test]
fn a_workspace_above_is_told() {
    let outer = TestDir::with(&[("Cargo.toml", "[workspace]\n"), ("inner/README.md", "")]);
    let environment = Environment { folder: outer.path().join("inner"), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(["init"], &environment, &mut stdout, &mut stderr);
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(exit, Exit::Success, "{stderr}");
    assert!(stderr.contains("help: if it is a workspace, add `generated/*` to its `members`"), "{stderr}");
    assert!(!outer.tree().contains_key("inner/Cargo.toml") && !outer.tree().contains_key("inner/.gitignore"));
}

#[test]
fn what_keeps_it_from_working_leaves_nothing_behind() {
    type Files<'a> = &'a [(&'a str, &'a str)];
    let cases: [(Files<'_>, &str, &str); 5] = [
        (&[("a.smithy", "namespace a\nlist L { member: Missing }\n")], "", "error[unresolved-target]"),
        (
            &[("a.smithy", "$version: \"2\"\nnamespace a\nstring S\n")],
            "",
            "error[no-service]: the model has no service",
        ),
        (&[], "missing.yaml", "error[not-found]: can't read `missing.yaml`"),
        (&[], "--name 1x", "error[config-crate-name]: `1x` isn't a valid crate name"),
        (&[("weland.yaml/x", "")], "", "error[output-blocked]: can't write `weland.yaml`"),
    ];
    for (files, arguments, message) in cases {
        let dir = TestDir::with(files);
        let before = dir.tree();
        let (exit, stderr) = run(&dir, &format!("init {arguments}"));
        assert_eq!(exit, Exit::Failure, "{stderr}");
        assert!(stderr.contains(message) && stderr.contains("nothing was written"), "{stderr}");
        assert_eq!(dir.tree(), before, "{arguments}");
    }
}

#[test]
fn absolute_paths_are_written_relative_to_the_configuration() {
    let dir = TestDir::with(&[("api/city.smithy", &service("City"))]);
    let at = |path: &str| dir.path().join(path).to_str().unwrap().to_owned();
    init(&dir, &format!("{} --runtime {}", at("api/city.smithy"), at("weland/crates")));
    let config = config(&dir);
    assert!(config.contains("model: [api/city.smithy]"), "{config}");
    assert!(config.contains("runtime: { path: weland/crates }"), "{config}");
}
