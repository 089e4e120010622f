//! Verdicts beside what was seen.

use weland_diff::{Effect, RustApi};

use super::plan::Edit;

/// What a verdict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Axis {
    Rust,
    OldClients,
    NewClients,
}

impl Axis {
    pub(super) const ALL: [Self; 3] = [Self::Rust, Self::OldClients, Self::NewClients];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust API",
            Self::OldClients => "old clients",
            Self::NewClients => "new clients",
        }
    }
}

/// How bad something is, on either axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Rust(RustApi),
    Wire(Effect),
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Rust(level) => level.as_str(),
            Self::Wire(effect) => effect.as_str(),
        }
    }
}

/// A verdict on an edit beside what tools or peers have shown.
pub(super) struct Case<'e> {
    pub(super) edit: &'e Edit,
    pub(super) axis: Axis,
    pub(super) says: Level,
    pub(super) saw: Level,
    /// What has shown it.
    pub(super) example: String,
}

impl Case<'_> {
    pub(super) fn agrees(&self) -> bool {
        self.says == self.saw
    }

    pub(super) fn is_too_low(&self) -> bool {
        self.says < self.saw
    }

    /// The codes whose verdict alone is as bad as the whole.
    pub(super) fn codes(&self) -> Vec<&'static str> {
        let level = |change: &weland_diff::Change| match self.axis {
            Axis::Rust => Level::Rust(change.rust),
            Axis::OldClients => Level::Wire(change.wire.old_clients),
            Axis::NewClients => Level::Wire(change.wire.new_clients),
        };
        let changes = self.edit.changes.iter().flat_map(|(_, found)| found);
        let mut codes: Vec<_> = changes.filter(|change| level(change) == self.says).map(|change| change.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Whether each change whose verdict alone is as bad as the whole is one of these.
    pub(super) fn comes_from(&self, codes: &[&str]) -> bool {
        let worst = self.codes();
        !worst.is_empty() && worst.iter().all(|code| codes.contains(code))
    }

    pub(super) fn describe(&self) -> String {
        format!(
            "edit {}, {}: {} ({}): `weland diff` says {}, seen was {} ({}){}",
            self.edit.number,
            self.axis.name(),
            self.edit.kind,
            self.edit.what,
            self.says.as_str(),
            self.saw.as_str(),
            self.edit.codes().join(", "),
            if self.example.is_empty() { String::new() } else { format!("\n    {}", self.example) },
        )
    }
}
