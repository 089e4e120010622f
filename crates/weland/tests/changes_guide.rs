//! The example of `docs/changes.md` is what `weland generate` says.
//!
//! `BLESS=1 cargo test -p weland --test changes_guide` writes its output anew.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../src/test_dir.rs"]
mod test_dir;

use std::fs;
use std::path::Path;

use test_dir::TestDir;
use weland::{Environment, Exit};

/// The text of the first block of a language after a place.
fn block<'t>(text: &'t str, language: &str) -> (&'t str, &'t str) {
    let (_, rest) = text.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap()
}

fn generate(dir: &TestDir) -> String {
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let mut stderr = Vec::new();
    let exit = weland::run(["generate"], &environment, &mut Vec::new(), &mut stderr);
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(exit, Exit::Success, "{said}");
    said
}

#[test]
fn the_example_is_what_the_command_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/changes.md");
    let guide = fs::read_to_string(&path).unwrap();
    let (_, section) = guide.split_once("\n## While generating\n").unwrap();
    let (config, rest) = block(section, "yaml");
    let (model, rest) = block(rest, "smithy");
    let (operation, rest) = block(rest, "smithy");
    let (shown, after) = block(rest, "text");
    let dir = TestDir::with(&[("weland.yaml", config), ("city.smithy", model)]);
    assert!(generate(&dir).starts_with("wrote "));
    let (before, _) = model.split_once("operation GetStreet").unwrap();
    dir.write("city.smithy", format!("{before}{operation}"));
    let said = generate(&dir);
    if std::env::var_os("BLESS").is_some() {
        let old = format!("```text\n{shown}```{after}");
        let new = guide.strip_suffix(&old).unwrap().to_owned() + &format!("```text\n{said}```{after}");
        fs::write(&path, new).unwrap();
        return;
    }
    assert_eq!(shown, said, "`BLESS=1 cargo test -p weland --test changes_guide` writes it anew");
}
