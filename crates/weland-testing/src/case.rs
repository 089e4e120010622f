//! Test cases as the traits of `smithy.test` define them.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use weland_core::OperationSchema;

use crate::body;
use crate::exact::with_digits;
use crate::report::{self, Failure, Outcome};

/// Reads a case from the text of its node.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(&with_digits(text)).map_err(|error| Failure::new(format!("the case cannot be read: {error}")))
}

/// A request or a response, with values: a case of `httpRequestTests` or `httpResponseTests`, or the message that an
/// event stream begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Message {
    /// The id of the protocol's trait.
    pub(crate) protocol: String,
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) host: Option<String>,
    pub(crate) resolved_host: Option<String>,
    pub(crate) query_params: Vec<String>,
    pub(crate) forbid_query_params: Vec<String>,
    pub(crate) require_query_params: Vec<String>,
    pub(crate) code: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) forbid_headers: Vec<String>,
    pub(crate) require_headers: Vec<String>,
    pub(crate) body: Option<String>,
    pub(crate) body_media_type: Option<String>,
    pub(crate) auth_scheme: Option<String>,
    pub(crate) params: Value,
    pub(crate) vendor_params: Value,
}

impl Message {
    /// The bytes of the body. What they are in the case depends on their media type, which is that of the message where the case
    /// states none for the body.
    pub(crate) fn bytes(&self) -> Bytes {
        let header = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE.as_str()));
        let media_type = self.body_media_type.as_deref().or(header.map(|(_, value)| &**value));
        body::bytes(self.body.as_deref().unwrap_or_default(), media_type)
    }

    /// The case of a request as its model says it. Services whose clients put the label that a path begins with into the host have
    /// cases for that, though nothing in their model does so: the label goes back into the path, and the host is not compared.
    pub(crate) fn with_label_in_path(mut self, operation: &OperationSchema) -> Self {
        let label = operation.http.and_then(|http| http.uri.strip_prefix("/{")).and_then(|uri| uri.split_once('}'));
        let value = label.and_then(|(name, _)| self.params[name].as_str()).unwrap_or_default();
        let host = self.resolved_host.as_deref().and_then(|host| host.strip_prefix(value)).unwrap_or_default();
        if value.is_empty() || !host.starts_with('.') {
            return self;
        }
        report::note(format_args!(
            "not compared: the host; the case has the label `{value}` there, and the model has it in the path"
        ));
        self.uri = format!("/{value}{}", if self.uri == "/" { "" } else { &self.uri });
        (self.host, self.resolved_host) = (None, None);
        self
    }
}

/// A case of `httpMalformedRequestTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Malformed {
    pub(crate) request: Message,
    pub(crate) response: MalformedResponse,
}

/// The response to a malformed request.
#[derive(Debug, Deserialize)]
pub(crate) struct MalformedResponse {
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) code: u16,
    pub(crate) body: Option<MalformedBody>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MalformedBody {
    pub(crate) assertion: BodyAssertion,
    pub(crate) media_type: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum BodyAssertion {
    Contents(String),
    MessageRegex(String),
}

/// A case of `eventStreamTests`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct EventStream {
    /// The id of the protocol's trait.
    pub(crate) protocol: String,
    pub(crate) initial_request_params: Option<Value>,
    pub(crate) initial_request: Option<Message>,
    pub(crate) initial_response_params: Option<Value>,
    pub(crate) initial_response: Option<Message>,
    pub(crate) events: Vec<Event>,
    pub(crate) expectation: Expectation,
    pub(crate) vendor_params: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    #[serde(rename = "type")]
    pub(crate) kind: EventKind,
    pub(crate) params: Option<Value>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) forbid_headers: Vec<String>,
    #[serde(default)]
    pub(crate) require_headers: Vec<String>,
    pub(crate) body: Option<String>,
    pub(crate) body_media_type: Option<String>,
    /// In base64.
    pub(crate) bytes: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EventKind {
    Request,
    Response,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Expectation {
    Success {},
    Failure(Expected),
}

impl Default for Expectation {
    fn default() -> Self {
        Self::Success {}
    }
}

/// An error that is expected.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Expected {
    /// The id of the error's shape.
    pub(crate) error_id: Option<String>,
}

/// The name of a shape without its namespace.
pub(crate) fn shape_name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}
