//! Follows `docs/getting-started.md` and `docs/openapi.md`.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use weland::{Environment, Exit};

const GUIDE: &str = include_str!("../../../docs/getting-started.md");

const OPENAPI_GUIDE: &str = include_str!("../../../docs/openapi.md");

/// The document that the second guide begins with.
const LIBRARY: &str = include_str!("../../../examples/library/library.yaml");

/// The files of a guide: each is a block of code below a line with its name.
fn files(guide: &'static str) -> Vec<(&'static str, &'static str)> {
    let named = |(before, block): (&'static str, &'static str)| {
        let name = before.trim_end().lines().next_back()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((name, block.split_once('\n')?.1))
    };
    // Every other piece is a block, whose first line is the language.
    let pieces: Vec<&str> = guide.split("```").collect();
    pieces.chunks_exact(2).filter_map(|pair| named((pair[0], pair[1]))).collect()
}

/// The folder of a guide, beside a link to this repository.
fn folder(guide: &'static str, name: &str) -> PathBuf {
    let outer = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("guide-{name}"));
    let folder = outer.join(name);
    if outer.exists() {
        fs::remove_dir_all(&outer).unwrap();
    }
    for (name, text) in files(guide) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    std::os::unix::fs::symlink(&root, outer.join("weland")).unwrap();
    // The same versions as everywhere else, so that nothing is downloaded.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn weland(folder: &Path, arguments: &[&str]) {
    let environment = Environment { folder: folder.to_owned(), color: false };
    let (mut output, mut diagnostics) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(|argument| (*argument).to_owned());
    let exit = weland::run(arguments, &environment, &mut output, &mut diagnostics);
    let diagnostics = String::from_utf8(diagnostics).unwrap();
    assert!(exit == Exit::Success && !diagnostics.contains("warning"), "{diagnostics}");
}

/// How many tests of the folder's crates pass; all have to.
fn passing_tests(folder: &Path) -> u32 {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--offline", "--quiet", "--workspace", "--all-targets"]).current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
    let output = cargo.output().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && !text.contains("warning"), "{text}");
    let passed = |line: &str| line.strip_prefix("test result: ok. ")?.split(' ').next()?.parse::<u32>().ok();
    text.lines().filter_map(passed).sum()
}

#[test]
fn the_guide_works() {
    let folder = folder(GUIDE, "bakery");
    weland(&folder, &["check", "model"]);
    weland(&folder, &["fmt", "--check", "model"]);
    weland(&folder, &["generate"]);
    weland(&folder, &["generate", "--check"]);
    weland(&folder, &["check"]);
    weland(&folder, &["fmt", "--check"]);
    // Three of the program, one of the client, five of the server.
    assert_eq!(passing_tests(&folder), 9);
}

#[test]
fn the_guide_for_openapi_works() {
    let folder = folder(OPENAPI_GUIDE, "library");
    fs::write(folder.join("library.yaml"), LIBRARY).unwrap();
    weland(&folder, &["check", "library.yaml"]);
    weland(&folder, &["check", "library.yaml", "--overlay", "library.overlay.yaml"]);
    weland(&folder, &["generate"]);
    weland(&folder, &["generate", "--check"]);
    weland(&folder, &["openapi", "library.yaml"]);
    assert_eq!(passing_tests(&folder), 2);
}
