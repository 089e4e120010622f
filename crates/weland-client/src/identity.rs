//! The identity slot of the pipeline: who a request is made as.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use weland_core::OtherError;

use crate::BoxFuture;

/// An identity is refreshed this long before it expires; until it does, a failing refresh is not fatal.
const REFRESH: Duration = Duration::from_secs(5 * 60);
/// An identity is not used any more this long before it expires, since it could expire on the way.
const UNUSABLE: Duration = Duration::from_secs(10);

/// What an authentication scheme signs with, such as [`Credentials`](crate::Credentials) or a token.
pub trait Identity: Clone + Send {
    /// When the identity expires; `None` if it does not.
    fn expires(&self) -> Option<SystemTime>;

    /// Whether the identity stays valid for longer than `margin`.
    fn outlasts(&self, margin: Duration) -> bool {
        self.expires().is_none_or(|expires| SystemTime::now() + margin < expires)
    }
}

/// Keeps an identity until shortly before it expires, and refreshes it once at a time.
///
/// While one call refreshes the identity, other calls use the old one as long as it is valid; without a valid one they
/// wait. An identity without an expiry is not kept, but resolved by each call.
#[derive(Debug)]
pub struct IdentityCache<I> {
    kept: Mutex<Option<I>>,
    refreshing: tokio::sync::Mutex<()>,
}

impl<I: Identity> IdentityCache<I> {
    /// An empty cache.
    pub fn new() -> Self {
        Self { kept: Mutex::new(None), refreshing: tokio::sync::Mutex::new(()) }
    }

    /// The kept identity, or the one that `resolve` returns.
    ///
    /// # Errors
    /// That of `resolve`, if there is no valid identity to fall back on.
    pub async fn get<'a, F>(&self, resolve: F) -> Result<I, OtherError>
    where
        F: FnOnce() -> BoxFuture<'a, Result<I, OtherError>> + Send,
    {
        if let Some(fresh) = self.kept(REFRESH) {
            return Ok(fresh);
        }
        let _turn = match self.refreshing.try_lock() {
            Ok(turn) => turn,
            Err(_) => match self.kept(UNUSABLE) {
                Some(old) => return Ok(old),
                None => self.refreshing.lock().await,
            },
        };
        // The call that was waited for may have refreshed it.
        if let Some(fresh) = self.kept(REFRESH) {
            return Ok(fresh);
        }
        match resolve().await {
            Ok(fresh) => {
                *self.lock() = fresh.expires().is_some().then(|| fresh.clone());
                Ok(fresh)
            }
            Err(error) => self.kept(UNUSABLE).ok_or(error),
        }
    }

    fn kept(&self, margin: Duration) -> Option<I> {
        self.lock().as_ref().filter(|identity| identity.outlasts(margin)).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<I>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<I: Identity> Default for IdentityCache<I> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
