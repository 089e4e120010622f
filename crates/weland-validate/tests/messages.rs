//! The two styles of messages, word for word.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod shapes;

use shapes::{Choice, Everything, Node};
use weland_validate::{Validate, Violations};

fn violations(value: &Everything) -> Violations {
    value.validate().unwrap_err()
}

fn two_violations() -> Violations {
    violations(&Everything { string: Some("a".into()), color: Some("green".into()), ..Default::default() })
}

#[test]
fn smithy_counts_and_joins_and_lists_fields() {
    let smithy = two_violations().smithy();
    assert_eq!(
        smithy.message,
        "2 validation errors detected. Value with length 1 at '/string' failed to satisfy constraint: Member must have \
         length between 2 and 8, inclusive; Value at '/color' failed to satisfy constraint: Member must satisfy enum \
         value set: [red, blue]"
    );
    let fields: Vec<_> = smithy.field_list.iter().map(|field| (&*field.path, &*field.message)).collect();
    assert_eq!(
        fields,
        [
            (
                "/string",
                "Value with length 1 at '/string' failed to satisfy constraint: Member must have length between 2 and \
                 8, inclusive"
            ),
            (
                "/color",
                "Value at '/color' failed to satisfy constraint: Member must satisfy enum value set: [red, blue]"
            ),
        ]
    );
    assert_eq!(two_violations().to_string(), smithy.message);
}

#[test]
fn aws_lambda_shows_values_and_names_the_broken_bound() {
    assert_eq!(
        two_violations().aws_lambda(),
        "2 validation errors detected: Value 'a' at 'string' failed to satisfy constraint: Member must have length \
         greater than or equal to 2; Value 'green' at 'color' failed to satisfy constraint: Member must satisfy enum \
         value set: [red, blue]"
    );
}

#[test]
fn aws_lambda_writes_paths_in_its_own_way() {
    let nodes = vec![Node { word: "X".into(), ..Default::default() }];
    let map = |key: &str, value: &str| Some([(key.to_owned(), value.to_owned())].into());
    let cases = [
        (
            Everything { byte: Some(9), ..Default::default() },
            "Value '9' at 'byte'",
            "Member must have value less than or equal to 8",
        ),
        (
            Everything { byte: Some(1), ..Default::default() },
            "Value '1' at 'byte'",
            "Member must have value greater than or equal to 2",
        ),
        (
            Everything { words: Some(vec!["a".into(), "X".into()]), ..Default::default() },
            "Value 'X' at 'words.2.member'",
            "Member must satisfy regular expression pattern: ^[a-m]+$",
        ),
        (
            Everything {
                node: Some(Node { word: "a".into(), nodes: Some(nodes), ..Default::default() }),
                ..Default::default()
            },
            "Value 'X' at 'node.nodes.1.member.word'",
            "Member must satisfy regular expression pattern: ^[a-m]+$",
        ),
        (
            Everything { word_map: map("X", "a"), ..Default::default() },
            "Value 'X' at 'wordMap'",
            "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ^[a-m]+$]",
        ),
        (
            Everything { word_map: map("a", "X"), ..Default::default() },
            "Value 'X' at 'wordMap'",
            "Map value must satisfy constraint: [Member must satisfy regular expression pattern: ^[a-m]+$]",
        ),
        (
            Everything { secret: Some("X".into()), ..Default::default() },
            "Value at 'secret'",
            "Member must satisfy regular expression pattern: ^[a-m]+$",
        ),
        (
            Everything { choice: Some(Choice::Unknown), ..Default::default() },
            "Value at 'choice'",
            "Member must have exactly one value that the model names",
        ),
    ];
    for (value, place, rule) in cases {
        let expected = format!("1 validation error detected: {place} failed to satisfy constraint: {rule}");
        assert_eq!(violations(&value).aws_lambda(), expected);
    }
}

#[test]
fn missing_members_are_null() {
    let missing = weland_validate::validate_json(Node::SCHEMA, b"{}").unwrap_err();
    let weland_validate::JsonError::Invalid(violations) = missing else { panic!("{missing}") };
    assert_eq!(
        violations.aws_lambda(),
        "1 validation error detected: Value null at 'word' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn long_values_are_cut() {
    let value = Everything { word: Some("ä".repeat(5000)), ..Default::default() };
    let shown = violations(&value).list()[0].value.clone().unwrap();
    assert_eq!(shown.chars().count(), 1025);
}

#[test]
fn values_nested_beyond_reason_are_rejected_without_exhausting_the_stack() {
    let mut node = Node { word: "a".into(), ..Default::default() };
    for _ in 0..2000 {
        node = Node { word: "a".into(), choice: Some(Choice::Node(Box::new(node))), ..Default::default() };
    }
    let violations = node.validate().unwrap_err();
    assert_eq!(violations.total(), 1);
    assert!(violations.aws_lambda().ends_with("Member must not be nested deeper than 512 levels"));
}
