//! From the input of an operation to what is sent, the same for all operations.

use http::Request;
use weland_core::{OperationSchema, OtherError, ServiceSchema, Structure};
use weland_protocol::{Body, ClientProtocol, host_prefix};
use weland_rules::Value;

use crate::checksum::{self, Algorithm};

/// A serialized input, and what else the input says about how it is sent.
pub(crate) struct SerializedRequest {
    pub(crate) request: Request<Body>,
    /// Where it is sent, if hooks say so.
    pub(crate) endpoint: Option<String>,
    /// Parameters of endpoint rules.
    pub(crate) endpoint_params: Vec<(&'static str, Value<'static>)>,
    /// What stands before the endpoint's host.
    pub(crate) host_prefix: Option<String>,
    /// The checksum that it has to have.
    pub(crate) checksum: Option<Algorithm>,
    /// Whether the checksum of the response has to be right.
    pub(crate) checks_response: bool,
}

impl SerializedRequest {
    /// Takes the streams out of the input.
    pub(crate) fn new(
        protocol: &dyn ClientProtocol,
        service: &ServiceSchema,
        operation: &OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<Self, OtherError> {
        let host_prefix = host_prefix(operation, input)?;
        let checksum = checksum::choose(operation, input)?;
        let checks_response = checksum::checks_response(operation, input)?;
        let request = protocol.encode_request(service, operation, input)?;
        Ok(Self { request, endpoint: None, endpoint_params: Vec::new(), host_prefix, checksum, checks_response })
    }
}
