//! The schemes of HTTP: passwords, tokens and keys in headers, the query string or cookies.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{AUTHORIZATION, COOKIE};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Uri};
use weland_core::{ErrorKind, OtherError, SecurityKind, SecurityScheme};

use super::token::{Token, TokenProvider};
use super::{AuthScheme, SecretSource, Signer};
use crate::BoxFuture;
use crate::identity::{IdentityCache, IdentityContext};

/// What kinds of schemes a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecretKind {
    /// A user name and a password, encoded.
    Password,
    Token,
    Key,
}

impl SecretKind {
    fn fits(self, kind: SecurityKind) -> bool {
        use SecurityKind::{Authorization, Basic, Bearer, Cookie, Header, Query};
        match self {
            Self::Password => kind == Basic,
            Self::Token => kind == Bearer,
            Self::Key => matches!(kind, Header(_) | Authorization(_) | Query(_) | Cookie(_)),
        }
    }
}

/// A secret of the configuration.
#[derive(Clone)]
pub(crate) struct Secret {
    kind: SecretKind,
    /// The scheme that it is for; `None` for all that it fits.
    scheme: Option<String>,
    provider: Arc<dyn TokenProvider>,
    cache: Arc<IdentityCache<Token>>,
}

impl Secret {
    pub(crate) fn new(kind: SecretKind, scheme: Option<String>, provider: impl TokenProvider + 'static) -> Self {
        Self { kind, scheme, provider: Arc::new(provider), cache: Arc::new(IdentityCache::new()) }
    }

    /// A user name and a password.
    pub(crate) fn password(user: &str, password: &str) -> Self {
        Self::new(SecretKind::Password, None, Token::new(BASE64.encode(format!("{user}:{password}"))))
    }
}

impl SecretSource for Secret {
    fn scheme(&self, scheme: &SecurityScheme, context: &Arc<IdentityContext>) -> Option<Arc<dyn AuthScheme>> {
        let fits = self.kind.fits(scheme.kind) && self.scheme.as_ref().is_none_or(|own| own == scheme.name);
        fits.then(|| {
            let (secret, context) = (self.clone(), Arc::clone(context));
            let scheme = HttpScheme { name: scheme.name, kind: scheme.kind, secret, context };
            Arc::new(scheme) as Arc<dyn AuthScheme>
        })
    }
}

/// Sends a secret.
struct HttpScheme {
    name: &'static str,
    kind: SecurityKind,
    secret: Secret,
    context: Arc<IdentityContext>,
}

impl AuthScheme for HttpScheme {
    fn id(&self) -> &str {
        self.name
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let (provider, context) = (Arc::clone(&self.secret.provider), Arc::clone(&self.context));
            let resolve = || Box::pin(async move { provider.token_for(&context).await }) as BoxFuture<'static, _>;
            let token = self.secret.cache.resolve_for(&self.context, resolve).await?;
            Ok(Box::new(HttpSigner { kind: self.kind, token }) as Box<dyn Signer>)
        })
    }
}

struct HttpSigner {
    kind: SecurityKind,
    token: Token,
}

impl Signer for HttpSigner {
    fn sign(&self, request: &mut Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        let secret = self.token.secret();
        match self.kind {
            SecurityKind::Basic => insert(request, AUTHORIZATION, &format!("Basic {secret}")),
            SecurityKind::Bearer => insert(request, AUTHORIZATION, &format!("Bearer {secret}")),
            SecurityKind::Authorization(scheme) => insert(request, AUTHORIZATION, &format!("{scheme} {secret}")),
            SecurityKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unusable())?;
                insert(request, name, secret)
            }
            SecurityKind::Query(name) => add_parameter(request, name, secret),
            SecurityKind::Cookie(name) => add_cookie(request, name, secret),
            SecurityKind::Other => Ok(()),
        }
    }
}

/// The secret is not shown.
fn unusable() -> OtherError {
    OtherError::new(ErrorKind::Credentials, "the token or key has characters that cannot be sent where it has to stand")
}

fn insert(request: &mut Parts, name: HeaderName, value: &str) -> Result<(), OtherError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| unusable())?;
    value.set_sensitive(true);
    request.headers.insert(name, value);
    Ok(())
}

fn add_parameter(request: &mut Parts, name: &str, value: &str) -> Result<(), OtherError> {
    let mut parts = std::mem::take(&mut request.uri).into_parts();
    let target = parts.path_and_query.as_ref().map_or("/", |target| target.as_str());
    let before = if target.contains('?') { '&' } else { '?' };
    let target = format!("{target}{before}{}={}", encode(name), encode(value));
    parts.path_and_query = Some(target.parse().map_err(|_| unusable())?);
    request.uri = Uri::from_parts(parts).map_err(|_| unusable())?;
    #[cfg(feature = "test-util")]
    request.extensions.get_or_insert_default::<crate::testing::SecretParameters>().0.push(name.to_owned());
    Ok(())
}

fn add_cookie(request: &mut Parts, name: &str, value: &str) -> Result<(), OtherError> {
    let own = format!("{name}={}", encode(value));
    let all = match request.headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()) {
        Some(others) => format!("{others}; {own}"),
        None => own,
    };
    insert(request, COOKIE, &all)
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
