//! The settings of a router that hold for all its operations.

use crate::failure::FailureHook;

/// The settings of a router.
#[derive(Clone)]
pub(crate) struct Settings {
    /// How many bytes a body may have.
    pub(crate) body_limit: usize,
    pub(crate) validation_style: ValidationStyle,
    pub(crate) on_failure: FailureHook,
}

/// The style of the response to a request that breaks constraints of the model. Its code is `ValidationException` in either
/// style, and its status 400. If the operation has an error of that name, the response has the status and the members of that:
/// the message in this style, the fields, and a reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValidationStyle {
    /// As `smithy.framework#ValidationException`: a message, and a list of fields with their paths.
    #[default]
    Smithy,
    /// As AWS Lambda: a message that shows the values.
    AwsLambda,
}
