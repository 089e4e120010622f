//! From the input of an operation to what is sent, the same for all operations.

use http::Request;
use weland_core::{OperationSchema, OtherError, ServiceSchema, Structure};
use weland_protocol::{Body, encode_request, host_prefix};

/// A request, and what else is known of it while the input is at hand.
pub(crate) struct Outgoing {
    pub(crate) request: Request<Body>,
    /// What stands before the endpoint's host.
    pub(crate) host_prefix: Option<String>,
}

impl Outgoing {
    /// Takes the streams out of the input.
    pub(crate) fn new(
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Self, OtherError> {
        let host_prefix = host_prefix(operation, input)?;
        Ok(Self { request: encode_request(service, operation, input)?, host_prefix })
    }
}
