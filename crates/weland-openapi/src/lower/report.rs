//! What is lost on the way from a document to a model, each thing once.

use std::collections::HashSet;

use weland_model::{Diagnostic, Diagnostics, NameHash, Severity, Span};

/// Collects diagnostics. Schemas are looked at as often as they are referred to, so each message comes once.
#[derive(Debug)]
pub(super) struct Report<'m> {
    diagnostics: &'m mut Diagnostics,
    seen: HashSet<(Span, String), NameHash>,
}

impl<'m> Report<'m> {
    pub(super) fn new(diagnostics: &'m mut Diagnostics) -> Self {
        Self { diagnostics, seen: HashSet::default() }
    }

    /// A mistake that makes a part of the document useless.
    pub(super) fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.push(Diagnostic::error(code, span, message).help(help));
    }

    /// Something that is probably not meant as it is written.
    pub(super) fn warning(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.push(Diagnostic::warning(code, span, message).help(help));
    }

    /// Something that is worth knowing.
    pub(super) fn note(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: &str) {
        self.push(Diagnostic::new(Severity::Note, code, message).at(span).help(help));
    }

    /// Something that neither messages nor verdicts depend on is not in the model.
    pub(super) fn remark_lost(&mut self, span: Span, what: &str, effect: &str) {
        self.note("not-carried", span, format!("{what} is not carried into the model"), effect);
    }

    /// A constraint is not in the model, so that values pass that the document forbids.
    pub(super) fn constraint_lost(&mut self, span: Span, what: &str, effect: &str) {
        self.warning("not-carried-constraint", span, format!("{what} is not carried into the model"), effect);
    }

    /// A part of messages is not in the model.
    pub(super) fn behavior_lost(&mut self, span: Span, what: &str, effect: &str) {
        self.warning("not-carried-behavior", span, format!("{what} is not carried into the model"), effect);
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        let key = diagnostic.span.map(|span| (span, format!("{}{}", diagnostic.code, diagnostic.message)));
        if key.is_none_or(|key| self.seen.insert(key)) {
            self.diagnostics.push(diagnostic);
        }
    }
}
