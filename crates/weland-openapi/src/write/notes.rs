//! What a document does not say, or says less exactly than the model.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Severity, Span};

/// Places where the same thing is lost are reported together, and so many of them are shown.
const SHOWN: usize = 5;

/// Collects what is lost.
#[derive(Debug, Default)]
pub(super) struct Notes {
    groups: BTreeMap<(Kind, String), Group>,
}

/// How much is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An operation is not in the document.
    Operation,
    /// The document does not say it at all.
    LeftOut,
    /// The document says something weaker, or something else that comes close.
    Loosely,
}

#[derive(Debug)]
struct Group {
    help: String,
    places: Vec<(Span, String)>,
}

impl Notes {
    /// Adds a place at which something is lost. `what` is a sentence without a full stop that holds for all places of its
    /// kind, `help` says what that means for readers of the document.
    pub(super) fn add(&mut self, kind: Kind, what: impl Into<String>, help: &str, span: Span, place: &str) {
        let new = || Group { help: help.to_owned(), places: Vec::new() };
        let group = self.groups.entry((kind, what.into())).or_insert_with(new);
        let found = (span, place.to_owned());
        if !group.places.contains(&found) {
            group.places.push(found);
        }
    }

    /// One diagnostic for each thing that is lost.
    pub(super) fn finish(self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(self.groups.into_iter().filter_map(|((kind, what), group)| diagnostic(kind, what, group)));
        diagnostics
    }
}

fn diagnostic(kind: Kind, what: String, mut group: Group) -> Option<Diagnostic> {
    group.places.sort();
    let (span, name) = group.places.first()?.clone();
    let more = group.places.len() - 1;
    let message = match more {
        0 => format!("{what}: {name}"),
        1 => format!("{what}: {name} and one more place"),
        _ => format!("{what}: {name} and {more} more places"),
    };
    let mut diagnostic = match kind {
        Kind::Operation => Diagnostic::new(Severity::Warning, "operation-not-in-openapi", message),
        Kind::LeftOut => Diagnostic::new(Severity::Note, "not-in-openapi", message),
        Kind::Loosely => Diagnostic::new(Severity::Note, "loosely-in-openapi", message),
    };
    diagnostic = diagnostic.at(span).help(group.help);
    for (span, name) in group.places.into_iter().skip(1).take(SHOWN) {
        diagnostic = diagnostic.related(span, format!("and {name}"));
    }
    Some(diagnostic)
}
