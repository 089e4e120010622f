//! Patterns of paths, and query strings.

use weland_protocol::{PathSegment, UriPattern, parse_query, percent_decode};

#[test]
fn a_pattern_knows_its_parts() {
    let pattern = UriPattern::parse("/2018-10-31/{Name}/x/{Rest+}/?find=LayerVersion&flag");
    assert_eq!(
        pattern.segments(),
        [
            PathSegment::Literal("2018-10-31"),
            PathSegment::Label("Name"),
            PathSegment::Literal("x"),
            PathSegment::Greedy("Rest"),
        ]
    );
    assert_eq!(pattern.query(), [("find", "LayerVersion"), ("flag", "")]);
    assert!(pattern.has_trailing_slash());
    assert!(UriPattern::parse("/").segments().is_empty());
}

#[test]
fn query_literals_have_to_be_there() {
    let cases = [
        ("/a", "anything=1", true),
        ("/a?find=LayerVersion", "find=LayerVersion", true),
        ("/a?find=LayerVersion", "x=1&find=LayerVersion&y", true),
        ("/a?find=LayerVersion", "find=Layer%56ersion", true),
        ("/a?find=LayerVersion", "find=other", false),
        ("/a?find=LayerVersion", "find", false),
        ("/a?find=LayerVersion", "", false),
        ("/a?flag", "flag", true),
        ("/a?flag", "flag=", true),
        ("/a?flag", "flag=1", false),
        ("/a?x=1&y=2", "y=2&x=1", true),
        ("/a?x=1&y=2", "y=2", false),
        ("/a?x=1", "%zz&x=1", true),
        ("/a?x=%zz", "x=%25zz", true),
        ("/a?x=ü y", "x=%C3%BC+y", true),
    ];
    for (pattern, query, expected) in cases {
        assert_eq!(UriPattern::parse(pattern).matches_query(query), expected, "{pattern} {query}");
    }
}

#[test]
fn percent_encoding_is_undone_or_refused() {
    assert_eq!(percent_decode("a%20%C3%BC+").as_deref(), Some("a ü+"));
    for bad in ["%", "%1", "%zz", "%+1", "%c3", "%é1"] {
        assert_eq!(percent_decode(bad), None, "{bad}");
    }
    let pairs = parse_query("a=1&&b&=c&d=e=f&%C3%BC+=+%2B").unwrap();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(pairs, [("a", "1"), ("b", ""), ("", "c"), ("d", "e=f"), ("ü ", " +")]);
    for (bad, place) in [
        ("a=1&%zz=1", "the name of a query parameter"),
        ("%ff", "the name of a query parameter"),
        ("b=%zz", "the query parameter `b`"),
        ("b=+%ff", "the query parameter `b`"),
        ("b=%", "the query parameter `b`"),
    ] {
        let error = parse_query(bad).unwrap_err().to_string();
        assert_eq!(error, format!("malformed percent-encoding, or not UTF-8, in {place}"), "{bad}");
    }
}
