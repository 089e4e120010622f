//! The authentication schemes that the schemas of operations state.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use support::{load, options, text};
use weland_codegen::{Files, Runtime, generate};
use weland_model::Diagnostics;

const MODEL: &str = r#"$version: "2"
namespace example.auth

use aws.auth#sigv4
use aws.protocols#restJson1

@restJson1
@sigv4(name: "signed")
@httpBearerAuth
service Signed { version: "1", operations: [Plain, Optional, Open, Bearer, Both, Only] }

@restJson1
@httpBearerAuth
service Borne { version: "1", operations: [Plain, Optional, Open] }

@weland.openapi#rest
@weland.openapi#security([{}])
service Anyone { version: "1", operations: [Plain] }

@weland.openapi#rest
@weland.openapi#securitySchemes(basic: { type: "http", scheme: "basic" })
@weland.openapi#security([{ basic: [] }, {}])
service Welcome { version: "1", operations: [Plain] }

@restJson1
service Free { version: "1", operations: [Plain] }

@http(method: "POST", uri: "/plain")
operation Plain {}

@optionalAuth
@http(method: "POST", uri: "/optional")
operation Optional {}

@auth([])
@http(method: "POST", uri: "/open")
operation Open {}

@auth([httpBearerAuth])
@http(method: "POST", uri: "/bearer")
operation Bearer {}

@auth([sigv4, httpBearerAuth])
@http(method: "POST", uri: "/both")
operation Both {}

@auth([sigv4])
@http(method: "POST", uri: "/only")
operation Only {}
"#;

/// The files of the types crate of a service.
fn types(service: &str) -> Files {
    let (model, loaded) = load(&[("model.smithy".to_owned(), MODEL.to_owned())]);
    assert!(!loaded.has_errors(), "{}", text(&model, loaded));
    let id = model.services().find(|it| it.id.name() == service).unwrap().id.clone();
    let options = options(&id, "auth", "model", &Runtime::Version("0.1".to_owned()));
    generate(&model, &options, &mut Diagnostics::new())
}

/// Which schemes the operations of a service state, each as it is written; empty if it states none.
fn schemes(service: &str) -> Vec<(String, String)> {
    let files = types(service);
    let of_operation = |(path, text): (&String, &String)| {
        let name =
            path.strip_prefix("auth-types/src/operations/")?.strip_suffix(".rs").filter(|name| *name != "mod")?;
        let call = text.split_once(".auth(&[").and_then(|(_, rest)| rest.split_once("])")).unwrap_or_default().0;
        Some((name.to_owned(), call.to_owned()))
    };
    files.iter().filter_map(of_operation).collect()
}

fn assert_schemes(service: &str, expected: &[(&str, &str)]) {
    let actual = schemes(service);
    let actual: Vec<(&str, &str)> = actual.iter().map(|(name, schemes)| (name.as_str(), schemes.as_str())).collect();
    assert_eq!(actual, expected);
}

#[test]
fn operations_state_what_clients_do_not_take_for_granted() {
    let bearer = r#""smithy.api#httpBearerAuth""#;
    let signed = r#""aws.auth#sigv4""#;
    let none = r#""smithy.api#noAuth""#;
    assert_schemes(
        "Signed",
        &[
            ("bearer", bearer),
            ("both", &format!("{signed}, {bearer}")),
            ("only", ""),
            ("open", none),
            ("optional", &format!("{signed}, {bearer}, {none}")),
            ("plain", ""),
        ],
    );
    assert_schemes("Borne", &[("open", ""), ("optional", &format!("{bearer}, {none}")), ("plain", bearer)]);
    assert_schemes("Free", &[("plain", "")]);
}

#[test]
fn kinds_of_schemes_are_imported_where_there_are_schemes() {
    let imports = |service: &str| {
        let files = types(service);
        let root = &files["auth-types/src/lib.rs"];
        ["SecurityScheme", "SecurityKind"]
            .map(|name| root.lines().any(|line| line.starts_with("use weland_core::") && line.contains(name)))
    };
    assert_eq!(imports("Anyone"), [true, false]);
    assert_eq!(imports("Welcome"), [true, true]);
    assert_eq!(imports("Free"), [false, false]);
}
