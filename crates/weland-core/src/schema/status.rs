//! Which statuses of HTTP responses something stands for.

use std::fmt;

/// A status of responses, or several that mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusRange {
    /// This one.
    Code(u16),
    /// All with this first digit: 4 is `4XX`.
    Class(u16),
    /// All that nothing else stands for.
    Default,
}

impl StatusRange {
    /// Whether a status is one of these.
    pub const fn contains(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Class(digit) => status / 100 == digit,
            Self::Default => true,
        }
    }

    /// Of several that contain a status, the one with the greatest precedence is meant.
    pub const fn precedence(self) -> u8 {
        match self {
            Self::Code(_) => 2,
            Self::Class(_) => 1,
            Self::Default => 0,
        }
    }
}

impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}
