//! The results as a table and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use weland_codegen::PROTOCOLS;

use super::cases::{Counts, Kind};
use super::results::Outcome;

/// The results of one protocol.
#[derive(Debug)]
pub(super) struct Row {
    protocol: String,
    /// Whether the protocol is supported.
    is_built: bool,
    /// Passed cases and all cases, of the kinds that the protocol has.
    cells: BTreeMap<Kind, (usize, usize)>,
}

impl Row {
    /// Whether every case passed; `true` for protocols that aren't supported.
    pub(super) fn is_complete(&self) -> bool {
        !self.is_built || self.cells.values().all(|(passed, all)| passed == all)
    }
}

pub(super) fn rows(counts: &Counts, outcomes: &[Outcome]) -> Vec<Row> {
    let row = |(id, kinds): (&String, &BTreeMap<Kind, usize>)| {
        let built = PROTOCOLS.iter().find(|protocol| protocol.trait_id == id);
        let passed = |kind: Kind| {
            let own = outcomes.iter().filter(|it| Some(it.protocol) == built && it.kind == kind);
            own.filter(|it| it.passed).count()
        };
        Row {
            protocol: id.clone(),
            is_built: built.is_some(),
            cells: kinds.iter().map(|(kind, all)| (*kind, (passed(*kind), *all))).collect(),
        }
    };
    let mut rows: Vec<Row> = counts.iter().map(row).collect();
    rows.sort_by_key(|row| !row.is_built);
    rows
}

/// The table, the failures, and the remarks of tests about their cases.
pub(super) fn text(rows: &[Row], outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| rows.iter().any(|row| row.cells.contains_key(kind))).collect();
    let name = |row: &Row| row.protocol.rsplit('#').next().unwrap_or_default().to_owned();
    let first = rows.iter().map(|row| name(row).len()).max().unwrap_or(0).max("protocol".len());
    // Writing to a string does not fail.
    let _ = write!(out, "{:first$}", "protocol");
    for kind in &kinds {
        let _ = write!(out, "  {}", kind.name());
    }
    out.push('\n');
    for row in rows {
        let _ = write!(out, "{:first$}", name(row));
        for kind in &kinds {
            let cell = match row.cells.get(kind) {
                None => String::new(),
                Some((_, all)) if !row.is_built => format!("-/{all}"),
                Some((passed, all)) => format!("{passed}/{all}"),
            };
            let _ = write!(out, "  {cell:>width$}", width = kind.name().len());
        }
        out.push_str(if row.is_built { "\n" } else { "  (not built yet)\n" });
    }
    notes(&mut out, outcomes);
    failures(&mut out, outcomes);
    out
}

fn notes(out: &mut String, outcomes: &[Outcome]) {
    for outcome in outcomes {
        for note in outcome.notes() {
            let _ = write!(out, "\nnote: {} {}: {note}", outcome.kind.name(), outcome.name);
        }
    }
    if outcomes.iter().any(|outcome| outcome.notes().next().is_some()) {
        out.push('\n');
    }
}

fn failures(out: &mut String, outcomes: &[Outcome]) {
    let failed: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.passed).collect();
    if failed.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{} failed; for more on one of them: cargo xtask conformance --case <name>", failed.len());
    for outcome in failed {
        let _ = writeln!(out, "  {} {} {}: {}", outcome.kind.name(), outcome.service, outcome.name, reason(outcome));
    }
}

/// A summary of a failure: the case and the first difference.
fn reason(outcome: &Outcome) -> String {
    let lines = outcome.output.lines().map(str::trim);
    let said: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with("thread '")).take(2).collect();
    if said.is_empty() { "no verdict".to_owned() } else { said.join(": ") }
}

/// Prints the complete output of some tests. Returns whether they passed.
pub(super) fn details(case: &str, outcomes: &[Outcome]) -> Result<bool, String> {
    for outcome in outcomes {
        let verdict = if outcome.passed { "passed" } else { "FAILED" };
        println!("{} {} {}: {verdict}\n{}", outcome.kind.name(), outcome.service, outcome.name, outcome.output);
    }
    let failed = outcomes.iter().filter(|outcome| !outcome.passed).count();
    println!("`{case}`: {} of {} passed", outcomes.len() - failed, outcomes.len());
    Ok(failed == 0)
}

pub(super) fn json(rows: &[Row], outcomes: &[Outcome]) -> String {
    let cells = |row: &Row| -> serde_json::Map<String, Value> {
        let cell = |(kind, (passed, all)): (&Kind, &(usize, usize))| {
            let passed = if row.is_built { json!(passed) } else { Value::Null };
            (kind.name().to_owned(), json!({ "passed": passed, "total": all }))
        };
        row.cells.iter().map(cell).collect()
    };
    let protocols: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "protocol": row.protocol, "built": row.is_built, "cases": cells(row) }))
        .collect();
    let failed = outcomes.iter().filter(|outcome| !outcome.passed);
    let failures: Vec<Value> = failed
        .map(|it| json!({ "kind": it.kind.name(), "service": it.service, "test": it.name, "output": it.output }))
        .collect();
    let noted = outcomes.iter().flat_map(|it| it.notes().map(move |note| json!({ "test": it.name, "note": note })));
    json!({ "protocols": protocols, "failures": failures, "notes": noted.collect::<Vec<_>>() }).to_string()
}
