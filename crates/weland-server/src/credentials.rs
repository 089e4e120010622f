//! What callers send to authenticate.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
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

/// A secret that was sent. Comparisons take the same time wherever texts differ.
#[derive(Clone, Eq)]
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

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Token(token), Self::Token(other)) => same(token, other),
            (Self::Password { user, password }, Self::Password { user: other_user, password: other_password }) => {
                same(user, other_user) & same(password, other_password)
            }
            _ => false,
        }
    }
}

/// Whether two texts are the same. How long that takes tells their lengths, and nothing else.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let differing = a.bytes().zip(b.bytes()).fold(0, |differing, (a, b)| differing | (a ^ b));
    std::hint::black_box(differing) == 0 && a.len() == b.len()
}

/// What was sent for the alternative by which a caller was let through, in the extensions of its request.
#[derive(Clone)]
pub(crate) struct Accepted(pub(crate) Vec<Credential>);

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

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("operation", &self.operation.name)
            .field("credentials", &self.credentials)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// The schemes of the prelude that are read here.
const OF_PRELUDE: [SecurityScheme; 2] = [
    SecurityScheme::new("smithy.api#httpBasicAuth", SecurityKind::Basic),
    SecurityScheme::new("smithy.api#httpBearerAuth", SecurityKind::Bearer),
];

/// What stands for no authentication among the schemes of an operation.
const NO_AUTH: &str = "smithy.api#noAuth";

/// The alternatives of an operation. A scheme that is not read here is of another kind, so that nobody takes it for none.
pub(crate) fn alternatives(operation: &OperationSchema) -> Vec<Vec<SecurityScheme>> {
    if let Some(alternatives) = operation.security {
        return alternatives.iter().map(|all| all.to_vec()).collect();
    }
    let known = |id: &&'static str| OF_PRELUDE.iter().find(|scheme| scheme.name == *id).copied();
    let scheme = |id: &&'static str| known(id).unwrap_or(SecurityScheme::new(id, SecurityKind::Other));
    let ids = operation.auth.unwrap_or_default();
    ids.iter().map(|id| if *id == NO_AUTH { Vec::new() } else { vec![scheme(id)] }).collect()
}

/// Whether an operation accepts what browsers add to requests on their own.
pub(crate) fn accepts_browser_credentials(operation: &OperationSchema) -> bool {
    let is_digest = |ids: &&[&str]| ids.contains(&"smithy.api#httpDigestAuth");
    let mut schemes = alternatives(operation).into_iter().flatten();
    schemes.any(|scheme| matches!(scheme.kind, SecurityKind::Basic | SecurityKind::Cookie(_)))
        || operation.security.is_none() && operation.auth.as_ref().is_some_and(is_digest)
}

/// What a request has for the first of the alternatives of its operation that is complete. `None` if none is, and some
/// authentication is needed.
pub(crate) fn presented(operation: &OperationSchema, uri: &Uri, headers: &HeaderMap) -> Option<Vec<Credential>> {
    let alternatives = alternatives(operation);
    let complete = |all: &Vec<SecurityScheme>| -> Option<Vec<Credential>> {
        all.iter().map(|scheme| credential(*scheme, uri, headers)).collect()
    };
    let sent = alternatives.iter().filter(|all| !all.is_empty()).find_map(complete);
    let is_free = alternatives.is_empty() || alternatives.iter().any(Vec::is_empty);
    sent.or_else(|| is_free.then(Vec::new))
}

/// What a request has for a scheme.
pub(crate) fn credential(scheme: SecurityScheme, uri: &Uri, headers: &HeaderMap) -> Option<Credential> {
    // Of two headers, somebody in front of the server might look at the other one.
    let header = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let value = values.next().filter(|_| values.next().is_none())?;
        value.to_str().ok()
    };
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
            let mut pairs = parse_query(uri.query()?).ok()?.into_iter().filter(|(key, _)| key == name);
            let (_, value) = pairs.next()?;
            pairs.next().is_none().then(|| Secret::Token(value.into_owned()))?
        }
        SecurityKind::Cookie(name) => Secret::Token(cookie(name, headers)?),
        SecurityKind::Other => return None,
    };
    let is_empty = matches!(&secret, Secret::Token(token) if token.is_empty());
    (!is_empty).then_some(Credential { scheme, secret })
}

/// Marks headers that have secrets, so that nobody shows them by accident.
pub(crate) fn conceal(operation: &OperationSchema, headers: &mut HeaderMap) {
    let is_key =
        |kind: SecurityKind, name: &str| matches!(kind, SecurityKind::Header(key) if key.eq_ignore_ascii_case(name));
    let keys = alternatives(operation);
    for (name, value) in headers.iter_mut() {
        let is_secret = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name) || name == "x-amz-security-token";
        if is_secret || keys.iter().flatten().any(|scheme| is_key(scheme.kind, name.as_str())) {
            value.set_sensitive(true);
        }
    }
}

fn cookie(name: &str, headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
    let value = values.next()?;
    // Browsers send several cookies of one name in an order that another site may have chosen.
    values.all(|other| other == value).then(|| percent_decode(value).map(Cow::into_owned))?
}
