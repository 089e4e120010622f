//! Handlers that panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::handler::{BoxFuture, HandlerResult};

/// Runs a handler and returns `None` if it panics, so that the caller gets a response and other requests on the connection
/// go on. The panic hook has reported the panic by then. State that the handler shares with others may be half-changed,
/// which is what the poisoning of a `Mutex` is for.
pub(crate) async fn catch_panic(start: impl FnOnce() -> BoxFuture<HandlerResult>) -> Option<HandlerResult> {
    let future = catch_unwind(AssertUnwindSafe(start)).ok()?;
    CatchPanic(future).await
}

struct CatchPanic(BoxFuture<HandlerResult>);

impl Future for CatchPanic {
    type Output = Option<HandlerResult>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
