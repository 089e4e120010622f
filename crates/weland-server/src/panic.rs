//! Handlers that panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::handler::{Answer, BoxFuture};

/// Runs a handler and gives `None` if it panics, so that the caller gets an answer and other requests on the connection
/// go on. The panic hook has reported the panic by then. What the handler shares with others may be half-changed; that
/// is what `Mutex` poisons itself for.
pub(crate) async fn catch_panic(start: impl FnOnce() -> BoxFuture<Answer>) -> Option<Answer> {
    let future = catch_unwind(AssertUnwindSafe(start)).ok()?;
    CatchPanic(future).await
}

struct CatchPanic(BoxFuture<Answer>);

impl Future for CatchPanic {
    type Output = Option<Answer>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}
