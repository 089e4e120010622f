//! What a response says of its request to layers around the router.

use weland_core::{OperationSchema, ServiceSchema};

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
    /// The id that the router has given to the request, which handlers and [failures](crate::Failure) have as well.
    pub request_id: String,
}
