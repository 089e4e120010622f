//! What a user wants otherwise than a model has it, as a step from the model to the model.
//!
//! Rules stand in a configuration, so their spans are in its sources, and not in those of the model.

mod find;
mod only;

use crate::{Diagnostics, Model, ShapeId, Span};

/// A name that a rule states, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The name.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// The operations that a service is reduced to: those of one list and those of the other.
#[derive(Debug, Clone, Default)]
pub struct Only {
    /// Names of operations.
    pub operations: Vec<Stated>,
    /// Tags of operations, by the trait `smithy.api#tags`.
    pub tags: Vec<Stated>,
}

/// All rules for a service.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// What to keep; everything, if this is absent.
    pub only: Option<Only>,
}

impl Edits {
    /// Makes a service of the model what the rules want it to be. Without the service, nothing happens.
    ///
    /// # Errors
    ///
    /// Every rule that matches nothing, or more than one thing, is reported. The model is not meant to be used then.
    pub fn apply(&self, model: &mut Model, service: &ShapeId) -> Result<(), Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        if let Some(only) = &self.only {
            only::keep(model, service, only, &mut diagnostics);
        }
        if diagnostics.has_errors() { Err(diagnostics) } else { Ok(()) }
    }
}
