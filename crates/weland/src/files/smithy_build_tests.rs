use super::*;

fn read(text: &str) -> Build {
    let variable = |name: &str| (name == "DIR").then(|| "shared/models".to_owned());
    parse("p/smithy-build.json", text, &variable)
}

fn paths(text: &str) -> Vec<String> {
    let build = read(text);
    assert!(build.diagnostics.is_empty(), "{:?}", build.diagnostics);
    build.paths.into_iter().map(|(path, _)| path).collect()
}

/// The diagnostics of a text: severities aside, what they say and where.
fn problems(text: &str) -> Vec<(String, Option<(u32, u32)>)> {
    let shown = |diagnostic: LocatedDiagnostic| {
        assert!(diagnostic.help.is_some());
        let place = diagnostic.location.unwrap();
        assert_eq!(place.path, "p/smithy-build.json");
        let start = place.range.map(|range| (range.start.line, range.start.column));
        (format!("{}: {}", diagnostic.code, diagnostic.message), start)
    };
    read(text).diagnostics.into_iter().map(shown).collect()
}

#[test]
fn sources_and_imports_are_models() {
    let text = r#"{
        // The model, and what it needs; "quotes" and // slashes
        "version": "1.0", // ü
        "sources": ["model", "a//b"], "imports": ["lib/traits.jar"],
        "outputDirectory": "out",
        "projections": { "p": { "imports": ["not", "these"], "transforms": [] } }, "plugins": {}
    }"#;
    assert_eq!(paths(text), ["model", "a//b", "lib/traits.jar"]);
    let (_, place) = &read(text).paths[2];
    let range = place.range.as_ref().unwrap();
    assert_eq!((range.start.line, range.start.column, range.end.column), (4, 51, 67));
}

#[test]
fn without_sources_the_folder_called_model_is_meant() {
    assert_eq!(paths(r#"{"version":"1.0"}"#), ["model"]);
    assert_eq!(paths(r#"{"version":"1.0","sources":[],"imports":["a"]}"#), ["model", "a"]);
    assert_eq!(paths("\u{feff}{\"version\":\"1.0\"}"), ["model"]);
}

#[test]
fn variables_have_their_values() {
    let text = r#"{"version":"1.0","sources":["${DIR}/a","x${DIR}${DIR}","\\${DIR}","$DIR","${DIR"]}"#;
    assert_eq!(paths(text), ["shared/models/a", "xshared/modelsshared/models", "${DIR}", "$DIR", "${DIR"]);
    let text = "{\"version\":\"1.0\",\n\"sources\":[\"a\", \"${OTHER}\"]}";
    let expected = ("invalid-build-file: the environment variable `OTHER` is not set".to_owned(), Some((2, 17)));
    assert_eq!(problems(text), [expected]);
    assert_eq!(read(text).paths.len(), 1);
}

#[test]
fn what_is_wrong_has_its_place() {
    let cases = [
        ("", "invalid-build-file: `smithy-build.json` can't be read: EOF while parsing a value", Some((1, 1))),
        (
            "{\"version\":\"1.0\",\n\"sources\" []}",
            "invalid-build-file: `smithy-build.json` can't be read: expected `:`",
            Some((2, 1)),
        ),
        (
            "{\"version\":\"1.0\",\n\"sources\":[], \"sources\":[]}",
            "invalid-build-file: `smithy-build.json` can't be read: duplicate field `sources`",
            Some((2, 1)),
        ),
        (r#"{"sources":["a"]}"#, "invalid-build-file: `smithy-build.json` has no `version`", None),
        (
            r#"{"version": 1, "sources":["a"]}"#,
            "invalid-build-file: the version of `smithy-build.json` has to be \"1.0\"",
            Some((1, 13)),
        ),
        (r#"{"version": "1.0", "sources":"a"}"#, "invalid-build-file: `sources` has to be a list", Some((1, 30))),
        (
            r#"{"version": "1.0", "imports":["a", {}]}"#,
            "invalid-build-file: `imports` has to be a list of strings",
            Some((1, 36)),
        ),
    ];
    for (text, message, place) in cases {
        assert_eq!(problems(text), [(message.to_owned(), place)], "{text}");
    }
}

#[test]
fn deep_nesting_is_an_error() {
    let text = format!("{{\"version\":\"1.0\",\"plugins\":{}", "[".repeat(100_000));
    let [(message, _)] = &*problems(&text) else { panic!() };
    assert!(message.starts_with("invalid-build-file: "), "{message}");
}

#[test]
fn dependencies_that_are_not_built_in_are_told() {
    let text = r#"{"version":"1.0","sources":["a"],"maven":{"repositories":[],"dependencies":[
        "software.amazon.smithy:smithy-aws-traits:1.50.0", "com.example:our-traits:[1.0,2.0)"]}}"#;
    let expected = "unread-dependency: the dependency `com.example:our-traits:[1.0,2.0)` is not read, since nothing is \
                    downloaded";
    assert_eq!(problems(text), [(expected.to_owned(), Some((2, 60)))]);
}
