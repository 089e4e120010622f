//! What callers send to authenticate.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{AUTHORIZATION, COOKIE};
use http::{Extensions, HeaderMap, Uri};
use weland_core::{OperationSchema, SecurityKind, SecurityScheme};
use weland_protocol::{parse_query, percent_decode};

/// What a caller has sent for one scheme of authentication. Nobody has checked it yet. `Debug` shows no secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credential {
    /// The scheme, with the scopes that the operation asks for.
    pub scheme: SecurityScheme,
    /// What was sent.
    pub secret: Secret,
}

/// A secret that was sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Secret {
    /// A user name and a password.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// A token or a key.
    Token(String),
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("scheme", &self.scheme.name).field("secret", &"***").finish()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is known of a caller before a request is read: see [`Router::authenticate`](crate::Router::authenticate).
#[derive(Debug)]
#[non_exhaustive]
pub struct Caller {
    /// The operation that is called.
    pub operation: &'static OperationSchema,
    /// What was sent for the first alternative that the request has all of; empty if it was called without, as the operation
    /// allows.
    pub credentials: Vec<Credential>,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// Where the check leaves what it has found out, for the handler.
    pub extensions: Extensions,
}

/// The schemes of the prelude that are read here.
const OF_PRELUDE: [SecurityScheme; 2] = [
    SecurityScheme::new("smithy.api#httpBasicAuth", SecurityKind::Basic),
    SecurityScheme::new("smithy.api#httpBearerAuth", SecurityKind::Bearer),
];

/// The alternatives of an operation, as far as they are known here.
pub(crate) fn alternatives(operation: &OperationSchema) -> Vec<Vec<SecurityScheme>> {
    if let Some(alternatives) = operation.security {
        return alternatives.iter().map(|all| all.to_vec()).collect();
    }
    let known = |id: &&str| OF_PRELUDE.iter().find(|scheme| scheme.name == *id).map(|scheme| vec![*scheme]);
    let ids = operation.auth.unwrap_or_default();
    ids.iter().map(|id| known(id).unwrap_or_default()).collect()
}

/// Whether an operation accepts what browsers add to requests on their own.
pub(crate) fn accepts_browser_credentials(operation: &OperationSchema) -> bool {
    let is_digest = |ids: &&[&str]| ids.contains(&"smithy.api#httpDigestAuth");
    let mut schemes = alternatives(operation).into_iter().flatten();
    schemes.any(|scheme| matches!(scheme.kind, SecurityKind::Basic | SecurityKind::Cookie(_)))
        || operation.security.is_none() && operation.auth.as_ref().is_some_and(is_digest)
}

/// Whether an operation accepts callers that don't authenticate, beside others.
#[cfg(feature = "sigv4")]
pub(crate) fn is_optional(operation: &OperationSchema) -> bool {
    operation.auth.is_some_and(|ids| ids.contains(&"smithy.api#noAuth"))
}

/// What a request has for one of the alternatives of its operation: all that can be read of the first that is complete. `None`
/// if none is, and some authentication is needed.
pub(crate) fn presented(operation: &OperationSchema, uri: &Uri, headers: &HeaderMap) -> Option<Vec<Credential>> {
    let alternatives = alternatives(operation);
    let complete = |all: &Vec<SecurityScheme>| -> Option<Vec<Credential>> {
        let readable = all.iter().filter(|scheme| scheme.kind != SecurityKind::Other);
        readable.map(|scheme| credential(*scheme, uri, headers)).collect()
    };
    let sent = alternatives.iter().filter(|all| !all.is_empty()).find_map(complete);
    let is_free = alternatives.is_empty() || alternatives.iter().any(Vec::is_empty);
    sent.or_else(|| is_free.then(Vec::new))
}

/// What a request has for a scheme.
pub(crate) fn credential(scheme: SecurityScheme, uri: &Uri, headers: &HeaderMap) -> Option<Credential> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let authorization = |wanted: &str| {
        let (scheme, value) = header(AUTHORIZATION.as_str())?.split_once(' ')?;
        scheme.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
    };
    let secret = match scheme.kind {
        SecurityKind::Basic => {
            let bytes = BASE64.decode(authorization("Basic")?).ok()?;
            let (user, password) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
            Secret::Password { user: user.to_owned(), password: password.to_owned() }
        }
        SecurityKind::Bearer => Secret::Token(authorization("Bearer")?),
        SecurityKind::Authorization(scheme) => Secret::Token(authorization(scheme)?),
        SecurityKind::Header(name) => Secret::Token(header(name)?.to_owned()),
        SecurityKind::Query(name) => {
            let pairs = parse_query(uri.query()?).ok()?;
            Secret::Token(pairs.into_iter().find(|(key, _)| key == name)?.1.into_owned())
        }
        SecurityKind::Cookie(name) => Secret::Token(cookie(name, headers)?),
        SecurityKind::Other => return None,
    };
    Some(Credential { scheme, secret })
}

fn cookie(name: &str, headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(percent_decode(value)?.into_owned())
}

/// What `WWW-Authenticate` says to callers that have not authenticated.
pub(crate) fn challenges(operation: &OperationSchema) -> String {
    let mut challenges = Vec::new();
    for scheme in alternatives(operation).into_iter().flatten() {
        let challenge = match scheme.kind {
            SecurityKind::Basic => "Basic realm=\"api\", charset=\"UTF-8\"".to_owned(),
            SecurityKind::Bearer => "Bearer".to_owned(),
            SecurityKind::Authorization(scheme) => scheme.to_owned(),
            _ => continue,
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    challenges.join(", ")
}
