//! What a comparison finds.

use weland_model::{Severity, ShapeId, Span};

/// What happens to messages between peers that were made from different models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Effect {
    /// Everything is understood as it was meant.
    #[default]
    Compatible,
    /// Only messages that use what is new are affected, or only peers that check what they receive.
    Conditional,
    /// Something that worked fails, or is misread.
    Breaking,
}

impl Effect {
    /// The effect in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Conditional => "conditional",
            Self::Breaking => "breaking",
        }
    }
}

/// The effect of a change on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Wire {
    /// For clients of the old model that call a server of the new one.
    pub old_clients: Effect,
    /// For clients of the new model that call a server of the old one.
    pub new_clients: Effect,
}

impl Wire {
    /// No message changes.
    pub const COMPATIBLE: Self = Self { old_clients: Effect::Compatible, new_clients: Effect::Compatible };
    /// Neither side understands the other.
    pub const BREAKING: Self = Self { old_clients: Effect::Breaking, new_clients: Effect::Breaking };
    /// It depends on the peers.
    pub const CONDITIONAL: Self = Self { old_clients: Effect::Conditional, new_clients: Effect::Conditional };

    /// The worse of both effects, for each direction.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self {
            old_clients: self.old_clients.max(other.old_clients),
            new_clients: self.new_clients.max(other.new_clients),
        }
    }

    /// The worse of both directions.
    #[must_use]
    pub fn worst(self) -> Effect {
        self.old_clients.max(self.new_clients)
    }
}

/// What a change means for the Rust API of generated crates: the part of their version that has to grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RustApi {
    /// The crates stay as they are.
    #[default]
    None,
    /// The same API; documentation or behavior changes.
    Patch,
    /// The API grows.
    Minor,
    /// Code that compiled may not compile any more.
    Major,
}

impl RustApi {
    /// The level in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// One change between two models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Stable, kebab-case name of the kind of change, such as `member-removed`.
    pub code: &'static str,
    /// How much attention it needs.
    pub severity: Severity,
    /// The shape or member: as the new model calls it, or the old one if it is gone.
    pub subject: ShapeId,
    /// What changed, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The place in the old model, if there is one.
    pub old: Option<Span>,
    /// The place in the new model, if there is one.
    pub new: Option<Span>,
    /// What happens on the wire.
    pub wire: Wire,
    /// What happens to generated crates.
    pub rust: RustApi,
    /// What the reference implementation of Smithy calls this very change.
    pub reference: Option<Box<str>>,
}

impl Change {
    pub(crate) fn new(code: &'static str, severity: Severity, subject: ShapeId, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            subject,
            message: message.into(),
            help: None,
            old: None,
            new: None,
            wire: Wire::COMPATIBLE,
            rust: RustApi::None,
            reference: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn at(mut self, old: impl Into<Option<Span>>, new: impl Into<Option<Span>>) -> Self {
        self.old = old.into();
        self.new = new.into();
        self
    }

    pub(crate) fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    pub(crate) fn rust(mut self, rust: RustApi) -> Self {
        self.rust = rust;
        self
    }

    pub(crate) fn reference(mut self, id: impl Into<Box<str>>) -> Self {
        self.reference = Some(id.into());
        self
    }

    /// What this kind of change can be called in suppressions: its code, and the id of the reference implementation with
    /// those above it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let prefixes = |id| std::iter::successors(Some(id), |id: &&str| id.rsplit_once('.').map(|(start, _)| start));
        std::iter::once(self.code).chain(self.reference.as_deref().into_iter().flat_map(prefixes))
    }
}

/// All changes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdict {
    /// The worst severity; `None` without changes.
    pub severity: Option<Severity>,
    /// The worst effects on the wire.
    pub wire: Wire,
    /// The version that generated crates need.
    pub rust: RustApi,
}

impl Verdict {
    /// The verdict on some changes.
    #[must_use]
    pub fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        changes.into_iter().fold(Self::default(), |verdict, change| Self {
            severity: verdict.severity.max(Some(change.severity)),
            wire: verdict.wire.max(change.wire),
            rust: verdict.rust.max(change.rust),
        })
    }
}
