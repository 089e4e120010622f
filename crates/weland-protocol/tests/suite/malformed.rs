//! Text that is not JSON, or not the JSON that is wanted: an error each time, never a panic.

use crate::shapes::{Choice, Kinds, full};
use weland_protocol::{Strictness, json};

fn accepts(text: &[u8]) -> bool {
    json::decode(text, &mut Kinds::default(), Strictness::Strict).is_ok()
}

#[test]
fn what_is_not_a_json_object_is_refused() {
    let cases = [
        "",
        " ",
        "null",
        "10",
        "[]",
        "[{}]",
        "\"\"",
        "{[",
        "{",
        "}",
        "{}}",
        "{} {}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}//",
        "{\"a\":1/**/}",
        "{\"a\":\u{c}1}",
        "{\"a\":\u{a0}1}",
        "{null:1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[}",
        "{\"a\":{]}",
        "{\"a\":+1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":0x1}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":True}",
        "{\"a\":nul}",
        "{\"a\":nulll}",
        "{\"a\":\"",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ud800\\u0041\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\",
        "{\"a\":\"\\u",
        "\u{feff}{}",
    ];
    for text in cases {
        assert!(!accepts(text.as_bytes()), "{text}");
        // The same under a member that is known.
        let known = text.replace("\"a\"", "\"document\"");
        assert!(!accepts(known.as_bytes()), "{known}");
    }
    assert!(!accepts(b"{\"a\":\"\xff\"}"));
    assert!(!accepts(b"{\"a\":\"\xed\xa0\x80\"}"));
}

#[test]
fn values_of_other_types_are_refused() {
    let whole =
        ["\"1\"", "true", "1.001", "1.0", "2ABC", "0x42", "Infinity", "\"Infinity\"", "NaN", "[1]", "{}", "1e2"];
    let float = ["\"1\"", "true", "2ABC", "0x42", "Infinity", "-Infinity", "NaN", "[]", "\"nan\"", "\"\"", "1e999"];
    let cases: Vec<(&str, Vec<&str>)> = vec![
        ("byte", [&whole[..], &["128", "-129", "256", "9223372036854775808"]].concat()),
        ("short", [&whole[..], &["32768", "-32769", "123000000000000000000000"]].concat()),
        ("integer", [&whole[..], &["2147483648", "-2147483649"]].concat()),
        ("level", [&whole[..], &["2147483648", "-2147483649"]].concat()),
        ("long", [&whole[..], &["9223372036854775808", "-9223372036854775809"]].concat()),
        ("bigInteger", vec!["\"1\"", "true", "1.5", "1e5", "[]"]),
        ("bigDecimal", vec!["\"1\"", "true", "[]", "NaN"]),
        ("float", [&float[..], &["3.5e38"]].concat()),
        ("double", float.to_vec()),
        ("boolean", vec!["\"true\"", "1", "0", "True", "yes", "[]", "\"\""]),
        ("String", vec!["1", "true", "[]", "{}", "a"]),
        ("suit", vec!["1", "true", "[]", "{}"]),
        ("blob", vec!["\"xyz\"", "\"YmxvYg=\"", "\"-_==\"", "\"YQ\"", "[98]", "98", "true", "\"YQ==\\n\"", "\"YR==\""]),
        ("epoch", vec!["\"1\"", "\"1985-04-12T23:20:50Z\"", "true", "1.2.3", "NaN", "\"NaN\"", "1e300"]),
        (
            "dateTime",
            vec![
                "1",
                "\"1\"",
                "\"Tue, 29 Apr 2014 18:30:38 GMT\"",
                "\"1996-12-19T16:39:57-08:00\"",
                "\"1996-12-19T16:39:57\"",
                "\"1996-12-19T16:39:57+00\"",
                "\"19961219T163957Z\"",
                "\"1996-12-19 16:39:57Z\"",
                "\"1996-12-19T16:39Z\"",
                "\"1996-02-30T16:39:57Z\"",
                "\"2011-12-03T10:15:30+01:00[Europe/Paris]\"",
            ],
        ),
        ("httpDate", vec!["1", "\"1515531081\"", "\"1985-04-12T23:20:50Z\"", "\"Tue, 29 Apr 2014 18:30:38 CET\""]),
        ("strings", vec!["\"a\"", "{}", "[1]", "[null]", "[[]]", "[\"a\" \"b\"]", "[\"a\", \"b\" }"]),
        ("map", vec!["[]", "{\"a\": 1}", "{null: \"a\"}", "{\"a\": null}", "\"a\""]),
        ("node", vec!["[]", "1", "\"a\"", "{\"name\": 1}"]),
    ];
    for (member, values) in cases {
        for value in values {
            let text = format!("{{\"{member}\": {value}}}");
            assert!(!accepts(text.as_bytes()), "{text}");
        }
    }
}

#[test]
fn every_truncation_is_refused() {
    let text = json::encode(&full()).unwrap();
    assert!(accepts(&text));
    for end in 0..text.len() {
        assert!(!accepts(&text[..end]), "{}", String::from_utf8_lossy(&text[..end]));
    }
}

/// A small generator of numbers, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn mutations_never_panic_and_what_is_accepted_can_be_written_again() {
    let original = json::encode(&full()).unwrap();
    let alphabet = b"\"\\{}[]:,0159.eE+-tfn u\x00\x1f\x80\xff/ad";
    let mut random = Random(1);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..3_000 {
        let mut text = original.clone();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            match random.below(3) {
                0 => text[at] = alphabet[random.below(alphabet.len())],
                1 => drop(text.remove(at)),
                _ => text.insert(at, alphabet[random.below(alphabet.len())]),
            }
        }
        for strictness in [Strictness::Lenient, Strictness::Strict] {
            let mut value = Kinds::default();
            match json::decode(&text, &mut value, strictness) {
                Err(_) => refused += 1,
                Ok(_) => {
                    accepted += 1;
                    let is_known = |choice: &Choice| *choice != Choice::Unknown;
                    let Ok(written) = json::encode(&value) else {
                        // Only clients read unions that they do not know.
                        assert!(strictness == Strictness::Lenient && !value.choice.as_ref().is_none_or(is_known));
                        continue;
                    };
                    let mut again = Kinds::default();
                    json::decode(&written, &mut again, Strictness::Lenient).unwrap();
                    assert_eq!(json::encode(&again).unwrap(), written);
                }
            }
        }
    }
    assert!(accepted > 300 && refused > 1000, "{accepted} accepted, {refused} refused");
}

#[test]
fn depth_is_limited_where_it_is_kept_and_not_where_it_is_skipped() {
    let nested = |member: &str, open: &str, close: &str, count: usize| {
        format!("{{\"{member}\": {}{}}}", open.repeat(count), close.repeat(count))
    };
    assert!(accepts(nested("document", "[", "]", 100).as_bytes()));
    for (member, open, close) in [("document", "[", "]"), ("unknown", "[", ""), ("document", "{\"a\":", "")] {
        assert!(!accepts(nested(member, open, close, 200_000).as_bytes()), "{member} {open}");
    }
    assert!(accepts(nested("unknown", "[", "]", 200_000).as_bytes()));
    let chain =
        format!("{{\"node\": {}{{\"name\": \"z\"}}{}}}", "{\"name\": \"a\", \"next\": ".repeat(500), "}".repeat(500));
    let error = json::decode(chain.as_bytes(), &mut Kinds::default(), Strictness::Strict).unwrap_err();
    assert!(error.message.starts_with("values are nested deeper than 128 levels"), "{error}");
}
