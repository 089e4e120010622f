//! What was found, and how bad it is.

use weland_model::{Diagnostic, Diagnostics, Severity, Span};

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The document does not say what the API is.
    Unusable,
    /// The document is not as it must be, but what is meant is clear.
    Wrong,
    /// The document contradicts itself in a way that may do harm, but can be used.
    Doubtful,
    /// Nothing is wrong, but something is likely to be a mistake.
    Advice,
}

/// Collects what is found.
#[derive(Debug)]
pub(crate) struct Findings {
    /// Whether what is wrong but clear is a warning.
    tolerant: bool,
    items: Vec<(Verdict, Diagnostic)>,
    suppressed: Vec<Suppression>,
}

/// The codes that are not to be reported in a range of a file.
#[derive(Debug)]
struct Suppression {
    code: String,
    within: Span,
}

impl Findings {
    pub(crate) fn new(tolerant: bool) -> Self {
        Self { tolerant, items: Vec::new(), suppressed: Vec::new() }
    }

    /// Adds something with a place and advice.
    pub(super) fn add(
        &mut self,
        verdict: Verdict,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(verdict, Diagnostic::error(code, span, message).help(help));
    }

    /// Adds a diagnostic, whose severity follows from the verdict.
    pub(super) fn push(&mut self, verdict: Verdict, mut diagnostic: Diagnostic) {
        diagnostic.severity = match verdict {
            Verdict::Unusable => Severity::Error,
            Verdict::Wrong if self.tolerant => Severity::Warning,
            Verdict::Wrong => Severity::Error,
            Verdict::Doubtful => Severity::Danger,
            Verdict::Advice => Severity::Warning,
        };
        self.items.push((verdict, diagnostic));
    }

    /// Keeps a code from being reported within an object.
    pub(super) fn suppress(&mut self, code: &str, within: Span) {
        self.suppressed.push(Suppression { code: code.to_owned(), within });
    }

    /// Everything that was found here and elsewhere, without what is suppressed.
    pub(crate) fn finish(self, elsewhere: Diagnostics) -> Diagnostics {
        let others = elsewhere.into_iter().map(|diagnostic| {
            let is_error = diagnostic.severity == Severity::Error;
            (if is_error { Verdict::Unusable } else { Verdict::Advice }, diagnostic)
        });
        let is_suppressed = |verdict: Verdict, diagnostic: &Diagnostic| {
            let Some(span) = diagnostic.span.filter(|_| verdict != Verdict::Unusable) else { return false };
            self.suppressed.iter().any(|suppression| {
                let within = suppression.within;
                let is_within = within.file == span.file && within.start <= span.start && span.start <= within.end;
                is_within && suppression.code == diagnostic.code
            })
        };
        let mut diagnostics = Diagnostics::new();
        for (verdict, diagnostic) in self.items.into_iter().chain(others) {
            if !is_suppressed(verdict, &diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
        diagnostics
    }
}
