#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The server runtime of generated crates: routing, extraction, validation, errors, limits.
//!
//! A [`Router`] is a `tower` service: it takes any `http::Request` whose body yields [`bytes::Bytes`], and never fails.
//! For each request it
//!
//! 1. finds the operation as the protocol defines it, such as by path, method and query literals (404 or 405 if there is
//!    none),
//! 2. reads the body up to a limit (413 beyond it), unless the input has it as a stream,
//! 3. deserializes the input (400 or 415 if it is malformed),
//! 4. checks the constraints of the model (400 with all violations),
//! 5. calls the handler, and serializes its output or its error.
//!
//! How errors look, and where responses have the id of their request, is up to the protocol; with restJson1 errors have an
//! `x-amzn-errortype` and a JSON body with a `message`, and all responses an `x-amzn-requestid`. An error for which the
//! operation has a shape of that name, such as its own `ValidationException`, has the status and the members of that shape.
//!
//! Who may call an operation is checked before its input is read, if the router [has a check](Router::verify).
//!
//! Callers are not told why the server has failed on a request. [`Router::on_failure`] is. Layers around the router learn from
//! each response, by its [`RequestInfo`], which operation was called.
//!
//! With the feature `tracing`, each request is a span of the target `weland_server`, which ends when its response has been sent. It
//! has the names of the service (`rpc.service`) and the operation (`rpc.method`), the method, the status, the id of the request, the
//! bytes of both bodies, and the ids in the caller's `traceparent`; it has no path, headers or bodies. If a layer around the router
//! has a span of its own, such as one whose parent is the caller's in OpenTelemetry, the span is a part of that.
//!
//! ```
//! # use weland_core::{Member, Operation, OperationSchema, OtherError, Schema, ServiceSchema, schema};
//! # use weland_core::{operation_error, structure};
//! # static SERVICE: ServiceSchema = ServiceSchema {
//! #     name: "Greeter", version: "1", sdk_id: "Greeter",
//! #     namespace: "example",
//! #     ..ServiceSchema::EMPTY
//! # };
//! # #[derive(Default)] pub struct GreetInput { pub name: String }
//! # structure! { GreetInput = GREET_INPUT: Schema::structure("GreetInput");
//! #     0 name: Member::new("name", &schema::STRING).label(), }
//! # #[derive(Default)] pub struct GreetOutput { pub greeting: String }
//! # structure! { GreetOutput = GREET_OUTPUT: Schema::structure("GreetOutput");
//! #     0 greeting: Member::new("greeting", &schema::STRING), }
//! # operation_error! { pub enum GreetError {} }
//! # pub struct Greet;
//! # impl Operation for Greet {
//! #     type Input = GreetInput; type Output = GreetOutput; type Error = GreetError;
//! #     const SERVICE: &'static ServiceSchema = &SERVICE;
//! #     const SCHEMA: &'static OperationSchema = &OperationSchema::http("Greet", "GET", "/greetings/{name}")
//! #         .input(GreetInput::SCHEMA).output(GreetOutput::SCHEMA).idempotent();
//! # }
//! use http::Request;
//! use tower_service::Service;
//! use weland_protocol::Body;
//! use weland_server::{Context, Router, protocol::RestJson1};
//!
//! async fn greet(input: GreetInput, _context: Context) -> Result<GreetOutput, GreetError> {
//!     Ok(GreetOutput { greeting: format!("Hello, {}!", input.name) })
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
//! let mut router = Router::new(&SERVICE, &RestJson1).route::<Greet, _, _>(greet);
//! let response = router.call(Request::get("/greetings/Ada").body(Body::empty())?).await?;
//! assert_eq!(response.status(), 200);
//! assert_eq!(response.into_body().collect(1024).await?, r#"{"greeting":"Hello, Ada!"}"#);
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `hyper`, which is on by default, [`serve`] puts a router on a listener. [`ServerConfig`] does so with other
//! limits: of silence and slowness in bodies, of unread responses, of idle connections, of the number of connections. With the
//! feature `tls`, [`ServerConfig::tls`](ServerConfig) serves HTTPS.

mod authenticate;
mod body;
mod checksum;
mod chunked;
mod context;
mod cors;
mod credentials;
mod demand;
mod denial;
mod exchange;
mod failure;
mod handler;
mod health;
mod incoming;
mod macros;
mod offer;
mod openapi;
mod output_stream;
mod own_error;
mod own_violation;
mod panic;
mod refusal;
mod reject;
mod respond;
mod router;
mod routes;
mod scheme;
#[cfg(feature = "hyper")]
mod serve;
mod served;
mod settings;
#[cfg(feature = "sigv4")]
mod sigv4;
mod timeout;
mod trace;
#[cfg(feature = "tracing")]
mod trace_parent;

pub use context::Context;
pub use cors::Cors;
pub use credentials::{Caller, Credential, Secret};
pub use failure::{Failure, FailureReason};
pub use handler::not_implemented;
pub use openapi::OpenApi;
pub use refusal::Refusal;
pub use router::{DEFAULT_BODY_LIMIT, ResponseFuture, Router};
pub use scheme::{AuthRequest, Scheme, SchemeCredential, Token, UserPassword};
#[cfg(feature = "hyper")]
pub use serve::{RequestBody, ServerConfig, serve, serve_until};
#[cfg(feature = "tls")]
pub use serve::{TlsConfig, TlsConfigError};
pub use served::{RequestId, RequestInfo};
pub use settings::ValidationStyle;
#[cfg(feature = "sigv4")]
pub use sigv4::{AccessKey, KeyRequest, SigV4, SignedBy};
pub use timeout::BodyTimeout;
pub use weland_protocol::{Body, protocol};

// The crates whose types stand in this interface, for programs that depend on a generated crate alone.
pub use {bytes, http, http_body, tower_service, weland_core};
