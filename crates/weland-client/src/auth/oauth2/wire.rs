//! Messages to and from authorization servers.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use http::{HeaderMap, Method, Request, StatusCode};
use weland_core::{ErrorKind, Member, OtherError, Schema, Structure, schema, structure};
use weland_protocol::{Body, Strictness, json};

use crate::auth::http::encode;
use crate::host::{host_header, shown_url};
use crate::identity::IdentityContext;
use crate::transport::Transport;
use crate::{describe, time};

/// How many bytes a response of an authorization server may have.
const MAX_RESPONSE: usize = 64 * 1024;
/// How many characters of what a server says of an error are shown.
const MAX_REASON: usize = 200;

/// How a client says who it is.
#[derive(Clone)]
pub(super) struct ClientAuth {
    pub(super) id: String,
    pub(super) secret: Option<String>,
    /// Whether the secret is a parameter in the body.
    pub(super) in_body: bool,
}

impl ClientAuth {
    /// Adds what the client is known by to the headers or the form.
    fn add(&self, headers: &mut HeaderMap, form: &mut String) -> Result<(), OtherError> {
        match &self.secret {
            Some(secret) if !self.in_body => {
                let client = BASE64.encode(format!("{}:{}", encode(&self.id), encode(secret)));
                let mut value =
                    HeaderValue::from_str(&format!("Basic {client}")).map_err(|_| refused("its id is none"))?;
                value.set_sensitive(true);
                headers.insert(AUTHORIZATION, value);
            }
            secret => {
                form.push_str(&format!("&client_id={}", encode(&self.id)));
                if let Some(secret) = secret {
                    form.push_str(&format!("&client_secret={}", encode(secret)));
                }
            }
        }
        Ok(())
    }
}

/// What a server has responded that is no success.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    /// The code of the error, if it is one of OAuth.
    pub(super) code: Option<String>,
    description: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it responded with {}", self.status)?;
        for text in self.code.iter().chain(&self.description) {
            let shown: String = text.chars().filter(|c| !c.is_control()).take(MAX_REASON).collect();
            write!(f, ", {shown}")?;
        }
        Ok(())
    }
}

/// A way to authorization servers.
pub(super) struct Reached<'a> {
    transport: &'a Transport,
    context: &'a IdentityContext,
}

impl<'a> Reached<'a> {
    /// By this transport, or else by that of the client that asks.
    pub(super) fn new(own: Option<&'a Transport>, context: &'a IdentityContext) -> Result<Self, OtherError> {
        let transport = own
            .or(context.transport())
            .ok_or_else(|| refused("there is no transport: set one, or enable the feature `hyper`"))?;
        Ok(Self { transport, context })
    }

    /// Sends a form.
    pub(super) async fn post(
        &self,
        url: &str,
        auth: &ClientAuth,
        parameters: &[(&str, &str)],
    ) -> Result<Result<Bytes, Refusal>, OtherError> {
        let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let (mut form, mut headers) = (pairs.join("&"), HeaderMap::new());
        auth.add(&mut headers, &mut form)?;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        self.send(Method::POST, url, headers, form.trim_start_matches('&').to_owned().into_bytes()).await
    }

    /// Reads a document.
    pub(super) async fn get(&self, url: &str) -> Result<Result<Bytes, Refusal>, OtherError> {
        self.send(Method::GET, url, HeaderMap::new(), Vec::new()).await
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Result<Bytes, Refusal>, OtherError> {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = url.parse().map_err(|_| refused(&format!("`{}` is no URL", shown_url(url))))?;
        let host = host_header(request.uri()).and_then(|host| HeaderValue::from_str(&host).ok());
        *request.headers_mut() = headers;
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        request.headers_mut().extend(host.map(|host| (HOST, host)));
        let exchange = async {
            let response = self.transport.send(request).await?;
            let status = response.status();
            Ok::<_, weland_core::BoxError>((status, response.into_body().collect(MAX_RESPONSE).await?))
        };
        let limit = self.context.timeout();
        let late = || format!("{} does not respond within {:?}", shown_url(url), limit.unwrap_or_default());
        let done = time::within(limit, exchange).await?.ok_or_else(|| refused(&late()))?;
        let (status, body) = done.map_err(|error| refused(&describe(&*error)))?;
        if status.is_success() {
            return Ok(Ok(body));
        }
        let said = read::<Denied>(&body).unwrap_or_default();
        Ok(Err(Refusal { status, code: said.error, description: said.error_description }))
    }
}

/// Reads a response.
pub(super) fn read<T: Structure + Default>(body: &[u8]) -> Result<T, OtherError> {
    let mut value = T::default();
    let read = json::decode(body, &mut value, Strictness::Lenient);
    read.map(|_| value).map_err(|error| refused(&error.to_string()))
}

pub(super) fn refused(why: &str) -> OtherError {
    OtherError::new(ErrorKind::Credentials, format!("no token from the authorization server: {why}"))
}

/// What a discovery document says.
#[derive(Default)]
pub(super) struct Discovered {
    pub(super) token_endpoint: Option<String>,
}

structure! {
    Discovered = DISCOVERED: Schema::structure("Discovered");
    0 token_endpoint: Member::new("token_endpoint", &schema::STRING),
}

/// Tokens.
#[derive(Default)]
pub(super) struct Granted {
    pub(super) access_token: Option<String>,
    pub(super) expires_in: Option<i64>,
    pub(super) refresh_token: Option<String>,
    pub(super) id_token: Option<String>,
    pub(super) scope: Option<String>,
}

structure! {
    Granted = GRANTED: Schema::structure("Granted").sensitive();
    0 access_token: Member::new("access_token", &schema::STRING),
    1 expires_in: Member::new("expires_in", &schema::LONG),
    2 refresh_token: Member::new("refresh_token", &schema::STRING),
    3 id_token: Member::new("id_token", &schema::STRING),
    4 scope: Member::new("scope", &schema::STRING),
}

/// An error.
#[derive(Default)]
struct Denied {
    error: Option<String>,
    error_description: Option<String>,
}

structure! {
    Denied = DENIED: Schema::structure("Denied");
    0 error: Member::new("error", &schema::STRING),
    1 error_description: Member::new("error_description", &schema::STRING),
}

/// Codes for a user on another device.
#[derive(Default)]
pub(super) struct DeviceCodes {
    pub(super) device_code: Option<String>,
    pub(super) user_code: Option<String>,
    pub(super) verification_uri: Option<String>,
    pub(super) verification_uri_complete: Option<String>,
    pub(super) expires_in: Option<i64>,
    pub(super) interval: Option<i64>,
}

structure! {
    DeviceCodes = DEVICE_CODES: Schema::structure("DeviceCodes").sensitive();
    0 device_code: Member::new("device_code", &schema::STRING),
    1 user_code: Member::new("user_code", &schema::STRING),
    2 verification_uri: Member::new("verification_uri", &schema::STRING),
    3 verification_uri_complete: Member::new("verification_uri_complete", &schema::STRING),
    4 expires_in: Member::new("expires_in", &schema::LONG),
    5 interval: Member::new("interval", &schema::LONG),
}
