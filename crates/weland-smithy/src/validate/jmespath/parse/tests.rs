use super::parse;

fn check(text: &str) -> Result<(), super::PathError> {
    parse(text).map(|_| ())
}

#[test]
fn expressions_are_told_from_other_texts() {
    let good = [
        "a",
        "a.b.c",
        "\"a b\".c",
        "a[0].b[-1]",
        "a[].b[*].c",
        "a[1:2:3]",
        "a[:2]",
        "length(a[?b == 'c' && !d]) > `0`",
        "a.{b: c, d: e.f}",
        "[a, b]",
        "@",
        "*.a",
        "sort_by(a, &b) | [0]",
        "(a || b) != `null`",
        "!a",
        "a[?contains(b, `\"x\"`)]",
        "length (a)",
        "a.[*, b]",
        "[*, a]",
        "a[::-1]",
        "`[\"\\`\"]` == `bare text`",
        "\"a\\u0020\\\"b\".c",
        "& &a",
    ];
    for text in good {
        assert_eq!(check(text), Ok(()), "{text}");
    }
    let bad = [
        ("", 0),
        ("a.", 2),
        ("a[", 2),
        ("a[0", 3),
        ("a b", 2),
        ("a ==", 4),
        ("a)", 1),
        ("'a", 0),
        ("f(a", 3),
        ("f(a,)", 4),
        ("{a}", 2),
        ("a[-]", 3),
        ("1a", 0),
        ("ä", 0),
        ("\u{a0}a", 0),
        ("a[b]", 2),
        ("a[*, b]", 2),
        ("a[ ]", 3),
        ("a[ ?b]", 3),
        ("a.[]", 3),
        ("a.[0]", 3),
        ("a[1:2:3:4]", 7),
        ("a[::0]", 5),
        ("a & b", 2),
        ("&&a", 0),
        ("!&a", 1),
        ("{f(a): b}", 5),
        ("\"\\x\"", 4),
        ("`[1`", 4),
    ];
    for (text, at) in bad {
        assert_eq!(check(text).map_err(|error| error.at), Err(at), "{text}");
    }
    assert!(check(&"(".repeat(10_000)).is_err());
    assert!(check(&"!".repeat(10_000)).is_err());
    assert!(check(&format!("{}a", "[a] | ".repeat(500))).is_ok());
    assert!(check(&format!("{}a", "[a] | ".repeat(501))).is_err());
    for long in ["a || ", "a && ", "a == ", "a | ", "a.", "a[].", "!"] {
        assert!(check(&format!("{}a", long.repeat(100_000))).is_ok(), "{long}");
    }
}
