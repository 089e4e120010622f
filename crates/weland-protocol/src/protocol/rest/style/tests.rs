//! The table of styles in the specification of OpenAPI, there and back.

use weland_core::{ParameterPlace, ParameterSchema, ParameterStyle};

use super::*;

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

/// The values of the table: nothing, text, a list, an object.
fn values() -> [(Kind, Tree); 4] {
    let list = ["blue", "black", "brown"].map(text).to_vec();
    let object = [("R", "100"), ("G", "200"), ("B", "150")].map(|(key, value)| (key.to_owned(), text(value))).to_vec();
    [
        (Kind::Simple, text("")),
        (Kind::Simple, text("blue")),
        (Kind::List, Tree::List(list)),
        (Kind::Object, Tree::Object(object)),
    ]
}

fn styled(place: ParameterPlace, style: ParameterStyle, explode: bool) -> ParameterSchema {
    ParameterSchema { place, name: "color", style, explode, allow_reserved: false }
}

#[test]
fn labels_and_headers_are_written_and_read_as_in_the_table() {
    use ParameterStyle::{Label, Matrix, Simple};
    let cases = [
        (Matrix, false, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
        (Matrix, true, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
        (Label, false, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (Label, true, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Simple, false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Simple, true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, explode, expected) in cases {
        let parameter = styled(ParameterPlace::Path, style, explode);
        for ((kind, value), expected) in values().into_iter().zip(expected) {
            assert_eq!(write(&parameter, &value).unwrap(), expected, "{style:?} {explode}");
            assert_eq!(read(&parameter, kind, expected).unwrap(), value, "{style:?} {explode}");
        }
    }
}

#[test]
fn query_strings_are_written_and_read_as_in_the_table() {
    use ParameterStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited};
    let cases: [(_, _, [Option<&str>; 4]); 5] = [
        (
            Form,
            false,
            [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")],
        ),
        (
            Form,
            true,
            [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("R=100&G=200&B=150")],
        ),
        (
            SpaceDelimited,
            false,
            [None, None, Some("color=blue%20black%20brown"), Some("color=R%20100%20G%20200%20B%20150")],
        ),
        (
            PipeDelimited,
            false,
            [None, None, Some("color=blue%7Cblack%7Cbrown"), Some("color=R%7C100%7CG%7C200%7CB%7C150")],
        ),
        (DeepObject, true, [None, None, None, Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]),
    ];
    for (style, explode, expected) in cases {
        let parameter = styled(ParameterPlace::Query, style, explode);
        for ((kind, value), expected) in values().into_iter().zip(expected) {
            let Some(expected) = expected else { continue };
            let written = pairs(&parameter, &value).unwrap();
            let query: Vec<String> = written.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(query.join("&"), expected, "{style:?} {explode}");
            let received: Vec<(&str, &str)> = expected.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
            let found = read_pairs(&parameter, kind, &received, |key| ["R", "G", "B"].contains(&key)).unwrap();
            assert_eq!(found, Some(value), "{style:?} {explode}");
        }
    }
}

#[test]
fn delimiters_within_values_are_no_delimiters() {
    let list = Tree::List(vec![text("a,b"), text("c")]);
    for place in [ParameterPlace::Path, ParameterPlace::Query] {
        let parameter = styled(place, ParameterStyle::Simple, false);
        assert_eq!(write(&parameter, &list).unwrap(), "a%2Cb,c");
        assert_eq!(read(&parameter, Kind::List, "a%2Cb,c").unwrap(), list);
    }
}

#[test]
fn what_has_no_place_in_a_style_is_an_error() {
    let nested = Tree::List(vec![Tree::List(vec![text("a")])]);
    let parameter = styled(ParameterPlace::Query, ParameterStyle::Form, true);
    assert!(pairs(&parameter, &nested).is_err() && write(&parameter, &nested).is_err());
    for (style, explode, kind, malformed) in [
        (ParameterStyle::Label, false, Kind::Simple, "blue"),
        (ParameterStyle::Matrix, false, Kind::Simple, "color=blue"),
        (ParameterStyle::Matrix, false, Kind::Simple, ";colour=blue"),
        (ParameterStyle::Simple, false, Kind::Object, "R,100,G"),
        (ParameterStyle::Simple, false, Kind::Simple, "%FF"),
    ] {
        let parameter = styled(ParameterPlace::Path, style, explode);
        assert!(read(&parameter, kind, malformed).is_err(), "{style:?} {malformed}");
    }
}

#[test]
fn what_has_one_value_comes_once() {
    let matrix = styled(ParameterPlace::Path, ParameterStyle::Matrix, false);
    assert!(read(&matrix, Kind::Simple, ";color=blue;color=red").is_err());
    let twice = [("color", "blue"), ("color", "red")];
    for (explode, kind) in [(true, Kind::Simple), (false, Kind::Simple), (false, Kind::List), (false, Kind::Object)] {
        let query = styled(ParameterPlace::Query, ParameterStyle::Form, explode);
        let error = read_pairs(&query, kind, &twice, |_| true).unwrap_err();
        assert!(error.to_string().contains(SEVERAL), "{error}");
    }
    // Of several cookies of one name, that of the longest path comes first.
    let cookie = styled(ParameterPlace::Cookie, ParameterStyle::Form, true);
    assert_eq!(read_pairs(&cookie, Kind::Simple, &twice, |_| true).unwrap(), Some(text("blue")));
}

#[test]
fn keys_within_keys_have_a_limit() {
    let parameter = styled(ParameterPlace::Query, ParameterStyle::DeepObject, true);
    let key = format!("color{}", "[a]".repeat(100_000));
    let found = read_pairs(&parameter, Kind::Object, &[(&key, "1")], |_| true).unwrap();
    let mut depth = 0;
    let mut tree = found.as_ref();
    while let Some(Tree::Object(entries)) = tree {
        (depth, tree) = (depth + 1, entries.first().map(|(_, inner)| inner));
    }
    assert_eq!(depth, 16);
}
