//! Handlers and checks that panic.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::handler::BoxFuture;

/// Runs a handler or a check, so that the caller gets a response if it panics, and other requests on the connection go on. State that the
/// handler shares with others may be half-changed, which is what the poisoning of a `Mutex` is for.
///
/// # Errors
/// The message of the panic.
pub(crate) async fn catch_panic<T>(start: impl FnOnce() -> BoxFuture<T>) -> Result<T, String> {
    let future = caught(start)?;
    CatchPanic(future).await
}

struct CatchPanic<T>(BoxFuture<T>);

impl<T> Future for CatchPanic<T> {
    type Output = Result<T, String>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match caught(|| self.0.as_mut().poll(cx)) {
            Ok(poll) => poll.map(Ok),
            Err(message) => Poll::Ready(Err(message)),
        }
    }
}

/// Calls a function, whose state is not used again if it panics.
///
/// # Errors
/// The message of the panic. The panic hook has seen it by then.
pub(crate) fn caught<T>(function: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(function)).map_err(|panic| message(&*panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without a message").to_owned()
}
