//! The headers that requests of an operation may have: what browsers ask about before they send requests to other origins.

use weland_core::{Binding, OperationSchema, ParameterPlace};

/// The names of the headers that clients set on requests of an operation, beside those that authentication asks for.
///
/// ```
/// use weland_core::OperationSchema;
/// use weland_protocol::RequestHeaders;
///
/// static PING: OperationSchema = OperationSchema::http("Ping", "POST", "/ping").checksum_required();
/// assert_eq!(RequestHeaders::bound(&PING).names, ["content-type", "content-md5"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestHeaders {
    /// Names, in the case that the model has them in.
    pub names: Vec<&'static str>,
    /// What names may start with.
    pub prefixes: Vec<&'static str>,
}

/// The headers by which SDKs of AWS describe themselves and their attempts.
const SDK: [&str; 3] = ["amz-sdk-invocation-id", "amz-sdk-request", "x-amz-user-agent"];

impl RequestHeaders {
    /// Those of an operation whose members are bound to parts of HTTP messages.
    pub fn bound(operation: &OperationSchema) -> Self {
        let mut headers = Self::of_body(operation);
        for member in operation.input.members {
            match member.binding {
                Binding::Header(name) => headers.names.push(name),
                Binding::PrefixHeaders(prefix) => headers.prefixes.push(prefix),
                Binding::Parameter(parameter) if parameter.place == ParameterPlace::Header => {
                    headers.names.push(parameter.name);
                }
                _ => {}
            }
        }
        headers
    }

    /// Those of an operation whose members are all in the body.
    pub fn of_body(operation: &OperationSchema) -> Self {
        let mut headers = Self { names: vec!["content-type"], prefixes: Vec::new() };
        if operation.checksum_required {
            headers.names.push("content-md5");
        }
        if operation.checksum_member.is_some() {
            headers.prefixes.push("x-amz-checksum-");
        }
        if !operation.compression.is_empty() {
            headers.names.push("content-encoding");
        }
        headers
    }

    /// Adds headers of this name.
    #[must_use]
    pub fn and(mut self, names: &[&'static str]) -> Self {
        self.names.extend(names);
        self
    }

    /// Adds the headers by which SDKs of AWS describe themselves and their attempts.
    #[must_use]
    pub(crate) fn and_of_sdks(self) -> Self {
        self.and(&SDK)
    }
}
