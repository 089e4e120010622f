//! Every constraint, in every kind of place: on decoded values and on raw JSON, which have to agree.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod shapes;

use shapes::{Choice, Everything, Node};
use weland_protocol::{Strictness, json};
use weland_validate::{JsonError, Violations, validate, validate_decoded, validate_json, validate_json_value};

const UNIQUE: &str = "Member must have unique values";
const LENGTH: &str = "Member must have length between 2 and 8, inclusive";
const WORD: &str = "Member must satisfy regular expression pattern: ^[a-m]+$";
const COLOR: &str = "Member must satisfy enum value set: [red, blue]";

/// The violations of a decoded value, with what was missing in it.
fn typed(text: &str) -> Violations {
    let mut value = Everything::default();
    let missing = json::decode(text.as_bytes(), &mut value, Strictness::Strict).unwrap();
    validate_decoded(&value, missing).err().unwrap_or_default()
}

fn untyped(text: &str) -> Violations {
    match validate_json(Everything::SCHEMA, text.as_bytes()) {
        Ok(()) => Violations::default(),
        Err(JsonError::Invalid(violations)) => violations,
        Err(error) => panic!("{text}: {error}"),
    }
}

/// Compares the violations of the JSON text with lines of `what at 'path': rule`.
fn check(text: &str, expected: &[(&str, &str)]) {
    let violations = typed(text);
    assert_eq!(violations, untyped(text), "{text}");
    let fields = violations.smithy().field_list;
    let expected: Vec<String> = expected
        .iter()
        .map(|(place, rule)| {
            let (length, path) = place.split_once(' ').map_or((None, *place), |(length, path)| (Some(length), path));
            let length = length.map(|length| format!(" with length {length}")).unwrap_or_default();
            format!("Value{length} at '{path}' failed to satisfy constraint: {rule}")
        })
        .collect();
    let found: Vec<String> = fields.iter().map(|field| field.message.clone()).collect();
    assert_eq!(found, expected, "{text}");
    for (field, message) in fields.iter().zip(&expected) {
        assert!(message.contains(&format!(" at '{}' ", field.path)));
    }
}

#[test]
fn valid_values_pass() {
    let cases = [
        "{}",
        r#"{"blob": "YWI=", "string": "ab", "minString": "abcdefghijkl", "maxString": ""}"#,
        r#"{"string": "👍👍👍👍👍👍👍👍"}"#,
        r#"{"map": {"ab": ["ab", "cd"], "cd": ["ef", "gh"]}}"#,
        r#"{"byte": 2, "short": 2, "integer": 8, "long": 9007199254740992}"#,
        r#"{"float": 2.2, "double": 2.2, "bigInteger": 9007199254740992, "bigDecimal": 8.80}"#,
        r#"{"float": 8.8, "double": "Infinity", "level": 2, "color": "blue", "colors": ["octarine"]}"#,
        r#"{"strings": ["a", "A", ""], "lists": [[], ["a"], ["", "a"], ["a", ""]]}"#,
        r#"{"maps": [{}, {"a": "b"}, {"a": "c"}, {"b": "b"}, {"a": "b", "b": "b"}]}"#,
        r#"{"maybe": null, "string": null}"#,
        r#"{"maybe": "ab"}"#,
        r#"{"sparse": [null, "ab"], "choice": {"node": {"word": "a"}}}"#,
    ];
    for text in cases {
        check(text, &[]);
    }
}

#[test]
fn lengths_are_counted_in_what_the_shape_consists_of() {
    check(r#"{"blob": "YQ=="}"#, &[("1 /blob", LENGTH)]);
    check(r#"{"string": "👍"}"#, &[("1 /string", LENGTH)]);
    check(r#"{"string": "👍👍👍👍👍👍👍👍👍"}"#, &[("9 /string", LENGTH)]);
    check(r#"{"minString": "a"}"#, &[("1 /minString", "Member must have length greater than or equal to 2")]);
    check(r#"{"maxString": "abcdefghi"}"#, &[("9 /maxString", "Member must have length less than or equal to 8")]);
    check(r#"{"list": ["abc"]}"#, &[("1 /list", LENGTH)]);
    check(r#"{"list": ["a", "abc"]}"#, &[("1 /list/0", LENGTH)]);
    check(r#"{"map": {"abc": ["def", "efg"]}}"#, &[("1 /map", LENGTH)]);
    check(r#"{"map": {"a": ["abc", "def"], "bcd": ["abc", "def"]}}"#, &[("1 /map", LENGTH)]);
    check(r#"{"map": {"abc": ["def"], "bcd": ["abc", "def"]}}"#, &[("1 /map/abc", LENGTH)]);
    check(r#"{"map": {"ab/c~": ["def"], "bcd": ["abc", "def"]}}"#, &[("1 /map/ab~1c~0", LENGTH)]);
    check(r#"{"sparse": [null, "a"]}"#, &[("1 /sparse/1", LENGTH)]);
    check(r#"{"maybe": "a"}"#, &[("1 /maybe", LENGTH)]);
}

#[test]
fn ranges_hold_for_every_kind_of_number() {
    let cases = [
        ("byte", "1", "Member must be between 2 and 8, inclusive"),
        ("byte", "9", "Member must be between 2 and 8, inclusive"),
        ("short", "1", "Member must be greater than or equal to 2"),
        ("integer", "9", "Member must be less than or equal to 8"),
        ("long", "9007199254740993", "Member must be less than or equal to 9007199254740992"),
        ("float", "2.1", "Member must be between 2.2 and 8.8, inclusive"),
        ("float", "8.9", "Member must be between 2.2 and 8.8, inclusive"),
        ("float", "\"NaN\"", "Member must be between 2.2 and 8.8, inclusive"),
        ("double", "2.1", "Member must be greater than or equal to 2.2"),
        ("double", "\"-Infinity\"", "Member must be greater than or equal to 2.2"),
        ("bigInteger", "9007199254740993", "Member must be less than or equal to 9007199254740992"),
        ("bigDecimal", "8.80000000000000000000001", "Member must be less than or equal to 8.8"),
        ("level", "3", "Member must satisfy enum value set: [1, 2]"),
    ];
    for (member, value, rule) in cases {
        check(&format!(r#"{{"{member}": {value}}}"#), &[(&format!("/{member}"), rule)]);
    }
}

#[test]
fn patterns_and_enums_hold_for_elements_keys_and_values() {
    check(r#"{"word": "ABC"}"#, &[("/word", WORD)]);
    check(r#"{"words": ["abc", "xyz"]}"#, &[("/words/1", WORD)]);
    check(r#"{"wordMap": {"ABC": "abc"}}"#, &[("/wordMap", WORD)]);
    check(r#"{"wordMap": {"abc": "ABC"}}"#, &[("/wordMap/abc", WORD)]);
    check(r#"{"choice": {"word": "xyz"}}"#, &[("/choice/word", WORD)]);
    check(r#"{"color": "green"}"#, &[("/color", COLOR)]);
    check(r#"{"colors": ["green"]}"#, &[("/colors/0", COLOR)]);
    check(r#"{"colorMap": {"green": "red"}}"#, &[("/colorMap", COLOR)]);
    check(r#"{"colorMap": {"red": "green"}}"#, &[("/colorMap/red", COLOR)]);
}

#[test]
fn a_pattern_with_nested_repetition_does_not_hang() {
    let text = format!(r#"{{"evil": "{}!"}}"#, "0".repeat(100_000));
    check(&text, &[("/evil", "Member must satisfy regular expression pattern: ^([0-9]+)+$")]);
}

#[test]
fn equal_elements_are_found_however_deep_they_are() {
    let cases = [
        r#""strings": ["a", "b", "a"]"#,
        r#""blobs": ["YQ==", "YQ=="]"#,
        r#""longs": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1]"#,
        r#""times": [1676660607, 1676660607]"#,
        r#""lists": [["a", "b"], ["a", "b"]]"#,
        r#""maps": [{"a": "b", "c": "d"}, {"c": "d", "a": "b"}]"#,
    ];
    for case in cases {
        let path = format!("/{}", case.split('"').nth(1).unwrap());
        check(&format!("{{{case}}}"), &[(&path, UNIQUE)]);
    }
    let node = r#"{"word": "a", "nodes": [{"word": "b", "map": {"x": "1"}}, {"map": {"x": "1"}, "word": "b"}]}"#;
    check(&format!(r#"{{"node": {node}}}"#), &[("/node/nodes", UNIQUE)]);
}

#[test]
fn required_members_are_reported_where_they_belong() {
    let text = r#"{"choice": {"node": {}}, "node": {"nodes": [{"word": "x"}, {}], "word": null}, "word": "x"}"#;
    check(
        text,
        &[
            ("/word", WORD),
            ("/node/word", "Member must not be null"),
            ("/node/nodes/0/word", WORD),
            ("/node/nodes/1/word", "Member must not be null"),
            ("/choice/node/word", "Member must not be null"),
        ],
    );
}

#[test]
fn violations_come_in_the_order_of_the_model() {
    let text = r#"{"color": "x", "list": ["a", "b", "c"], "blob": "", "wordMap": {"Z": "Y", "A": "B"}}"#;
    check(
        text,
        &[
            ("0 /blob", LENGTH),
            ("1 /list/0", LENGTH),
            ("1 /list/1", LENGTH),
            ("1 /list/2", LENGTH),
            ("/wordMap", WORD),
            ("/wordMap", WORD),
            ("/wordMap/A", WORD),
            ("/wordMap/Z", WORD),
            ("/color", COLOR),
        ],
    );
}

#[test]
fn sensitive_values_do_not_leave_the_input() {
    let text = r#"{"secret": "ABCDEFGHI", "vault": {"word": "ABC"}, "string": "a"}"#;
    let violations = typed(text);
    assert_eq!(violations, untyped(text));
    let message = violations.aws_lambda();
    assert!(!message.contains("ABC") && !format!("{violations:?}").contains("ABC"), "{message}");
    assert_eq!(violations.list()[0].value.as_deref(), Some("a"));
    let field = &violations.smithy().field_list[1].message;
    assert!(field.starts_with("Value at '/secret' failed to satisfy constraint: Member must have length"), "{field}");
}

#[test]
fn malformed_json_is_told_from_broken_constraints() {
    let cases = [
        r#"{"byte": "1"}"#,
        r#"{"byte": 300}"#,
        r#"{"list": [1]}"#,
        r#"{"list": [null, null]}"#,
        "[]",
        "{",
        r#"{"word": "X", "word": "a"}"#,
        r#"{"word": null, "w\u006frd": "a"}"#,
        r#"{"wordMap": {"a": "X", "a": "b"}}"#,
        r#"{"colorMap": {"red": "red", "blue": "red", "r\u0065d": "red"}}"#,
        r#"{"choice": {"word": null, "word": "a"}}"#,
    ];
    for text in cases {
        let error = validate_json(Everything::SCHEMA, text.as_bytes()).unwrap_err();
        let JsonError::Malformed(error) = error else { panic!("{text}: {error}") };
        let typed = json::decode(text.as_bytes(), &mut Everything::default(), Strictness::Strict).unwrap_err();
        assert_eq!(error, typed);
    }
}

#[test]
fn there_is_a_bound_to_what_is_kept_but_all_is_counted() {
    let text = format!(r#"{{"words": [{}"X"]}}"#, r#""X","#.repeat(4999));
    let violations = typed(&text);
    assert_eq!(violations, untyped(&text));
    assert_eq!((violations.list().len(), violations.total()), (1000, 5000));
    for message in [violations.aws_lambda(), violations.smithy().message] {
        assert!(message.starts_with("5000 validation errors detected"));
        assert!(message.ends_with("^[a-m]+$; and 4000 more, which are not listed"));
    }
}

#[test]
fn the_violations_that_are_kept_are_the_first_of_the_model() {
    let many = r#""X","#.repeat(4999);
    let missing = "{},".repeat(990);
    let cases = [
        format!(r#"{{"colors": [{many}"x"], "words": [{many}"X"], "string": ""}}"#),
        format!(r#"{{"words": [{many}"X"], "choice": {{"node": {{"nodes": [{missing}{{}}]}}}}, "string": ""}}"#),
        format!(r#"{{"choice": {{"node": {{"nodes": [{missing}{{}}]}}}}, "string": "", "words": ["X"]}}"#),
        format!(r#"{{"colorMap": {{"z": "x", "blue": "x", "red": "x", "y": "x"}}, "words": [{}"X"]}}"#, &many[..3960]),
    ];
    for text in cases {
        let violations = typed(&text);
        assert_eq!(violations, untyped(&text));
        assert_eq!(violations.list()[0].path.to_string(), if text.contains("string") { "/string" } else { "/words/0" });
    }
}

#[test]
fn very_many_missing_members_are_counted() {
    let text = format!(r#"{{"word": "X", "choice": {{"node": {{"nodes": [{}{{}}]}}}}}}"#, "{},".repeat(4999));
    let violations = typed(&text);
    assert_eq!(violations, untyped(&text));
    assert_eq!((violations.list().len(), violations.total()), (1000, 5001));
    assert_eq!(violations.list()[0].path.to_string(), "/choice/node/nodes/0/word");
}

#[test]
fn long_paths_are_not_kept_a_thousand_times() {
    let key = "k".repeat(1 << 20);
    let elements = r#""X","#.repeat(4999);
    let missing = "{},".repeat(4999);
    let cases = [
        format!(r#"{{"map": {{"{key}": [{elements}"X"]}}}}"#),
        format!(r#"{{"nodeMap": {{"{key}": [{missing}{{}}]}}}}"#),
    ];
    for text in cases {
        let violations = typed(&text);
        assert_eq!(violations, untyped(&text));
        assert!(!violations.list().is_empty() && violations.total() >= 5000);
        assert!(violations.smithy().message.len() < 3 << 20);
    }
}

#[test]
fn what_stands_in_for_a_missing_member_is_not_checked() {
    let node = |members: &str| format!(r#"{{"node": {{"word": "a", "nodes": [{{"word": ""}}, {members}]}}}}"#);
    let empty = ("/node/nodes/0/word", WORD);
    check(&node("{}"), &[empty, ("/node/nodes/1/word", "Member must not be null")]);
    check(&node(r#"{"word": ""}"#), &[("/node/nodes", UNIQUE), empty, ("/node/nodes/1/word", WORD)]);
}

/// A small tree out of very few values, so that equal ones are frequent.
fn random_node(next: &mut impl FnMut(u64) -> u64, depth: u64) -> Node {
    let map =
        (next(3) == 0).then(|| (0..next(3)).map(|_| (["a", "b"][next(2) as usize].into(), String::new())).collect());
    let nodes = (depth > 0 && next(2) == 0).then(|| (0..next(5)).map(|_| random_node(next, depth - 1)).collect());
    let choice = (depth > 0 && next(3) == 0).then(|| match next(2) {
        0 => Choice::Word("a".into()),
        _ => Choice::Node(Box::new(random_node(next, depth - 1))),
    });
    Node { word: ["a", "b"][next(2) as usize].into(), choice, nodes, map }
}

fn has_equal_siblings(node: &Node) -> bool {
    let nodes = node.nodes.as_deref().unwrap_or_default();
    let inner = match &node.choice {
        Some(Choice::Node(inner)) => has_equal_siblings(inner),
        _ => false,
    };
    inner
        || nodes.iter().any(has_equal_siblings)
        || nodes.iter().enumerate().any(|(index, node)| nodes[..index].contains(node))
}

#[test]
fn uniqueness_agrees_with_comparing_all_pairs() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |bound: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 32) % bound
    };
    let mut counts = [0, 0];
    for _ in 0..5000 {
        let node = random_node(&mut next, 3);
        let expected = has_equal_siblings(&node);
        counts[usize::from(expected)] += 1;
        assert_eq!(validate(&node).is_err(), expected, "{node:?}");
    }
    assert!(counts.iter().all(|count| *count > 500), "{counts:?}");
}

#[test]
fn every_shape_can_be_validated_on_its_own() {
    for (root, text, expected) in [
        (&shapes::WORD_ROOT, r#""abc""#, None),
        (&shapes::WORD_ROOT, r#""ABC""#, Some((1, ""))),
        (&shapes::COLOR_ROOT, r#""green""#, Some((1, ""))),
        (&shapes::WORD_MAP_ROOT, r#"{"ABC": "x", "a": "ABC"}"#, Some((3, ""))),
        (&shapes::STRINGS_ROOT, r#"["a", "a"]"#, Some((1, ""))),
        (&shapes::NODE_ROOT, "{}", Some((1, "/word"))),
        (&shapes::NODES_ROOT, r#"[{"word": "a"}, {}]"#, Some((1, "/1/word"))),
    ] {
        let found = match validate_json_value(root, text.as_bytes()) {
            Ok(()) => None,
            Err(JsonError::Invalid(violations)) => Some((violations.total(), violations.list()[0].path.to_string())),
            Err(error) => panic!("{text}: {error}"),
        };
        assert_eq!(found.as_ref().map(|(total, path)| (*total, path.as_str())), expected, "{text}");
    }
    for text in ["1", "null", r#"["a"]"#, r#""a" "b""#, ""] {
        let error = validate_json_value(&shapes::WORD_ROOT, text.as_bytes()).unwrap_err();
        assert!(matches!(error, JsonError::Malformed(_)), "{text}");
    }
}

#[test]
fn of_very_many_violations_of_any_shape_the_first_are_kept() {
    let text =
        format!(r#"{{"b": "X", {}"a": "X"}}"#, (0..2000).map(|n| format!("\"k{n}\": \"X\", ")).collect::<String>());
    let error = validate_json_value(&shapes::WORD_MAP_ROOT, text.as_bytes()).unwrap_err();
    let JsonError::Invalid(violations) = error else { panic!("{error}") };
    assert_eq!((violations.list().len(), violations.total()), (1000, 4002));
    assert_eq!(violations.list()[0].path.to_string(), "");
}
