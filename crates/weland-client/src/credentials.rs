//! What requests are signed with, and where it comes from.

mod chain;
#[cfg(feature = "hyper")]
pub mod container;
#[cfg(feature = "hyper")]
pub mod instance;
#[cfg(feature = "hyper")]
mod metadata;
#[cfg(feature = "aws-credential-types")]
mod sdk;
mod shared;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use weland_core::OtherError;

use crate::BoxFuture;
use crate::identity::{Identity, IdentityContext};

pub use chain::{CredentialsChain, Source};

/// An access key, its secret, and, for temporary credentials, a session token. `Debug` shows neither secret nor token.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expires: Option<SystemTime>,
    account_id: Option<String>,
}

impl Credentials {
    /// Credentials that do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
            account_id: None,
        }
    }

    /// Sets the token that temporary credentials come with.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets the moment from which on the credentials are refused.
    #[must_use]
    pub fn with_expiry(mut self, expires: SystemTime) -> Self {
        self.expires = Some(expires);
        self
    }

    /// Sets the account that the credentials belong to, for services that have endpoints for single accounts.
    #[must_use]
    pub fn with_account_id(mut self, id: impl Into<String>) -> Self {
        self.account_id = Some(id.into());
        self
    }

    /// The id of the access key; it is no secret.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret. Take care where it goes.
    pub fn secret_access_key(&self) -> &str {
        &self.secret_access_key
    }

    /// The session token. It is a secret too.
    pub fn session_token(&self) -> Option<&str> {
        self.session_token.as_deref()
    }

    /// The account that the credentials belong to, if it is known.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// When the credentials expire; `None` if they do not.
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }
}

impl Identity for Credentials {
    fn expires(&self) -> Option<SystemTime> {
        self.expires
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("secret_access_key", &"***")
            .field("session_token", &self.session_token.as_ref().map(|_| "***"))
            .field("expires", &self.expires)
            .field("account_id", &self.account_id)
            .finish()
    }
}

/// Resolves credentials when a request is about to be signed.
///
/// Credentials with an expiry are kept until shortly before it, and refreshed once at a time, see
/// [`IdentityCache`](crate::identity::IdentityCache). Those without are resolved by every call, so a provider of such
/// credentials should return at once.
///
/// ```
/// use weland_client::{BoxFuture, Credentials, CredentialsProvider};
/// use weland_core::OtherError;
///
/// struct Vault;
///
/// impl CredentialsProvider for Vault {
///     fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
///         Box::pin(async { Ok(Credentials::new("AKIDEXAMPLE", "secret")) })
///     }
/// }
///
/// let config = weland_client::Config::new().credentials(Vault);
/// // A closure will do, too.
/// let config = weland_client::Config::new().credentials(|| async { Ok(Credentials::new("AKIDEXAMPLE", "secret")) });
/// ```
pub trait CredentialsProvider: Send + Sync {
    /// The credentials to sign with now.
    ///
    /// A client asks once at a time. It keeps credentials that expire, and asks again, in the background, some minutes
    /// before they do; others it asks for with each call. What it returns has to be there within
    /// [`Config::credentials_timeout`](crate::Config::credentials_timeout).
    ///
    /// # Errors
    /// When there are none, of kind [`ErrorKind::Credentials`](weland_core::ErrorKind::Credentials).
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>>;

    /// The same for a client, which lends its transport and its clock. By default, nobody asks for them.
    ///
    /// # Errors
    /// Those of [`credentials`](Self::credentials).
    #[allow(unused_variables, reason = "the names are documentation")]
    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        self.credentials()
    }
}

impl CredentialsProvider for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<T: CredentialsProvider + ?Sized> CredentialsProvider for Arc<T> {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        (**self).credentials()
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        (**self).credentials_for(context)
    }
}

impl<F, R> CredentialsProvider for F
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Credentials, OtherError>> + Send + 'static,
{
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn closures_are_providers() {
        let provider: Arc<dyn CredentialsProvider> = Arc::new(|| async { Ok(Credentials::new("AKID", "secret")) });
        assert_eq!(provider.credentials().await.unwrap().access_key_id(), "AKID");
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = format!("{:?}", Credentials::new("AKID", "top").with_session_token("hush"));
        assert!(shown.contains("AKID") && !shown.contains("top") && !shown.contains("hush"), "{shown}");
    }
}
