//! The diagnostics that speak of what crates don't carry.

/// What a loss concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// What is sent and received, or what clients and servers do.
    Behavior,
    /// Which values are accepted.
    Constraint,
    /// What is said to people and tools.
    Annotation,
}

impl Kind {
    /// Its name in JSON.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Behavior => "behavior",
            Self::Constraint => "constraint",
            Self::Annotation => "annotation",
        }
    }
}

/// The codes of diagnostics that speak of losses.
pub(crate) const CODES: &[(&str, Kind)] = &[
    ("not-carried", Kind::Annotation),
    ("not-carried-behavior", Kind::Behavior),
    ("not-carried-constraint", Kind::Constraint),
    ("contradictory-schema", Kind::Constraint),
    ("encoding-without-property", Kind::Behavior),
    ("ignored-header", Kind::Behavior),
    ("ignored-trait", Kind::Behavior),
    ("label-without-place", Kind::Behavior),
    ("undiscovered-endpoints", Kind::Behavior),
    ("unusable-pagination", Kind::Behavior),
    ("waiter-with-stream", Kind::Behavior),
];

/// The code of the diagnostics that tell why a schema has no type.
pub(crate) const UNTYPED: &str = "untyped";

/// Whether diagnostics of a code are listed by the report.
pub(crate) fn is_listed(code: &str) -> bool {
    code == UNTYPED || CODES.iter().any(|(known, _)| *known == code)
}
