//! What a user wants otherwise than a model has it, as a step from the model to the model.
//!
//! Rules stand in a configuration, so their spans are in its sources, and not in those of the model.

mod find;
mod messages;
mod only;
mod rename;

pub use find::position;
pub use messages::with_own_outputs;
pub use rename::name_in_code;

use crate::{Diagnostics, Model, ShapeId, Span};

/// A name that a rule states, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The name.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// The operations that a service is reduced to: those of all lists.
#[derive(Debug, Clone, Default)]
pub struct Only {
    /// Names of operations.
    pub operations: Vec<Stated>,
    /// Tags of operations, by the trait `smithy.api#tags`.
    pub tags: Vec<Stated>,
    /// Resources, with the resources below them.
    pub resources: Vec<Stated>,
}

/// A rule that gives a new name.
#[derive(Debug, Clone)]
pub struct NewName {
    /// The name in the model.
    pub from: Stated,
    /// The name in code.
    pub to: Stated,
}

/// Names that differ in code. Those of the model stay on the wire, and wherever traits refer to shapes and members.
#[derive(Debug, Clone, Default)]
pub struct Renames {
    /// Shapes that become types.
    pub shapes: Vec<NewName>,
    /// Operations; inputs and outputs that are named after them follow.
    pub operations: Vec<NewName>,
    /// Members of structures, unions and enums, as `Shape.member`.
    pub members: Vec<NewName>,
}

/// All rules for a service.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    /// What to keep; everything, if this is absent.
    pub only: Option<Only>,
    /// What to call otherwise, of what is kept.
    pub rename: Renames,
}

impl Edits {
    /// Makes a service of the model what the rules want it to be. Without the service, nothing happens.
    ///
    /// # Errors
    ///
    /// Every rule that matches nothing, or more than one thing, is reported, and every new name that is taken. The model is not meant to be used then.
    pub fn apply(&self, model: &mut Model, service: &ShapeId) -> Result<(), Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        if let Some(only) = &self.only {
            only::keep(model, service, only, &mut diagnostics);
        }
        rename::rename(model, service, &self.rename, &mut diagnostics);
        if diagnostics.has_errors() { Err(diagnostics) } else { Ok(()) }
    }
}
