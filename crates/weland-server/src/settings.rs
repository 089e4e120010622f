//! What holds for all operations of a router.

use weland_core::ServiceSchema;

use crate::reject::ValidationStyle;

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) service: &'static ServiceSchema,
    pub(crate) body_limit: usize,
    pub(crate) validation_style: ValidationStyle,
}
