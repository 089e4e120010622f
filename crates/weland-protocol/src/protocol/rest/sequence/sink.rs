//! Streams of values that are sent.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use weland_core::{BoxError, Events, Member};

use super::{Sequence, write_item};

/// A body that writes values as they come, each in a piece of its own.
pub(crate) struct ItemBody {
    sequence: Sequence,
    items: Box<dyn Events + Send>,
    /// The member that the values are.
    member: &'static Member,
    ended: bool,
}

impl ItemBody {
    pub(in super::super) fn new(sequence: Sequence, items: Box<dyn Events + Send>, member: &'static Member) -> Self {
        Self { sequence, items, member, ended: false }
    }
}

impl http_body::Body for ItemBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let Some(item) = ready!(self.items.poll_next_event(cx)) else {
            self.ended = true;
            return Poll::Ready(None);
        };
        let element = self.member.schema.element();
        let bytes = item.and_then(|item| {
            write_item(self.sequence, &*item, element).map_err(|error| error.within(self.member.name).into())
        });
        self.ended |= bytes.is_err();
        Poll::Ready(Some(bytes.map(|bytes| Frame::data(bytes.into()))))
    }
}
