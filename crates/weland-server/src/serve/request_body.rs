//! The body of a request, which does not wait for its peer forever.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::{Body, Incoming};
use weland_core::BoxError;

use super::activity::Shared;
use super::limits::Limits;
use super::pace::Pace;
use super::timer::Timer;
use crate::timeout::{BodyKind, BodyTimeout};

/// The body of a request that [`serve`](crate::serve) has received. It fails with [`BodyTimeout`] when its peer is too slow.
#[derive(Debug)]
pub struct RequestBody {
    incoming: Incoming,
    limits: Limits,
    pace: Pace,
    kind: BodyKind,
    timer: Timer,
    has_ended: bool,
    activity: Shared,
}

impl RequestBody {
    pub(super) fn new(incoming: Incoming, limits: Limits, kind: BodyKind, activity: Shared) -> Self {
        let pace = Pace::new(limits.body, limits.rate);
        let has_ended = incoming.is_end_stream();
        Self { incoming, limits, pace, kind, timer: Timer::default(), has_ended, activity }
    }
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let frame = match Pin::new(&mut this.incoming).poll_frame(cx) {
            Poll::Ready(frame) => frame,
            Poll::Pending => {
                if this.kind.has_events() {
                    this.pace.set_limits(this.limits.event, None);
                }
                this.pace.wait();
                let is_overdue = this.timer.is_over(this.pace.deadline(), cx);
                return if is_overdue { Poll::Ready(Some(Err(BodyTimeout.into()))) } else { Poll::Pending };
            }
        };
        match &frame {
            Some(Ok(frame)) => this.pace.advance(frame.data_ref().map_or(0, Bytes::len)),
            Some(Err(_)) => {}
            None => this.has_ended = true,
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        if !self.has_ended && !self.incoming.is_end_stream() {
            self.activity.lock().unread = true;
        }
    }
}
