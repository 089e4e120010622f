//! The identity slot of the pipeline: who a request is made as.

mod context;
mod kept;
mod shared;

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, SystemTime};

pub use context::IdentityContext;
use context::TIMEOUT;
use shared::Shared;
use weland_core::{ErrorKind, OtherError};

use crate::sources::Sources;
use crate::{BoxFuture, time};

/// What an authentication scheme signs with, such as [`Credentials`](crate::Credentials) or a token.
pub trait Identity: Clone + Send + 'static {
    /// When the identity expires; `None` if it does not.
    fn expires(&self) -> Option<SystemTime>;

    /// Whether the identity stays valid for longer than `margin`.
    fn outlasts(&self, margin: Duration) -> bool {
        let Some(expires) = self.expires() else { return true };
        SystemTime::now().checked_add(margin).is_some_and(|end| end < expires)
    }
}

/// Keeps an identity until it is about to expire, and has one resolution at a time.
///
/// An identity is refreshed from about five minutes before it expires, or from the half of its life if that is later.
/// As long as it is valid, other calls use it and do not wait. A refresh that fails is tried again after a second, then
/// after twice as long each time, up to a minute.
///
/// Calls that find no valid identity share one resolution, and what comes of it: the identity or the error. An identity
/// without an expiry is not kept, but resolved again by the calls that come later.
pub struct IdentityCache<I> {
    shared: Arc<Shared<I>>,
    timeout: Option<Duration>,
}

impl<I: Identity> IdentityCache<I> {
    /// An empty cache. A resolution may take 30 seconds.
    pub fn new() -> Self {
        Self { shared: Arc::new(Shared::new()), timeout: Some(TIMEOUT) }
    }

    /// Sets how long a resolution may take; `None` for as long as it wants.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// The kept identity, or the one that `resolve` returns. The call that resolves waits for that.
    ///
    /// # Errors
    /// That of `resolve`, or of [`ErrorKind::Credentials`] if it takes too long, if there is no valid identity to fall
    /// back on.
    pub async fn get<'a, F>(&self, resolve: F) -> Result<I, OtherError>
    where
        F: FnOnce() -> BoxFuture<'a, Result<I, OtherError>> + Send,
    {
        let turn = match self.shared.kept_or_turn(&Sources::default()).await {
            Ok(turn) => turn,
            Err(known) => return known,
        };
        let old = turn.old.clone();
        let outcome = limited(self.timeout, resolve()).await;
        turn.end(&outcome);
        outcome.or_else(|error| old.ok_or(error))
    }

    /// Like [`get`](Self::get), but with a task that resolves: no call waits for it as long as there is a valid identity, and
    /// it goes on when the call that began it is dropped. What `resolve` has at once needs no task.
    ///
    /// # Errors
    /// Like [`get`](Self::get), and if `resolve` panics in its task, or the runtime shuts down.
    pub async fn get_in_background<F>(&self, resolve: F) -> Result<I, OtherError>
    where
        F: FnOnce() -> BoxFuture<'static, Result<I, OtherError>> + Send,
    {
        self.in_background(&Sources::default(), self.timeout, resolve).await
    }

    /// The same for a client, by its clock and within its time.
    pub(crate) async fn resolve_for<F>(&self, context: &IdentityContext, resolve: F) -> Result<I, OtherError>
    where
        F: FnOnce() -> BoxFuture<'static, Result<I, OtherError>> + Send,
    {
        self.in_background(&context.sources, context.timeout(), resolve).await
    }

    async fn in_background<F>(&self, sources: &Sources, timeout: Option<Duration>, resolve: F) -> Result<I, OtherError>
    where
        F: FnOnce() -> BoxFuture<'static, Result<I, OtherError>> + Send,
    {
        let turn = match self.shared.kept_or_turn(sources).await {
            Ok(turn) => turn,
            Err(known) => return known,
        };
        let (old, mut resolution) = (turn.old.clone(), resolve());
        if let Poll::Ready(outcome) = poll_fn(|cx| Poll::Ready(resolution.as_mut().poll(cx))).await {
            turn.end(&outcome);
            return outcome.or_else(|error| old.ok_or(error));
        }
        let runtime = match time::runtime() {
            Ok(runtime) => runtime,
            Err(error) => return old.ok_or(error),
        };
        let ended = self.shared.ended.notified();
        let number = turn.begin(old.is_none());
        let resolution = limited(timeout, resolution);
        runtime.spawn(async move { turn.end(&resolution.await) });
        if let Some(old) = old {
            return Ok(old);
        }
        ended.await;
        self.shared.outcome(number).unwrap_or_else(|| {
            let message = "the identity was not resolved: its provider panicked, or the runtime was shut down";
            Err(OtherError::new(ErrorKind::Credentials, message))
        })
    }
}

async fn limited<I>(
    limit: Option<Duration>,
    resolution: BoxFuture<'_, Result<I, OtherError>>,
) -> Result<I, OtherError> {
    time::within(limit, resolution).await?.unwrap_or_else(|| {
        let message = format!("no identity within {:?}", limit.unwrap_or_default());
        Err(OtherError::new(ErrorKind::Credentials, message))
    })
}

impl<I: Identity> Default for IdentityCache<I> {
    fn default() -> Self {
        Self::new()
    }
}

/// The identity is a secret.
impl<I> fmt::Debug for IdentityCache<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityCache").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
