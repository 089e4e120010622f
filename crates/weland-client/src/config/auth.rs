//! Settings of what clients authenticate with.

use std::sync::Arc;
use std::time::Duration;

use super::Config;
use crate::auth::http::{Secret, SecretKind};
use crate::auth::{AuthScheme, HeaderProvider, OwnHeaders, TokenProvider};
use crate::credentials::CredentialsProvider;

impl Config {
    /// Signs with these [`Credentials`](crate::Credentials), or with what this provider gives.
    #[must_use]
    pub fn credentials(mut self, provider: impl CredentialsProvider + 'static) -> Self {
        self.credentials = Some(Arc::new(provider));
        self.unsigned = false;
        self
    }

    /// Sets how long the provider of credentials or tokens may take, 30 seconds at first; `None` for as long as it wants. Calls wait for
    /// it only if there are no valid credentials.
    #[must_use]
    pub fn credentials_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.credentials_timeout = timeout.into();
        self
    }

    /// Does not sign requests: for servers that do not ask for it.
    #[must_use]
    pub fn unsigned(mut self) -> Self {
        self.unsigned = true;
        self
    }

    /// Adds a scheme of authentication, for operations that accept it. It is used in place of a scheme of the same id that
    /// the client has already.
    #[must_use]
    pub fn auth_scheme(mut self, scheme: impl AuthScheme + 'static) -> Self {
        self.auth_schemes.insert(0, Arc::new(scheme));
        self.unsigned = false;
        self
    }

    /// Authenticates by a user name and a password, where the model has HTTP Basic authentication.
    #[must_use]
    pub fn basic_auth(self, user: &str, password: &str) -> Self {
        self.secret(Secret::password(user, password))
    }

    /// Authenticates by a token, where the model has bearer tokens, OAuth 2 or OpenID Connect: a text, a
    /// [`Token`](crate::auth::Token), a closure that gets one, or what an [`OAuth2Client`](crate::auth::OAuth2Client) gets, such as
    /// [`ClientCredentials`](crate::auth::ClientCredentials).
    #[must_use]
    pub fn bearer_token(self, tokens: impl TokenProvider + 'static) -> Self {
        self.secret(Secret::new(SecretKind::Token, None, tokens))
    }

    /// Authenticates by a token, where the model has the scheme of this name.
    #[must_use]
    pub fn bearer_token_for(self, scheme: impl Into<String>, tokens: impl TokenProvider + 'static) -> Self {
        self.secret(Secret::new(SecretKind::Token, Some(scheme.into()), tokens))
    }

    /// Authenticates by a key, where the model has API keys. It is sent where the model wants it: in a header, the query
    /// string or a cookie.
    #[must_use]
    pub fn api_key(self, keys: impl TokenProvider + 'static) -> Self {
        self.secret(Secret::new(SecretKind::Key, None, keys))
    }

    /// Authenticates by a key, where the model has the API key of this name; other schemes may have other keys.
    #[must_use]
    pub fn api_key_for(self, scheme: impl Into<String>, keys: impl TokenProvider + 'static) -> Self {
        self.secret(Secret::new(SecretKind::Key, Some(scheme.into()), keys))
    }

    /// Adds headers to all calls that say who makes them: [`AuthHeaders`](crate::auth::AuthHeaders), or a closure that gets them.
    ///
    /// They are sent beside what the model asks for, and are covered by signatures. Where the client has nothing else to authenticate
    /// with, they are enough.
    ///
    /// ```
    /// use weland_client::Config;
    /// use weland_client::auth::AuthHeaders;
    ///
    /// let config = Config::new().auth_headers(|| async {
    ///     // Ask whoever knows.
    ///     Ok(AuthHeaders::new().header("x-tenant", "one").header("x-pass", "secret"))
    /// });
    /// ```
    #[must_use]
    pub fn auth_headers(mut self, headers: impl HeaderProvider + 'static) -> Self {
        self.auth_headers.push(Arc::new(OwnHeaders::new(headers)));
        self.unsigned = false;
        self
    }

    fn secret(mut self, secret: Secret) -> Self {
        self.secrets.insert(0, Arc::new(secret));
        self.unsigned = false;
        self
    }
}
