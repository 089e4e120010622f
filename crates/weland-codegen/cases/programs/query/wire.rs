//! The wire between a client and a server, which remembers what went over it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use query_client::weland_client::bytes::Bytes;
use query_client::weland_client::http::{HeaderMap, Request, Response};
use query_client::weland_client::protocol::ClientProtocol;
use query_client::weland_client::tower_service::Service;
use query_client::weland_client::{self, Body, BoxFuture, Config, Transport};
use query_server::Router;
use query_server::types::SERVICE;

use crate::service::router;

/// A message as it went over the wire.
#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    /// Method, host and target of a request, status of a response.
    pub(crate) line: String,
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
        Self::with(router())
    }

    pub(crate) fn with(router: Router) -> Self {
        Self { router, seen: Arc::default() }
    }

    /// A client that speaks a protocol.
    pub(crate) fn speaking(&self, protocol: &'static dyn ClientProtocol) -> weland_client::Client {
        weland_client::Client::new(&SERVICE, protocol, self.config())
    }

    pub(crate) fn config(&self) -> Config {
        Config::new().endpoint("http://depot.test").max_attempts(1).transport(Transport::new(self.clone()))
    }

    /// The request and the response that went over the wire last.
    pub(crate) fn last(&self) -> (Message, Message) {
        self.seen.lock().unwrap().clone()
    }

    /// Sends a request that no generated client would send.
    pub(crate) async fn send(&self, request: Request<Vec<u8>>) -> Message {
        self.clone().call(request.map(Body::from)).await.unwrap();
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
            let host = parts.uri.host().unwrap_or_default();
            let line = format!("{} {host}{}", parts.method, parts.uri.path_and_query().unwrap());
            let sent = Message { line, headers: parts.headers.clone(), body: body.clone() };
            let response = router.call(Request::from_parts(parts, Body::from(body))).await?;
            let (parts, body) = response.into_parts();
            let body = body.collect(1 << 20).await.unwrap();
            let received =
                Message { line: parts.status.as_str().to_owned(), headers: parts.headers.clone(), body: body.clone() };
            *seen.lock().unwrap() = (sent, received);
            Ok(Response::from_parts(parts, Body::from(body)))
        })
    }
}

/// A transport to a service that always sends this response.
pub(crate) fn canned(status: u16, headers: &[(&'static str, &'static str)], body: &'static [u8]) -> Config {
    let canned = Canned { status, headers: headers.to_vec(), body };
    Config::new().endpoint("http://depot.test").max_attempts(1).transport(Transport::new(canned))
}

#[derive(Clone)]
struct Canned {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: &'static [u8],
}

impl Service<Request<Body>> for Canned {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let Self { status, headers, body } = self.clone();
        let response = Response::builder().status(status);
        let response = headers.into_iter().fold(response, |response, (name, value)| response.header(name, value));
        let response = response.body(Body::from(Bytes::from(body))).unwrap();
        Box::pin(async move { Ok(response) })
    }
}
