//! The wire between a client and a server, which remembers what went over it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use rest_client::weland_client::bytes::Bytes;
use rest_client::weland_client::http::{HeaderMap, Request, Response};
use rest_client::weland_client::tower_service::Service;
use rest_client::{Body, BoxFuture, Client, Config, Transport};
use rest_server::Router;

use crate::service::{Shop, router};

/// A message as it went over the wire.
#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    /// Method and target of a request, status of a response.
    pub(crate) line: String,
    /// The scheme and the host that a request went to.
    pub(crate) origin: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Message {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

#[derive(Clone)]
pub(crate) struct Wire {
    router: Router,
    seen: Arc<Mutex<(Message, Message)>>,
}

impl Wire {
    pub(crate) fn new() -> Self {
        Self { router: router(Shop::default()), seen: Arc::default() }
    }

    pub(crate) fn with(router: Router) -> Self {
        Self { router, seen: Arc::default() }
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(Config::new())
    }

    pub(crate) fn client_with(&self, config: Config) -> Client {
        self.client_of_model(config.endpoint("http://pets.test"))
    }

    /// A client that goes where the model says.
    pub(crate) fn client_of_model(&self, config: Config) -> Client {
        Client::new(config.max_attempts(1).transport(Transport::new(self.clone())))
    }

    /// The request and the response that went over the wire last.
    pub(crate) fn last(&self) -> (Message, Message) {
        self.seen.lock().unwrap().clone()
    }

    /// Sends a request that no generated client would send.
    pub(crate) async fn send(&self, request: Request<impl Into<Bytes>>) -> Message {
        let request = request.map(|body| Body::from(body.into()));
        self.clone().call(request).await.unwrap();
        self.last().1
    }
}

impl Service<Request<Body>> for Wire {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let Self { mut router, seen } = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect(1 << 20).await.unwrap();
            let line = format!("{} {}", parts.method, parts.uri.path_and_query().unwrap());
            let origin = format!("{}://{}", parts.uri.scheme_str().unwrap_or_default(), parts.uri.host().unwrap_or_default());
            let sent = Message { line, origin, headers: parts.headers.clone(), body: body.clone() };
            let response = router.call(Request::from_parts(parts, Body::from(body))).await?;
            let (parts, body) = response.into_parts();
            let body = body.collect(1 << 20).await.unwrap();
            let line = parts.status.as_str().to_owned();
            let received = Message { line, headers: parts.headers.clone(), body: body.clone(), ..Message::default() };
            *seen.lock().unwrap() = (sent, received);
            Ok(Response::from_parts(parts, Body::from(body)))
        })
    }
}

/// A client of a server that always sends this response.
pub(crate) fn canned(status: &'static str, media_type: &'static str, body: &'static str) -> Client {
    let config = Config::new().endpoint("http://pets.test").max_attempts(1);
    Client::new(config.transport(Transport::new(Canned { status, media_type, body })))
}

#[derive(Clone)]
struct Canned {
    status: &'static str,
    media_type: &'static str,
    body: &'static str,
}

impl Service<Request<Body>> for Canned {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let Self { status, media_type, body } = *self;
        let response = Response::builder().status(status).header("content-type", media_type);
        let response = response.body(Body::from(Bytes::from(body))).unwrap();
        Box::pin(async move { Ok(response) })
    }
}
