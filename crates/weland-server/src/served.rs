//! What a response says of its request to layers around the router.

use http::Extensions;
use weland_core::{OperationSchema, ServiceSchema};
use weland_protocol::uuid;

/// The request that a response is for: an extension of each response of a [`Router`](crate::Router), where layers find it, such
/// as those of `tower-http` for logs and metrics. Only responses about the [health](crate::Router::health) of the server
/// and with its [description](crate::Router::openapi) have none.
///
/// ```
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter",
/// #     namespace: "example",
/// #     ..weland_core::ServiceSchema::EMPTY
/// # };
/// use http::Request;
/// use tower_service::Service;
/// use weland_protocol::Body;
/// use weland_server::{RequestInfo, Router, protocol::RestJson1};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// let response = Router::new(&SERVICE, &RestJson1).call(Request::get("/").body(Body::empty())?).await?;
/// let info = response.extensions().get::<RequestInfo>().ok_or("no response of a router")?;
/// assert_eq!(info.service.name, "Greeter");
/// assert!(info.operation.is_none(), "the router has no operation");
/// assert_eq!(response.headers()["x-amzn-requestid"], *info.request_id);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RequestInfo {
    /// The service.
    pub service: &'static ServiceSchema,
    /// The operation; `None` if the request is for none.
    pub operation: Option<&'static OperationSchema>,
    /// The id of the request, which handlers and [failures](crate::Failure) have as well.
    pub request_id: String,
}

/// How many characters an id may have.
const MAX_ID: usize = 128;

/// The id that a layer in front of a [`Router`](crate::Router) has given to a request. The router takes it from the extensions of
/// the request, in place of a random one.
///
/// ```
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter",
/// #     namespace: "example",
/// #     ..weland_core::ServiceSchema::EMPTY
/// # };
/// use http::Request;
/// use tower_service::Service;
/// use weland_protocol::Body;
/// use weland_server::{RequestId, Router, protocol::RestJson1};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// let mut request = Request::get("/").body(Body::empty())?;
/// if let Some(id) = RequestId::new("of-the-gateway") {
///     request.extensions_mut().insert(id);
/// }
/// let response = Router::new(&SERVICE, &RestJson1).call(request).await?;
/// assert_eq!(response.headers()["x-amzn-requestid"], "of-the-gateway");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// An id of up to 128 visible characters of ASCII; `None` for other texts, which could pass for something else in a log or
    /// a header.
    pub fn new(id: impl Into<String>) -> Option<Self> {
        let id: String = id.into();
        let is_plain = id.bytes().all(|byte| byte.is_ascii_graphic());
        (!id.is_empty() && id.len() <= MAX_ID && is_plain).then_some(Self(id))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of a request: that of a layer in front of the router, or else a new one.
    pub(crate) fn of(extensions: &Extensions) -> String {
        extensions.get::<Self>().map_or_else(uuid, |id| id.0.clone())
    }
}
