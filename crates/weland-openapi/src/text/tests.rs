use weland_model::Sources;

use super::*;

/// Reads a text; the value and the messages of what is wrong, each with its text.
fn read(path: &str, text: &str) -> (Option<Node>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    let mut diagnostics = Diagnostics::new();
    let node = parse(path, text, file, &mut diagnostics);
    let messages = diagnostics.into_sorted().into_iter().map(|diagnostic| {
        let span = diagnostic.span.unwrap();
        assert!(diagnostic.help.is_some(), "{}", diagnostic.message);
        let place = text.get(span.start as usize..span.end as usize).unwrap();
        format!("{}: {} at `{place}`", diagnostic.code, diagnostic.message)
    });
    (node, messages.collect())
}

fn value(path: &str, text: &str) -> Node {
    let (node, messages) = read(path, text);
    assert!(messages.is_empty(), "{messages:?}");
    node.unwrap()
}

#[test]
fn yaml_and_json_say_the_same() {
    let yaml = "\u{feff}# é\na: &x\n  b: [1, 2.50, 'c', null]\n  200: true\nd: *x\n\"e\\u00e9\": |\n  f\n  g\nh: !!str 1\n? i\n: - j\n";
    let json = "\u{feff}{\"a\": {\"b\": [1, 2.50, \"c\", null], \"200\": true}, \"d\": {\"b\": [1, 2.50, \"c\", null],\
                \"200\": true}, \"eé\": \"f\\ng\\n\", \"h\": \"1\", \"i\": [\"j\"]}";
    assert_eq!(value("a.yaml", yaml), value("a.json", json));
    assert_eq!(value("a.yaml", json), value("a.json", json));
    assert_eq!(value("a", json), value("a.json", json));
}

#[test]
fn values_have_places() {
    for (path, text) in [("a.json", "\u{feff}{\"é\": [1, {\"a\": \"x\"}]}"), ("a.yaml", "\u{feff}é: [1, {a: x}]")] {
        let root = value(path, text);
        let slice = |span: weland_model::Span| text.get(span.start as usize..span.end as usize).unwrap();
        let entry = &root.as_object().unwrap().entries()[0];
        assert_eq!(slice(entry.key_span).trim_matches('"'), "é");
        let inner = &entry.value.as_array().unwrap()[1];
        let found: String = slice(inner.span).split('"').collect();
        assert_eq!(found, "{a: x}", "{path}");
        assert_eq!(slice(inner.get("a").unwrap().span).trim_matches('"'), "x");
    }
}

#[test]
fn numbers_keep_their_text() {
    for (path, text) in
        [("a.json", "[1.50, 1e400, 123456789012345678901]"), ("a.yaml", "[1.50, 1e400, 123456789012345678901]")]
    {
        let root = value(path, text);
        let numbers: Vec<&str> = root.as_array().unwrap().iter().map(|it| it.as_number().unwrap().as_str()).collect();
        assert_eq!(numbers, ["1.50", "1e400", "123456789012345678901"]);
    }
}

#[test]
fn what_is_no_json_is_located() {
    let cases = [
        ("", "syntax-error: expected a value, but found the end of the file at ``"),
        ("{\"a\": 1", "syntax-error: expected `,` or `}`, but found the end of the file at ``"),
        ("[1 2]", "syntax-error: expected `,` or `]`, but found `2` at `2`"),
        ("[1,]", "syntax-error: expected a value, but found `]` at `]`"),
        ("{\"a\" 1}", "syntax-error: expected `:`, but found `1` at `1`"),
        ("{a: 1}", "syntax-error: expected a key in quotes, but found `a` at `a`"),
        ("[01]", "syntax-error: a number starts with a needless zero at `0`"),
        ("[truex]", "syntax-error: expected a value, but found `t` at `t`"),
        ("[] []", "syntax-error: expected the end of the file, but found `[` at `[`"),
        ("[\"a\n\"]", "syntax-error: expected `\"` at the end of the string, but found the end of the line at `\n`"),
        ("[\"\\é\"]", "syntax-error: `\\é` is not an escape at `\\é`"),
        (
            "[\"\\ud800x\"]",
            "syntax-error: `\\u` must be followed by the four hexadecimal digits of a character at `\\u`",
        ),
        ("[\"\\", "syntax-error: expected `\"` at the end of the string, but found the end of the file at ``"),
    ];
    for (text, expected) in cases {
        assert_eq!(read("a.json", text).1, [expected], "{text}");
    }
}

#[test]
fn escapes_are_replaced() {
    let root = value("a.json", r#"["\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00z"]"#);
    assert_eq!(root.as_array().unwrap()[0].as_str(), Some("\"\\/\u{8}\u{c}\n\r\té😀z"));
}

#[test]
fn keys_are_unique() {
    let many: String = (0..40).map(|index| format!("\"k{index}\": 1,\n")).collect();
    let (root, messages) = read("a.json", &format!("{{{many}\"k3\": [2], \"k39\": 3}}"));
    assert_eq!(
        messages,
        ["duplicate-key: duplicate key `k3` at `\"k3\"`", "duplicate-key: duplicate key `k39` at `\"k39\"`"]
    );
    assert_eq!(root.unwrap().get("k3").unwrap().as_i64(), Some(1));
    let (_, messages) = read("a.yaml", "a: 1\n'a': 2\n");
    assert_eq!(messages, ["duplicate-key: duplicate key `a` at `'a'`"]);
}

#[test]
fn yaml_says_what_json_can_say() {
    let cases = [
        ("a: [", "this is not valid YAML"),
        ("a: 1\n---\nb: 2", "there is a second document in the file at `---`"),
        ("? [a]\n: 1", "a key is a list or a map"),
        ("a: !b c", "the tag `!b` means nothing in JSON"),
        ("a: !!int x", "means nothing in JSON"),
        ("a: &x {b: *x}", "the alias stands within the value that it repeats at `*x`"),
        ("a: &x {b: 1}\nc:\n  <<: *x", "merge keys are not part of YAML 1.2 at `<<`"),
        ("a: &x {b: 1}\n*x : 1", "the alias is a key, but stands for a value that is none at `*x`"),
        ("a: *x", "unknown anchor"),
        ("", "the file is empty"),
        ("# nothing", "the file is empty"),
    ];
    for (text, expected) in cases {
        let (_, messages) = read("a.yaml", text);
        assert!(messages.iter().any(|message| message.contains(expected)), "{text}: {messages:?}");
    }
}

#[test]
fn yaml_bombs_do_not_go_off() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 10].join(", ");
        text += &format!("a{level}: &a{level} [{items}]\n");
    }
    let (root, messages) = read("a.yaml", &text);
    assert!(root.is_none());
    assert!(messages[0].starts_with("syntax-error: aliases repeat more than 262144 values at `*a"), "{messages:?}");
}

#[test]
fn deep_values_are_refused() {
    for levels in [201, 100_000] {
        for (path, open, close) in
            [("a.json", "[", "]"), ("a.yaml", "[", "]"), ("a.json", "{\"a\":", "}"), ("a.yaml", "- ", "")]
        {
            let text = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let (root, messages) = read(path, &text);
            assert!(root.is_none());
            let too_deep = messages.iter().any(|message| message.starts_with("nesting-too-deep"));
            assert!(too_deep, "{path} {messages:?}");
        }
    }
    assert!(read("a.json", &format!("{}{}", "[".repeat(200), "]".repeat(200))).1.is_empty());
    // Each alias is one level deeper than the one before.
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..250 {
        text += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    assert!(read("a.yaml", &text).1[0].starts_with("nesting-too-deep"));
}
