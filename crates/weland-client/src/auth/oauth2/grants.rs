//! Tokens for passwords and for refresh tokens.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use weland_core::OtherError;

use super::wire::refused;
use super::{GrantedTokens, OAuth2Client};
use crate::BoxFuture;
use crate::auth::token::{Token, TokenProvider};
use crate::identity::{Identity as _, IdentityContext};

/// Gets tokens for the name and the password of a user, see [`OAuth2Client::password`].
#[derive(Clone)]
pub struct PasswordTokens {
    client: OAuth2Client,
    user: String,
    password: String,
}

impl PasswordTokens {
    pub(super) fn new(client: OAuth2Client, user: String, password: String) -> Self {
        Self { client, user, password }
    }

    async fn get(&self, context: &IdentityContext) -> Result<Token, OtherError> {
        let scope = self.client.scope();
        let mut parameters = vec![("username", &*self.user), ("password", &*self.password)];
        parameters.extend(scope.iter().map(|scope| ("scope", &**scope)));
        self.client.grant(context, "password", &parameters).await.map(|granted| granted.token)
    }
}

impl TokenProvider for PasswordTokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { self.get(&IdentityContext::standard()).await })
    }

    fn token_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Token, OtherError>> {
        Box::pin(self.get(context))
    }
}

impl fmt::Debug for PasswordTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordTokens").field("client", &self.client).finish_non_exhaustive()
    }
}

/// Gets tokens for a refresh token, see [`OAuth2Client::refresh_token`] and [`OAuth2Client::refreshed`]. Clones share it.
///
/// If the server gives out a new refresh token with a token, that takes the place of the old one.
#[derive(Clone)]
pub struct RefreshedTokens {
    client: OAuth2Client,
    state: Arc<Mutex<State>>,
    keep: Option<Keep>,
}

type Keep = Arc<dyn Fn(&GrantedTokens) + Send + Sync>;

struct State {
    refresh_token: String,
    /// A token that has come with it.
    first: Option<Token>,
}

impl RefreshedTokens {
    pub(super) fn new(client: OAuth2Client, refresh_token: String, first: Option<Token>) -> Self {
        Self { client, state: Arc::new(Mutex::new(State { refresh_token, first })), keep: None }
    }

    /// Calls this with each grant, to keep its refresh token for the next start of the program.
    #[must_use]
    pub fn on_grant(mut self, keep: impl Fn(&GrantedTokens) + Send + Sync + 'static) -> Self {
        self.keep = Some(Arc::new(keep));
        self
    }

    async fn get(&self, context: &IdentityContext) -> Result<Token, OtherError> {
        let (first, refresh_token) = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            (state.first.take(), state.refresh_token.clone())
        };
        let is_good = |token: &Token| token.expires().is_none_or(|expires| context.now() < expires);
        if let Some(first) = first.filter(is_good) {
            // One without an expiry is asked for by each call.
            if first.expires().is_none() {
                self.state.lock().unwrap_or_else(PoisonError::into_inner).first = Some(first.clone());
            }
            return Ok(first);
        }
        if refresh_token.is_empty() {
            return Err(refused(
                "the token has expired, and came without a refresh token; the user has to sign in again",
            ));
        }
        let granted = self.client.grant(context, "refresh_token", &[("refresh_token", &refresh_token)]).await?;
        if let Some(next) = granted.refresh_token.clone() {
            self.state.lock().unwrap_or_else(PoisonError::into_inner).refresh_token = next;
        }
        if let Some(keep) = &self.keep {
            keep(&granted);
        }
        Ok(granted.token)
    }
}

impl TokenProvider for RefreshedTokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { self.get(&IdentityContext::standard()).await })
    }

    fn token_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Token, OtherError>> {
        Box::pin(self.get(context))
    }
}

impl fmt::Debug for RefreshedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshedTokens").field("client", &self.client).finish_non_exhaustive()
    }
}
