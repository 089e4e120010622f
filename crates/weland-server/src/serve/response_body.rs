//! The body of a response, which notes when it has been handed over.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Instant;

use super::activity::OpenRequest;
use super::transfer::Transfer;

/// How much is handed over at a time where the peer says how much may be sent: what is handed over is kept until then.
const PIECE: usize = 16 * 1024;
/// How much that is for a peer that has let the server wait for a second: even if it is slow, its progress is noticed.
const SMALL_PIECE: usize = 1024;
const SLOW: Duration = Duration::from_secs(1);

pub(super) struct ResponseBody<B> {
    /// `None` if there is none.
    body: Option<Pin<Box<B>>>,
    /// What of the body is still to be handed over in pieces.
    rest: Bytes,
    /// How many bytes the last piece has.
    last: usize,
    /// When it was handed over.
    since: Option<Instant>,
    transfer: Option<Transfer>,
    /// Ends with the body.
    _request: OpenRequest,
}

impl<B> ResponseBody<B> {
    pub(super) fn new(body: B, request: OpenRequest) -> Self {
        Self { body: Some(Box::pin(body)), ..Self::empty(request) }
    }

    pub(super) fn empty(request: OpenRequest) -> Self {
        let transfer = Transfer::current();
        Self { body: None, rest: Bytes::new(), last: 0, since: None, transfer, _request: request }
    }
}

impl<B: Body<Data = Bytes>> ResponseBody<B> {
    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        self.body.as_mut().map_or(Poll::Ready(None), |body| body.as_mut().poll_frame(cx))
    }

    /// The next piece, of this size at most.
    fn poll_piece(&mut self, size: usize, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        while self.rest.is_empty() {
            match ready!(self.poll_body(cx)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(data))) if data.len() > size => self.rest = data,
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(Frame::data(data)))),
                Some(Ok(Err(other))) => return Poll::Ready(Some(Ok(other))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let piece = self.rest.split_to(self.rest.len().min(size));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

impl<B: Body<Data = Bytes>> Body for ResponseBody<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let this = &mut *self;
        let Some(transfer) = this.transfer.clone() else { return this.poll_body(cx) };
        // Whoever asks for more has sent the last piece.
        transfer.lock().advance(std::mem::take(&mut this.last));
        let is_slow = this.since.take().is_some_and(|since| since.elapsed() > SLOW);
        let piece = ready!(this.poll_piece(if is_slow { SMALL_PIECE } else { PIECE }, cx));
        if let Some(Ok(frame)) = &piece {
            this.last = frame.data_ref().map_or(0, Bytes::len);
            this.since = Some(Instant::now());
            transfer.lock().wait();
        }
        Poll::Ready(piece)
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.as_ref().is_none_or(|body| body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        match &self.body {
            None => SizeHint::with_exact(0),
            Some(body) if self.rest.is_empty() => body.size_hint(),
            Some(_) => SizeHint::default(),
        }
    }
}
