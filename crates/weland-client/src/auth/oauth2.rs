//! OAuth 2: how a client gets tokens at an authorization server (RFC 6749).

mod authorization;
mod client_credentials;
mod device;
mod grants;
mod wire;

use std::fmt;
use std::time::Duration;

use weland_core::OtherError;

pub use self::authorization::Authorization;
pub use self::client_credentials::ClientCredentials;
pub use self::device::DeviceAuthorization;
pub use self::grants::{PasswordTokens, RefreshedTokens};
use self::wire::{ClientAuth, Granted, Reached, refused};
use super::token::Token;
use crate::identity::IdentityContext;
use crate::transport::Transport;

/// A client that is registered at an authorization server, and the grants by which it gets tokens.
///
/// The server is reached as the client of the service reaches that, with its transport, certificates and proxies, unless something
/// else is set. Where no such client asks for a token, because a user signs in, [`Config::oauth2_client`](crate::Config::oauth2_client)
/// does the same.
///
/// ```no_run
/// use weland_client::Config;
/// use weland_client::auth::OAuth2Client;
///
/// # async fn example(redirect: String) -> Result<(), weland_core::OtherError> {
/// let client = OAuth2Client::new("https://auth.example.com/token", "my-app").scopes(["pets:read"]);
/// // A user agrees in a browser, which is then sent to the last of these URLs.
/// let authorization = client.authorization("https://auth.example.com/authorize", "http://localhost:8123/");
/// println!("open {}", authorization.url());
/// let granted = authorization.exchange(&redirect).await?;
/// // From then on, tokens are renewed by themselves.
/// let config = Config::new().bearer_token(client.refreshed(granted));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct OAuth2Client {
    token_url: String,
    auth: ClientAuth,
    scopes: Vec<String>,
    transport: Option<Transport>,
}

impl OAuth2Client {
    /// A client without a secret that gets tokens at this URL.
    pub fn new(token_url: impl Into<String>, id: impl Into<String>) -> Self {
        let auth = ClientAuth { id: id.into(), secret: None, in_body: false };
        Self { token_url: token_url.into(), auth, scopes: Vec::new(), transport: None }
    }

    /// Sets the secret of the client. It is sent by Basic authentication (`client_secret_basic`).
    #[must_use]
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.auth.secret = Some(secret.into());
        self
    }

    /// Sends the secret in the body, for servers that want it there (`client_secret_post`).
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.auth.in_body = true;
        self
    }

    /// Asks for tokens that allow this.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Reaches the server through this.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Tokens of the client itself (RFC 6749, section 4.4).
    pub fn client_credentials(&self) -> ClientCredentials {
        ClientCredentials::of(self.clone())
    }

    /// Tokens for the name and the password of a user (RFC 6749, section 4.3), for servers that have nothing better.
    pub fn password(&self, user: impl Into<String>, password: impl Into<String>) -> PasswordTokens {
        PasswordTokens::new(self.clone(), user.into(), password.into())
    }

    /// Tokens for a refresh token (RFC 6749, section 6) that was kept from earlier.
    pub fn refresh_token(&self, refresh_token: impl Into<String>) -> RefreshedTokens {
        RefreshedTokens::new(self.clone(), refresh_token.into(), None)
    }

    /// The token that was granted, and those that follow it if there is a refresh token.
    pub fn refreshed(&self, granted: GrantedTokens) -> RefreshedTokens {
        RefreshedTokens::new(self.clone(), granted.refresh_token.unwrap_or_default(), Some(granted.token))
    }

    /// Begins to ask a user in a browser (RFC 6749, section 4.1), with a proof that nobody else uses the answer (RFC 7636).
    ///
    /// `authorize_url` is that of the page at the server, `redirect_uri` where the browser is sent to from there.
    pub fn authorization(&self, authorize_url: &str, redirect_uri: impl Into<String>) -> Authorization {
        Authorization::new(self.clone(), authorize_url, redirect_uri.into())
    }

    /// Begins to ask a user who has a browser on another device (RFC 8628). `device_url` is where the server gives codes for that.
    ///
    /// # Errors
    /// When the server gives none.
    pub async fn device_authorization(&self, device_url: &str) -> Result<DeviceAuthorization, OtherError> {
        DeviceAuthorization::begin(self.clone(), device_url).await
    }

    /// The scopes as a parameter, if there are any.
    fn scope(&self) -> Option<String> {
        (!self.scopes.is_empty()).then(|| self.scopes.join(" "))
    }

    /// Asks for tokens by a grant, with its parameters.
    async fn grant(
        &self,
        context: &IdentityContext,
        grant: &str,
        parameters: &[(&str, &str)],
    ) -> Result<GrantedTokens, OtherError> {
        self.try_grant(context, &self.token_url, grant, parameters).await?.map_err(|error| refused(&error.to_string()))
    }

    /// The same at this URL; the inner error is what the server responds.
    async fn try_grant(
        &self,
        context: &IdentityContext,
        url: &str,
        grant: &str,
        parameters: &[(&str, &str)],
    ) -> Result<Result<GrantedTokens, wire::Refusal>, OtherError> {
        let parameters = [&[("grant_type", grant)], parameters].concat();
        let reached = Reached::new(self.transport.as_ref(), context)?;
        let granted = match reached.post(url, &self.auth, &parameters).await? {
            Ok(body) => wire::read::<Granted>(&body)?,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let secret = granted.access_token.ok_or_else(|| refused("its response has no `access_token`"))?;
        let life = granted.expires_in.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
        let expires = life.and_then(|life| context.now().checked_add(life));
        let token = expires.into_iter().fold(Token::new(secret), Token::with_expiry);
        Ok(Ok(GrantedTokens {
            token,
            refresh_token: granted.refresh_token,
            id_token: granted.id_token,
            scope: granted.scope,
        }))
    }
}

/// The secret is not shown.
impl fmt::Debug for OAuth2Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2Client").field("id", &self.auth.id).field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// What an authorization server has granted. `Debug` shows no token.
#[derive(Clone)]
#[non_exhaustive]
pub struct GrantedTokens {
    /// The token that calls are made with.
    pub token: Token,
    /// What gets the next token when this one expires. Take care where it goes.
    pub refresh_token: Option<String>,
    /// Who the user is, if the server speaks OpenID Connect. Its signature has not been checked.
    pub id_token: Option<String>,
    /// What the token allows, if that is not what was asked for.
    pub scope: Option<String>,
}

impl fmt::Debug for GrantedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantedTokens").field("token", &self.token).field("scope", &self.scope).finish_non_exhaustive()
    }
}
