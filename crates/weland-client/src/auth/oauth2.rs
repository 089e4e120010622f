//! OAuth 2: tokens that a client gets for itself (RFC 6749, section 4.4).

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request};
use weland_core::{ErrorKind, Member, OtherError, Schema, schema, structure};
use weland_protocol::{Body, Strictness, json};

use super::http::encode;
use super::token::{Token, TokenProvider};
use crate::transport::Transport;
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
    id: String,
    secret: String,
    scopes: Vec<String>,
    transport: Option<Transport>,
}

impl ClientCredentials {
    /// Gets tokens from the server at this URL.
    pub fn new(url: impl Into<String>, id: impl Into<String>, secret: impl Into<String>) -> Self {
        let transport = Transport::standard(Some(Duration::from_secs(5)), None);
        Self { url: url.into(), id: id.into(), secret: secret.into(), scopes: Vec::new(), transport }
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

    fn request(&self) -> Option<Request<Body>> {
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            form.push_str(&format!("&scope={}", encode(&self.scopes.join(" "))));
        }
        let client = BASE64.encode(format!("{}:{}", encode(&self.id), encode(&self.secret)));
        let mut authorization = HeaderValue::from_str(&format!("Basic {client}")).ok()?;
        authorization.set_sensitive(true);
        Request::builder()
            .method(Method::POST)
            .uri(&self.url)
            .header(AUTHORIZATION, authorization)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(Body::from(form.into_bytes()))
            .ok()
    }

    async fn get(&self) -> Result<Token, OtherError> {
        let transport = self.transport.as_ref().ok_or_else(|| refused("there is no transport"))?;
        let request = self.request().ok_or_else(|| refused("its URL is not one"))?;
        let response = transport.send(request).await.map_err(|error| refused(&describe(&*error)))?;
        let status = response.status();
        let body = response.into_body().collect(MAX_RESPONSE).await.map_err(|error| refused(&describe(&*error)))?;
        let mut granted = Granted::default();
        let read = json::decode(&body, &mut granted, Strictness::Lenient);
        if !status.is_success() {
            let reason = granted.error_description.or(granted.error).unwrap_or_default();
            return Err(refused(&format!("it responded with {status} {reason}")));
        }
        read.map_err(|error| refused(&error.to_string()))?;
        let token = granted.access_token.ok_or_else(|| refused("its response has no `access_token`"))?;
        let token = Token::new(token);
        let life = granted.expires_in.and_then(|seconds| u64::try_from(seconds).ok());
        Ok(life.map_or(token.clone(), |seconds| token.valid_for(Duration::from_secs(seconds))))
    }
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
