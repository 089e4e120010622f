//! How a form finds its operation.

use std::collections::BTreeMap;

use http::{HeaderMap, Method, Uri};
use weland_core::{DecodeError, OperationSchema, ServiceSchema};

use crate::dispatch::{Dispatch, DispatchError, Dispatched};
use crate::form::{self, simple_field};
use crate::media;
use crate::protocol::SMITHY_PROTOCOL;

/// The field that names the operation.
pub(super) const ACTION: &str = "Action";

/// The field that names the version of the service's API.
pub(super) const VERSION: &str = "Version";

/// The header by which requests of other protocols name their operation.
const TARGET: &str = "x-amz-target";

/// Finds operations by a field of the form, which is the body or, of a request with the method GET, the query string.
#[derive(Debug)]
pub(super) struct Actions {
    operations: BTreeMap<&'static str, usize>,
    version: &'static str,
}

impl Actions {
    pub(super) fn new(service: &ServiceSchema, operations: &[&'static OperationSchema]) -> Self {
        let mut names = BTreeMap::new();
        for (index, operation) in operations.iter().enumerate() {
            names.entry(operation.name).or_insert(index);
        }
        Self { operations: names, version: service.version }
    }
}

impl Dispatch for Actions {
    fn find<'r>(&self, method: &Method, uri: &'r Uri, headers: &HeaderMap) -> Result<Dispatched<'r>, DispatchError> {
        let is_form = media::content_type(headers).is_some_and(|sent| media::is_same(form::MEDIA_TYPE, sent));
        let is_at_root = matches!(uri.path(), "" | "/");
        if headers.contains_key(SMITHY_PROTOCOL) || headers.contains_key(TARGET) || !is_at_root && !is_form {
            return Err(DispatchError::OtherProtocol);
        }
        if !is_at_root {
            return Err(DispatchError::UnknownOperation);
        }
        match *method {
            Method::GET => self.find_in_body(uri.query().unwrap_or_default().as_bytes()),
            Method::POST if is_form => Err(DispatchError::InBody),
            Method::POST => Err(DispatchError::MediaType(form::MEDIA_TYPE)),
            _ => Err(DispatchError::MethodNotAllowed(vec!["GET", "POST"])),
        }
    }

    fn at_path(&self, path: &str) -> Vec<(usize, &'static str)> {
        let operations = self.operations.values().filter(|_| matches!(path, "" | "/"));
        operations.flat_map(|index| [(*index, "GET"), (*index, "POST")]).collect()
    }

    fn find_in_body(&self, body: &[u8]) -> Result<Dispatched<'static>, DispatchError> {
        let malformed = |message: String| DispatchError::Malformed(DecodeError::new(message));
        let field = |name| simple_field(body, name).map_err(DispatchError::Malformed);
        if let Some(version) = field(VERSION)?
            && version != self.version
        {
            let ours = self.version;
            return Err(malformed(format!(
                "the service is of the version `{ours}`; the field `{VERSION}` says otherwise"
            )));
        }
        let action = field(ACTION)?;
        let action = action.ok_or_else(|| malformed(format!("the form lacks the field `{ACTION}`")))?;
        let operation = *self.operations.get(&*action).ok_or(DispatchError::UnknownName)?;
        Ok(Dispatched { operation, labels: Vec::new() })
    }
}
