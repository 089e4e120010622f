//! What a request says of its signature.

use std::time::{Duration, SystemTime};

use http::header::{AUTHORIZATION, HOST, HeaderValue};
use http::request::Parts;
use http::{HeaderMap, Uri};
use weland_core::{Timestamp, TimestampFormat};
use weland_protocol::percent_decode;
use weland_protocol::sigv4::parse_hex;

use super::refusal::Refusal;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// The parameters of presigned requests.
const PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

/// How long a presigned request may be valid: 7 days.
const MAX_EXPIRES: u64 = 7 * 24 * 60 * 60;

/// A signed request, as it was sent.
pub(crate) struct Claim {
    pub(super) parts: Parts,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Header,
    Query,
}

/// What is written in the place of the signature.
pub(super) struct Signature {
    pub(super) access_key_id: String,
    /// `date/region/service/aws4_request`.
    pub(super) scope: String,
    pub(super) date_time: String,
    pub(super) signed_at: SystemTime,
    /// For how long a presigned request is valid.
    pub(super) expires: Option<Duration>,
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: [u8; 32],
    pub(super) session_token: Option<String>,
}

impl Claim {
    /// The request as it was sent, if it says that it is signed. The parameters of the signature are none of the operation, so
    /// they are taken off the request.
    pub(crate) fn take(parts: &mut Parts) -> Option<Self> {
        let is_signed = |value: &HeaderValue| value.as_bytes().starts_with(ALGORITHM.as_bytes());
        let kind = if parts.headers.get(AUTHORIZATION).is_some_and(is_signed) {
            Kind::Header
        } else if parameter(&parts.uri, "X-Amz-Algorithm").is_some() {
            Kind::Query
        } else {
            return None;
        };
        let mut sent = http::Request::new(()).into_parts().0;
        (sent.method, sent.uri, sent.headers) = (parts.method.clone(), parts.uri.clone(), parts.headers.clone());
        // With HTTP/2, the host is a part of the URI.
        if let (false, Some(host)) = (sent.headers.contains_key(HOST), sent.uri.authority())
            && let Ok(host) = HeaderValue::from_str(host.as_str())
        {
            sent.headers.insert(HOST, host);
        }
        if kind == Kind::Query {
            parts.uri = without_signature(&parts.uri).unwrap_or_else(|| parts.uri.clone());
        }
        Some(Self { parts: sent, kind })
    }

    /// Reads the parts of the signature.
    pub(super) fn signature(&self) -> Result<Signature, Refusal> {
        match self.kind {
            Kind::Header => self.in_header(),
            Kind::Query => self.in_query(),
        }
    }

    fn in_header(&self) -> Result<Signature, Refusal> {
        let value = text(&self.parts.headers, AUTHORIZATION.as_str()).unwrap_or_default();
        let fields = value.strip_prefix(ALGORITHM).filter(|rest| rest.starts_with(' '));
        let fields = fields.ok_or_else(|| incomplete("the header `Authorization` names another algorithm"))?;
        let field = |name: &str| {
            let mut fields = fields.split(',').filter_map(|field| field.trim().split_once('='));
            fields.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        let date_time = text(&self.parts.headers, "x-amz-date").map(str::to_owned);
        let token = text(&self.parts.headers, "x-amz-security-token").map(str::to_owned);
        Signature::read(
            [field("Credential"), date_time, field("SignedHeaders"), field("Signature")],
            ["Credential", "x-amz-date", "SignedHeaders", "Signature"],
            (token, None),
        )
    }

    fn in_query(&self) -> Result<Signature, Refusal> {
        let value = |name| parameter(&self.parts.uri, name);
        if value("X-Amz-Algorithm").is_none_or(|algorithm| algorithm != ALGORITHM) {
            return Err(incomplete("the parameter `X-Amz-Algorithm` names another algorithm"));
        }
        let expires = value("X-Amz-Expires").and_then(|seconds| seconds.parse().ok());
        let expires = expires.filter(|seconds| (1..=MAX_EXPIRES).contains(seconds)).map(Duration::from_secs);
        if expires.is_none() {
            return Err(incomplete("the parameter `X-Amz-Expires` has to be a number of seconds, at most 604800"));
        }
        let names = ["X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"];
        Signature::read(names.map(value), names, (value("X-Amz-Security-Token"), expires))
    }

    /// What stands for the hash of the body, as far as the request says so.
    pub(super) fn content_hash(&self) -> Option<String> {
        const NAME: &str = "x-amz-content-sha256";
        let header = text(&self.parts.headers, NAME).map(str::to_owned);
        header.or_else(|| {
            (self.kind == Kind::Query).then(|| parameter(&self.parts.uri, "X-Amz-Content-Sha256")).flatten()
        })
    }
}

impl Signature {
    fn read(
        values: [Option<String>; 4],
        names: [&str; 4],
        (session_token, expires): (Option<String>, Option<Duration>),
    ) -> Result<Self, Refusal> {
        let missing = names.iter().zip(&values).find(|(_, value)| value.is_none());
        if let Some((name, _)) = missing {
            return Err(incomplete(&format!("the signature lacks `{name}`")));
        }
        let [credential, date_time, signed_headers, signature] = values.map(Option::unwrap_or_default);
        let (access_key_id, scope) =
            credential.split_once('/').ok_or_else(|| incomplete("the credential has no scope"))?;
        let signed_at = moment(&date_time)
            .ok_or_else(|| incomplete(&format!("`{}` has to be like `20150830T123600Z`", names[1])))?;
        let signed_headers: Vec<String> = signed_headers.split(';').map(str::to_owned).collect();
        if !signed_headers.is_sorted_by(|one, other| one < other) {
            return Err(incomplete("the names of signed headers have to be sorted"));
        }
        Ok(Self {
            access_key_id: access_key_id.to_owned(),
            scope: scope.to_owned(),
            signed_at,
            date_time,
            expires,
            signed_headers,
            signature: parse_hex(&signature)
                .ok_or_else(|| incomplete("the signature has to be 64 hexadecimal digits"))?,
            session_token,
        })
    }
}

pub(super) fn incomplete(message: &str) -> Refusal {
    Refusal::Incomplete(message.to_owned())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn pairs(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.query().unwrap_or_default().split('&')
}

/// A parameter by its name, which is in the case that signatures have it in.
fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let value = pairs(uri).find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(percent_decode(value)?.into_owned())
}

fn without_signature(uri: &Uri) -> Option<Uri> {
    let is_own = |pair: &&str| !PARAMETERS.contains(&pair.split('=').next().unwrap_or_default());
    let query = pairs(uri).filter(is_own).collect::<Vec<_>>().join("&");
    let target = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Reads `20150830T123600Z`.
fn moment(text: &str) -> Option<SystemTime> {
    let digits =
        |range: std::ops::Range<usize>| text.get(range).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    let date = (digits(0..4)?, digits(4..6)?, digits(6..8)?);
    let time = (digits(9..11)?, digits(11..13)?, digits(13..15)?);
    if text.get(8..9)? != "T" || text.get(15..)? != "Z" {
        return None;
    }
    let text = format!("{}-{}-{}T{}:{}:{}Z", date.0, date.1, date.2, time.0, time.1, time.2);
    let seconds = Timestamp::parse(&text, TimestampFormat::DateTime)?.seconds();
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}
