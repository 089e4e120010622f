//! The result, as a page in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::case::{Axis, Case};
use super::plan::Batch;
use super::reasons;

/// How often each rule has to be hit.
const LEAST: usize = 3;

/// What all cases come to.
pub(super) struct Summary<'c, 'e> {
    batches: &'e [Batch],
    cases: &'c [Case<'e>],
    /// Disagreements with their reasons, by the reason.
    explained: BTreeMap<&'static str, Vec<&'c Case<'e>>>,
    pub(super) unexplained: Vec<&'c Case<'e>>,
    /// The edits that each rule has found something in.
    hits: BTreeMap<&'static str, BTreeSet<usize>>,
}

impl<'c, 'e> Summary<'c, 'e> {
    pub(super) fn new(batches: &'e [Batch], cases: &'c [Case<'e>]) -> Self {
        let mut summary =
            Self { batches, cases, explained: BTreeMap::new(), unexplained: Vec::new(), hits: BTreeMap::new() };
        for case in cases.iter().filter(|case| !case.agrees()) {
            match reasons::find(case) {
                Some(reason) => summary.explained.entry(reason.text).or_default().push(case),
                None => summary.unexplained.push(case),
            }
        }
        for edit in batches.iter().flat_map(|batch| &batch.edits) {
            for (rule, found) in &edit.changes {
                let hits = summary.hits.entry(rule).or_default();
                if !found.is_empty() {
                    hits.insert(edit.number);
                }
            }
        }
        summary
    }

    /// The rules that were hit too rarely.
    pub(super) fn missed(&self) -> Vec<&'static str> {
        let rare = self.hits.iter().filter(|(_, hits)| hits.len() < LEAST);
        rare.map(|(rule, _)| *rule).collect()
    }

    /// The table of rules, and the reasons of disagreements.
    pub(super) fn markdown(&self) -> String {
        let mut page = String::new();
        let edits: usize = self.batches.iter().map(|batch| batch.edits.len()).sum();
        let agreed = self.cases.iter().filter(|case| case.agrees()).count();
        let _ = writeln!(
            page,
            "{edits} edits, {} verdicts: {agreed} agree, {} differ for a reason below, {} without.\n",
            self.cases.len(),
            self.cases.len() - agreed - self.unexplained.len(),
            self.unexplained.len(),
        );
        page.push_str("| rule | edits | Rust API | old clients | new clients |\n|---|---:|---:|---:|---:|\n");
        for (rule, hits) in &self.hits {
            let _ = write!(page, "| `{rule}` | {} |", hits.len());
            for axis in Axis::ALL {
                let of = self.cases.iter().filter(|case| case.axis == axis && hits.contains(&case.edit.number));
                let all: Vec<bool> = of.map(Case::agrees).collect();
                let agreed = all.iter().filter(|agrees| **agrees).count();
                let _ = write!(page, " {agreed} of {} |", all.len());
            }
            page.push('\n');
        }
        page.push_str("\nWhere a verdict and what was seen differ:\n\n");
        for (text, cases) in &self.explained {
            let axes: BTreeSet<Axis> = cases.iter().map(|case| case.axis).collect();
            let axes: Vec<&str> = axes.into_iter().map(Axis::name).collect();
            let codes: BTreeSet<&str> = cases.iter().flat_map(|case| case.codes()).collect();
            let codes: Vec<String> = codes.into_iter().map(|code| format!("`{code}`")).collect();
            let _ = writeln!(page, "- {} × {}: {text} ({})", cases.len(), axes.join(", "), codes.join(", "));
        }
        page
    }
}
