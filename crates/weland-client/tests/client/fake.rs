//! A transport that responds by a script and remembers what it was asked.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use weland_client::{Body, BoxFuture, Transport, TransportError};
use weland_core::{BoxError, ByteStream};

/// What happens to one request.
pub enum Step {
    /// This status, these headers, this body.
    Respond(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// No connection.
    Refuse,
    /// The connection breaks after the request was sent.
    Break,
    /// The transport fails with this.
    Fail(BoxError),
    /// The connection breaks within the body of the response.
    BreakWithin,
    /// The response goes on, but nothing more comes.
    HangWithin,
    /// A response after this time.
    After(Duration, Box<Step>),
}

/// A response without special headers.
pub fn respond(status: u16, body: &str) -> Step {
    Step::Respond(status, Vec::new(), body.as_bytes().to_vec())
}

/// An error that is named in a header.
pub fn error(status: u16, code: &str) -> Step {
    Step::Respond(status, vec![("x-amzn-errortype", code.to_owned())], br#"{"message":"because"}"#.to_vec())
}

/// A request as it was sent.
pub struct Seen {
    pub method: String,
    pub uri: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

#[derive(Clone)]
pub struct Fake(Arc<State>);

struct State {
    script: Mutex<VecDeque<Step>>,
    seen: Mutex<Vec<Seen>>,
}

impl Fake {
    pub fn new(script: impl IntoIterator<Item = Step>) -> Self {
        let script = Mutex::new(script.into_iter().collect());
        Self(Arc::new(State { script, seen: Mutex::new(Vec::new()) }))
    }

    pub fn transport(&self) -> Transport {
        Transport::new(self.clone())
    }

    /// The requests that were sent since the last time.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.0.seen.lock().unwrap())
    }

    /// How many steps have not been played.
    pub fn left(&self) -> usize {
        self.0.script.lock().unwrap().len()
    }

    async fn play(self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        let (parts, body) = request.into_parts();
        let body = body.collect(usize::MAX).await?;
        self.0.seen.lock().unwrap().push(Seen {
            method: parts.method.to_string(),
            uri: parts.uri.to_string(),
            headers: parts.headers,
            body,
        });
        let step = self.0.script.lock().unwrap().pop_front();
        let mut step = step.expect("a request that the script does not know");
        loop {
            step = match step {
                Step::Refuse => return Err(TransportError::not_sent("refused").into()),
                Step::Break => return Err("broken".into()),
                Step::Fail(error) => return Err(error),
                Step::BreakWithin => return Ok(begun(VecDeque::from([Err("reset by peer".into())]))),
                Step::HangWithin => return Ok(begun(VecDeque::new())),
                Step::After(delay, step) => {
                    tokio::time::sleep(delay).await;
                    *step
                }
                Step::Respond(status, headers, body) => {
                    let mut response = Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(name, value);
                    }
                    return Ok(response.body(Body::from(body))?);
                }
            }
        }
    }
}

/// A response with an id whose body begins, and goes on with these pieces; after them it never ends.
fn begun(mut pieces: VecDeque<Result<Bytes, BoxError>>) -> Response<Body> {
    pieces.push_front(Ok(Bytes::from_static(b"{")));
    let body = Body::from(ByteStream::new(Endless(Pieces(pieces))));
    Response::builder().header("x-amzn-requestid", "id-1").body(body).unwrap()
}

struct Endless(Pieces);

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.0.pop_front().map_or(Poll::Pending, |piece| Poll::Ready(Some(piece)))
    }
}

/// A stream of these pieces.
pub struct Pieces(pub VecDeque<Result<Bytes, BoxError>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

impl tower_service::Service<Request<Body>> for Fake {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(self.clone().play(request))
    }
}
