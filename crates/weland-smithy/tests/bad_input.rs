//! Odd files, one kind after the other: each gives what it says or an error at its place, whatever its size.
//!
//! What only the disk can give (bytes that are no UTF-8, links into nothing, empty folders) is tested with the command
//! line.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fmt::Write;

use support::properties::{Loaded, load, places_are_right};
use weland_model::Model;
use weland_smithy::{Selector, format};

const HEAD: &str = "$version: \"2.0\"\nnamespace a\n";

/// Loads one file; returns the model and each error as `code line:column`.
fn errors_of(name: &str, text: &str) -> (Model, Vec<String>) {
    let loaded = load([(name, text)]);
    places_are_right(&loaded).unwrap();
    let place = |loaded: &Loaded, span| loaded.model.sources.locate(span).map(|(_, at)| at).unwrap();
    let shown = loaded.errors().map(|error| {
        let at = place(&loaded, error.span.unwrap());
        format!("{} {}:{}", error.code, at.line, at.column)
    });
    let shown = shown.collect();
    (loaded.model, shown)
}

#[track_caller]
fn assert_errors(name: &str, text: &str, expected: &[&str]) -> Model {
    let (model, found) = errors_of(name, text);
    let shown: String = text.chars().take(200).collect();
    assert_eq!(found, expected, "{name}: {shown}");
    model
}

#[test]
fn odd_characters_are_read_or_located() {
    let idl: &[(&str, &[&str])] = &[
        ("", &[]),
        ("\u{feff}", &[]),
        ("\u{feff}$version: \"2.0\"\r\nnamespace a\r\n\tstring\tS\r\n", &[]),
        ("$version: \"2.0\"\nnamespace a\nstring S\u{0}\n", &["syntax-error 3:9"]),
        ("$version: \"2.0\"\nnamespace a\n\u{feff}string S\n", &["syntax-error 3:1"]),
        ("$version: \"2.0\"\nnamespace a\nstring S\rstring T\n", &[]),
        ("$version: \"2.0\"\nnamespace a\nstring é\n", &["syntax-error 3:8"]),
        ("$version: \"2.0\"\nnamespace a\n/// \u{0}\u{1b}\nstring S\n", &[]),
        ("$version: \"2.0\"\nmetadata a = \"\u{0}\"\n", &[]),
    ];
    for (text, expected) in idl {
        assert_errors("odd.smithy", text, expected);
    }
    let ast: &[(&str, &[&str])] = &[
        ("", &["syntax-error 1:1"]),
        ("\u{feff}", &["syntax-error 1:2"]),
        ("\u{feff}{\"smithy\":\t\"2.0\",\r\n\"shapes\": {}\r}\r\n", &[]),
        ("{\"smithy\": \"2.0\"}\u{0}", &["syntax-error 1:18"]),
        ("{\"smithy\": \"2.0\", \"metadata\": {\"a\": \"\t\"}}", &["syntax-error 1:38"]),
        ("{\"smithy\": \"2.0\", \"metadata\": {\"a\": \"é\\u0000\"}}", &[]),
        ("{\"smithy\": \"2.0\",\r\"shapes\": []}", &["invalid-ast 1:29"]),
    ];
    for (text, expected) in ast {
        assert_errors("odd.json", text, expected);
    }
}

#[test]
fn very_long_lines_are_read_and_located() {
    let long = "x".repeat(10_000_000);
    assert_errors("long.smithy", &format!("metadata a = \"{long}\""), &[]);
    assert_errors("long.smithy", &format!("metadata a = \"{long}\" !"), &["syntax-error 1:10000017"]);
    assert_errors("long.smithy", &format!("//{long}"), &[]);
    assert_errors("long.smithy", &format!("metadata a = \"{long}"), &["syntax-error 1:10000015"]);
    assert_errors("long.json", &format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"a\": \"{long}\"}}}}"), &[]);
    assert_errors("long.json", &format!("{{\"smithy\": \"2.0\", \"a\": \"{long}"), &["syntax-error 1:10000025"]);
    assert!(format(&format!("metadata a = \"{long}\"")).is_ok());
}

#[test]
fn brackets_without_end_are_refused_where_they_are_too_deep() {
    const DEPTH: usize = 100_000;
    for open in ["[", "{a:", "[{a:"] {
        for end in ["", "1", "]"] {
            let text = format!("metadata a = {}{end}", open.repeat(DEPTH));
            let (_, found) = errors_of("deep.smithy", &text);
            assert!(found[0].starts_with("nesting-too-deep 1:"), "{open}: {found:?}");
            assert!(found.len() <= 2 && format(&text).is_err(), "{open}: {found:?}");
        }
    }
    for (before, open) in
        [("@a(", "["), ("@a(b: ", "{c:"), ("structure S ", "{"), ("@a", "("), ("structure S { a: ", "[")]
    {
        let (_, found) = errors_of("deep.smithy", &format!("{HEAD}{before}{}", open.repeat(DEPTH)));
        assert!((1..=3).contains(&found.len()), "{before}{open}: {} errors", found.len());
    }
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let (_, found) = errors_of("deep.json", &open.repeat(DEPTH));
        assert!(found[0].starts_with("nesting-too-deep 1:"), "{open}: {found:?}");
        let within = format!("{{\"smithy\": \"2.0\", \"shapes\": {{\"a#A\": {}", open.repeat(DEPTH));
        let (_, found) = errors_of("deep.json", &within);
        assert!(found.last().unwrap().starts_with("nesting-too-deep 1:"), "{open}: {found:?}");
    }
    for open in [":not(", ":is(", "$a(", "[@a: ", "(", ":test(:not("] {
        let error = Selector::parse(&open.repeat(DEPTH)).unwrap_err();
        assert!(error.offset() <= DEPTH * open.len(), "{open}: {error}");
    }
    for open in ["(", "(?:", "(?=", "[", "(?<a>"] {
        let text = format!("{HEAD}@pattern(\"{}\")\nstring S\n", open.repeat(DEPTH));
        let (_, found) = errors_of("deep.smithy", &text);
        assert_eq!(found.len(), 1, "{open}: {found:?}");
        assert!(found[0].starts_with("invalid-pattern 3:"), "{open}: {found:?}");
    }
}

/// A model of so many shapes that refer to each other in a long chain.
fn chain(count: usize) -> String {
    let mut text = HEAD.to_owned();
    for n in 0..count {
        let _ = write!(text, "/// Number {n}\nstructure S{n} {{ @required next: L{n}, size: Integer }}\n");
        let _ = writeln!(text, "list L{n} {{ member: S{} }}", (n + 1) % count);
    }
    text
}

#[test]
fn many_shapes_are_read() {
    let model = assert_errors("many.smithy", &chain(10_000), &[]);
    assert_eq!(model.own_shapes().count(), 20_000);
    let ast = weland_smithy::to_ast(&model);
    assert_eq!(assert_errors("many.json", &ast, &[]).own_shapes().count(), 20_000);
}

/// Looking at all members for each of them would take minutes.
#[test]
fn many_members_are_inherited_and_given_traits() {
    const COUNT: usize = 40_000;
    let mut text = format!("{HEAD}@mixin\nstructure M {{\n");
    (0..COUNT).for_each(|n| writeln!(text, "m{n}: String").unwrap());
    text.push_str("}\nstructure A with [M] {\n");
    (0..COUNT).for_each(|n| writeln!(text, "a{n}: String").unwrap());
    text.push_str("}\n");
    for n in 0..COUNT {
        writeln!(text, "apply A$a{n} @required\napply A$m{n} @required\napply M$m{n} @deprecated").unwrap();
    }
    let model = load([("members.smithy", &text)]).model;
    let shape = model.get("a#A").unwrap();
    assert_eq!(shape.members.len(), 2 * COUNT);
    assert!(shape.members.iter().all(|member| member.traits.contains("smithy.api#required")));
    let inherited = shape.members.iter().filter(|member| member.traits.contains("smithy.api#deprecated"));
    assert_eq!(inherited.count(), COUNT);
}

#[test]
fn circles_of_mixins_and_odd_applies_are_reported() {
    let mut text = HEAD.to_owned();
    for n in 0..1_000 {
        let _ = writeln!(text, "@mixin\nstructure M{n} with [M{}] {{}}", (n + 1) % 1_000);
    }
    let (_, found) = errors_of("mixins.smithy", &text);
    let cycles = found.iter().filter(|error| error.starts_with("mixin-cycle ")).count();
    assert_eq!(cycles, 1_000, "{:?}", found.first());

    let text = format!(
        "{HEAD}@mixin\nstructure A with [A] {{}}\napply A @tags([\"x\"])\napply A$a @tags([\"y\"])\napply B @tags([])\n"
    );
    assert_errors("self.smithy", &text, &["mixin-cycle 4:11", "unresolved-target 6:7", "unresolved-target 7:7"]);
    let twice = format!(
        "{HEAD}string A\napply A @length(min: 1)\napply A @length(min: 2)\napply A @tags([\"x\"])\napply A @tags([\"x\"])\n"
    );
    assert_errors("twice.smithy", &twice, &["conflicting-trait 5:9"]);
}

#[test]
fn numbers_out_of_range_are_reported_where_they_stand() {
    let text = format!(
        "{HEAD}@length(min: 99999999999999999999)\nstring A\n@range(min: 1e400)\ndouble B\nintEnum C {{\n  D = 2147483648\n}}\n\
         structure E {{\n  f: Byte = 128\n  g: Integer = -2147483649\n  h: Long = 9223372036854775808\n  i: Short = 1.5\n}}\n"
    );
    let (_, found) = errors_of("numbers.smithy", &text);
    for place in ["3:14", "8:7", "11:13", "12:16", "13:13", "14:14"] {
        assert!(found.iter().any(|error| error.ends_with(&format!(" {place}"))), "{place}: {found:?}");
    }
}

#[test]
fn duplicate_keys_are_reported_and_the_first_one_counts() {
    let idl = "metadata a = {b: 1, b: 2}\nmetadata c = 1\nmetadata c = 2\n";
    let model = assert_errors("keys.smithy", idl, &["duplicate-key 1:21", "conflicting-metadata 3:10"]);
    assert_eq!(model.metadata["a"].get("b").unwrap().as_i64(), Some(1));
    let ast = "{\"smithy\": \"2.0\",\n\"metadata\": {\"a\": 1, \"a\": 2},\n\"smithy\": \"1.0\",\n\"metadata\": {}}";
    let model = assert_errors("keys.json", ast, &["duplicate-key 2:22", "duplicate-key 3:1", "duplicate-key 4:1"]);
    assert_eq!(model.metadata["a"].as_i64(), Some(1));
    let many: String = (0..50_000).map(|n| format!("\"k{}\": 1, ", n % 25_000)).collect();
    let (_, found) = errors_of("keys.json", &format!("{{\"smithy\": \"2.0\", \"metadata\": {{{many}\"z\": 1}}}}"));
    assert_eq!(found.len(), 25_000);
}

#[test]
fn the_same_file_twice_is_one_model() {
    let text = format!("{HEAD}@tags([\"x\"])\nstructure A {{ b: String }}\nmetadata");
    let text = text.trim_end_matches("metadata");
    let once = load([("one.smithy", text)]);
    let twice = load([("one.smithy", text), ("one.smithy", text), ("other.smithy", text)]);
    assert_eq!(twice.shown_errors(), "");
    assert_eq!(weland_smithy::to_ast(&once.model), weland_smithy::to_ast(&twice.model));
}
