//! JMESPath, which waiters and parameters of endpoints use to look into values.

mod functions;
mod infer;
mod parse;
#[cfg(test)]
mod tests;

use weland_model::Model;

use infer::Inference;
pub(super) use infer::{Kind, Type};
pub(super) use parse::PathError;

/// What is doubtful about an expression, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) message: String,
    /// Whether it can't work in any case.
    pub(super) is_error: bool,
}

/// The type that an expression yields for a value of a type, and what is doubtful about it.
pub(super) fn infer<'m>(
    model: &'m Model,
    text: &str,
    current: &Type<'m>,
) -> Result<(Type<'m>, Vec<Problem>), PathError> {
    let expression = parse::parse(text)?;
    let mut inference = Inference { model, problems: Vec::new() };
    let found = inference.expression(&expression, current);
    Ok((found, inference.problems))
}
