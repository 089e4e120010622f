//! Changes between two models, with their places resolved, in the formats of `weland diff`.

mod json;
mod markdown;
mod text;

use clap::ValueEnum;
use weland_diff::{Change, Effect, RustApi, Verdict};
use weland_model::{Severity, Sources, Span};

pub(crate) use json::to_json;
pub(crate) use markdown::to_markdown;
pub(crate) use text::{sentence, to_text};

use crate::report::{FileLocation, LocatedDiagnostic, Report};

/// A change, ready to be shown.
#[derive(Debug)]
pub(crate) struct LocatedChange {
    pub(crate) change: Change,
    pub(crate) old: Option<FileLocation>,
    pub(crate) new: Option<FileLocation>,
    /// Why the user accepts it, if they do.
    pub(crate) accepted: Option<String>,
}

/// The changes of a comparison.
#[derive(Debug)]
pub(crate) struct Changes {
    /// What the models are called.
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) changes: Vec<LocatedChange>,
}

/// From what on a comparison fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Danger,
    Warning,
    Note,
    /// A change that breaks peers on the wire.
    Breaking,
    /// A change that asks for a major version of crates.
    Major,
    /// A change that asks for a minor version of crates, or a major one.
    Minor,
    Never,
}

impl FailOn {
    fn is_met(self, change: &Change) -> bool {
        match self {
            Self::Error => change.severity >= Severity::Error,
            Self::Danger => change.severity >= Severity::Danger,
            Self::Warning => change.severity >= Severity::Warning,
            Self::Note => change.severity >= Severity::Note,
            Self::Breaking => change.wire.worst() == Effect::Breaking,
            Self::Major => change.rust >= RustApi::Major,
            Self::Minor => change.rust >= RustApi::Minor,
            Self::Never => false,
        }
    }
}

impl LocatedChange {
    /// Resolves the places of a change. `revision` is that of the old model, if it is one of a repository.
    pub(crate) fn new(change: Change, old: &Sources, new: &Sources, revision: Option<&str>) -> Self {
        let locate = |sources, span: Option<Span>| span.and_then(|span| FileLocation::of(sources, span));
        let mut old = locate(old, change.old);
        if let Some(location) = &mut old {
            location.set_revision(revision);
        }
        Self { old, new: locate(new, change.new), change, accepted: None }
    }

    /// The change as a diagnostic that is no error: those who have made it are told of it. For tools, it has what it means.
    pub(crate) fn told(&self) -> LocatedDiagnostic {
        let Change { subject, wire, rust, reference, .. } = &self.change;
        let data = serde_json::json!({
            "shape": subject.as_str(),
            "wire": { "oldClients": wire.old_clients.as_str(), "newClients": wire.new_clients.as_str() },
            "rust": rust.as_str(),
            "smithy": reference,
        });
        let severity = self.change.severity.min(Severity::Warning);
        LocatedDiagnostic { severity, ..self.diagnostic() }.data(data)
    }

    /// The change as a diagnostic.
    fn diagnostic(&self) -> LocatedDiagnostic {
        let change = &self.change;
        let mut help = change.help.clone().unwrap_or_default();
        let effects = sentence(change.wire, change.rust);
        if !effects.is_empty() {
            help = if help.is_empty() { effects } else { format!("{help}\n{effects}") };
        }
        let diagnostic = LocatedDiagnostic::of_change(change.severity, change.code, change.message.clone());
        let diagnostic = if help.is_empty() { diagnostic } else { diagnostic.help(help) };
        match (&self.new, &self.old) {
            (Some(new), Some(old)) => {
                let was = "it was this in the old model".to_owned();
                LocatedDiagnostic { related: vec![(old.clone(), was)], ..diagnostic.at(new.clone()) }
            }
            (Some(place), None) | (None, Some(place)) => diagnostic.at(place.clone()),
            (None, None) => diagnostic,
        }
    }
}

impl Changes {
    /// Those that the user doesn't accept.
    pub(crate) fn open(&self) -> impl Iterator<Item = &LocatedChange> {
        self.changes.iter().filter(|change| change.accepted.is_none())
    }

    /// The verdict on those that the user doesn't accept.
    pub(crate) fn verdict(&self) -> Verdict {
        Verdict::of(self.open().map(|located| &located.change))
    }

    /// Whether a change that the user doesn't accept is as bad as that.
    pub(crate) fn fail(&self, level: FailOn) -> bool {
        self.open().any(|located| level.is_met(&located.change))
    }

    /// The changes as diagnostics.
    pub(crate) fn report(&self) -> Report {
        let mut report = Report::default();
        report.extend(self.open().map(LocatedChange::diagnostic));
        report
    }
}
