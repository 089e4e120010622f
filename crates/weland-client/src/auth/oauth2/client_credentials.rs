//! Tokens that a client gets for itself (RFC 6749, section 4.4).

use std::fmt;

use weland_core::OtherError;

use super::OAuth2Client;
use super::wire::{Discovered, Reached, read, refused};
use crate::BoxFuture;
use crate::auth::reference::resolve;
use crate::auth::token::{Token, TokenProvider};
use crate::identity::IdentityContext;
use crate::transport::Transport;

/// Gets tokens by the id and the secret of a client.
///
/// ```
/// use weland_client::Config;
/// use weland_client::auth::ClientCredentials;
///
/// let tokens = ClientCredentials::new("https://auth.example.com/token", "id", "secret").scopes(["pets:read"]);
/// let config = Config::new().bearer_token(tokens);
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    client: OAuth2Client,
    /// Whether the URL is that of a document, in which the URL for tokens is.
    discovers: bool,
}

impl ClientCredentials {
    /// Gets tokens at this URL.
    pub fn new(url: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::of(OAuth2Client::new(url, id).secret(secret))
    }

    pub(super) fn of(client: OAuth2Client) -> Self {
        Self { client, discovers: false }
    }

    /// Gets tokens where the document at this URL says: the one that providers of OpenID Connect have at
    /// `/.well-known/openid-configuration`.
    pub fn discover(url: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { discovers: true, ..Self::new(url, id, secret) }
    }

    /// Takes the URL as one that is relative to this: the URL of the server, in documents of OpenAPI.
    ///
    /// ```
    /// use weland_client::auth::ClientCredentials;
    ///
    /// // This gets tokens at https://api.example.com/token.
    /// let tokens = ClientCredentials::new("/token", "id", "secret").relative_to("https://api.example.com/v1/");
    /// ```
    #[must_use]
    pub fn relative_to(mut self, base: &str) -> Self {
        self.client.token_url = resolve(base, &self.client.token_url);
        self
    }

    /// Asks for tokens that allow this.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.client = self.client.scopes(scopes);
        self
    }

    /// Sends the secret in the body, for servers that want it there (`client_secret_post`).
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.client = self.client.secret_in_body();
        self
    }

    /// Reaches the server through this. Otherwise, it is reached as the service is.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.client = self.client.transport(transport);
        self
    }

    async fn get(&self, context: &IdentityContext) -> Result<Token, OtherError> {
        let url = match self.discovers {
            true => self.token_url(context).await?,
            false => self.client.token_url.clone(),
        };
        let scope = self.client.scope();
        let parameters: Vec<_> = scope.iter().map(|scope| ("scope", &**scope)).collect();
        let granted = self.client.try_grant(context, &url, "client_credentials", &parameters).await?;
        granted.map(|granted| granted.token).map_err(|refusal| refused(&refusal.to_string()))
    }

    /// The URL for tokens that the discovery document states.
    async fn token_url(&self, context: &IdentityContext) -> Result<String, OtherError> {
        let own = &self.client.token_url;
        let body = Reached::new(self.client.transport.as_ref(), context)?.get(own).await?;
        let body = body.map_err(|refusal| refused(&format!("its discovery document is not there: {refusal}")))?;
        let url = read::<Discovered>(&body)?.token_endpoint;
        let url = url.ok_or_else(|| refused("its discovery document has no `token_endpoint`"))?;
        // The secret goes there, and must not be seen by whoever listens.
        match own.starts_with("https://") && !url.starts_with("https://") {
            true => Err(refused("its discovery document has a `token_endpoint` without TLS")),
            false => Ok(url),
        }
    }
}

impl TokenProvider for ClientCredentials {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async { self.get(&IdentityContext::standard()).await })
    }

    fn token_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Token, OtherError>> {
        Box::pin(self.get(context))
    }
}

/// The secret is not shown.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (id, scopes) = (&self.client.auth.id, &self.client.scopes);
        f.debug_struct("ClientCredentials").field("id", id).field("scopes", scopes).finish_non_exhaustive()
    }
}
