use super::*;

#[test]
fn other_texts_are_refused_by_place() {
    let cases = [
        ("", 0, "expected a name, but found the end"),
        ("a.", 2, "expected a name"),
        (".a", 0, "expected a name, but found `.`"),
        ("a b", 2, "unexpected `b`"),
        ("a[", 2, "expected a number"),
        ("a[b]", 2, "expected a number"),
        ("a[0", 3, "expected `]`"),
        ("a[0 1]", 4, "expected `]`"),
        ("a.[0]", 3, "expected a name"),
        ("a.[]", 3, "expected a name"),
        ("a[*]b", 4, "unexpected `b`"),
        ("a[ ?b]", 3, "expected a number"),
        ("a[?]", 3, "expected a name"),
        ("a[-]", 2, "after `-`"),
        ("a[1:2:3:4]", 7, "expected `]`"),
        ("a[::0]", 6, "must not be 0"),
        ("a ==", 4, "expected a name"),
        ("a = b", 2, "unexpected `=`"),
        ("a & b", 2, "unexpected `&`"),
        ("a)", 1, "unexpected `)`"),
        ("(a", 2, "expected `)`"),
        ("@a", 1, "unexpected `a`"),
        ("{a}", 2, "expected `:`"),
        ("{}", 1, "expected a name"),
        ("{a: b,}", 6, "expected a name"),
        ("f(a,)", 4, "expected a name"),
        ("none(a)", 7, "there is no function `none`"),
        ("\"length\"(a)", 8, "unexpected `(`"),
        ("\"\\x\"", 4, "JSON string"),
        ("\"a", 0, "no other half"),
        ("'a", 0, "no other half"),
        ("`[1`", 4, "is not JSON"),
        ("`1", 0, "no other half"),
        ("1a", 0, "expected a name"),
        ("-1", 0, "expected a name"),
        ("a-b", 1, "unexpected `-`"),
        ("ä", 0, "expected a name, but found `ä`"),
        ("\u{a0}a", 0, "expected a name"),
        ("!", 1, "expected a name"),
    ];
    for (path, at, message) in cases {
        let error = parse(path).unwrap_err();
        assert!(error.starts_with(&format!("the path `{path}` is wrong after {at} bytes: ")), "{error}");
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn depth_and_parts_have_limits_and_length_has_none() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{a: ", "}"), ("[?", "]"), ("abs(", ")"), ("& ", "")] {
        let nested = |times: usize| format!("{}a{}", open.repeat(times), close.repeat(times));
        assert!(parse(&nested(MAX_DEPTH - 1)).is_ok(), "{open}");
        assert!(parse(&nested(MAX_DEPTH)).unwrap_err().contains("nested too deep"), "{open}");
        assert!(parse(&nested(100_000)).is_err(), "{open}");
    }
    let lists = |times: usize| format!("{}a", "[a] | ".repeat(times));
    assert!(parse(&lists(MAX_PARTS)).is_ok());
    assert!(parse(&lists(MAX_PARTS + 1)).unwrap_err().contains("too many"));
    for long in ["a || ", "a && ", "a == ", "a | ", "a.", "a[].", "!", "a[*].", "a[?b]."] {
        assert!(parse(&format!("{}a", long.repeat(100_000))).is_ok(), "{long}");
    }
}

#[test]
fn broken_paths_do_no_harm() {
    let path = r#"max_by(a."ü"[?b == 'x\'' || !c], &d)[1:-2:3] | {e: `{"f": [1]}`, g: [*.h, @]}"#;
    assert!(parse(path).is_ok());
    for (at, _) in path.char_indices() {
        let (before, after) = path.split_at(at);
        let shorter: String = after.chars().skip(1).collect();
        // Some of these are paths; the others get errors.
        let texts = [before.to_owned(), after.to_owned(), format!("{before}{shorter}")];
        for text in texts {
            assert!(parse(&text).err().is_none_or(|error| error.contains("is wrong after")), "{text}");
        }
    }
}

#[test]
fn paths_are_told_from_other_texts_as_by_the_generator() {
    let lines = include_str!("../../../tests/data/paths.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        assert_eq!(parse(&line[1..]).is_ok(), line.starts_with('+'), "{line}");
    }
}
