//! What holds for all operations of a router.

use weland_core::ServiceSchema;
use weland_protocol::Protocol;

use crate::reject::ValidationStyle;

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) service: &'static ServiceSchema,
    pub(crate) protocol: &'static dyn Protocol,
    pub(crate) body_limit: usize,
    pub(crate) validation_style: ValidationStyle,
}
