//! Changes as a changelog in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use weland_diff::{Effect, RustApi};
use weland_model::Severity;

use super::{Changes, LocatedChange, sentence};

/// The sections, in order, with what they are about.
const SECTIONS: [(&str, Section); 4] = [
    ("Breaking", Section::Breaking),
    ("To check", Section::Doubtful),
    ("Added", Section::Added),
    ("Changed", Section::Changed),
];

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Breaking,
    Doubtful,
    Added,
    Changed,
    Documentation,
    /// It changes neither messages nor the Rust API.
    Silent,
}

impl Section {
    fn of(located: &LocatedChange) -> Self {
        let change = &located.change;
        if change.wire.worst() == Effect::Breaking || change.rust == RustApi::Major {
            Self::Breaking
        } else if change.code == "documentation-changed" {
            Self::Documentation
        } else if change.severity == Severity::Note
            && change.rust <= RustApi::Patch
            && change.wire.worst() == Effect::Compatible
        {
            Self::Silent
        } else if change.severity > Severity::Note {
            Self::Doubtful
        } else if change.code.ends_with("-added") {
            Self::Added
        } else {
            Self::Changed
        }
    }
}

/// A section per kind of change. Each change is told with what it does.
pub(crate) fn to_markdown(changes: &Changes) -> String {
    let mut text = format!("# Changes from {} to {}\n\n", code(&changes.old), code(&changes.new));
    if changes.changes.is_empty() {
        text.push_str("Nothing has changed.\n");
        return text;
    }
    let verdict = changes.verdict();
    text.push_str("| | |\n|---|---|\n");
    let _ = writeln!(text, "| old clients, new server | {} |", verdict.wire.old_clients.as_str());
    let _ = writeln!(text, "| new clients, old server | {} |", verdict.wire.new_clients.as_str());
    let _ = writeln!(text, "| Rust API of generated crates | {} |", verdict.rust.as_str());
    for (title, section) in SECTIONS {
        let all: Vec<&LocatedChange> = changes.open().filter(|located| Section::of(located) == section).collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n## {title}\n");
        for located in all {
            let change = &located.change;
            let _ = write!(text, "- {}.", capitalized(&change.message));
            let effects = sentence(change.wire, change.rust);
            if !effects.is_empty() {
                let _ = write!(text, " {}.", capitalized(&effects));
            }
            if let Some(help) = change.help.as_ref().filter(|_| section == Section::Breaking) {
                let _ = write!(text, " {}.", capitalized(help));
            }
            let _ = writeln!(text, " [`{}`]", change.code);
        }
    }
    let count = |section| changes.open().filter(|located| Section::of(located) == section).count();
    let rest = [
        (Section::Documentation, "of documentation"),
        (Section::Silent, "that change neither messages nor the Rust API"),
    ];
    let rest: Vec<String> = rest
        .into_iter()
        .filter(|(section, _)| count(*section) > 0)
        .map(|(section, what)| format!("{} {what}", count(section)))
        .collect();
    if !rest.is_empty() {
        let _ = writeln!(text, "\nFurther changes: {}.", rest.join(", "));
    }
    accepted(changes, &mut text);
    text
}

/// Changes that are accepted for one reason are told together, unless they are few.
fn accepted(changes: &Changes, text: &mut String) {
    const FEW: usize = 3;
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for located in &changes.changes {
        if let Some(reason) = &located.accepted {
            groups.entry((reason.trim(), located.change.code)).or_default().push(&located.change.message);
        }
    }
    if groups.is_empty() {
        return;
    }
    text.push_str("\n## Accepted\n\n");
    for ((reason, code), messages) in groups {
        if messages.len() > FEW {
            let _ = writeln!(text, "- {}: {} changes. [`{code}`]", capitalized(reason), messages.len());
            continue;
        }
        for message in messages {
            let _ = writeln!(text, "- {}: {message}. [`{code}`]", capitalized(reason));
        }
    }
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// The text with its first letter in upper case. A name in backticks stays as it is.
fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
