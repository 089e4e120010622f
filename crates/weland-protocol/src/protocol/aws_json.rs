//! `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`: JSON, sent to `/`, and a header that names the operation.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use weland_core::{OperationSchema, OtherError, Schema, ServiceSchema};

use super::rpc::{Formats, Rpc};
use super::{Dispatch, DispatchError, Dispatched, SMITHY_PROTOCOL};
use crate::body::Body;
use crate::codec::ErrorDetails;
use crate::error::ERROR_TYPE;
use crate::json::{JsonCodec, with_type};
use crate::media;
use crate::request::problem;

/// The header that names the service and the operation.
const TARGET: HeaderName = HeaderName::from_static(TARGET_NAME);

const TARGET_NAME: &str = "x-amz-target";

/// The start of the media types of all versions.
const MEDIA_TYPES: &str = "application/x-amz-json-";

/// The versions of awsJson, by their minor number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct AwsJson<const MINOR: u8>;

/// The protocol `aws.protocols#awsJson1_0`.
#[allow(non_upper_case_globals, reason = "named as the protocol is, like those that are types")]
pub const AwsJson1_0: AwsJson<0> = AwsJson;

/// The protocol `aws.protocols#awsJson1_1`.
#[allow(non_upper_case_globals, reason = "named as the protocol is, like those that are types")]
pub const AwsJson1_1: AwsJson<1> = AwsJson;

impl<const MINOR: u8> AwsJson<MINOR> {
    const CODEC: &'static JsonCodec = if MINOR == 0 { &JsonCodec::AWS_JSON1_0 } else { &JsonCodec::AWS_JSON1_1 };
}

/// Events are plain JSON, whatever the documents around them are called.
const EVENTS: JsonCodec = JsonCodec { media_type: media::JSON, ..JsonCodec::AWS_JSON1_0 };

impl<const MINOR: u8> Rpc for AwsJson<MINOR> {
    const FORMATS: Formats =
        Formats { codec: Self::CODEC, events: &EVENTS, has_empty_request: true, types_empty_response: true };

    const ADDRESS_HEADER: &'static str = TARGET_NAME;

    fn address(
        service: &ServiceSchema,
        operation: &OperationSchema,
        request: &mut Request<Body>,
    ) -> Result<(), OtherError> {
        let target = HeaderValue::from_str(&target(service, operation));
        let target = target.map_err(|_| problem("the operation has a name that cannot stand in a header"))?;
        request.headers_mut().insert(TARGET, target);
        Ok(())
    }

    /// Services agree on the header and on `__type`; `code` may be a member of the error that means something else.
    fn code(headers: &HeaderMap, details: ErrorDetails) -> Option<String> {
        let header = headers.get(ERROR_TYPE).and_then(|value| value.to_str().ok());
        header.map(str::to_owned).or(details.shape).or(details.code)
    }

    fn dispatcher(service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Box<dyn Dispatch> {
        Box::new(Targets::new(service, operations, Self::CODEC.media_type))
    }

    /// The whole id of the shape in version 1.0, its name alone in version 1.1.
    fn error_type(service: &ServiceSchema, error: &Schema) -> String {
        if MINOR == 0 { error.id(service.namespace) } else { error.name.to_owned() }
    }

    fn with_type(document: &[u8], name: &str) -> Vec<u8> {
        with_type(document, name)
    }
}

fn target(service: &ServiceSchema, operation: &OperationSchema) -> String {
    format!("{}.{}", service.name, operation.name)
}

/// Finds operations by the header.
#[derive(Debug)]
struct Targets {
    operations: BTreeMap<String, usize>,
    media_type: &'static str,
}

impl Targets {
    fn new(service: &ServiceSchema, operations: &[&'static OperationSchema], media_type: &'static str) -> Self {
        let mut targets = BTreeMap::new();
        for (index, operation) in operations.iter().enumerate() {
            targets.entry(target(service, operation)).or_insert(index);
        }
        Self { operations: targets, media_type }
    }
}

impl Dispatch for Targets {
    fn find<'r>(&self, method: &Method, uri: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let target = headers.get(TARGET).filter(|_| !headers.contains_key(SMITHY_PROTOCOL));
        let target = target.ok_or(DispatchError::OtherProtocol)?;
        let is_foreign = |sent: &str| is_version(sent) && !media::is_same(self.media_type, sent);
        if media::content_type(headers).is_some_and(is_foreign) {
            return Err(DispatchError::MediaType(self.media_type));
        }
        if !matches!(uri.path(), "" | "/") {
            return Err(DispatchError::UnknownOperation);
        }
        if method != Method::POST {
            return Err(DispatchError::MethodNotAllowed(vec!["POST"]));
        }
        let found = target.to_str().ok().and_then(|target| self.operations.get(target));
        let operation = *found.ok_or(DispatchError::UnknownName)?;
        Ok(Dispatched { operation, labels: Vec::new() })
    }

    fn at_path(&self, path: &str) -> Vec<(usize, &'static str)> {
        let operations = self.operations.values().filter(|_| matches!(path, "" | "/"));
        operations.map(|index| (*index, "POST")).collect()
    }
}

/// Whether a media type is that of a version of the protocol.
fn is_version(media_type: &str) -> bool {
    media_type.get(..MEDIA_TYPES.len()).is_some_and(|start| start.eq_ignore_ascii_case(MEDIA_TYPES))
}
