//! What has changed of the API of a target since crates were generated from it.

use std::collections::BTreeMap;
use std::path::Path;

use semver::Version;
use serde_json::json;
use weland_codegen::{Files, Options};
use weland_diff::{RustApi, Verdict};
use weland_model::{Model, Severity, Sources};

use crate::changes::{Changes, LocatedChange, sentence};
use crate::cli::GenerateArguments;
use crate::commands::acceptance;
use crate::commands::code::CODE;
use crate::config::{Accepted, Target};
use crate::files::{self, Disk, Found};
use crate::header;
use crate::record::{self, Recorded, Unreadable};
use crate::report::{FileLocation, LocatedDiagnostic, Report, count};
use crate::{paths, rule_changes, suggest, versions};

/// So many changes are told in brief.
const BRIEFLY: usize = 10;

/// A generated target, and where to look for the last generation of it.
pub(super) struct Generated<'a> {
    pub(super) target: &'a Target,
    pub(super) model: &'a Model,
    pub(super) options: &'a Options,
    pub(super) files: &'a Files,
    /// The output folder, as the user names it.
    pub(super) folder: &'a Path,
    /// The configuration.
    pub(super) sources: &'a Sources,
    pub(super) accepted: &'a [Accepted],
}

/// The changes of a target.
#[derive(Debug)]
pub(super) struct ApiChanges {
    target: String,
    changes: Changes,
    versions: Vec<CrateVersion>,
    place: Option<FileLocation>,
}

/// The version of a crate that was there before.
#[derive(Debug)]
pub(super) struct CrateVersion {
    pub(super) name: String,
    before: Version,
    pub(super) given: Version,
    pub(super) asked: Version,
    place: Option<FileLocation>,
}

impl CrateVersion {
    /// Whether the configuration has a version that isn't as high as the one that is asked for.
    pub(super) fn is_too_low(&self) -> bool {
        !versions::suffices(&self.given, &self.asked)
    }
}

impl Generated<'_> {
    /// Compares with the last generation on a disk, which is that of a revision if it has a name. There are no changes if there
    /// was none, or if it can't be read, which is reported.
    pub(super) fn compare(&self, disk: &Disk, revision: Option<&str>, report: &mut Report) -> Option<ApiChanges> {
        let inner = record::folder(self.options)?;
        let folder = self.folder.join(&inner);
        let earlier = match files::marked_files(disk, &folder, ".smithy") {
            Ok(files) => files,
            Err(error) => {
                let reason = error.message;
                report.push(self.unreadable(&folder, revision, &reason, error.location));
                return None;
            }
        };
        if earlier.is_empty() {
            report.extend(self.missing(disk, &folder, revision));
            return None;
        }
        if self.is_same(&inner, &earlier) {
            return None;
        }
        match record::read(earlier) {
            Ok(recorded) => Some(self.changes(&folder, &recorded, revision)),
            Err(unreadable) => {
                let (reason, place) = match *unreadable {
                    Unreadable::OtherVersion => ("it was written by another version of Weland".to_owned(), None),
                    Unreadable::Broken(model, diagnostics) => {
                        let mut found = Report::default();
                        found.add(diagnostics, &model.sources);
                        let first = found.into_diagnostics().find(|it| it.severity == Severity::Error);
                        first.map_or_else(Default::default, |first| (first.message, first.location))
                    }
                };
                report.push(self.unreadable(&folder, revision, &reason, place));
                None
            }
        }
    }

    /// Whether these are the files that were generated now.
    fn is_same(&self, inner: &str, earlier: &[(String, String)]) -> bool {
        let prefix = format!("{inner}/");
        let mut new = self.files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        // Both are sorted by name.
        let all = earlier.iter().all(|(_, text)| new.next().is_some_and(|(_, new)| new == text));
        all && new.next().is_none()
    }

    fn changes(&self, folder: &Path, recorded: &Recorded, revision: Option<&str>) -> ApiChanges {
        let new = self.model.reduced_to(&self.options.service);
        let found = weland_diff::diff(&recorded.model, &new, CODE);
        let (old, sources) = (&recorded.model.sources, &self.model.sources);
        let changes = found.into_iter().map(|change| LocatedChange::new(change, old, sources, revision));
        let mut changes: Vec<LocatedChange> = changes.collect();
        for (change, span) in rule_changes::compare(&recorded.facts, self.options) {
            let new = span.and_then(|span| FileLocation::of(self.sources, span));
            changes.push(LocatedChange { change, old: None, new, accepted: None });
        }
        let mut changes = Changes { old: paths::display(folder), new: self.options.source_label.clone(), changes };
        acceptance::mark(&mut changes, self.accepted);
        let level = changes.verdict().rust;
        ApiChanges {
            target: self.target.name.clone(),
            versions: self.versions(recorded, level),
            changes,
            place: self.target.crates.first().and_then(|it| FileLocation::of(self.sources, it.name.span)),
        }
    }

    fn versions(&self, recorded: &Recorded, level: RustApi) -> Vec<CrateVersion> {
        let crates = self.target.crates.iter();
        let found = crates.filter_map(|krate| {
            let before: Version = recorded.facts.crates.get(&krate.name.value)?.parse().ok()?;
            Some(CrateVersion {
                name: krate.name.value.clone(),
                asked: versions::asked(&before, level),
                before,
                given: krate.version.parse().ok()?,
                place: FileLocation::of(self.sources, krate.version_span.unwrap_or(krate.name.span)),
            })
        });
        found.collect()
    }

    /// Says that there is no model of the last generation though there was one; that of a revision is asked for.
    fn missing(&self, disk: &Disk, folder: &Path, revision: Option<&str>) -> Option<LocatedDiagnostic> {
        let types = self.target.crates.first()?;
        let manifest = format!("{}/Cargo.toml", types.name.value);
        let was_generated = match files::find(disk, self.folder, &manifest) {
            Ok(Found::File(text)) => header::is_marked(&text),
            _ => false,
        };
        if !was_generated && revision.is_none() {
            return None;
        }
        let path = shown(folder, revision);
        let message = format!("what changed of the API of `{}` can't be told: there is no `{path}`", self.target.name);
        let help = match revision {
            None => "it is written by this generation, for the next one to compare with",
            Some(_) => "name a revision that has it; `weland diff --base` compares the models themselves",
        };
        Some(LocatedDiagnostic::note("earlier-model-missing", message).help(help).at(FileLocation::path(path)))
    }

    fn unreadable(
        &self,
        folder: &Path,
        revision: Option<&str>,
        reason: &str,
        place: Option<FileLocation>,
    ) -> LocatedDiagnostic {
        let message = format!(
            "what changed of the API of `{}` can't be told: its last model can't be read: {reason}",
            self.target.name
        );
        let help = match revision {
            None => "`weland generate` writes it anew; `--base REVISION` compares with one that is committed",
            Some(_) => "name another revision; `weland diff --base` compares the models themselves",
        };
        let mut place = place.unwrap_or_else(|| FileLocation::path(paths::display(folder)));
        place.set_revision(revision);
        LocatedDiagnostic::note("earlier-model-unreadable", message).help(help).at(place)
    }
}

fn shown(folder: &Path, revision: Option<&str>) -> String {
    let path = paths::display(folder);
    revision.map_or(path.clone(), |revision| format!("{revision}:{path}"))
}

impl ApiChanges {
    /// The crates whose versions are too low.
    pub(super) fn too_low(&self) -> impl Iterator<Item = &CrateVersion> {
        self.versions.iter().filter(|version| version.is_too_low())
    }

    /// The changes, the verdict and the versions that are too low, as diagnostics. Changes are no errors: whoever generates
    /// crates has made them.
    pub(super) fn diagnostics(&self, arguments: &GenerateArguments) -> Vec<LocatedDiagnostic> {
        let open: Vec<&LocatedChange> = self.changes.open().collect();
        if open.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<LocatedDiagnostic> = open.iter().map(|change| change.told()).collect();
        if arguments.watch {
            shorten(&mut found);
        }
        let rest = std::iter::once(self.verdict(open.len())).chain(self.advice(arguments));
        found.extend(rest.map(|diagnostic| match arguments.watch {
            true => LocatedDiagnostic { location: None, ..diagnostic },
            false => diagnostic,
        }));
        found
    }

    fn verdict(&self, open: usize) -> LocatedDiagnostic {
        let Verdict { wire, rust, .. } = self.changes.verdict();
        let before = self.versions.first().map(|version| format!(" since version {}", version.before));
        let effects = sentence(wire, rust);
        let effects = if effects.is_empty() { "no effect on messages or code".to_owned() } else { effects };
        let changes = count(open, "change", "changes");
        let message =
            format!("the API of `{}` has changed{}: {changes}: {effects}", self.target, before.unwrap_or_default());
        let accepted = self.changes.changes.len() - open;
        let versions = self.versions.iter().map(|it| {
            json!({ "crate": it.name, "before": it.before.to_string(), "given": it.given.to_string(),
                    "asked": it.asked.to_string(), "tooLow": it.is_too_low() })
        });
        let data = json!({ "target": self.target, "changes": open, "accepted": accepted,
            "wire": { "oldClients": wire.old_clients.as_str(), "newClients": wire.new_clients.as_str() },
            "rust": rust.as_str(), "versions": versions.collect::<Vec<_>>() });
        let mut diagnostic = LocatedDiagnostic::note("api-changed", message).data(data);
        if accepted > 0 {
            let accepted = count(accepted, "further change is", "further changes are");
            diagnostic = diagnostic.help(format!("{accepted} accepted in the configuration"));
        }
        match &self.place {
            Some(place) => diagnostic.at(place.clone()),
            None => diagnostic,
        }
    }

    /// What to do about versions that are too low.
    fn advice(&self, arguments: &GenerateArguments) -> Option<LocatedDiagnostic> {
        let low: Vec<&CrateVersion> = self.too_low().collect();
        let first = low.first()?;
        let mut wanted: BTreeMap<(&Version, &Version), Vec<&str>> = BTreeMap::new();
        for it in &low {
            wanted.entry((&it.asked, &it.given)).or_default().push(&it.name);
        }
        let wanted: Vec<String> = wanted.iter().map(|(versions, crates)| of_crates(*versions, crates)).collect();
        let message = format!("the changes ask for {}", wanted.join(", and for "));
        let by_itself = match &arguments.base {
            Some(base) => format!("`weland generate --base {base} --bump` writes it"),
            None => "`weland generate --base HEAD --bump` compares with the last commit, and writes it".to_owned(),
        };
        let help = format!("write `version: \"{}\"` into the configuration; {by_itself}", first.asked);
        let diagnostic = match arguments.bump {
            true => LocatedDiagnostic::error("version-too-low", message),
            false => LocatedDiagnostic::warning("version-too-low", message),
        };
        let diagnostic = diagnostic.help(help);
        Some(match &first.place {
            Some(place) => diagnostic.at(place.clone()),
            None => diagnostic,
        })
    }
}

fn of_crates((asked, given): (&Version, &Version), crates: &[&str]) -> String {
    let have = if crates.len() == 1 { "has" } else { "have" };
    format!("version {asked} of {}, which {have} {given}", suggest::list(crates))
}

/// Leaves one line of each of the first changes, those first that need most attention.
fn shorten(changes: &mut Vec<LocatedDiagnostic>) {
    changes.sort_by_key(|change| std::cmp::Reverse(change.severity));
    let more = changes.len().saturating_sub(BRIEFLY);
    changes.truncate(BRIEFLY);
    for change in changes.iter_mut() {
        change.location = None;
        change.related.clear();
        change.help = None;
    }
    if more > 0 {
        let message = format!("and {}", count(more, "further change", "further changes"));
        changes.push(LocatedDiagnostic::note("api-changed", message));
    }
}
