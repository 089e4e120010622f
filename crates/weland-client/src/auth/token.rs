//! Secrets that are sent as they are: tokens, keys, passwords.

use std::fmt;
use std::time::{Duration, SystemTime};

use weland_core::OtherError;

use crate::BoxFuture;
use crate::identity::{Identity, IdentityContext};

/// A token or a key. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    secret: String,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that does not expire.
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), expires: None }
    }

    /// Sets the moment from which on the token is refused. Before that, it is used again without asking for another.
    #[must_use]
    pub fn with_expiry(mut self, expires: SystemTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// Sets how long the token is good for from now on.
    #[must_use]
    pub fn valid_for(self, time: Duration) -> Self {
        match SystemTime::now().checked_add(time) {
            Some(expires) => self.with_expiry(expires),
            None => self,
        }
    }

    /// The token itself. Take care where it goes.
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl Identity for Token {
    fn expires(&self) -> Option<SystemTime> {
        self.expires
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("secret", &"***").field("expires", &self.expires).finish()
    }
}

/// Where tokens come from: a token itself, a text, or a closure that returns a future.
///
/// ```
/// use std::time::Duration;
/// use weland_client::Config;
/// use weland_client::auth::Token;
///
/// let fixed = Config::new().bearer_token("secret");
/// let fetched = Config::new().bearer_token(|| async {
///     // Ask whoever issues tokens.
///     Ok(Token::new("secret").valid_for(Duration::from_secs(3600)))
/// });
/// ```
pub trait TokenProvider: Send + Sync {
    /// A token that is valid now. Clients ask again when it is about to expire; one without expiry is asked for by each
    /// attempt.
    ///
    /// # Errors
    /// When there is none, of kind [`ErrorKind::Credentials`](weland_core::ErrorKind::Credentials).
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>>;

    /// The same for a client, which lends its transport and its clock. By default, nobody asks for them.
    ///
    /// # Errors
    /// Those of [`token`](Self::token).
    #[allow(unused_variables, reason = "the names are documentation")]
    fn token_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Token, OtherError>> {
        self.token()
    }
}

impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { Ok(self.clone()) })
    }
}

impl TokenProvider for String {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { Ok(Token::new(self.as_str())) })
    }
}

impl TokenProvider for &'static str {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { Ok(Token::new(*self)) })
    }
}

impl<F, R> TokenProvider for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Token, OtherError>> + Send + 'static,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(self())
    }
}
