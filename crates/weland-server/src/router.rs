//! The router of a service, which is a `tower` service itself.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use http::{Extensions, Request, Response};
use tower_service::Service;
use weland_core::{BoxError, Operation, OtherError, ServiceSchema};
use weland_protocol::{Body, ServerProtocol};

use crate::context::Context;
use crate::cors::Cors;
use crate::credentials::Caller;
use crate::failure::{Failure, FailureHook};
use crate::handler::{BoxFuture, Typed, erased, error_in};
use crate::health::HealthRoute;
use crate::openapi::{OpenApi, OpenApiRoute};
use crate::refusal::Refusal;
use crate::respond::{respond, response};
use crate::routes::{Route, Routes};
use crate::scheme::{AuthRequest, Scheme, SchemeCredential, Verifier};
use crate::settings::{Settings, ValidationStyle};

/// How many bytes of a body are read by default: 6 MiB, the limit of AWS Lambda for the payload of a function, and 64 KiB
/// for what may be around it.
pub const DEFAULT_BODY_LIMIT: usize = 6 * 1024 * 1024 + 64 * 1024;

/// Routes the requests of one service to the handlers of its operations. Cheap to clone.
///
/// A service can have several [protocols](Router::protocol). The first one that finds an operation for a request serves it.
///
/// Protocols with HTTP bindings find operations by path, then method. A literal segment wins over a label and a label over
/// a greedy one; among operations with the same path the one with more query literals wins. Two operations with the same
/// method, path and query literals are a mistake in the model; the one that was added first is called.
///
/// `HEAD` calls the operation that has `GET` at the same path, unless the model has one for it, and its response is sent without
/// the body.
///
/// A handler that panics affects its own request only, whose response has status 500; [`on_failure`](Self::on_failure) is told
/// why.
#[derive(Clone)]
pub struct Router {
    routes: Arc<Routes>,
    settings: Arc<Settings>,
}

impl Router {
    /// A router of a service without operations, for requests in `protocol`.
    pub fn new(service: &'static ServiceSchema, protocol: &'static dyn ServerProtocol) -> Self {
        Self {
            routes: Arc::new(Routes::new(service, protocol)),
            settings: Arc::new(Settings {
                body_limit: DEFAULT_BODY_LIMIT,
                validation_style: ValidationStyle::default(),
                on_failure: FailureHook::default(),
                authenticator: None,
                verifiers: Vec::new(),
                realm: "api".to_owned(),
                cors: None,
                health: Vec::new(),
                documents: Vec::new(),
                #[cfg(feature = "sigv4")]
                sigv4: None,
                base_path: String::new(),
            }),
        }
    }

    /// Adds a protocol, in which all operations can be called as well.
    ///
    /// Protocols are asked for the operation of a request in the order in which they were added, so those that recognize
    /// their requests by a header go before those that go by the path alone.
    #[must_use]
    pub fn protocol(mut self, protocol: &'static dyn ServerProtocol) -> Self {
        Arc::make_mut(&mut self.routes).add_protocol(protocol);
        self
    }

    /// Adds an operation and its handler.
    #[must_use]
    pub fn route<O, F, R>(mut self, handler: F) -> Self
    where
        O: Operation,
        F: Fn(O::Input, Context) -> R + Send + Sync + 'static,
        R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        let route = Route::new(O::SCHEMA, Arc::new(Typed::<O, F>::new(handler)));
        Arc::make_mut(&mut self.routes).insert(route);
        self
    }

    /// Sets how many bytes a body may have, [`DEFAULT_BODY_LIMIT`] by default. The response to a larger one has status 413. A
    /// compressed body may exceed the limit neither as it is sent nor decompressed.
    ///
    /// Inputs that take their body as a stream are not limited: the handler decides how much it reads.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        Arc::make_mut(&mut self.settings).body_limit = bytes;
        self
    }

    /// Sets how many bytes a body of one operation may have, whatever the [`body_limit`](Self::body_limit) of the others. The
    /// operation has to be added before.
    #[must_use]
    pub fn body_limit_of<O: Operation>(mut self, bytes: usize) -> Self {
        for route in Arc::make_mut(&mut self.routes).routes_mut() {
            if std::ptr::eq(route.operation, O::SCHEMA) {
                route.body_limit = Some(bytes);
            }
        }
        self
    }

    /// Sets what is done when the server has failed on a request: a response has a status of 5xx, or breaks off. By default, a
    /// line is written to standard error, since a failure that nobody is told of could not be found later. The caller is told
    /// no more than that the request has failed, and its id. With the feature `tracing`, a failure is an event of level `ERROR`
    /// as well, and there is no line if a subscriber is interested in that.
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use std::sync::atomic::{AtomicU64, Ordering};
    ///
    /// use weland_server::{Router, protocol::RestJson1};
    ///
    /// static FAILURES: AtomicU64 = AtomicU64::new(0);
    ///
    /// let router = Router::new(&SERVICE, &RestJson1).on_failure(|failure| {
    ///     FAILURES.fetch_add(1, Ordering::Relaxed);
    ///     println!("{failure}");
    /// });
    /// ```
    #[must_use]
    pub fn on_failure(mut self, hook: impl Fn(&Failure<'_>) + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.settings).on_failure = FailureHook::new(hook);
        self
    }

    /// Sets the check of a scheme of authentication, of which generated servers have a constant each in the module `schemes`. It is
    /// given what a caller has sent for the scheme, before the body of the request is read, and returns who that is, which
    /// handlers find by its type as [`Context::identity`](crate::Context::identity).
    ///
    /// The alternatives of an operation are tried in the order of the model: the first of which everything was sent, and whose
    /// checks all accept the caller, is taken. If there is none, the response has status 401, with a challenge for each scheme
    /// in `WWW-Authenticate`, or what a [`Refusal`] says. Callers that send nothing reach operations that allow it.
    ///
    /// As soon as a router has a check, a scheme without one lets nobody through; an operation that has no other is answered
    /// with status 500, and [`on_failure`](Self::on_failure) is told. A router without any check lets everybody through.
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use weland_server::{Refusal, Router, Scheme, Token, protocol::Rest};
    ///
    /// const KEY: Scheme<Token> = Scheme::token("key");
    ///
    /// #[derive(Clone)]
    /// struct User(String);
    ///
    /// let router = Router::new(&SERVICE, &Rest).verify(KEY, |key, request| async move {
    ///     if !key.is("letmein") {
    ///         return Err(Refusal::unauthenticated());
    ///     }
    ///     if request.scopes().contains(&"admin") {
    ///         return Err(Refusal::forbidden().message("only for administrators"));
    ///     }
    ///     Ok(User("Ada".to_owned()))
    /// });
    /// ```
    #[must_use]
    pub fn verify<C, I, F, R>(mut self, scheme: Scheme<C>, check: F) -> Self
    where
        C: SchemeCredential,
        I: Clone + Send + Sync + 'static,
        F: Fn(C, AuthRequest) -> R + Send + Sync + 'static,
        R: Future<Output = Result<I, Refusal>> + Send + 'static,
    {
        let verifiers = &mut Arc::make_mut(&mut self.settings).verifiers;
        verifiers.retain(|known| known.scheme != scheme.name());
        verifiers.push(Verifier::new(scheme, check));
        self
    }

    /// Sets what callers are told that their credentials are for, `api` by default: the `realm` in `WWW-Authenticate`, which
    /// browsers show to people who have to enter a password.
    #[must_use]
    pub fn realm(mut self, realm: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.settings).realm = realm.into();
        self
    }

    /// Sets a check of callers beside those of [schemes](Self::verify): it is called after these, with all that was sent for an
    /// alternative of the operation, or with nothing if the operation may be called without. It can also stand for them, for
    /// all schemes that the router reads, which is all but those that are constants of type [`Scheme<()>`](Scheme).
    ///
    /// The check returns what the handler finds in [`Context::extensions`](crate::Context::extensions), or an error, such as
    /// [`OtherError::service`] with status 401 or 403. It is not called for operations without authentication.
    ///
    /// Without a check, requests reach their handlers as they are, which have
    /// [`Context::credentials`](crate::Context::credentials).
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use weland_core::OtherError;
    /// use weland_server::{Router, Secret, protocol::Rest};
    ///
    /// #[derive(Clone)]
    /// struct User(String);
    ///
    /// let router = Router::new(&SERVICE, &Rest).authenticate(|mut caller| async move {
    ///     for credential in &caller.credentials {
    ///         match &credential.secret {
    ///             Secret::Token(token) if token == "letmein" => caller.extensions.insert(User("admin".to_owned())),
    ///             _ => return Err(OtherError::service(401, "Unauthorized", "who are you?")),
    ///         };
    ///     }
    ///     Ok(caller.extensions)
    /// });
    /// ```
    #[must_use]
    pub fn authenticate<F, R>(mut self, check: F) -> Self
    where
        F: Fn(Caller) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Extensions, OtherError>> + Send + 'static,
    {
        let check = move |caller: Caller| Box::pin(check(caller)) as BoxFuture<_>;
        Arc::make_mut(&mut self.settings).authenticator = Some(Arc::new(check));
        self
    }

    /// Adds a path at which load balancers and orchestrators ask how the server is. The response to `GET` and `HEAD` has status
    /// 200 if `check` returns true, 503 otherwise, and no body.
    ///
    /// The path is compared with the whole path of a request, before the model's routes are looked at and without the
    /// [base path](Self::base_path). Nobody authenticates for it, and it is no part of spans. The check is called by each such
    /// request and must not block.
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// use weland_server::{Router, protocol::RestJson1};
    ///
    /// static IS_READY: AtomicBool = AtomicBool::new(false);
    ///
    /// let router = Router::new(&SERVICE, &RestJson1)
    ///     .health("/livez", || true)
    ///     .health("/readyz", || IS_READY.load(Ordering::Relaxed));
    /// ```
    #[must_use]
    pub fn health(mut self, path: impl Into<String>, check: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.settings).health.push(HealthRoute::new(path.into(), check));
        self
    }

    /// Adds a path at which the API's OpenAPI document is served to `GET` and `HEAD`. Generated servers have the document as
    /// `OPENAPI` if `weland.yaml` asks for it.
    ///
    /// The path is compared with the whole path of a request, before the model's routes are looked at and without the
    /// [base path](Self::base_path). Nobody authenticates for it, and it is no part of spans. The response has an `ETag`, by
    /// which callers find out whether the document has changed, and scripts of other origins may read it if they may call the
    /// service.
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use weland_server::{OpenApi, Router, protocol::RestJson1};
    ///
    /// const OPENAPI: OpenApi = OpenApi::json(r#"{ "openapi": "3.1.0", "info": { "title": "Greeter", "version": "1" } }"#);
    ///
    /// let router = Router::new(&SERVICE, &RestJson1).openapi("/openapi.json", OPENAPI);
    /// ```
    #[must_use]
    pub fn openapi(mut self, path: impl Into<String>, document: OpenApi) -> Self {
        Arc::make_mut(&mut self.settings).documents.push(OpenApiRoute::new(path.into(), document));
        self
    }

    /// Sets how signatures of requests are checked, for operations that accept SigV4; without any check, requests reach their
    /// handlers whatever they are signed with. Handlers find [`SignedBy`](crate::SignedBy) in
    /// [`Context::extensions`](crate::Context::extensions).
    ///
    /// Requests of these operations that are not signed are refused, unless the operation accepts another scheme that
    /// [`verify`](Self::verify) or [`authenticate`](Self::authenticate) checks, or none. That is not called for requests that
    /// need nothing but their signature.
    ///
    /// The signature covers the path as it was sent, so nothing in front of the router may change that; see
    /// [`base_path`](Self::base_path).
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn sigv4(mut self, verifier: crate::sigv4::SigV4) -> Self {
        Arc::make_mut(&mut self.settings).sigv4 = Some(verifier);
        self
    }

    /// Sets what stands in front of all paths, such as `/v1`, where nothing in front of the router takes it away.
    #[must_use]
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        let path: String = path.into();
        path.trim_end_matches('/').clone_into(&mut Arc::make_mut(&mut self.settings).base_path);
        self
    }

    /// Sets how scripts of other origins may call the service. By default, browsers don't let them; generated routers have what
    /// the model says in `@cors`, which `None` switches off.
    ///
    /// ```
    /// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
    /// #     name: "Greeter", version: "1", sdk_id: "Greeter",
    /// #     namespace: "example",
    /// #     ..weland_core::ServiceSchema::EMPTY
    /// # };
    /// use weland_server::{Cors, Router, protocol::RestJson1};
    ///
    /// let router = Router::new(&SERVICE, &RestJson1).cors(Cors::new().origins(["http://localhost:8080"]));
    /// let closed = router.cors(None);
    /// ```
    #[must_use]
    pub fn cors(mut self, cors: impl Into<Option<Cors>>) -> Self {
        Arc::make_mut(&mut self.settings).cors = cors.into();
        self
    }

    /// The response to a request of an operation whose handler returns `result`, in the first protocol. The operation need
    /// not be added.
    ///
    /// This is for tests, and for layers around the router that have a result without calling the handler.
    pub fn response<O: Operation>(&self, result: Result<O::Output, O::Error>) -> Response<Body> {
        response(&self.routes, &self.settings, O::SCHEMA, (erased::<O>(result), error_in::<O::Error>))
    }

    /// Sets the style of the response to requests that break constraints of the model.
    #[must_use]
    pub fn validation_style(mut self, style: ValidationStyle) -> Self {
        Arc::make_mut(&mut self.settings).validation_style = style;
        self
    }
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<&str> = self.routes.operations().map(|operation| operation.name).collect();
        f.debug_struct("Router")
            .field("service", &self.routes.service().name)
            .field("protocols", &self.routes.protocols().collect::<Vec<_>>())
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
        // Most requests have no body, and need no place for one.
        let request = request.map(|body| if body.is_end_stream() { Body::empty() } else { Body::new(body) });
        let response = respond(Arc::clone(&self.routes), Arc::clone(&self.settings), request);
        ResponseFuture(Box::pin(response))
    }
}

/// The future of a [`Router`]'s response.
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
