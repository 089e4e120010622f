//! `weland openapi`.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const CITY: &str = "$version: \"2\"\nnamespace example\n@aws.protocols#restJson1\nservice City { version: \"1\" }\n";
const TOWN: &str = "$version: \"2\"\nnamespace example\n@aws.protocols#restJson1\nservice Town { version: \"1\" }\n";

fn run(dir: &TestDir, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn the_only_service_is_printed_with_what_the_document_lacks() {
    let dir = TestDir::with(&[("city.smithy", CITY)]);
    let (exit, stdout, stderr) = run(&dir, "openapi city.smithy");
    let expected = "openapi: \"3.1.0\"\ninfo:\n  title: City\n  version: \"1\"\npaths: {}\n";
    assert_eq!((exit, &*stdout), (Exit::Success, expected));
    assert!(stderr.starts_with("note[not-in-openapi]: `@aws.protocols#restJson1` has no counterpart"), "{stderr}");
    assert!(stderr.ends_with("\n1 note\n"), "{stderr}");
    let (_, json, _) = run(&dir, "openapi city.smithy --syntax json");
    assert!(json.starts_with("{\n  \"openapi\": \"3.1.0\",\n"), "{json}");
}

#[test]
fn one_of_several_services_has_to_be_named() {
    let dir = TestDir::with(&[("city.smithy", CITY), ("town.smithy", TOWN)]);
    let (exit, stdout, stderr) = run(&dir, "openapi city.smithy town.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    let expected = "error[several-services]: the model has 2 services, and a document describes one\n |\n = help: pass \
                    `--service` with one of `example#City`, `example#Town`\n";
    assert!(stderr.starts_with(expected), "{stderr}");
    let (exit, stdout, _) = run(&dir, "openapi city.smithy town.smithy --service example#Town");
    assert_eq!(exit, Exit::Success);
    assert!(stdout.contains("title: Town"), "{stdout}");
    let (exit, stdout, stderr) = run(&dir, "openapi city.smithy town.smithy --service example#Twon");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("no service `example#Twon` in the model"), "{stderr}");
    assert!(stderr.contains("did you mean `example#Town`?"), "{stderr}");
}

#[test]
fn a_model_with_errors_or_without_a_service_makes_no_document() {
    let dir = TestDir::with(&[
        ("none.smithy", "$version: \"2\"\nnamespace a\nstring B\n"),
        ("bad.smithy", "$version: \"2\"\nnamespace a\nlist B { member: C }\n"),
    ]);
    let (exit, stdout, stderr) = run(&dir, "openapi none.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("error[no-service]"), "{stderr}");
    let (exit, stdout, stderr) = run(&dir, "openapi bad.smithy");
    assert_eq!((exit, &*stdout), (Exit::Failure, ""));
    assert!(stderr.contains("error[unresolved-target]") && !stderr.contains("no-service"), "{stderr}");
}
