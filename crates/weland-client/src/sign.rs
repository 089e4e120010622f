//! AWS Signature Version 4: the `Authorization` header, and presigned URLs.
//!
//! [`Client`](crate::Client) signs by itself; this is for requests that are made by other means.

mod canonical;
#[cfg(feature = "streams")]
pub(crate) mod chain;
#[cfg(feature = "streams")]
pub(crate) mod events;
mod keys;
mod presign;

use std::time::SystemTime;

use http::header::{AUTHORIZATION, HOST, HeaderName, HeaderValue};
use http::request::Parts;
use weland_core::{ErrorKind, OtherError};
use weland_protocol::sha256::Hash;
use weland_protocol::sigv4::{amz_date, string_to_sign};

use crate::credentials::Credentials;
use crate::hex::hex;
use crate::host::{host_header, shown_url};

pub(crate) use keys::SigningKeys;
pub use presign::presign;
pub(crate) use presign::presign_path;

/// What stands for the hash of a body that is not part of the signature.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

const X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
const X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// What a signature is valid for.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The region, such as `eu-central-1`.
    pub region: &'a str,
    /// The name that the service is signed for, such as `lambda`.
    pub service: &'a str,
    /// When the request is sent; services accept a few minutes of difference.
    pub time: SystemTime,
}

/// Signs a request: sets `x-amz-date`, `x-amz-security-token`, `host` if it is missing, and `authorization`.
///
/// Whatever is changed afterwards, in the path, in the query, in a signed header or in the body, makes the signature invalid.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use weland_client::Credentials;
/// use weland_client::sign::{Scope, sign};
///
/// let (mut parts, body) = http::Request::get("https://example.amazonaws.com/").body(&b""[..])?.into_parts();
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160);
/// sign(&mut parts, body, &credentials, &Scope { region: "us-east-1", service: "service", time })?;
/// assert_eq!(parts.headers["x-amz-date"], "20150830T123600Z");
/// assert!(parts.headers["authorization"].to_str()?.ends_with("d763fbf31"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the URI names no host, or the credentials hold characters that no header may have.
pub fn sign(parts: &mut Parts, body: &[u8], credentials: &Credentials, scope: &Scope<'_>) -> Result<(), OtherError> {
    let keys = SigningKeys::default();
    sign_path(parts, &hex(&Hash::hash(body)), (credentials, &keys), scope, false).map(drop)
}

/// Signs a request whose path is signed as it is sent, if `raw_path`, and whose body has this hash or what stands for one.
/// Returns the signature.
pub(crate) fn sign_path(
    parts: &mut Parts,
    body_hash: &str,
    (credentials, keys): (&Credentials, &SigningKeys),
    scope: &Scope<'_>,
    raw_path: bool,
) -> Result<[u8; 32], OtherError> {
    let date_time = keys.date_time(scope.time);
    let date = date_of(&date_time);
    prepare(parts, credentials, &date_time)?;
    let (canonical, signed_headers) = canonical::request(parts, body_hash, raw_path);
    let scope_text = scope_text(date, scope);
    let signature = keys.get(credentials, date, scope).mac(string_to_sign(&date_time, &scope_text, &canonical));
    let authorization = [
        "AWS4-HMAC-SHA256 Credential=",
        credentials.access_key_id(),
        "/",
        &scope_text,
        ", SignedHeaders=",
        &signed_headers,
        ", Signature=",
        &hex(&signature),
    ]
    .concat();
    let mut authorization = header_value(&authorization, "the access key id")?;
    authorization.set_sensitive(true);
    parts.headers.insert(AUTHORIZATION, authorization);
    Ok(signature)
}

fn scope_text(date: &str, scope: &Scope<'_>) -> String {
    [date, scope.region, scope.service, "aws4_request"].join("/")
}

/// Sets the headers that belong to the signature and are signed themselves.
fn prepare(parts: &mut Parts, credentials: &Credentials, date_time: &str) -> Result<(), OtherError> {
    parts.headers.remove(AUTHORIZATION);
    parts.headers.insert(X_AMZ_DATE, header_value(date_time, "the time")?);
    match credentials.session_token() {
        Some(token) => {
            let mut token = header_value(token, "the session token")?;
            token.set_sensitive(true);
            parts.headers.insert(X_AMZ_SECURITY_TOKEN, token);
        }
        None => {
            parts.headers.remove(X_AMZ_SECURITY_TOKEN);
        }
    }
    add_host(parts)
}

/// Sets the header `Host`, if it is missing.
fn add_host(parts: &mut Parts) -> Result<(), OtherError> {
    if !parts.headers.contains_key(HOST) {
        let host = host_header(&parts.uri).ok_or_else(|| {
            let uri = shown_url(&parts.uri.to_string());
            OtherError::new(ErrorKind::Request, format!("the URI `{uri}` names no host"))
        })?;
        parts.headers.insert(HOST, header_value(&host, "the host")?);
    }
    Ok(())
}

/// The day of a moment that is written in the form of [`amz_date`].
fn date_of(date_time: &str) -> &str {
    date_time.split('T').next().unwrap_or_default()
}

/// The value is not shown: it may be a secret.
fn header_value(text: &str, what: &str) -> Result<HeaderValue, OtherError> {
    HeaderValue::from_str(text).map_err(|_| {
        OtherError::new(ErrorKind::Credentials, format!("{what} holds characters that no HTTP header may have"))
    })
}

#[cfg(test)]
mod tests;
