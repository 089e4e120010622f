//! OAuth 2: tokens that a client gets for itself (RFC 6749, section 4.4).

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode};
use weland_core::{ErrorKind, Member, OtherError, Schema, Structure, schema, structure};
use weland_protocol::{Body, Strictness, json};

use super::http::encode;
use super::reference::resolve;
use super::token::{Token, TokenProvider};
use crate::transport::{ConnectionSettings, Transport};
use crate::{BoxFuture, describe};

/// How many bytes a response of an authorization server may have.
const MAX_RESPONSE: usize = 64 * 1024;

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
    url: String,
    /// Whether the URL is that of a document, in which the URL for tokens is.
    discovers: bool,
    id: String,
    secret: String,
    scopes: Vec<String>,
    transport: Option<Transport>,
}

impl ClientCredentials {
    /// Gets tokens at this URL.
    pub fn new(url: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) -> Self {
        let transport = Transport::standard(&ConnectionSettings::new());
        Self { url: url.into(), discovers: false, id: id.into(), secret: secret.into(), scopes: Vec::new(), transport }
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
        self.url = resolve(base, &self.url);
        self
    }

    /// Asks for tokens that allow this.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Reaches the server by other means than hyper.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    fn request(&self, url: &str) -> Option<Request<Body>> {
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            form.push_str(&format!("&scope={}", encode(&self.scopes.join(" "))));
        }
        let client = BASE64.encode(format!("{}:{}", encode(&self.id), encode(&self.secret)));
        let mut authorization = HeaderValue::from_str(&format!("Basic {client}")).ok()?;
        authorization.set_sensitive(true);
        Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(AUTHORIZATION, authorization)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(Body::from(form.into_bytes()))
            .ok()
    }

    async fn get(&self) -> Result<Token, OtherError> {
        let url = if self.discovers { self.token_url().await? } else { self.url.clone() };
        let (status, body) = self.send(self.request(&url)).await?;
        let mut granted = Granted::default();
        let read = read(&body, &mut granted);
        if !status.is_success() {
            let reason = granted.error_description.or(granted.error).unwrap_or_default();
            return Err(refused(&format!("it responded with {status} {reason}")));
        }
        read?;
        let token = granted.access_token.ok_or_else(|| refused("its response has no `access_token`"))?;
        let token = Token::new(token);
        let life = granted.expires_in.and_then(|seconds| u64::try_from(seconds).ok());
        Ok(life.map_or(token.clone(), |seconds| token.valid_for(Duration::from_secs(seconds))))
    }

    /// The URL for tokens that the discovery document states.
    async fn token_url(&self) -> Result<String, OtherError> {
        let request = Request::get(&self.url).header(ACCEPT, "application/json").body(Body::default()).ok();
        let (status, body) = self.send(request).await?;
        if !status.is_success() {
            return Err(refused(&format!("its discovery document is not there: {status}")));
        }
        let mut found = Discovered::default();
        read(&body, &mut found)?;
        let url = found.token_endpoint.ok_or_else(|| refused("its discovery document has no `token_endpoint`"))?;
        // The secret goes there, and must not be seen by whoever listens.
        match self.url.starts_with("https://") && !url.starts_with("https://") {
            true => Err(refused("its discovery document has a `token_endpoint` without TLS")),
            false => Ok(url),
        }
    }

    async fn send(&self, request: Option<Request<Body>>) -> Result<(StatusCode, Bytes), OtherError> {
        let transport = self.transport.as_ref().ok_or_else(|| refused("there is no transport"))?;
        let request = request.ok_or_else(|| refused("its URL is not one"))?;
        let response = transport.send(request).await.map_err(|error| refused(&describe(&*error)))?;
        let status = response.status();
        let body = response.into_body().collect(MAX_RESPONSE).await.map_err(|error| refused(&describe(&*error)))?;
        Ok((status, body))
    }
}

fn read(body: &[u8], into: &mut dyn Structure) -> Result<(), OtherError> {
    json::decode(body, into, Strictness::Lenient).map(drop).map_err(|error| refused(&error.to_string()))
}

fn refused(why: &str) -> OtherError {
    OtherError::new(ErrorKind::Credentials, format!("no token from the authorization server: {why}"))
}

impl TokenProvider for ClientCredentials {
    fn token(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(self.get())
    }
}

/// The secret is not shown.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("id", &self.id).field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

/// What a discovery document says.
#[derive(Default)]
struct Discovered {
    token_endpoint: Option<String>,
}

structure! {
    Discovered = DISCOVERED: Schema::structure("Discovered");
    0 token_endpoint: Member::new("token_endpoint", &schema::STRING),
}

/// What an authorization server responds.
#[derive(Default)]
struct Granted {
    access_token: Option<String>,
    expires_in: Option<i64>,
    error: Option<String>,
    error_description: Option<String>,
}

structure! {
    Granted = GRANTED: Schema::structure("Granted").sensitive();
    0 access_token: Member::new("access_token", &schema::STRING),
    1 expires_in: Member::new("expires_in", &schema::LONG),
    2 error: Member::new("error", &schema::STRING),
    3 error_description: Member::new("error_description", &schema::STRING),
}
