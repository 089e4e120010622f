//! What `weland diff` tells of the changes that oasdiff has ids for, as a table in `docs/oasdiff.md`.
//!
//! Each id has a document before and after, which `examples` makes. `BLESS=1 cargo test -p weland --test oasdiff` writes the
//! table anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod examples;
mod schemas;
#[path = "../../../../tests/skip.rs"]
mod skip;
#[path = "../../src/test_dir.rs"]
mod test_dir;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use test_dir::TestDir;
use weland::Environment;

/// An id with what oasdiff says of it.
struct Check {
    id: String,
    severity: String,
}

fn table() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/oasdiff.md")
}

/// The ids of the table.
fn listed() -> Vec<Check> {
    let text = fs::read_to_string(table()).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let check = |row: &str| {
        let (id, rest) = row.split_once("` | ").unwrap();
        Check { id: id.to_owned(), severity: rest.split(" | ").next().unwrap().to_owned() }
    };
    rows.map(check).collect()
}

/// The ids of oasdiff, if its list is there.
fn official() -> Option<Vec<Check>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/openapi/oasdiff_checks.tsv");
    let Ok(text) = fs::read_to_string(path) else {
        skip::skip("the list of oasdiff's checks is not beside the repository");
        return None;
    };
    let checks = text.lines().skip(1).filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Check { id: parts.next()?.to_owned(), severity: parts.next()?.to_lowercase() })
    });
    Some(checks.collect())
}

/// What the comparison of two documents tells.
struct Told {
    codes: BTreeSet<String>,
    old_clients: String,
    new_clients: String,
}

fn told(dir: &TestDir, before: &Value, after: &Value) -> Told {
    dir.write("before.json", before.to_string());
    dir.write("after.json", after.to_string());
    let environment = Environment { folder: dir.path().to_owned(), color: false };
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    weland::run(["diff", "before.json", "after.json", "--format", "json"], &environment, &mut stdout, &mut stderr);
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(stderr, "", "{before:#}\n{after:#}");
    let lines = String::from_utf8(stdout).unwrap();
    let mut lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let verdict = lines.pop().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Told {
        codes: lines.iter().map(|line| text(&line["code"])).collect(),
        old_clients: text(&verdict["verdict"]["wire"]["oldClients"]),
        new_clients: text(&verdict["verdict"]["wire"]["newClients"]),
    }
}

const HEAD: &str = "\
# What oasdiff knows

[oasdiff](https://www.oasdiff.com) compares documents in OpenAPI, and has an id for each kind of change. This table has, for each
id, what `weland diff` tells of such a change in an example, and the verdicts on old clients of a new server and on new clients of
an old one. It is made by a test, which compares a document before and after for each id.
";

#[test]
fn the_table_says_what_is_told_of_each_change() {
    let bless = std::env::var_os("BLESS").is_some();
    let checks = if bless { official().unwrap() } else { listed() };
    let dir = TestDir::with(&[]);
    let (mut rows, mut covered) = (String::new(), 0);
    for Check { id, severity } in &checks {
        let told = examples::example(id).map(|(before, after)| {
            assert_ne!(before, after, "{id}");
            told(&dir, &before, &after)
        });
        match told.filter(|told| !told.codes.is_empty()) {
            Some(Told { codes, old_clients, new_clients }) => {
                covered += 1;
                let codes: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
                let codes = codes.join(", ");
                let _ = writeln!(rows, "| `{id}` | {severity} | {codes} | {old_clients} | {new_clients} |");
            }
            None => {
                let reason = examples::reason(id);
                let _ = writeln!(rows, "| `{id}` | {severity} | — {reason} | | |");
            }
        }
    }
    let counts = format!("Of {} ids, {covered} are told of. The others have the reason in their row.", checks.len());
    println!("{counts}");
    let expected = format!(
        "{HEAD}\n{counts}\n\n| id | severity there | codes | old clients | new clients |\n|---|---|---|---|---|\n{rows}"
    );
    if bless {
        fs::write(table(), &expected).unwrap();
    }
    assert_eq!(
        fs::read_to_string(table()).unwrap(),
        expected,
        "`BLESS=1 cargo test -p weland --test oasdiff` writes it anew"
    );
}

#[test]
fn the_table_has_all_ids() {
    let Some(official) = official() else { return };
    let ids = |checks: &[Check]| checks.iter().map(|check| check.id.clone()).collect::<Vec<_>>();
    assert!(ids(&listed()) == ids(&official), "the table lacks ids, or has more; `BLESS=1` writes it anew");
}
