//! The messages of a replay: responses as they were recorded, and streams of requests that come beside them.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http::{Response, StatusCode};
use http_body::{Body as _, Frame};
use weland_core::BoxError;
use weland_protocol::Body;

use super::super::exchange::{End, Reply};
use super::super::{MAX_BODY, compare};
use super::{HASH, Replay, SIGNED_EVENTS};
use crate::transport::TransportError;

/// The response of an exchange, in pieces of this size at most.
pub(super) fn response(
    reply: Reply,
    piece_size: usize,
    arriving: Option<Arriving>,
) -> Result<Response<Body>, BoxError> {
    let Reply { status, headers, pieces, end } = reply;
    let mut small = VecDeque::new();
    for mut piece in pieces {
        while piece.len() > piece_size {
            small.push_back(piece.split_to(piece_size));
        }
        small.push_back(piece);
    }
    let is_whole = small.len() <= 1 && end == End::Complete && arriving.is_none();
    let body = match is_whole {
        true => Body::from(small.pop_front().unwrap_or_default()),
        false => Body::new(Played { pieces: small, end, arriving }),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status)
        .map_err(|_| TransportError::not_sent(format!("an exchange has the status {status}")).lasting())?;
    *response.headers_mut() = headers;
    Ok(response)
}

/// A stream in a request, which is read beside the response.
pub(super) struct Arriving {
    pub(super) replay: Replay,
    /// Which request it is.
    pub(super) number: usize,
    pub(super) parts: Option<Parts>,
    pub(super) body: Body,
    pub(super) bytes: Vec<u8>,
    pub(super) expected: Option<Bytes>,
}

impl Arriving {
    /// Reads what is there. Ready when it has ended, and is what was expected.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        loop {
            match Pin::new(&mut self.body).poll_frame(cx)? {
                Poll::Ready(Some(frame)) => {
                    let data = frame.into_data().unwrap_or_default();
                    if self.bytes.len() + data.len() > MAX_BODY {
                        return Poll::Ready(Err(format!("the request has more than {MAX_BODY} bytes").into()));
                    }
                    self.bytes.extend_from_slice(&data);
                }
                Poll::Ready(None) => return Poll::Ready(self.end()),
                // Both sides may wait for the other one to end.
                Poll::Pending if self.has_all() => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn has_all(&self) -> bool {
        self.expected.as_ref().is_none_or(|expected| self.bytes.len() >= expected.len()) || self.is_signed()
    }

    /// Whether the events are others each time.
    fn is_signed(&self) -> bool {
        let hash = self.parts.as_ref().and_then(|parts| parts.headers.get(HASH));
        hash.is_some_and(|hash| hash == SIGNED_EVENTS)
    }

    fn end(&mut self) -> Result<(), BoxError> {
        let is_signed = self.is_signed();
        let Some(parts) = self.parts.take() else { return Ok(()) };
        let expected = self.expected.take().filter(|_| !is_signed);
        let difference = expected.and_then(|expected| compare::body(&expected, &self.bytes));
        let mut state = self.replay.state();
        let problem = difference.map(|it| format!("request {}, {} {}: {it}", self.number, parts.method, parts.uri));
        state.problems.extend(problem.clone());
        state.keep(self.number, parts, std::mem::take(&mut self.bytes).into());
        problem.map_or(Ok(()), |problem| Err(TransportError::interrupted(problem).lasting().into()))
    }
}

impl Drop for Arriving {
    /// What has come by then is what the request was.
    fn drop(&mut self) {
        drop(self.end());
    }
}

/// The body of a response.
struct Played {
    pieces: VecDeque<Bytes>,
    end: End,
    arriving: Option<Arriving>,
}

impl http_body::Body for Played {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let arrived = self.arriving.as_mut().map_or(Poll::Ready(Ok(())), |arriving| arriving.poll(cx));
        match arrived {
            Poll::Ready(Err(error)) => {
                self.arriving = None;
                self.pieces.clear();
                self.end = End::Complete;
                return Poll::Ready(Some(Err(error)));
            }
            Poll::Pending if self.pieces.is_empty() => return Poll::Pending,
            _ => {}
        }
        if let Some(piece) = self.pieces.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match std::mem::take(&mut self.end) {
            End::Complete => Poll::Ready(None),
            End::Broken(message) => Poll::Ready(Some(Err(TransportError::interrupted(message).into()))),
            End::Open => {
                self.end = End::Open;
                Poll::Pending
            }
        }
    }
}
