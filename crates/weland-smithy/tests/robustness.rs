//! Whatever a file contains, loading it ends with a model and diagnostics.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use support::files_below;
use weland_smithy::{Loader, format, to_ast, to_idl};

/// Loads several texts at once, each with a namespace of its own. Returns the number of
/// diagnostics.
fn load(texts: &[(String, String)]) -> usize {
    let mut loader = Loader::new();
    for (index, (name, text)) in texts.iter().enumerate() {
        let text = text.replace("example", &format!("example{index}"));
        loader.add(format!("{index}-{name}"), text);
    }
    let (model, diagnostics) = loader.load();
    // What has been read can be written, too.
    assert!(to_ast(&model).ends_with("}\n"));
    assert!(to_idl(&model).values().all(|text| text.ends_with('\n')));
    for (name, text) in texts {
        if let Ok(formatted) = format(text) {
            assert_eq!(format(&formatted).ok().as_ref(), Some(&formatted), "{name}: {text}");
        }
    }
    for item in &diagnostics {
        if let Some(span) = item.span {
            let file = model.sources.get(span.file).unwrap();
            let end = span.end as usize;
            assert!(span.start <= span.end, "{item:?}");
            assert!(end <= file.text().len(), "{item:?}");
            assert!(file.text().is_char_boundary(span.start as usize), "{item:?}");
            assert!(file.text().is_char_boundary(end), "{item:?}");
        }
        assert!(item.help.is_some(), "{}: no advice: {}", item.code, item.message);
    }
    diagnostics.len()
}

fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let paths = files_below(&root, &[".smithy", ".json"]);
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).filter(|(_, text)| text.len() < 4000).collect()
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
fn truncated_files_are_read_without_panic() {
    let mut truncated = Vec::new();
    for (name, text) in texts() {
        let step = (text.len() / 40).max(1);
        for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
            truncated.push((name.clone(), text[..end].to_owned()));
        }
    }
    assert!(truncated.len() > 300, "only {} texts were made", truncated.len());
    for batch in truncated.chunks(50) {
        assert!(load(batch) > 0);
    }
}

#[test]
fn mangled_files_are_read_without_panic() {
    let pieces = [
        "\"",
        "\"\"\"",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "\\",
        "\n",
        "\r",
        "@",
        "$",
        "#",
        ":",
        ":=",
        "=",
        ",",
        "///",
        "//",
        ".",
        "-",
        "0",
        "1e9",
        "_",
        "ä",
        "\u{0}",
        "with",
        "for",
        "apply",
        "null",
        "structure A {",
    ];
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut all = Vec::new();
    for (name, text) in texts() {
        for _ in 0..30 {
            let mut mangled = text.clone();
            for _ in 0..=numbers.below(3) {
                let mut at = numbers.below(mangled.len() + 1);
                while !mangled.is_char_boundary(at) {
                    at -= 1;
                }
                let mut end = (at + numbers.below(8)).min(mangled.len());
                while !mangled.is_char_boundary(end) {
                    end += 1;
                }
                mangled.replace_range(at..end, pieces[numbers.below(pieces.len())]);
            }
            all.push((name.clone(), mangled));
        }
    }
    let found: usize = all.chunks(50).map(load).sum();
    assert!(found > 1000, "only {found} diagnostics were given");
}

#[test]
fn odd_files_are_read_without_panic() {
    let odd = [
        "",
        "\u{feff}",
        "\u{feff}$version: \"2.0\"\n",
        "\0",
        "/",
        "//",
        "///",
        "\"",
        "$",
        "{",
        "\r\n\r",
        "namespace",
        "namespace a\nuse",
    ];
    for name in ["odd.smithy", "odd.json", "odd"] {
        let texts: Vec<_> = odd.iter().map(|text| (name.to_owned(), (*text).to_owned())).collect();
        assert!(load(&texts) > 0, "{name}");
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let one = "$version: \"2.0\"\nmetadata m = [1]\nnamespace a\n@tags([\"x\"])\nstring S\nstring T";
    let two = "$version: \"2.0\"\nmetadata m = [2]\nnamespace a\napply S @tags([\"y\"])\ninteger T";
    let load = |files: [(&str, &str); 2]| {
        let mut loader = Loader::new();
        for (name, text) in files {
            loader.add(name, text);
        }
        let (model, diagnostics) = loader.load();
        let messages: Vec<String> =
            diagnostics.into_sorted().iter().map(|item| support::render(&model.sources, item)).collect();
        (to_ast(&model), messages)
    };
    let forwards = load([("one.smithy", one), ("two.smithy", two)]);
    let backwards = load([("two.smithy", two), ("one.smithy", one)]);
    assert_eq!(forwards, backwards);
    assert_eq!(forwards.1.len(), 1);
}

#[test]
fn a_long_line_that_is_skipped_takes_no_longer_for_each_word() {
    let line = "structure foo # b ".repeat(500_000);
    let mut loader = Loader::new();
    loader.add(
        "long.smithy",
        format!("$version: \"2\"\nnamespace a\nstructure A {{ x {line}}}\nstructure B {{ c: foo }}\n"),
    );
    let start = Instant::now();
    let (_, diagnostics) = loader.load();
    // A few seconds at most; minutes if each word looked for the start of its line.
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    let codes: Vec<&str> = diagnostics.iter().map(|item| item.code).collect();
    assert_eq!(codes, ["syntax-error"]);
}
