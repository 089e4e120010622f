use super::*;

#[test]
fn json_is_read_and_written() {
    let cases = [
        ("null", "null"),
        (" [ true , false ]\n", "[true,false]"),
        ("{}", "{}"),
        ("[]", "[]"),
        (r#"{"b": {"c": []}, "a": [[1], 2]}"#, r#"{"a":[[1],2],"b":{"c":[]}}"#),
        (r#"{"a": 1, "a": 2}"#, r#"{"a":2}"#),
        ("0", "0"),
        ("-0", "0"),
        ("-12.50", "-12.5"),
        ("1E+2", "100"),
        ("1e300", "1e300"),
        ("9007199254740992", "9007199254740992"),
        ("1.5e-7", "1.5e-7"),
        (r#""ä\u00e4\ud83d\ude00\/\b\f\n\r\t\"\\""#, r#""ää😀/\u0008\u000c\n\r\t\"\\""#),
    ];
    for (text, expected) in cases {
        let value = Value::from_json(text).unwrap();
        assert_eq!(value.to_string(), expected, "{text}");
        assert_eq!(Value::from_json(expected), Some(value), "{text}");
    }
}

#[test]
fn other_texts_are_not_json() {
    let texts = [
        "",
        " ",
        "nul",
        "nulll",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{a: 1}",
        "{\"a\"}",
        "{\"a\": }",
        "{\"a\": 1,}",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "-",
        "1e999",
        "\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "'a'",
        "1 1",
        "\u{a0}1",
    ];
    for text in texts {
        assert_eq!(Value::from_json(text), None, "{text}");
    }
}

#[test]
fn depth_has_a_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
        assert!(Value::from_json(&nested(MAX_DEPTH)).is_some());
        assert!(Value::from_json(&nested(MAX_DEPTH + 1)).is_none());
        assert!(Value::from_json(&nested(100_000)).is_none());
    }
}

#[test]
fn numbers_that_json_lacks_are_strings() {
    let list = Value::list([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(Value::Number).to_vec());
    assert_eq!(list.to_string(), r#"["NaN","Infinity","-Infinity"]"#);
}
