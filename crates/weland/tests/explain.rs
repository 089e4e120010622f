//! Each code has an explanation, and the examples of the explanations are right.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use test_dir::TestDir;
use weland::{Environment, Exit};

const CRATES: [&str; 7] =
    ["weland", "weland-codegen", "weland-diff", "weland-model", "weland-openapi", "weland-service", "weland-smithy"];

/// What precedes the code of a diagnostic in the sources.
const BEFORE_CODES: &[&str] = &[
    "Diagnostic::error(",
    "Diagnostic::warning(",
    "Diagnostic::note(",
    "Problem::new(",
    "Unusable,",
    "Wrong,",
    "Doubtful,",
    "Advice,",
    "verdict,",
    "Severity::Note,",
    "Severity::Warning,",
    "Severity::Danger,",
    "Severity::Error,",
    "code: ",
    "self.fail(",
    "report.error(",
    "report.warning(",
    "report.note(",
    "self.warning(",
    "self.note(",
    "span,",
];

fn run(dir: &Path, arguments: &str) -> (Exit, String, String) {
    let environment = Environment { folder: dir.to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit = weland::run(arguments.split_whitespace(), &environment, &mut stdout, &mut stderr);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The sources of the generator, without tests.
fn sources() -> Vec<String> {
    let mut texts = Vec::new();
    for name in CRATES {
        for path in files_below(&own("..").join(name).join("src"), ".rs") {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            if !file.ends_with("tests.rs") && file != "test_dir.rs" && !path.ends_with("weland/src/explain.rs") {
                let text = fs::read_to_string(path).unwrap();
                texts.push(text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned());
            }
        }
    }
    texts
}

/// Whether a literal looks like a code. Codes of one word look like many things.
fn is_code(text: &str) -> bool {
    text.contains('-')
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The codes of the diagnostics that the sources create.
fn codes_in_sources() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for text in sources() {
        if text.contains("crate::change::") {
            // Nothing else looks like a code in rules for changes, but for these formats of timestamps.
            let is_format = |literal: &&str| ["date-time", "epoch-seconds", "http-date"].contains(literal);
            let literals = text.split('"').filter(|literal| is_code(literal) && !is_format(literal));
            codes.extend(literals.map(str::to_owned));
        }
        for before in BEFORE_CODES {
            for after in text.split(before).skip(1) {
                let literal = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                codes.extend(literal.filter(|literal| is_code(literal)).map(str::to_owned));
            }
        }
    }
    codes
}

/// The codes in the expectations of golden cases.
fn codes_in_expectations() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for folder in [
        "../weland-smithy/cases",
        "../weland-openapi/cases",
        "../weland-service/cases",
        "../weland-codegen/cases",
        "tests/cases",
    ] {
        for path in files_below(&own(folder), ".txt") {
            let text = fs::read_to_string(path).unwrap();
            for line in text.lines() {
                let start =
                    ["error[", "danger[", "warning[", "note["].iter().find_map(|start| line.strip_prefix(start));
                codes.extend(start.and_then(|rest| rest.split(']').next()).map(str::to_owned));
            }
        }
    }
    codes
}

/// The codes that `weland explain` lists.
fn explained() -> BTreeSet<String> {
    let (exit, stdout, stderr) = run(Path::new("."), "explain");
    assert_eq!((exit, &*stderr), (Exit::Success, ""));
    stdout.lines().map(|line| line.split_once("  ").unwrap().0.to_owned()).collect()
}

#[test]
fn each_code_has_an_explanation() {
    let (made, expected, explained) = (codes_in_sources(), codes_in_expectations(), explained());
    assert!(made.len() > 80, "only {} codes were found", made.len());
    assert!(expected.len() > 50, "only {} codes were found", expected.len());
    let missing: Vec<&String> = made.union(&expected).filter(|code| !explained.contains(*code)).collect();
    let help = "write crates/weland/explain/<code>.md and add the code to the list in src/explain.rs";
    assert!(missing.is_empty(), "not explained: {missing:?}; {help}");
}

#[test]
fn each_explanation_has_a_code_and_a_file() {
    let sources = sources();
    let explained = explained();
    let unused: Vec<&String> =
        explained.iter().filter(|code| !sources.iter().any(|text| text.contains(&format!("\"{code}\"")))).collect();
    assert!(unused.is_empty(), "nothing gives these codes: {unused:?}");
    let files = files_below(&own("explain"), ".md");
    let files: BTreeSet<String> =
        files.iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(files, explained, "explain/ and the list in src/explain.rs differ");
}

/// The examples below a heading: the language and the text of each.
fn example<'t>(text: &'t str, heading: &str) -> Option<(&'t str, &'t str)> {
    let block = text.split_once(&format!("\n## {heading}\n\n```"))?.1;
    let (language, rest) = block.split_once('\n')?;
    Some((language, rest.split_once("```\n")?.0))
}

#[test]
fn explanations_have_one_form() {
    for code in explained() {
        let (_, text, _) = run(Path::new("."), &format!("explain {code}"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], [&*format!("# {code}"), ""], "{code}");
        assert!(lines[2].ends_with('.') && lines[2].len() <= 100, "{code}: {}", lines[2]);
        assert!(lines[3].is_empty() && lines.len() > 4, "{code} needs more than a line");
        assert!(lines.iter().all(|line| line.chars().count() <= 120), "{code} has a long line");
        let either = |one, other| example(&text, one).or_else(|| example(&text, other));
        let (wrong, right) = (either("Wrong", "Before"), either("Right", "After"));
        assert_eq!(wrong.is_some(), right.is_some(), "{code}");
        assert_eq!(text.matches("```").count(), if wrong.is_some() { 4 } else { 0 }, "{code}");
    }
}

#[test]
fn codes_are_explained_by_ids_of_the_reference_implementation_too() {
    let explain = |name: &str| run(Path::new("."), &format!("explain {name}"));
    let (exit, text, _) = explain("HttpMethodSemantics");
    assert_eq!(exit, Exit::Success);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(headings, ["# body-without-meaning", "# method-semantics"]);
    assert!(text.ends_with("and by:\n\n- `HttpMethodSemantics`\n"), "{text}");
    let (exit, _, stderr) = explain("HttpMethod");
    assert!(exit == Exit::Failure && stderr.contains("unknown code `HttpMethod`"), "{stderr}");
}

const CONFIG: &str = "version: 1\ntargets:\n  city:\n    model: [model]\n    service: example#City\n    output: out\n    \
                      runtime: { version: \"0.1\" }\n    crates: { types: { name: city-types }, client: { name: city-client } }\n";

/// What overlays in examples change.
const CITY: &str = "openapi: 3.1.0\ninfo: { title: City, version: \"1\" }\npaths:\n  /streets:\n    get:\n      operationId: \
                    list\n      responses:\n        default:\n          description: Streets\n          content: \
                    { text/plain: { schema: { type: string } } }\n";

/// Whether an example in YAML is an API, or something else that was given in place of one, and no configuration.
fn is_openapi(text: &str) -> bool {
    !text.contains("targets:")
}

/// The codes that an example gives; in addition those of generating from it, if it is asked for.
fn codes_of((language, text): (&str, &str), generate: bool) -> Option<BTreeSet<String>> {
    let (file, commands) = match language {
        "smithy" => ("model/city.smithy", vec!["check model --format json"]),
        "json" => ("model/city.json", vec!["check model --format json"]),
        "yaml" if text.starts_with("overlay:") => {
            ("fixes.yaml", vec!["check city.yaml --overlay fixes.yaml --format json"])
        }
        "yaml" if is_openapi(text) => ("model/city.yaml", vec!["check model/city.yaml --format json"]),
        "yaml" => ("weland.yaml", vec!["generate --format json"]),
        _ => return None,
    };
    let dir = TestDir::with(&[("weland.yaml", CONFIG), ("city.yaml", CITY), (file, text)]);
    let commands = commands.into_iter().chain(generate.then_some("generate --format json"));
    let mut codes = BTreeSet::new();
    for command in commands {
        let (_, _, stderr) = run(dir.path(), command);
        for line in stderr.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            codes.insert(line["code"].as_str().unwrap().to_owned());
        }
    }
    Some(codes)
}

#[test]
fn wrong_examples_give_the_code_and_right_ones_give_nothing() {
    let mut problems = Vec::new();
    let mut tried = 0;
    for code in explained() {
        let (_, text, _) = run(Path::new("."), &format!("explain {code}"));
        let (Some(wrong), Some(right)) = (example(&text, "Wrong"), example(&text, "Right")) else {
            continue;
        };
        let Some(found) = codes_of(wrong, false) else {
            continue;
        };
        tried += 1;
        // What only the generator can see is seen when generating.
        let generate = !found.contains(&code);
        let found = codes_of(wrong, generate).unwrap();
        if !found.contains(&code) {
            problems.push(format!("{code}: the wrong example gives {found:?}"));
        }
        let mut found = codes_of(right, generate).unwrap();
        if right.0 == "yaml" {
            // There is no model.
            found.remove("not-found");
        }
        if !found.is_empty() {
            problems.push(format!("{code}: the right example gives {found:?}"));
        }
    }
    assert!(tried > 60, "only {tried} examples were tried");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn examples_of_changes_give_the_code() {
    let mut problems = Vec::new();
    let mut tried = 0;
    for code in explained() {
        let (_, text, _) = run(Path::new("."), &format!("explain {code}"));
        let (Some((language, before)), Some((_, after))) = (example(&text, "Before"), example(&text, "After")) else {
            continue;
        };
        tried += 1;
        let (old, new) = (format!("old.{language}"), format!("new.{language}"));
        let dir = TestDir::with(&[(&old, before), (&new, after)]);
        let codes = |from: &str, to: &str| {
            let (_, stdout, stderr) = run(dir.path(), &format!("diff {from} {to} --format json"));
            assert_eq!(stderr, "", "{code}");
            let lines = stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            lines.filter_map(|line| Some(line.get("code")?.as_str()?.to_owned())).collect::<BTreeSet<String>>()
        };
        let found = codes(&old, &new);
        if !found.contains(&code) {
            problems.push(format!("{code}: the example gives {found:?}"));
        }
        for model in [&old, &new] {
            assert!(codes(model, model).is_empty(), "{code}: a model differs from itself");
        }
    }
    assert!(tried > 80, "only {tried} examples were tried");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn an_unknown_code_is_mended() {
    let cases =
        [("unresolved-tagret", "did you mean `unresolved-target`?"), ("zebra", "`weland explain` lists all codes")];
    for (code, help) in cases {
        let (exit, stdout, stderr) = run(Path::new("."), &format!("explain {code}"));
        assert_eq!((exit, &*stdout), (Exit::Failure, ""));
        let expected = format!("error[unknown-code]: unknown code `{code}`\n |\n = help: {help}\n");
        assert!(stderr.starts_with(&expected), "{stderr}");
    }
    let (exit, stdout, _) = run(Path::new("."), "explain [not-found]");
    assert_eq!(exit, Exit::Success);
    assert!(stdout.starts_with("# not-found\n"));
}
