//! Sending requests over a connection, by the version of HTTP that it has.

use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1};
use hyper_util::rt::TokioIo;
use weland_protocol::Body;

use super::stream::Stream;

/// The end of a connection that requests are handed to.
pub(super) enum Sender {
    Http1(http1::SendRequest<Body>),
}

impl Sender {
    /// Begins to speak HTTP. The connection lives as long as it has requests, or this sender.
    pub(super) async fn handshake(stream: TokioIo<Stream>) -> hyper::Result<Self> {
        let (mut sender, connection) = http1::handshake(stream).await?;
        // Whoever waits for a response hears of its errors.
        tokio::spawn(async { drop(connection.await) });
        sender.ready().await?;
        Ok(Self::Http1(sender))
    }

    pub(super) fn send(
        &mut self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Response<Incoming>, TrySendError<Request<Body>>>> + use<> {
        let Self::Http1(sender) = self;
        sender.try_send_request(request)
    }

    /// Waits until the next request can be sent, which with HTTP/1.1 is after the response to the one before.
    pub(super) async fn ready(&mut self) -> hyper::Result<()> {
        let Self::Http1(sender) = self;
        sender.ready().await
    }

    pub(super) fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<hyper::Result<()>> {
        let Self::Http1(sender) = self;
        sender.poll_ready(cx)
    }

    pub(super) fn is_ready(&self) -> bool {
        let Self::Http1(sender) = self;
        sender.is_ready()
    }

    pub(super) fn is_closed(&self) -> bool {
        let Self::Http1(sender) = self;
        sender.is_closed()
    }
}
