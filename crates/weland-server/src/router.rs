//! The service that a generated server is.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;
use weland_core::{BoxError, Operation, ServiceSchema};
use weland_protocol::{Body, Protocol};

use crate::context::Context;
use crate::dispatch::{respond, response};
use crate::handler::{BoxFuture, Typed, erased};
use crate::reject::ValidationStyle;
use crate::routes::{Route, Routes};
use crate::settings::Settings;

/// How many bytes of a body are read unless a router is told otherwise: 6 MiB, which is what AWS Lambda takes as the
/// payload of a function, and a little for what may be around it.
pub const DEFAULT_BODY_LIMIT: usize = 6 * 1024 * 1024 + 64 * 1024;

/// Answers requests by the operations of one service. Cheap to clone.
///
/// Operations are found by path, then method. A literal segment wins over a label and a label over a greedy one; among
/// operations with the same path the one with more query literals wins. Two operations with the same method, path and
/// query literals are a mistake in the model; the one that was added first is called.
///
/// A handler that panics costs its own request only, which is answered with status 500.
#[derive(Clone)]
pub struct Router {
    routes: Arc<Routes>,
    settings: Settings,
}

impl Router {
    /// A router of requests in `protocol` that knows no operation yet.
    pub fn new(service: &'static ServiceSchema, protocol: &'static dyn Protocol) -> Self {
        Self {
            routes: Arc::default(),
            settings: Settings {
                service,
                protocol,
                body_limit: DEFAULT_BODY_LIMIT,
                validation_style: ValidationStyle::default(),
            },
        }
    }

    /// Adds an operation and what it does.
    #[must_use]
    pub fn route<O, F, R>(mut self, handler: F) -> Self
    where
        O: Operation,
        F: Fn(O::Input, Context) -> R + Send + Sync + 'static,
        R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        self.insert(Route::new(O::SCHEMA, Arc::new(Typed::<O, F>::new(handler))));
        self
    }

    fn insert(&mut self, route: Route) {
        Arc::make_mut(&mut self.routes).insert(route);
    }

    /// Sets how many bytes a body may have, [`DEFAULT_BODY_LIMIT`] at first. Larger ones are answered with status 413. One
    /// that is compressed may have neither more as it is sent nor when it is decompressed.
    ///
    /// Inputs that take their body as a stream are not limited: the handler decides how much it reads.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = bytes;
        self
    }

    /// Sets how many bytes a body of one operation may have, which has to be added before. It does not follow later
    /// changes of [`body_limit`](Self::body_limit).
    #[must_use]
    pub fn body_limit_of<O: Operation>(mut self, bytes: usize) -> Self {
        for route in Arc::make_mut(&mut self.routes).routes_mut() {
            if std::ptr::eq(route.operation, O::SCHEMA) {
                route.body_limit = Some(bytes);
            }
        }
        self
    }

    /// The response to a request of an operation whose handler comes to `result`. The operation need not be added.
    ///
    /// It is what a caller gets to see; in a test, or where something else than the handler has the result.
    pub fn response<O: Operation>(&self, result: Result<O::Output, O::Error>) -> Response<Body> {
        response(self.settings.protocol, O::SCHEMA, erased::<O>(result))
    }

    /// Sets how requests are answered that break constraints of the model.
    #[must_use]
    pub fn validation_style(mut self, style: ValidationStyle) -> Self {
        self.settings.validation_style = style;
        self
    }
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<&str> = self.routes.operations().map(|operation| operation.name).collect();
        f.debug_struct("Router")
            .field("service", &self.settings.service.name)
            .field("operations", &operations)
            .finish_non_exhaustive()
    }
}

impl<B> Service<Request<B>> for Router
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let response = respond(Arc::clone(&self.routes), self.settings.clone(), request.map(Body::new));
        ResponseFuture(Box::pin(response))
    }
}

/// The answer of a [`Router`] that is still to come.
pub struct ResponseFuture(BoxFuture<Response<Body>>);

impl Future for ResponseFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx).map(Ok)
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture(..)")
    }
}
