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
        ("a[-]", 3, "after `-`"),
        ("a[1:2:3:4]", 7, "expected `]`"),
        ("a[::0]", 5, "must not be 0"),
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
        ("\"length\"(a)", 8, "unexpected `(`"),
        ("\"\\x\"", 4, "JSON string"),
        ("\"a", 0, "is not closed"),
        ("'a", 0, "is not closed"),
        ("`[1`", 4, "is not JSON"),
        ("`1", 0, "is not closed"),
        ("1a", 0, "expected a name"),
        ("-1", 0, "expected a name"),
        ("a-b", 1, "unexpected `-`"),
        ("ä", 0, "expected a name, but found `ä`"),
        ("\u{a0}a", 0, "expected a name"),
        ("!", 1, "expected a name"),
        ("a[*, b]", 2, "expected a number"),
        ("a[ ]", 3, "expected a number"),
        ("&&a", 0, "expected a name"),
        ("!&a", 1, "expected a name"),
        ("{f(a): b}", 2, "expected `:`"),
    ];
    for (path, at, message) in cases {
        let error = parse(path).unwrap_err();
        assert_eq!(error.offset(), at, "{path}: {error}");
        assert!(error.message().contains(message), "{error}");
    }
}

#[test]
fn depth_and_parts_have_limits_and_length_has_none() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{a: ", "}"), ("[?", "]"), ("abs(", ")"), ("& ", "")] {
        let nested = |times: usize| format!("{}a{}", open.repeat(times), close.repeat(times));
        assert!(parse(&nested(MAX_DEPTH - 1)).is_ok(), "{open}");
        assert!(parse(&nested(MAX_DEPTH)).unwrap_err().message().contains("nested too deep"), "{open}");
        assert!(parse(&nested(100_000)).is_err(), "{open}");
    }
    let lists = |times: usize| format!("{}a", "[a] | ".repeat(times));
    assert!(parse(&lists(MAX_PARTS)).is_ok());
    assert!(parse(&lists(MAX_PARTS + 1)).unwrap_err().message().contains("more than 500"));
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
            assert!(parse(&text).err().is_none_or(|error| error.offset() <= text.len()), "{text}");
        }
    }
}

#[test]
fn expressions_are_told_from_other_texts() {
    let lines = include_str!("../../tests/data/paths.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let is_expression = parse(&line[1..]).is_ok_and(|(_, call_errors)| call_errors.is_empty());
        assert_eq!(is_expression, line.starts_with('+'), "{line}");
    }
}

#[test]
fn calls_that_cannot_succeed_are_listed_in_order() {
    let (_, found) = parse("lenght(a)[?length()] | merge() || contains(a, b, c)").unwrap();
    let found: Vec<(usize, String)> = found.iter().map(|error| (error.offset(), error.to_string())).collect();
    let expected = [
        (0, "there is no function `lenght`"),
        (11, "`length` takes 1 argument, not 0"),
        (23, "`merge` takes at least 1 argument, not 0"),
        (34, "`contains` takes 2 arguments, not 3"),
    ];
    assert_eq!(found, expected.map(|(offset, message)| (offset, message.to_owned())));
}
