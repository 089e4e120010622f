//! Queries, with the examples of what the specification demands.

use weland_model::{Diagnostics, Node, Sources};

use super::{Path, TooMuch};

fn tree(text: &str) -> Node {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    crate::text::parse("a.yaml", text, file, &mut Diagnostics::new()).unwrap()
}

/// Where a query finds something, as pointers.
fn found(root: &Node, query: &str) -> Vec<String> {
    let path = Path::parse(query).unwrap_or_else(|error| panic!("{query}: {error:?}"));
    let locations = path.select(root).unwrap();
    locations.iter().map(|location| pointer(root, location)).collect()
}

fn pointer(root: &Node, location: &[usize]) -> String {
    let mut at = root;
    let mut pointer = String::new();
    for &index in location {
        let (key, value) = match at.as_object() {
            Some(object) => (object.entries()[index].key.to_string(), &object.entries()[index].value),
            None => (index.to_string(), &at.as_array().unwrap()[index]),
        };
        pointer = format!("{pointer}/{key}");
        at = value;
    }
    pointer
}

#[test]
fn segments_select_children_and_descendants() {
    let root = tree("a: { b: [1, 2, { c: 3 }], 'x-y': { c: 4 } }\nc: { c: 5 }\nä: 6");
    let cases: &[(&str, &[&str])] = &[
        ("$", &[""]),
        ("$.a.b", &["/a/b"]),
        ("$ ['a'] \n [\"b\"]", &["/a/b"]),
        ("$.ä", &["/ä"]),
        ("$['\\u00e4']", &["/ä"]),
        ("$.a['x-y']", &["/a/x-y"]),
        ("$.*", &["/a", "/c", "/ä"]),
        ("$.a.b[0, 2]", &["/a/b/0", "/a/b/2"]),
        ("$.a.b[-1]", &["/a/b/2"]),
        ("$.a.b[3]", &[]),
        ("$.a.b[1:]", &["/a/b/1", "/a/b/2"]),
        ("$.a.b[:-1]", &["/a/b/0", "/a/b/1"]),
        ("$.a.b[::2]", &["/a/b/0", "/a/b/2"]),
        ("$.a.b[::-2]", &["/a/b/0", "/a/b/2"]),
        ("$.a.b[2:0:-1]", &["/a/b/1", "/a/b/2"]),
        ("$.a.b[::0]", &[]),
        ("$..c", &["/a/b/2/c", "/a/x-y/c", "/c", "/c/c"]),
        ("$..[0]", &["/a/b/0"]),
        ("$.a.b.c", &[]),
        ("$[0]", &[]),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&root, query), *expected, "{query}");
    }
}

#[test]
fn filters_compare_and_test() {
    let root = tree("- { n: 1, s: abc, l: [1, 2] }\n- { n: 2.0, s: b, t: true }\n- { n: null, s: abcd }\n- b\n");
    let cases: &[(&str, &[&str])] = &[
        ("$[?@.n]", &["/0", "/1", "/2"]),
        ("$[?!@.n]", &["/3"]),
        ("$[?@.n == 2]", &["/1"]),
        ("$[?@.n != 2]", &["/0", "/2", "/3"]),
        ("$[?@.n == null]", &["/2"]),
        ("$[?@.n == @.m]", &["/3"]),
        ("$[?@.n >= 1e0]", &["/0", "/1"]),
        ("$[?@ == 'b']", &["/3"]),
        ("$[?@.s < 'abd' && @.n < 3]", &["/0"]),
        ("$[?@.s == 'b' || (@.n == 1 && !(@.t == true))]", &["/0", "/1"]),
        ("$[?@.l[?@ > 1]]", &["/0"]),
        ("$[?@.s == $[3]]", &["/1"]),
        ("$[?length(@.s) == 4]", &["/2"]),
        ("$[?length(@.n) == length(@.m)]", &["/0", "/1", "/2", "/3"]),
        ("$[?count(@.*) == 3]", &["/0", "/1"]),
        ("$[?value(@..s) == 'b']", &["/1"]),
        ("$[?match(@.s, 'ab.')]", &["/0"]),
        ("$[?search(@.s, 'b')]", &["/0", "/1", "/2"]),
        ("$[?search(@.s, $[3])]", &["/0", "/1", "/2"]),
        ("$[?match(@.s, '(')]", &[]),
        ("$[?@.t == true]", &["/1"]),
    ];
    for (query, expected) in cases {
        assert_eq!(found(&root, query), *expected, "{query}");
    }
}

#[test]
fn what_is_no_query_is_refused_at_its_place() {
    let cases = [
        ("", 0, "starts with `$`"),
        ("a.b", 0, "starts with `$`"),
        (" $", 0, "starts with `$`"),
        ("$ ", 1, "a segment is expected"),
        ("$.", 2, "a name is expected"),
        ("$.a-b", 3, "`['a-…']`"),
        ("$.1", 2, "a name is expected"),
        ("$[", 2, "a selector is expected"),
        ("$['a", 2, "the quote isn't closed"),
        ("$['\\x']", 3, "not an escape"),
        ("$['\\ud800']", 3, "not an escape"),
        ("$[01]", 2, "not an index"),
        ("$[-0]", 2, "not an index"),
        ("$[9007199254740992]", 2, "not an index"),
        ("$[1", 3, "`,` or `]`"),
        ("$[?1]", 3, "no condition"),
        ("$[?@.* == 1]", 3, "several values"),
        ("$[?@.a == match(@.b, 'c')]", 10, "true or false"),
        ("$[?length(@.a)]", 3, "no condition"),
        ("$[?size(@.a) == 1]", 3, "`size` is no function"),
        ("$[?!@.a == 1]", 4, "parentheses"),
        ("$[?@.a == 01]", 10, "not a number"),
        ("$[?(@.a]", 7, "`)` is expected"),
    ];
    for (query, at, message) in cases {
        let error = Path::parse(query).unwrap_err();
        assert!(error.at == at && error.message.contains(message), "{query}: {error:?}");
    }
}

#[test]
fn depth_and_work_are_bounded() {
    for query in ["(", "!(", "@[?", "length("] {
        let error = Path::parse(&format!("$[?{}", query.repeat(100_000))).unwrap_err();
        assert!(error.message.contains("nested more than"), "{query}: {error:?}");
    }
    let wide = format!("[{}]", "[[[[1]]]],".repeat(2000).trim_end_matches(','));
    let path = Path::parse("$[?count($..*[?count($..*) > 1]) > 1]").unwrap();
    assert_eq!(path.select(&tree(&wide)), Err(TooMuch));
    let deep = format!("{}{}", "[".repeat(150), "]".repeat(150));
    let path = Path::parse(&format!("${}", "..*".repeat(30))).unwrap();
    assert_eq!(path.select(&tree(&deep)), Err(TooMuch));
}
