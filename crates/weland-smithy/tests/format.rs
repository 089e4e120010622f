//! The formatter: what it makes of small files, and what it must not do to any file.
//!
//! A case below `cases/format/` is a folder with `in.smithy` and `out.smithy`. `BLESS=1` rewrites
//! the latter.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::properties::formats;
use support::{files_below, official_suites, pieces};
use weland_smithy::format;

fn crate_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Formats, and checks all that must hold for each text that can be formatted.
#[track_caller]
fn check(name: &str, text: &str) -> Option<String> {
    formats(text).unwrap_or_else(|reason| panic!("{name}: {reason}"))
}

fn cases() -> Vec<PathBuf> {
    files_below(&crate_root().join("cases/format"), &["in.smithy"])
}

#[test]
fn cases_are_formatted_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for path in cases() {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let Some(formatted) = check(&name, &text) else {
            let found = format(&text).unwrap_err();
            failures.push(format!("{name}: {:?}", found.iter().map(|item| &item.message).collect::<Vec<_>>()));
            continue;
        };
        let expected = path.with_file_name("out.smithy");
        if bless {
            fs::write(&expected, &formatted).unwrap();
        } else if fs::read_to_string(&expected).ok().as_ref() != Some(&formatted) {
            failures.push(format!("{name}:\n{formatted}"));
        }
    }
    assert!(cases().len() >= 10, "only {} cases were found", cases().len());
    assert!(failures.is_empty(), "run with BLESS=1 to accept\n{}", failures.join("\n"));
}

#[test]
fn carriage_returns_make_no_difference() {
    for path in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let expected = format(&text).unwrap();
        for with_cr in [text.replace('\n', "\r\n"), expected.replace('\n', "\r\n")] {
            let formatted = check(&path.display().to_string(), &with_cr);
            assert_eq!(formatted.as_ref(), Some(&expected), "{}", path.display());
        }
    }
}

#[test]
fn the_lambda_model_is_formatted() {
    let paths = files_below(&crate_root().join("../../model/lambda"), &[".smithy"]);
    assert!(paths.len() >= 20);
    for path in paths {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let formatted = check(&name, &text);
        assert_eq!(formatted.as_deref(), Some(text.as_str()), "{name} is not formatted");
    }
}

#[test]
fn files_of_this_crate_keep_their_meaning() {
    let mut formatted = 0;
    for path in files_below(crate_root(), &[".smithy"]) {
        let text = fs::read_to_string(&path).unwrap();
        formatted += usize::from(check(&path.display().to_string(), &text).is_some());
    }
    assert!(formatted >= 40, "only {formatted} files were formatted");
}

#[test]
fn official_files_keep_their_meaning() {
    let Some(suites) = official_suites() else {
        return;
    };
    let (mut formatted, mut unchanged) = (0, 0);
    for path in files_below(&suites, &[".smithy"]) {
        let text = fs::read_to_string(&path).unwrap();
        if let Some(result) = check(&path.display().to_string(), &text) {
            formatted += 1;
            unchanged += usize::from(result == text);
        }
    }
    println!("{formatted} official files formatted, {unchanged} of them unchanged");
    assert!(formatted >= 280, "only {formatted} files were formatted");
}

#[test]
fn official_files_that_are_formatted_stay_as_they_are() {
    let Some(suites) = official_suites() else {
        return;
    };
    let mut compared = 0;
    for folder in ["protocol-tests", "prelude", "traits"] {
        for path in files_below(&suites.join(folder), &[".smithy"]) {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(format(&text).unwrap(), text, "{}", path.display());
            compared += 1;
        }
    }
    assert!(compared >= 170, "only {compared} files were compared");
}

/// A small generator of numbers, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

#[test]
fn blanks_and_comments_anywhere_keep_the_meaning() {
    let insertions =
        [" ", "\n", "\n\n\n", "\r\n", ",", "\t", "// c\n", "/// d\n", " // e\r\n\n", "\n///f\n", "\n// g\n\n//h\n"];
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let (mut tried, mut formatted) = (0, 0);
    let lambda = crate_root().join("../../model/lambda/waiters.smithy");
    let texts = cases().into_iter().chain([crate_root().join("cases/ast/everything.smithy"), lambda]);
    for path in texts {
        let text = fs::read_to_string(&path).unwrap();
        let places: Vec<usize> = pieces(&text).into_iter().map(|(at, _)| at).collect();
        for round in 0..40 {
            let mut mutated = text.clone();
            let count = 1 + numbers.below(4);
            let mut chosen: Vec<usize> = (0..count).map(|_| places[numbers.below(places.len())]).collect();
            chosen.sort_unstable();
            for at in chosen.into_iter().rev() {
                mutated.insert_str(at, insertions[numbers.below(insertions.len())]);
            }
            tried += 1;
            formatted += usize::from(check(&format!("{} {round}", path.display()), &mutated).is_some());
        }
    }
    println!("{formatted} of {tried} mutated files could be formatted");
    assert!(formatted > tried / 3, "only {formatted} of {tried}");
}

#[test]
fn files_that_cannot_be_read_give_the_diagnostics_of_the_parser() {
    let diagnostics = format("$version: \"2\"\nnamespace a\nstructure A {\n  b String\n}\nstring\n").unwrap_err();
    let found: Vec<&str> = diagnostics.iter().map(|item| item.message.as_str()).collect();
    assert_eq!(found, ["expected `:`, but found `String`", "expected a space, but found the end of the line"]);
    assert!(format("\0").is_err());
}

#[test]
fn empty_files_stay_empty() {
    for text in ["", "\n", " \r\n\t", "\u{feff}", ",\n,"] {
        assert_eq!(format(text).unwrap(), "", "{text:?}");
    }
    assert_eq!(format("//a").unwrap(), "// a\n");
    assert_eq!(format("\n\n///a  \r\n\r\n\r\n//b  ").unwrap(), "/// a  \n\n// b\n");
}

#[test]
fn deep_and_huge_values_are_formatted() {
    let nested = |depth: usize| format!("metadata a = {}1{}\n", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(check("flat", &nested(20)).unwrap(), nested(20));
    assert!(check("deep", &nested(128)).unwrap().lines().count() > 100);
    assert!(format(&nested(129)).is_err());
    assert!(format(&nested(100_000)).is_err());

    let numbers = "1, ".repeat(100_000);
    let huge = format!("metadata a = [{numbers}]\nnamespace a\n@tags([{}])\nstring A\n", "\"x\" ".repeat(1_000));
    assert_eq!(check("huge", &huge).unwrap().lines().count(), 101_000 + 8);
    let long = format!("metadata a = \"{}\" // {}\n", "x".repeat(1_000_000), "y".repeat(1_000_000));
    assert_eq!(format(&long).unwrap(), long);
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let text = |count: usize| {
        let shapes: String =
            (0..count).map(|n| format!("@tags([\"a\",\"b\"])\nstructure S{n}{{a:String,b:String}}\n")).collect();
        format!("$version: \"2\"\nnamespace a\n{shapes}")
    };
    let time = |count: usize| {
        let text = text(count);
        let runs = (0..3).map(|_| {
            let start = std::time::Instant::now();
            assert!(format(&text).unwrap().len() > text.len());
            start.elapsed()
        });
        runs.min().unwrap()
    };
    let (small, large) = (time(2_000), time(32_000));
    // Sixteen times the text; quadratic work would take 256 times as long.
    assert!(large < small * 80, "{small:?} for a small text, {large:?} for one of 16 times the size");
}
