//! Reports of cases that fail.

use std::fmt::{self, Write as _};

use weland_core::DecodeError;

/// A difference between a case and what was observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where: a path into the value, or a part of the message.
    place: String,
    expected: String,
    actual: String,
}

impl Difference {
    pub(crate) fn new(place: impl Into<String>, expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self { place: place.into(), expected: expected.into(), actual: actual.into() }
    }

    /// The same within something larger.
    pub(crate) fn within(mut self, place: impl fmt::Display) -> Self {
        self.place = format!("{place}{}", self.place);
        self
    }
}

/// Why a case fails.
#[derive(Debug, Default)]
pub(crate) struct Failure {
    /// What went wrong before there was anything to compare.
    problem: Option<String>,
    differences: Vec<Difference>,
    /// Messages that were sent or received, each with what it is.
    messages: Vec<(&'static str, String)>,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(problem: impl fmt::Display) -> Self {
        Self { problem: Some(problem.to_string()), ..Self::default() }
    }

    /// Shows a message beside the failure.
    pub(crate) fn with(mut self, what: &'static str, message: impl Into<String>) -> Self {
        self.messages.push((what, message.into()));
        self
    }
}

/// The case itself is wrong.
impl From<DecodeError> for Failure {
    fn from(error: DecodeError) -> Self {
        Self::new(format!("the values of the case do not fit the model: {error}"))
    }
}

/// Fails if there are differences.
pub(crate) fn none(differences: Vec<Difference>) -> Outcome {
    if differences.is_empty() { Ok(()) } else { Err(Failure { differences, ..Failure::default() }) }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if let Some(problem) = &self.problem {
            write!(text, "\n{problem}\n")?;
        }
        for Difference { place, expected, actual } in &self.differences {
            write!(text, "\n{place}\n  expected: {}\n    actual: {}\n", indent(expected), indent(actual))?;
        }
        for (what, message) in &self.messages {
            write!(text, "\n{what}:\n  {}\n", message.trim_end().replace('\n', "\n  "))?;
        }
        f.write_str(&text)
    }
}

/// Later lines of a value stand below its first.
fn indent(text: &str) -> String {
    text.trim_end().replace('\n', "\n            ")
}

/// The one place where a test fails.
#[allow(clippy::panic, reason = "a test fails by a panic")]
#[track_caller]
pub(crate) fn check(operation: &str, case: &str, outcome: Outcome) {
    let Err(failure) = outcome else {
        return;
    };
    let node: serde_json::Value = serde_json::from_str(case).unwrap_or_default();
    let field = |name: &str| node.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let documentation = match field("documentation").trim() {
        "" => String::new(),
        text => format!("\nThe case says: {}\n", text.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    panic!("the protocol test `{}` of {operation} fails\n{failure}{documentation}", field("id"));
}

/// Notes where a test does not follow a case to the letter; `cargo xtask conformance` shows such lines.
#[allow(clippy::print_stdout, reason = "a test reports notes on standard output")]
pub(crate) fn note(text: impl fmt::Display) {
    println!("note: {text}");
}
