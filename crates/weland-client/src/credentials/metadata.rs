//! What containers and instances have in common: a local service that responds with credentials.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, HOST};
use http::{HeaderName, HeaderValue, Method, Request};
use weland_core::{
    BoxError, ErrorKind, Member, OtherError, Schema, ShapeType, Timestamp, TimestampFormat, schema, structure,
};
use weland_protocol::json;
use weland_protocol::{Body, Strictness};

use super::Credentials;
use crate::host::shown_url;
use crate::transport::Transport;
use crate::{BoxFuture, describe, time};

/// The service is on the same machine or next to it: it responds at once or not at all.
const TIMEOUT: Duration = Duration::from_secs(2);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// How long it is left alone after a failure.
const PAUSE: Duration = Duration::from_secs(1);
const MAX_SIZE: usize = 64 * 1024;

/// A local service.
pub(super) struct Metadata {
    pub(super) transport: Transport,
    /// How long a response may take.
    pub(super) timeout: Duration,
    /// How often a request is sent that fails.
    pub(super) attempts: u32,
}

impl Metadata {
    pub(super) fn new() -> Self {
        Self { transport: Transport::hyper(CONNECT_TIMEOUT), timeout: TIMEOUT, attempts: 1 }
    }

    /// Sends a request, several times if it fails; the response has to be a success.
    pub(super) async fn fetch(
        &self,
        method: Method,
        url: &str,
        headers: &[(HeaderName, &str)],
    ) -> Result<String, OtherError> {
        let failed =
            |why: String| OtherError::new(ErrorKind::Credentials, format!("{method} {}: {why}", shown_url(url)));
        let mut attempt = 1;
        loop {
            let request = request(&method, url, headers).map_err(failed)?;
            match self.exchange(request).await {
                Err(_) if attempt < self.attempts => attempt += 1,
                outcome => return outcome.map_err(failed),
            }
            time::sleep(PAUSE).await?;
        }
    }

    /// Boxed, so that programs have one copy of it.
    fn exchange(&self, request: Request<Body>) -> BoxFuture<'_, Result<String, String>> {
        Box::pin(async {
            let response = async {
                let response = self.transport.send(request).await?;
                Ok::<_, BoxError>((response.status(), response.into_body().collect(MAX_SIZE).await?))
            };
            match time::within(Some(self.timeout), response).await.map_err(|error| error.to_string())? {
                None => Err(format!("no response within {:?}", self.timeout)),
                Some(Err(error)) => Err(describe(&*error)),
                Some(Ok((status, _))) if !status.is_success() => Err(format!("status {status}")),
                Some(Ok((_, body))) => {
                    String::from_utf8(body.to_vec()).map_err(|_| "the response is not text".to_owned())
                }
            }
        })
    }
}

fn request(method: &Method, url: &str, headers: &[(HeaderName, &str)]) -> Result<Request<Body>, String> {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.clone();
    *request.uri_mut() = url.parse().map_err(|error| format!("{error}"))?;
    let host = crate::host::host_header(request.uri()).map(Cow::into_owned);
    let own = [(ACCEPT, "*/*"), (HOST, host.as_deref().unwrap_or_default())];
    for (name, value) in own.iter().chain(headers) {
        let mut value = HeaderValue::from_str(value)
            .map_err(|_| format!("the value of `{name}` holds characters that no header may have"))?;
        // A secret, of whatever name, for those who log the requests of their transport.
        value.set_sensitive(true);
        request.headers_mut().insert(name.clone(), value);
    }
    Ok(request)
}

#[derive(Default)]
struct CredentialsResponse {
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    token: Option<String>,
    expiration: Option<Timestamp>,
    code: Option<String>,
    message: Option<String>,
}

static SECRET: Schema = Schema::string("Secret").sensitive();
static DATE_TIME: Schema = Schema::new(ShapeType::Timestamp, "DateTime");

structure! {
    CredentialsResponse = CREDENTIALS_RESPONSE: Schema::structure("CredentialsResponse");
    0 access_key_id: Member::new("AccessKeyId", &schema::STRING),
    1 secret_access_key: Member::new("SecretAccessKey", &SECRET),
    2 token: Member::new("Token", &SECRET),
    3 expiration: Member::new("Expiration", &DATE_TIME).timestamp_format(TimestampFormat::DateTime),
    4 code: Member::new("Code", &schema::STRING),
    5 message: Member::new("Message", &schema::STRING),
}

/// Reads credentials as both services write them.
pub(super) fn parse(text: &str) -> Result<Credentials, OtherError> {
    let mut response = CredentialsResponse::default();
    json::decode(text.as_bytes(), &mut response, Strictness::Lenient).map_err(|error| {
        OtherError::new(ErrorKind::Credentials, "the response cannot be understood as credentials").with_source(error)
    })?;
    let (Some(id), Some(secret)) = (response.access_key_id, response.secret_access_key) else {
        let code = response.code.unwrap_or_else(|| "no code".to_owned());
        let message = response.message.unwrap_or_else(|| "no message".to_owned());
        return Err(OtherError::new(
            ErrorKind::Credentials,
            format!("the response holds no credentials ({code}: {message})"),
        ));
    };
    let mut credentials = Credentials::new(id, secret);
    if let Some(token) = response.token {
        credentials = credentials.with_session_token(token);
    }
    let since = response.expiration.and_then(|expiration| u64::try_from(expiration.seconds()).ok());
    let expires = since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since)));
    Ok(match expires {
        Some(expires) => credentials.with_expiry(expires),
        None => credentials,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_read_with_their_expiry() {
        let text = r#"{"Code":"Success","AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2015-08-30T12:36:00Z"}"#;
        let credentials = parse(text).unwrap();
        assert_eq!((credentials.access_key_id(), credentials.secret_access_key()), ("A", "S"));
        assert_eq!(credentials.session_token(), Some("T"));
        assert_eq!(credentials.expires(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)));
        assert_eq!(parse(r#"{"AccessKeyId":"A","SecretAccessKey":"S"}"#).unwrap().expires(), None);
    }

    #[test]
    fn what_is_no_credentials_is_an_error_without_secrets() {
        let error =
            parse(r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"no","SecretAccessKey":"top"}"#).unwrap_err();
        assert!(error.message().contains("AssumeRoleUnauthorizedAccess: no"), "{error}");
        assert!(!error.message().contains("top"), "{error}");
        assert_eq!(parse("<html>").unwrap_err().kind(), ErrorKind::Credentials);
    }
}
