//! The diagnostics in `docs/mistakes.md` are the real ones.
//!
//! `BLESS=1 cargo test -p weland --test mistakes` updates them.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;
use std::path::{Path, PathBuf};

use test_dir::TestDir;
use weland::Environment;

const MODEL: &str = "```smithy\n";
const MESSAGE: &str = "```text\n";
const END: &str = "```\n";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mistakes.md")
}

fn check(model: &str, format: &str) -> String {
    let dir = TestDir::with(&[("city.smithy", model)]);
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    weland::run(["check", "city.smithy", "--format", format], &environment, &mut stdout, &mut stderr);
    assert_eq!(stdout, b"");
    String::from_utf8(stderr).unwrap()
}

/// The message without the final lines about all diagnostics.
fn message(model: &str) -> String {
    let all = check(model, "plain");
    let end = all.find("\n\nfor more information, run ").or_else(|| all.find("\n\nchecked ")).unwrap();
    format!("{}\n", &all[..end])
}

/// The models of the page.
fn models(page: &str) -> Vec<&str> {
    page.split(MODEL).skip(1).map(|rest| rest.split(END).next().unwrap()).collect()
}

/// The page with a message after each model.
fn with_messages(page: &str) -> String {
    let mut parts = page.split(MODEL);
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (model, rest) = part.split_once(END).unwrap();
        let shown = rest.strip_prefix('\n').and_then(|rest| rest.strip_prefix(MESSAGE));
        let rest = shown.map_or(rest, |shown| shown.split_once(END).unwrap().1);
        text.push_str(&format!("{MODEL}{model}{END}\n{MESSAGE}{}{END}{rest}", message(model)));
    }
    text
}

#[test]
fn the_page_shows_the_real_diagnostics() {
    let found = fs::read_to_string(page()).unwrap();
    let expected = with_messages(&found);
    if std::env::var_os("BLESS").is_some() {
        fs::write(page(), expected).unwrap();
        return;
    }
    assert!(found == expected, "run with BLESS=1 to update docs/mistakes.md; it would be:\n{expected}");
}

#[test]
fn each_mistake_gives_one_code_with_a_location_and_help() {
    let found = fs::read_to_string(page()).unwrap();
    let models = models(&found);
    assert_eq!(models.len(), 10);
    let mut codes = Vec::new();
    for model in models {
        let lines = check(model, "json");
        let diagnostics: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let code = diagnostics[0]["code"].as_str().unwrap();
        // What is at odds is reported at each of its places.
        for diagnostic in &diagnostics {
            assert_eq!(diagnostic["code"], code, "{model}{lines}");
            assert!(diagnostic["line"].is_u64() && diagnostic["help"].is_string(), "{model}{lines}");
        }
        codes.push(code.to_owned());
    }
    let different: std::collections::BTreeSet<&String> = codes.iter().collect();
    assert!(different.len() >= 9, "{codes:?}");
}
