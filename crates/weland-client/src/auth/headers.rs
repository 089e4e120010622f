//! Headers of one's own that say who calls.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{ErrorKind, OtherError};

use super::{AuthScheme, HeaderSource, Signer};
use crate::BoxFuture;
use crate::identity::{Identity, IdentityCache, IdentityContext};

/// Headers that say who calls. `Debug` shows no values.
#[derive(Clone, Default)]
pub struct AuthHeaders {
    headers: HeaderMap,
    expires: Option<SystemTime>,
    problem: Option<String>,
}

impl AuthHeaders {
    /// No headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header. If it cannot be one, calls fail with that.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            // The value may be a secret.
            _ => self.problem = Some(format!("`{name}` cannot be a header with the value that was given")),
        }
        self
    }

    /// Sets the moment from which on the headers are refused. Before that, they are used again without asking for others.
    #[must_use]
    pub fn with_expiry(mut self, expires: SystemTime) -> Self {
        self.expires = Some(expires);
        self
    }
}

impl Identity for AuthHeaders {
    fn expires(&self) -> Option<SystemTime> {
        self.expires
    }
}

impl fmt::Debug for AuthHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("AuthHeaders").field("names", &names).field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Where headers come from: [`AuthHeaders`] themselves, or a closure that returns a future.
pub trait HeaderProvider: Send + Sync {
    /// Headers that are valid now. Clients ask again when they are about to expire; those without expiry are asked for by each
    /// attempt.
    ///
    /// # Errors
    /// When there are none, of kind [`ErrorKind::Credentials`].
    fn headers(&self) -> BoxFuture<'_, Result<AuthHeaders, OtherError>>;
}

impl HeaderProvider for AuthHeaders {
    fn headers(&self) -> BoxFuture<'_, Result<AuthHeaders, OtherError>> {
        Box::pin(async { Ok(self.clone()) })
    }
}

impl<F, R> HeaderProvider for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<AuthHeaders, OtherError>> + Send + 'static,
{
    fn headers(&self) -> BoxFuture<'_, Result<AuthHeaders, OtherError>> {
        Box::pin(self())
    }
}

/// A provider of the configuration.
pub(crate) struct OwnHeaders {
    provider: Arc<dyn HeaderProvider>,
    cache: Arc<IdentityCache<AuthHeaders>>,
}

impl OwnHeaders {
    pub(crate) fn new(provider: impl HeaderProvider + 'static) -> Self {
        Self { provider: Arc::new(provider), cache: Arc::new(IdentityCache::new()) }
    }
}

impl HeaderSource for OwnHeaders {
    fn scheme(&self, context: &Arc<IdentityContext>) -> Arc<dyn AuthScheme> {
        let (provider, cache) = (Arc::clone(&self.provider), Arc::clone(&self.cache));
        Arc::new(HeaderScheme { provider, cache, context: Arc::clone(context) })
    }
}

struct HeaderScheme {
    provider: Arc<dyn HeaderProvider>,
    cache: Arc<IdentityCache<AuthHeaders>>,
    context: Arc<IdentityContext>,
}

impl AuthScheme for HeaderScheme {
    fn id(&self) -> &str {
        "weland.client#headers"
    }

    fn signer(&self) -> BoxFuture<'_, Result<Box<dyn Signer>, OtherError>> {
        Box::pin(async {
            let provider = Arc::clone(&self.provider);
            let resolve = || Box::pin(async move { provider.headers().await }) as BoxFuture<'static, _>;
            let headers = self.cache.resolve_for(&self.context, resolve).await?;
            Ok(Box::new(headers) as Box<dyn Signer>)
        })
    }
}

impl Signer for AuthHeaders {
    fn sign(&self, request: &mut Parts, _: Option<&[u8]>) -> Result<(), OtherError> {
        if let Some(problem) = &self.problem {
            return Err(OtherError::new(ErrorKind::Credentials, problem.clone()));
        }
        request.headers.extend(self.headers.clone());
        Ok(())
    }
}
