use crate::Rules;

const RULES: &str = r#"param Region: string from AWS::Region
param Names: stringArray = ["a", "b{{c}}"]
param Flag: boolean required = false
if isSet(Region), not(booleanEquals(Flag, true)) {
 if first = Names#[0], parts = split(first, "-", 0), last = parts#[-1] error "\"{first}\" {last} \\ {{"
 endpoint "https://{Region}" headers {"x-a": ["{Region}", "b"]} properties {"c": {"d": [true, 1, {}]}}
}
if url = parseURL(ite(Flag, "a", "b")), booleanEquals(url#isIp, true) endpoint coalesce(Region, url#path)
error Region
"#;

const GRAPH: &str = r#"param Region: string
condition isSet(Region)
condition partition = aws.partition(Region)
result endpoint "https://{Region}.{partition#dnsSuffix}"
result error "none"
graph 2
-1 1 -1
0 3 100000002
1 100000001 -1
"#;

#[test]
fn what_is_written_is_read_again() {
    for text in [RULES, GRAPH, "", "error \"no\\nline\"\n"] {
        assert_eq!(Rules::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn texts_that_are_no_rules_have_a_place() {
    let cases = [
        ("if", 2, "expected a name"),
        ("if isSet(A) error \"\"", 10, "there is no such variable"),
        ("if a(1) error \"\"", 5, "there is no such function"),
        ("error \"{", 7, "the text has no end"),
        ("error \"{a\"", 10, "a brace has no counterpart"),
        ("endpoint \"a\" headers {\"b\": true}", 32, "expected a list of values"),
        ("param a: what", 13, "expected a type"),
        ("param a: string = b", 19, "there is no such variable"),
        ("graph x", 7, "expected a number"),
        ("result error \"\"", 15, "expected `graph`"),
        ("{", 1, "expected `if`, `endpoint` or `error`"),
    ];
    for (text, offset, message) in cases {
        let error = Rules::parse(text).unwrap_err();
        assert!(error.to_string().contains(message), "{text}: {error}");
        assert_eq!(error.offset(), offset, "{text}: {error}");
    }
}

#[test]
fn broken_rules_are_no_harm() {
    for text in [RULES, GRAPH] {
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for changed in [text[..at].to_owned(), format!("{}{}", &text[..at], &text[at + 1..])] {
                if let Ok(rules) = Rules::parse(&changed) {
                    let _ = rules.resolve(|parameter| parameter.default.clone());
                    assert_eq!(Rules::parse(&rules.to_string()).as_ref(), Ok(&rules), "{changed}");
                }
            }
        }
    }
    for (start, open) in [("", "{"), ("error ", "not("), ("error ", "["), ("error ", "{\"a\":")] {
        let error = Rules::parse(&format!("{start}{}", open.repeat(100_000))).unwrap_err();
        assert!(error.to_string().contains("too deep"), "{error}");
    }
}
