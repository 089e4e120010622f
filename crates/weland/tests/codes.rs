//! `docs/codes.md`: what `weland explain` says of all codes, as a page.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::Path;

use weland::{Environment, Exit};

const START: &str = "\
# Codes of diagnostics

What the code in the brackets of a diagnostic means: `weland explain CODE` prints the same. This page is made by the tests of the
command line.

";

fn explain(code: &str) -> String {
    let environment = Environment { folder: ".".into(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let exit =
        weland::run(["explain", code].into_iter().filter(|it| !it.is_empty()), &environment, &mut stdout, &mut stderr);
    assert_eq!((exit, &*stderr), (Exit::Success, &b""[..]), "{code}");
    String::from_utf8(stdout).unwrap()
}

/// An explanation as a section: its parts have no headings, since they would be the same for all codes.
fn section(explanation: &str) -> String {
    let mut is_code = false;
    let line = |line: &str| {
        is_code ^= line.starts_with("```");
        match line.strip_prefix("## ") {
            Some(part) if !is_code => format!("**{part}**\n"),
            _ if !is_code && line.starts_with("# ") => format!("#{line}\n"),
            _ => format!("{line}\n"),
        }
    };
    explanation.lines().map(line).collect()
}

fn page() -> String {
    let list = explain("");
    let codes: Vec<(&str, &str)> = list.lines().map(|line| line.split_once("  ").unwrap()).collect();
    let mut page = format!("{START}| code | |\n|---|---|\n");
    for (code, summary) in &codes {
        let _ = writeln!(page, "| [`{code}`](#{code}) | {} |", summary.trim().replace('|', "\\|"));
    }
    codes.iter().for_each(|(code, _)| page += &format!("\n{}", section(&explain(code))));
    page
}

/// `BLESS=1` writes the page.
#[test]
fn the_page_has_all_explanations() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/codes.md");
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "docs/codes.md is stale; run `BLESS=1 cargo test -p weland --test codes`");
}
