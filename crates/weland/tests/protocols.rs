//! The protocols of a service: which one a client speaks, and what is said of a choice that cannot be had.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;

use test_dir::TestDir;
use weland::{Environment, Exit};

const SERVICE: &str = r#"$version: "2"
namespace example.city
use aws.protocols#awsJson1_0
use aws.protocols#awsJson1_1
use aws.protocols#restJson1

TRAITS
service City {
    version: "2020-01-01"
    operations: [GetStreet]
}

@readonly
@http(method: "GET", uri: "/streets")
operation GetStreet {
    output := {
        length: Integer
    }
}

/// A protocol that nobody else knows.
@trait
@protocolDefinition
structure telex {}
"#;

const CONFIG: &str = r#"version: 1
targets:
  city:
    model: city.smithy
PROTOCOL
    output: out
    runtime: { version: "0.1" }
    crates:
      types: { name: city-types }
      client: { name: city-client }
"#;

/// What generating from a service with these traits says, if a target chooses this protocol, and the protocol that its client
/// speaks.
fn choosing(traits: &str, protocol: &str) -> (String, Option<String>) {
    let chosen = if protocol.is_empty() { String::new() } else { format!("    protocol: {protocol}") };
    let dir = TestDir::with(&[
        ("city.smithy", &SERVICE.replace("TRAITS", traits)),
        ("weland.yaml", &CONFIG.replace("PROTOCOL", &chosen)),
    ]);
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(["generate"], &environment, &mut stdout, &mut stderr);
    let stderr = String::from_utf8(stderr).unwrap();
    if exit == Exit::Failure {
        return (stderr, None);
    }
    let client = fs::read_to_string(dir.path().join("out/city-client/src/lib.rs")).unwrap();
    let value = client.split("&protocol::").nth(1).and_then(|rest| rest.split(',').next());
    (stderr, value.map(str::to_owned))
}

#[test]
fn a_client_speaks_the_protocol_that_is_chosen_or_else_the_first_one() {
    for (traits, chosen, spoken) in [
        ("@restJson1 @awsJson1_1 @awsJson1_0", "", "AwsJson1_0"),
        ("@restJson1 @awsJson1_1", "", "AwsJson1_1"),
        ("@restJson1 @telex", "", "RestJson1"),
        ("@restJson1 @awsJson1_1 @awsJson1_0", "restJson1", "RestJson1"),
        ("@restJson1 @awsJson1_1 @awsJson1_0", "aws.protocols#awsJson1_1", "AwsJson1_1"),
    ] {
        let (stderr, found) = choosing(traits, chosen);
        assert_eq!(found.as_deref(), Some(spoken), "{traits} {chosen}: {stderr}");
    }
}

#[test]
fn a_protocol_that_cannot_be_spoken_is_told_at_its_place_with_what_there_is() {
    for (traits, chosen, place, told, help) in [
        ("@telex", "", "city.smithy:8:9", "no supported protocol, only `@example.city#telex`", "awsJson1_0`"),
        ("", "", "city.smithy:8:9", "`example.city#City` has no protocol", "apply `@aws.protocols#restJson1` or"),
        (
            "@restJson1 @awsJson1_1",
            "restJsn1",
            "weland.yaml:5:15",
            "doesn't have the protocol `restJsn1`",
            "`restJson1`?",
        ),
        ("@restJson1 @awsJson1_1", "soap", "weland.yaml:5:15", "the protocol `soap`", "has awsJson1_1 and restJson1"),
        ("@restJson1 @telex", "telex", "weland.yaml:5:15", "`telex` of `example.city#City` is not", "has restJson1"),
        ("@telex", "telex", "weland.yaml:5:15", "is not supported", "no protocol that is supported"),
    ] {
        let (stderr, client) = choosing(traits, chosen);
        assert_eq!(client, None, "{traits} {chosen}");
        assert!(stderr.contains("error[unsupported-protocol]: "), "{stderr}");
        for part in [place, told, help] {
            assert!(stderr.contains(part), "{part}: {stderr}");
        }
    }
}
