//! JSON, there and back.

use crate::shapes::{Choice, Kinds, Node, Tagged, Tree, full};
use weland_core::{Blob, Document, Structure, Timestamp, TimestampFormat};
use weland_protocol::json::{self, JsonCodec};
use weland_protocol::{Codec as _, MemberFilter, Strictness};

fn text(value: &dyn Structure) -> String {
    String::from_utf8(json::encode(value).unwrap()).unwrap()
}

fn read(text: &str, strictness: Strictness) -> Result<Kinds, String> {
    let mut value = Kinds::default();
    let missing = json::decode(text.as_bytes(), &mut value, strictness).map_err(|error| error.to_string())?;
    if missing.is_empty() { Ok(value) } else { Err(format!("missing {}", missing[0])) }
}

#[test]
fn every_kind_of_value_comes_back() {
    let value = full();
    let text = text(&value);
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        assert_eq!(read(&text, strictness).unwrap(), value, "{text}");
    }
}

#[test]
fn nothing_set_is_an_empty_object() {
    assert_eq!(text(&Kinds::default()), "{}");
    assert_eq!(text(&()), "{}");
    assert_eq!(read(" { } \n", Strictness::Strict).unwrap(), Kinds::default());
}

#[test]
fn values_are_written_as_the_protocol_wants() {
    let cases: Vec<(Kinds, &str)> = vec![
        (
            Kinds { string: Some("a\u{1f}\u{8}\u{c}\r\u{7f}".into()), ..Default::default() },
            r#"{"String":"a\u001f\b\f\r"#,
        ),
        (
            Kinds { float: Some(f32::NAN), double: Some(f64::INFINITY), ..Default::default() },
            r#"{"float":"NaN","double":"Infinity"}"#,
        ),
        (
            Kinds { float: Some(0.1), double: Some(f64::NEG_INFINITY), ..Default::default() },
            r#"{"float":0.1,"double":"-Infinity"}"#,
        ),
        (Kinds { double: Some(1e300), ..Default::default() }, r#"{"double":1e300}"#),
        (Kinds { blob: Some(Blob::new(&b"a"[..])), ..Default::default() }, r#"{"blob":"YQ=="}"#),
        (
            Kinds { blob: Some(Blob::default()), strings: Some(vec![]), ..Default::default() },
            r#"{"blob":"","strings":[]}"#,
        ),
        (Kinds { epoch: Some(Timestamp::new(-2, 250_000_000)), ..Default::default() }, r#"{"epoch":-1.75}"#),
        (Kinds { epoch: Some(Timestamp::new(5, 1_234_567)), ..Default::default() }, r#"{"epoch":5.001}"#),
        (Kinds { epoch: Some(Timestamp::new(5, 999_999)), ..Default::default() }, r#"{"epoch":5}"#),
        (
            Kinds { date_time: Some(Timestamp::new(0, 1)), ..Default::default() },
            r#"{"dateTime":"1970-01-01T00:00:00.000000001Z"}"#,
        ),
        (
            Kinds { http_date: Some(Timestamp::new(0, 0)), ..Default::default() },
            r#"{"httpDate":"Thu, 01 Jan 1970 00:00:00 GMT"}"#,
        ),
        (
            Kinds {
                document: Some(Document::List(vec![Document::Integer(1), Document::Map(Default::default())])),
                ..Default::default()
            },
            r#"{"document":[1,{}]}"#,
        ),
        (Kinds { sparse: Some(vec![None, Some("a".into())]), ..Default::default() }, r#"{"sparse":[null,"a"]}"#),
        (
            Kinds { choice: Some(Choice::Number(4)), nodes: Some(vec![Node::default()]), ..Default::default() },
            r#"{"choice":{"number":4},"nodes":[{"name":""}]}"#,
        ),
    ];
    for (value, expected) in cases {
        let text = text(&value);
        assert!(text.starts_with(expected), "{text} is not {expected}");
        let again = read(&text, Strictness::Strict).unwrap();
        assert_eq!(json::encode(&again).unwrap(), text.as_bytes());
    }
}

#[test]
fn strings_of_every_length_and_content_survive() {
    let pieces = ["a", "\"", "\\", "\n", "ü", "😹", "\u{0}", "long stretch without anything special in it"];
    for first in pieces {
        for second in pieces {
            for count in 0..18 {
                let string = format!("{}{first}{}{second}", "x".repeat(count), "y".repeat(17 - count));
                let value = Kinds { string: Some(string.clone()), ..Default::default() };
                assert_eq!(read(&text(&value), Strictness::Strict).unwrap().string, Some(string));
            }
        }
    }
}

#[test]
fn escapes_stand_for_characters() {
    let cases = [
        (r#""\u0041\u00fc\ud83d\ude39""#, "Aü😹"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u0000x\uFFFF""#, "\u{0}x\u{ffff}"),
    ];
    for (json, expected) in cases {
        let value = read(&format!("{{\"String\": {json}}}"), Strictness::Strict).unwrap();
        assert_eq!(value.string.unwrap(), expected);
    }
    assert!(read(r#"{"\u0053tring": "escaped key"}"#, Strictness::Strict).unwrap().string.is_some());
}

#[test]
fn members_may_come_in_any_order_and_among_others() {
    let text = r#"{"zzz": {"a": [1, {"b": null}], "String": "no"}, "nodes": [], "long": 5, "x": "\u00e9\"", "String": "s",
        "boolean": true, "y": -1.5e3, "z": [[], {}, true, false, null, [[{"deep": [0]}]]]}"#;
    let value = read(text, Strictness::Strict).unwrap();
    assert_eq!((value.long, value.string.as_deref(), value.boolean), (Some(5), Some("s"), Some(true)));
    assert_eq!(value.nodes, Some(vec![]));
}

#[test]
fn keys_come_once_in_an_object_and_of_several_values_clients_take_the_last() {
    for (text, at) in [
        (
            r#"{"long": 5, "String": "s", "long": 6}"#,
            "`long` comes twice in one object; leave one of the two out (line 1",
        ),
        (r#"{"long": null, "l\u006fng": 6}"#, "`long` comes twice"),
        (r#"{"map": {"a": "b", "\u0061": "c"}}"#, "at /map: a key comes twice"),
        (r#"{"document": {"a": [{"b": 1, "b": 2}]}}"#, "at /document/a/0: a key comes twice"),
        (r#"{"choice": {"text": null, "text": "c"}}"#, "at /choice: `text` comes twice"),
        (r#"{"nodes": [{"name": "a", "name": "a"}]}"#, "at /nodes/0: `name` comes twice"),
    ] {
        let error = read(text, Strictness::Strict).unwrap_err();
        assert!(error.contains(at), "{text}: {error}");
        assert!(read(text, Strictness::Lenient).is_ok(), "{text}");
    }
    let value =
        read(r#"{"long": 5, "long": 6, "long": null, "map": {"a": "b", "a": "c"}}"#, Strictness::Lenient).unwrap();
    assert_eq!((value.long, value.map.unwrap()["a"].as_str()), (Some(6), "c"));
    // What is passed over is not looked into.
    assert!(read(r#"{"unknown": {"a": 1, "a": 2}, "unknown": 3}"#, Strictness::Strict).is_ok());
}

#[test]
fn null_members_are_absent() {
    let value =
        read(r#"{"String": null, "nodes": null, "choice": null, "level": null, "document": null}"#, Strictness::Strict);
    assert_eq!(value.unwrap(), Kinds::default());
}

#[test]
fn nulls_where_none_may_be_are_skipped_by_clients_and_refused_by_servers() {
    for text in [
        r#"{"strings": [null, "a", null]}"#,
        r#"{"map": {"x": null, "y": "a"}}"#,
        r#"{"nodes": [null, {"name": "a"}]}"#,
        r#"{"lists": [null, ["a", null]]}"#,
    ] {
        let value = read(text, Strictness::Lenient).unwrap();
        let written = String::from_utf8(json::encode(&value).unwrap()).unwrap();
        assert!(!written.contains("null") && written.contains("\"a\""), "{written}");
        assert!(read(text, Strictness::Strict).is_err(), "{text}");
    }
    assert_eq!(read(r#"{"strings": [null]}"#, Strictness::Lenient).unwrap().strings, Some(vec![]));
    assert_eq!(read(r#"{"map": {"a": null}}"#, Strictness::Lenient).unwrap().map, Some(Default::default()));
    assert_eq!(read(r#"{"sparse": [null]}"#, Strictness::Strict).unwrap().sparse, Some(vec![None]));
}

#[test]
fn unions_have_exactly_one_member() {
    let ok = |text: &str, strictness| {
        read(&format!("{{\"choice\": {text}}}"), strictness).map(|value| value.choice.unwrap())
    };
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        assert_eq!(ok(r#"{"number": 3}"#, strictness), Ok(Choice::Number(3)));
        assert_eq!(ok(r#"{"text": null, "number": 3}"#, strictness), Ok(Choice::Number(3)));
        assert_eq!(ok(r#"{"__type": "x#Choice", "text": "t"}"#, strictness), Ok(Choice::Text("t".into())));
        assert!(ok(r#"{"number": 3, "text": "t"}"#, strictness).is_err());
        assert!(ok(r#"["number"]"#, strictness).is_err());
    }
    assert_eq!(ok(r#"{"new": [1]}"#, Strictness::Lenient), Ok(Choice::Unknown));
    for empty in ["{}", r#"{"number": null}"#, r#"{"__type": "a"}"#] {
        assert_eq!(ok(empty, Strictness::Lenient), Ok(Choice::Unknown));
        assert!(ok(empty, Strictness::Strict).is_err());
    }
    assert!(ok(r#"{"new": [1]}"#, Strictness::Strict).is_err());
    assert!(ok(r#"{"new": [1], "number": 3}"#, Strictness::Strict).is_err());
}

#[test]
fn clients_take_offsets_and_fractions_of_zero_but_servers_do_not() {
    for text in [r#"{"dateTime": "2019-12-16T22:48:18-01:00"}"#, r#"{"integer": 10.0}"#, r#"{"integer": 1e3}"#] {
        assert!(read(text, Strictness::Lenient).is_ok(), "{text}");
        assert!(read(text, Strictness::Strict).is_err(), "{text}");
    }
    assert!(read(r#"{"integer": 1.5}"#, Strictness::Lenient).is_err());
}

#[test]
fn absent_required_members_are_named_with_their_way() {
    let text = r#"{"node": {"children": [{"name": "a"}, {"next": {}}], "named": {"a/\u0062": {}, "c": {"name": "d"}}},
        "nodes": [{"name": null}], "choice": {"node": {}}}"#;
    let mut value = Kinds::default();
    let missing = json::decode(text.as_bytes(), &mut value, Strictness::Strict).unwrap();
    let mut names: Vec<_> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), missing.len());
    names.sort();
    assert_eq!(
        names,
        [
            "/choice/node/name",
            "/node/children/1/name",
            "/node/children/1/next/name",
            "/node/name",
            "/node/named/a/b/name",
            "/nodes/0/name",
        ]
    );
    let mut ordered = missing;
    ordered.sort();
    let names: Vec<_> = ordered.iter().map(ToString::to_string).collect();
    assert_eq!(names.first().unwrap(), "/node/name");
    assert_eq!(names.last().unwrap(), "/nodes/0/name");
    assert_eq!(value.node.unwrap().children.unwrap()[1].name, "");
}

#[test]
fn errors_name_the_place() {
    let cases = [
        (
            r#"{"node": {"children": [{"name": "a"}, {"name": 3}]}}"#,
            "at /node/children/1/name: expected a string, found a number (line 1, column 48)",
        ),
        ("{\n \"map\": {\"key\":\n   true}}", "at /map/key: expected a string, found a boolean (line 3, column 4)"),
        (r#"{"String": "a"} x"#, "unexpected text after the end of the value (line 1, column 17)"),
        (r#"{"byte": 128}"#, "at /byte: `128` is out of the range of its type (line 1, column 13)"),
        (
            r#"{"document": {"a": [0, tru]}}"#,
            "at /document/a/1: expected a value, found text that is not JSON (line 1, column 24)",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, Strictness::Strict).err().as_deref(), Some(expected));
    }
}

#[test]
fn of_very_many_absent_members_the_first_are_named() {
    let text = format!("{{\"nodes\": [{}{{}}]}}", "{},".repeat(4999));
    let mut value = Kinds::default();
    let missing = json::decode(text.as_bytes(), &mut value, Strictness::Strict).unwrap();
    assert_eq!(missing.len(), 1000);
    assert_eq!(missing[999].to_string(), "/nodes/999/name");
    assert_eq!(value.nodes.unwrap().len(), 5000);
}

#[test]
fn what_json_cannot_represent_is_an_error() {
    const YEARS: &str = "the timestamp lies outside of the years 1 to 9999";
    let [late, early] = [253_402_300_800, -62_135_596_801].map(|seconds| Timestamp::new(seconds, 0));
    let infinite = Document::Map([("a".into(), Document::List(vec![Document::Double(f64::NAN)]))].into());
    let cases = [
        (Kinds { choice: Some(Choice::Unknown), ..Default::default() }, "at /choice: the union holds no member"),
        (Kinds { http_date: Some(late), ..Default::default() }, &format!("at /httpDate: {YEARS}")),
        (Kinds { date_time: Some(early), ..Default::default() }, &format!("at /dateTime: {YEARS}")),
        (Kinds { epoch: Some(late), ..Default::default() }, &format!("at /epoch: {YEARS}")),
        (Kinds { document: Some(infinite), ..Default::default() }, "at /document: a document cannot hold a number"),
    ];
    for (value, expected) in cases {
        let error = json::encode(&value).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn the_error_of_a_nested_value_names_the_way_to_it() {
    let unknown = || Tagged { name: "t".into(), choices: Some(vec![Choice::Number(1), Choice::Unknown]), at: None };
    let late = Tagged { at: Some(vec![Timestamp::new(i64::MAX, 0)]), ..Default::default() };
    let cases = [
        (Tree { tagged: Some(vec![Tagged::default(), unknown(), unknown()]), ..Default::default() }, "/tagged/choices"),
        (Tree { named: Some([("n".into(), late)].into()), tagged: Some(vec![]) }, "/named/at"),
    ];
    for (value, path) in cases {
        assert_eq!(json::encode(&value).unwrap_err().path, path);
    }
}

#[test]
fn numbers_of_documents_come_out_as_they_went_in() {
    let same = [
        "0",
        "-7",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551616",
        "123456789012345678901234567890",
        "-123456789012345678901234567890",
        "1E400",
        "-1e-400",
        "0.5",
        "0.1",
        "1.0",
        "0.30000000000000004",
        "0.1000000000000000055511151231257827",
        "2.5e-7",
        "1e300",
        "5e-324",
        "-0.0",
        "3.14159265358979323846264338327950288",
    ];
    for number in same {
        let document = format!(r#"{{"document":{{"a":[{number}]}}}}"#);
        assert_eq!(text(&read(&document, Strictness::Strict).unwrap()), document);
    }
    for (number, expected) in
        [("1.50", "1.5"), ("1E5", "100000.0"), ("100e-2", "1.0"), ("0e999999999999", "0.0"), ("-0", "-0.0")]
    {
        let value = read(&format!(r#"{{"document":{number}}}"#), Strictness::Strict).unwrap();
        assert_eq!(text(&value), format!(r#"{{"document":{expected}}}"#));
    }
}

#[test]
fn a_codec_has_names_and_formats_of_its_own() {
    let codec = JsonCodec { timestamp_format: TimestampFormat::DateTime, names: "", ..JsonCodec::REST };
    let value = Kinds { string: Some("s".into()), epoch: Some(Timestamp::new(1, 0)), ..Default::default() };
    let text = codec.encode(&value, |_| true).unwrap();
    assert_eq!(String::from_utf8(text.clone()).unwrap(), r#"{"string":"s","epoch":"1970-01-01T00:00:01Z"}"#);
    let mut again = Kinds::default();
    codec.decode(&text, &mut again, MemberFilter::ALL, Strictness::Strict).unwrap();
    assert!(again == value);
}
