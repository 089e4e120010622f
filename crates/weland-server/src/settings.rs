//! The settings of a router that hold for all its operations.

use crate::reject::ValidationStyle;

/// The settings of a router.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    /// How many bytes a body may have.
    pub(crate) body_limit: usize,
    pub(crate) validation_style: ValidationStyle,
}
