//! The official cases of comparisons give their events.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../../tests/skip.rs"]
mod skip;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use weland_diff::{Change, RustCode, diff};
use weland_model::Model;

/// The folder of the cases, if it is there.
fn cases() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/smithy-suites/diff");
    if path.is_dir() {
        return Some(path);
    }
    skip::skip("the official Smithy test data is not beside the repository");
    None
}

fn load(path: &Path) -> Model {
    let mut loader = weland_smithy::Loader::new();
    loader.add(path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:?}", path.display());
    model
}

/// Severity, shape and id.
type Event = (String, String, String);

/// The events of a file: `[SEVERITY] shape: message | id`, with messages of several lines.
fn expected(text: &str) -> BTreeSet<Event> {
    let events = text.split("\n-----\n").filter(|event| !event.trim().is_empty());
    let parse = |event: &str| {
        let (severity, rest) = event.trim().strip_prefix('[').unwrap().split_once("] ").unwrap();
        let (shape, rest) = rest.split_once(": ").unwrap();
        let (_, id) = rest.rsplit_once(" | ").unwrap();
        (severity.to_lowercase(), shape.to_owned(), id.to_owned())
    };
    events.map(parse).collect()
}

fn event(change: &Change) -> Event {
    let id = change.reference.as_deref().unwrap_or(change.code).to_owned();
    (change.severity.as_str().to_owned(), change.subject.to_string(), id)
}

/// Whether an event is the expected one, whose id may be one that is above.
fn is_same(found: &Event, expected: &Event) -> bool {
    let is_below = found.2 == expected.2 || found.2.starts_with(&format!("{}.", expected.2));
    found.0 == expected.0 && found.1 == expected.1 && is_below
}

#[test]
fn official_cases_give_their_events_and_no_others() {
    let Some(folder) = cases() else { return };
    let mut count = 0;
    let mut problems = Vec::new();
    for group in fs::read_dir(folder).unwrap() {
        let mut files: Vec<PathBuf> =
            fs::read_dir(group.unwrap().path()).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        for events in files.iter().filter(|path| path.extension().is_some_and(|it| it == "events")) {
            count += 1;
            let old = load(&events.with_extension("a.smithy"));
            let new = load(&events.with_extension("b.smithy"));
            let expected = expected(&fs::read_to_string(events).unwrap());
            let found: BTreeSet<Event> = diff(&old, &new, RustCode::default()).iter().map(event).collect();
            let missing: Vec<_> = expected.iter().filter(|it| !found.iter().any(|found| is_same(found, it))).collect();
            let more: Vec<_> = found.iter().filter(|it| !expected.iter().any(|event| is_same(it, event))).collect();
            if !missing.is_empty() || !more.is_empty() {
                problems.push(format!("{}: missing {missing:#?}, more {more:#?}", events.display()));
            }
        }
    }
    println!("{count} cases");
    assert_eq!(count, 39);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
