//! The body of a response, which notes when it has been handed over.

use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::{Body, Frame, SizeHint};

use super::activity::Shared;

pub(super) struct ResponseBody<B> {
    body: Pin<Box<B>>,
    activity: Shared,
}

impl<B> ResponseBody<B> {
    pub(super) fn new(body: B, activity: Shared) -> Self {
        Self { body: Box::pin(body), activity }
    }
}

impl<B: Body> Body for ResponseBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        self.body.as_mut().poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for ResponseBody<B> {
    fn drop(&mut self) {
        self.activity.lock().ends_request();
    }
}
