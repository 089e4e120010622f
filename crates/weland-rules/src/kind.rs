//! The types of the language.

use std::fmt;

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// A string.
    String,
    /// A boolean.
    Boolean,
    /// An array of strings.
    StringArray,
}

impl ParameterKind {
    /// The type of a name, whatever its case: `string`, `boolean`, `stringArray`.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::String, Self::Boolean, Self::StringArray].into_iter().find(|kind| name.eq_ignore_ascii_case(kind.name()))
    }

    /// How models spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::StringArray => "stringArray",
        }
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Kind::from(*self).fmt(f)
    }
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing is known, since something is wrong with the expression, which has been reported.
    Any,
    Boolean,
    Integer,
    String,
    Strings,
    Partition,
    Arn,
    Url,
}

impl Kind {
    /// The names of the attributes of a record, and their types.
    pub(crate) fn attributes(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Partition => &[
                ("name", Kind::String),
                ("dnsSuffix", Kind::String),
                ("dualStackDnsSuffix", Kind::String),
                ("supportsFIPS", Kind::Boolean),
                ("supportsDualStack", Kind::Boolean),
                ("implicitGlobalRegion", Kind::String),
            ],
            Self::Arn => &[
                ("partition", Kind::String),
                ("service", Kind::String),
                ("region", Kind::String),
                ("accountId", Kind::String),
                ("resourceId", Kind::Strings),
            ],
            Self::Url => &[
                ("scheme", Kind::String),
                ("authority", Kind::String),
                ("path", Kind::String),
                ("normalizedPath", Kind::String),
                ("isIp", Kind::Boolean),
            ],
            _ => &[],
        }
    }
}

impl From<ParameterKind> for Kind {
    fn from(kind: ParameterKind) -> Self {
        match kind {
            ParameterKind::String => Self::String,
            ParameterKind::Boolean => Self::Boolean,
            ParameterKind::StringArray => Self::Strings,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "a value",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::String => "a string",
            Self::Strings => "an array of strings",
            Self::Partition => "a partition",
            Self::Arn => "an ARN",
            Self::Url => "a URL",
        })
    }
}

/// What is known of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) kind: Kind,
    /// Whether there may be no value.
    pub(crate) optional: bool,
}

impl Type {
    pub(crate) const ANY: Self = Self::of(Kind::Any);

    pub(crate) const fn of(kind: Kind) -> Self {
        Self { kind, optional: false }
    }

    pub(crate) const fn optional(kind: Kind) -> Self {
        Self { kind, optional: true }
    }
}
