//! Rules for types in the configuration: what is wrong with them is told at their places.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use test_dir::TestDir;
use weland::{Environment, Exit};

const SHOP: &str = r#"$version: "2"
namespace example
use alloy#uuidFormat
use weland.openapi#rest
@rest
service Shop { version: "1", operations: [Buy] }
@http(method: "POST", uri: "/buy")
operation Buy { input := { @required item: Item, count: Integer, at: Timestamp }, output := { total: Total } }
@uuidFormat
string Item
structure Total { amount: Double, at: Timestamp, color: Color }
structure Plain { count: Integer }
enum Color { RED }
"#;

/// What generating with these rules says: the lines of errors and their places.
fn said(rules: &str) -> (Exit, String) {
    let config = format!(
        "version: 1\ntargets:\n  shop:\n    model: shop.smithy\n    output: out\n    runtime: {{ version: \"0.1\" }}\n    crates: {{ types: {{ name: shop-types }} }}\n{rules}"
    );
    let dir = TestDir::with(&[("shop.smithy", SHOP), ("weland.yaml", &config)]);
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(["generate"], &environment, &mut stdout, &mut stderr);
    let mut said = String::from_utf8(stderr).unwrap();
    for file in ["operations/buy.rs", "structures.rs", "enums.rs", "../Cargo.toml"] {
        said += &std::fs::read_to_string(dir.path().join("out/shop-types/src").join(file)).unwrap_or_default();
    }
    (exit, said)
}

#[test]
fn rules_that_match_nothing_or_cannot_hold_are_told_at_their_places() {
    let cases = [
        ("    types: { formats: { uid: std::net::Ipv4Addr } }", "unmatched-rule", "8:25", "did you mean `uuid`?"),
        ("    types: { shapes: { Itme: std::net::Ipv4Addr } }", "unmatched-rule", "8:24", "did you mean `Item`?"),
        ("    types: { shapes: { Total: std::net::Ipv4Addr } }", "unmappable-shape", "8:24", "is a structure"),
        ("    types: { formats: { uuid: uuid::Uuid } }", "invalid-rust-path", "8:31", "add it to `dependencies`"),
        ("    types: { formats: { uuid: 'a b' } }", "invalid-rust-path", "8:31", "isn't the path of a type"),
        (
            "    dependencies: { uuid: '1' }\n    types: { formats: { uuid: udid::Uuid } }",
            "invalid-rust-path",
            "9:31",
            "did you mean `uuid`?",
        ),
        ("    derives: [Debug]", "impossible-derive", "8:15", "have `Debug` already"),
        ("    derives: [Default]", "impossible-derive", "8:15", "remove the rule"),
        (
            "    derives: [{ derive: Eq, shapes: [Total] }]",
            "impossible-derive",
            "8:38",
            "its member `amount` is a double",
        ),
        (
            "    derives: [{ derive: Hash, shapes: [BuyOutput] }]",
            "impossible-derive",
            "8:40",
            "is `Total`, which doesn't",
        ),
        ("    derives: [{ derive: Eq, shapes: [Color] }]", "impossible-derive", "8:38", "it has it already"),
        ("    derives: [{ derive: Eq, shapes: [Totals] }]", "unmatched-rule", "8:38", "did you mean `Total`?"),
        ("    derives: [{ derive: Copy, shapes: [BuyInput] }]", "impossible-derive", "8:40", "is a string"),
        (
            "    derives: [{ derive: Ord, shapes: [BuyInput] }]",
            "impossible-derive",
            "8:25",
            "needs `Eq` and `PartialOrd`",
        ),
    ];
    for (rules, code, place, part) in cases {
        let (exit, said) = said(rules);
        assert_eq!(exit, Exit::Failure, "{rules}");
        assert!(said.starts_with(&format!("error[{code}]: ")), "{rules}: {said}");
        assert!(said.contains(&format!("weland.yaml:{place}\n")) && said.contains(part), "{rules}: {said}");
        assert!(said.contains("\nnothing was written: 1 error"), "{rules}: {said}");
    }
}

#[test]
fn types_and_derives_are_those_of_the_rules() {
    let rules = "    dependencies: { uuid: { version: '1', features: [v4] } }\n    types:\n      formats: { uuid: uuid::Uuid }\n      shapes: { 'example#Color': std::string::String }\n    derives: [Hash, { derive: uuid::Derive, shapes: [Total] }]";
    let (exit, said) = said(rules);
    assert_eq!(exit, Exit::Success, "{said}");
    for part in [
        "uuid = { version = \"1\", features = [\"v4\"] }",
        "    #[derive(Hash)]\n    pub struct BuyInput ",
        "    #[derive(uuid::Derive)]\n    pub struct Total ",
        "0 item { weland_core::Text }: uuid::Uuid = ",
        "2 color { Option<weland_core::Text> }?: std::string::String = ",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Outputs have numbers that are no keys.
    assert_eq!(said.matches("derive(Hash)").count(), 1, "{said}");
}
