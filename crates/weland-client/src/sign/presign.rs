//! Presigned URLs: the signature is in the query string.

use std::time::Duration;

use http::Uri;
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use http::uri::PathAndQuery;
use weland_core::{ErrorKind, OtherError};
use weland_protocol::sha256::{Hash, Hmac};
use weland_protocol::sigv4::{push_encoded, signing_key, string_to_sign};

use super::canonical;
use super::{Scope, UNSIGNED_PAYLOAD, add_host, amz_date, date_of, scope_text};
use crate::credentials::Credentials;
use crate::hex::hex;

/// The longest time that services accept.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Signs a request by parameters of its query string, which are valid for the given time. All of its headers are signed, so
/// whoever sends the request has to send them as well. A body of `None` is not part of the signature.
///
/// The time is from a second to seven days. A signature by temporary credentials ends with these, if that is sooner.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use weland_client::Credentials;
/// use weland_client::sign::{Scope, presign};
///
/// let (mut parts, ()) = http::Request::get("https://example.amazonaws.com/").body(())?.into_parts();
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let scope = Scope { region: "us-east-1", service: "service", time: SystemTime::now() };
/// presign(&mut parts, Some(b""), &credentials, &scope, Duration::from_secs(900))?;
/// assert!(parts.uri.query().is_some_and(|query| query.contains("&X-Amz-Expires=900&")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the URI names no host, or the time is too short or too long.
pub fn presign(
    parts: &mut Parts,
    body: Option<&[u8]>,
    credentials: &Credentials,
    scope: &Scope<'_>,
    expires: Duration,
) -> Result<(), OtherError> {
    let hash = body.map_or_else(|| UNSIGNED_PAYLOAD.to_owned(), |body| hex(&Hash::hash(body)));
    presign_path(parts, &hash, credentials, scope, expires, false)
}

/// Signs a request whose path is signed as it is sent, if `raw_path`.
pub(crate) fn presign_path(
    parts: &mut Parts,
    body_hash: &str,
    credentials: &Credentials,
    scope: &Scope<'_>,
    expires: Duration,
    raw_path: bool,
) -> Result<(), OtherError> {
    if !(Duration::from_secs(1)..=LONGEST).contains(&expires) {
        let message = "a presigned request is valid for one second to seven days";
        return Err(OtherError::new(ErrorKind::Request, message));
    }
    for name in [AUTHORIZATION.as_str(), "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"] {
        parts.headers.remove(name);
    }
    add_host(parts)?;
    let date_time = amz_date(scope.time);
    let date = date_of(&date_time);
    let scope_text = scope_text(date, scope);
    let expires = expires.as_secs().to_string();
    let credential = format!("{}/{scope_text}", credentials.access_key_id());
    let signed_headers = canonical::joined(&canonical::signed_names(&parts.headers));
    let of_signature = [
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Credential", &*credential),
        ("X-Amz-Date", &*date_time),
        ("X-Amz-Expires", &*expires),
        ("X-Amz-SignedHeaders", &*signed_headers),
    ];
    let token = credentials.session_token().map(|token| ("X-Amz-Security-Token", token));
    for (name, value) in of_signature.into_iter().chain(token) {
        add_parameter(parts, name, value)?;
    }
    let (canonical, _) = canonical::request(parts, body_hash, raw_path);
    let to_sign = string_to_sign(&date_time, &scope_text, &canonical);
    let key = signing_key(credentials.secret_access_key(), date, scope.region, scope.service);
    let signature = Hmac::mac(to_sign, key);
    // Clients of HTTP set it themselves, from the URI.
    parts.headers.remove(HOST);
    add_parameter(parts, "X-Amz-Signature", &hex(&signature))
}

/// Adds a parameter at the end of the query string.
fn add_parameter(parts: &mut Parts, name: &str, value: &str) -> Result<(), OtherError> {
    let mut text = parts.uri.path_and_query().map_or("/", PathAndQuery::as_str).to_owned();
    text.push(if parts.uri.query().is_none() { '?' } else { '&' });
    // Nothing stands before the first parameter of a query string that is there and empty.
    if text.ends_with("?&") {
        text.pop();
    }
    text.push_str(name);
    text.push('=');
    push_encoded(&mut text, value.as_bytes());
    let too_long = |_| OtherError::new(ErrorKind::Request, "the presigned URL is longer than 64 kB");
    let path_and_query = PathAndQuery::try_from(text).map_err(too_long)?;
    let mut uri = parts.uri.clone().into_parts();
    uri.path_and_query = Some(path_and_query);
    let broken = |_| OtherError::new(ErrorKind::Request, "the URI has no scheme");
    parts.uri = Uri::from_parts(uri).map_err(broken)?;
    Ok(())
}
