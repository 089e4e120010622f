//! What requests are signed with, and where it comes from.

#[cfg(feature = "hyper")]
pub mod container;
#[cfg(feature = "hyper")]
pub mod instance;
#[cfg(feature = "hyper")]
mod metadata;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;
use weland_core::OtherError;

use crate::BoxFuture;

/// An access key, its secret, and, for temporary credentials, a session token. `Debug` shows neither secret nor token.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expires: Option<SystemTime>,
}

impl Credentials {
    /// Credentials that do not expire.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
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

    /// When the credentials expire; `None` if they do not.
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    /// Whether they are still good for longer than `margin`.
    fn outlast(&self, margin: Duration) -> bool {
        self.expires.is_none_or(|expires| SystemTime::now() + margin < expires)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("secret_access_key", &"***")
            .field("session_token", &self.session_token.as_ref().map(|_| "***"))
            .field("expires", &self.expires)
            .finish()
    }
}

/// Gives credentials when a request is about to be signed.
///
/// Credentials with an expiry are kept until shortly before it; those without are asked for at every call, so a provider
/// of such credentials should return at once.
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
/// ```
pub trait CredentialsProvider: Send + Sync {
    /// The credentials to sign with now.
    ///
    /// # Errors
    /// When there are none, of kind [`ErrorKind::Credentials`](weland_core::ErrorKind::Credentials).
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>>;
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
}

/// Refreshed this long before they expire; until they do, a failing refresh is not fatal.
const REFRESH: Duration = Duration::from_secs(5 * 60);
/// Not used any more when they would expire under way.
const UNUSABLE: Duration = Duration::from_secs(10);

/// Keeps credentials until they are about to expire; asks for new ones only once at a time.
pub(crate) struct Cache {
    provider: Arc<dyn CredentialsProvider>,
    kept: Mutex<Option<Credentials>>,
}

impl Cache {
    pub(crate) fn new(provider: Arc<dyn CredentialsProvider>) -> Self {
        Self { provider, kept: Mutex::new(None) }
    }

    pub(crate) async fn get(&self) -> Result<Credentials, OtherError> {
        let mut kept = self.kept.lock().await;
        if let Some(credentials) = kept.as_ref().filter(|credentials| credentials.outlast(REFRESH)) {
            return Ok(credentials.clone());
        }
        match self.provider.credentials().await {
            Ok(fresh) => {
                *kept = fresh.expires.is_some().then(|| fresh.clone());
                Ok(fresh)
            }
            Err(error) => match kept.as_ref().filter(|credentials| credentials.outlast(UNUSABLE)) {
                Some(credentials) => Ok(credentials.clone()),
                None => Err(error),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use weland_core::ErrorKind;

    use super::*;

    /// Returns credentials of these lifetimes, then fails.
    struct Script {
        asked: AtomicUsize,
        lifetimes: Vec<Option<u64>>,
    }

    impl CredentialsProvider for Script {
        fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
            let turn = self.asked.fetch_add(1, Ordering::SeqCst);
            let response = match self.lifetimes.get(turn) {
                Some(lifetime) => {
                    let credentials = Credentials::new(format!("key{turn}"), "secret");
                    Ok(match lifetime {
                        Some(seconds) => credentials.with_expiry(SystemTime::now() + Duration::from_secs(*seconds)),
                        None => credentials,
                    })
                }
                None => Err(OtherError::new(ErrorKind::Credentials, "none")),
            };
            Box::pin(std::future::ready(response))
        }
    }

    async fn keys(lifetimes: &[Option<u64>], times: usize) -> Vec<String> {
        let script = Script { asked: AtomicUsize::new(0), lifetimes: lifetimes.to_vec() };
        let cache = Cache::new(Arc::new(script));
        let mut keys = Vec::new();
        for _ in 0..times {
            keys.push(match cache.get().await {
                Ok(credentials) => credentials.access_key_id,
                Err(error) => error.to_string(),
            });
        }
        keys
    }

    #[tokio::test]
    async fn credentials_are_kept_until_shortly_before_they_expire() {
        assert_eq!(keys(&[Some(3600)], 3).await, ["key0", "key0", "key0"]);
        assert_eq!(keys(&[Some(200), Some(3600)], 3).await, ["key0", "key1", "key1"]);
    }

    #[tokio::test]
    async fn credentials_without_expiry_are_asked_for_each_time() {
        assert_eq!(keys(&[None, None], 3).await, ["key0", "key1", "none"]);
    }

    #[tokio::test]
    async fn a_failing_refresh_matters_only_once_the_credentials_are_useless() {
        assert_eq!(keys(&[Some(200)], 3).await, ["key0", "key0", "key0"]);
        assert_eq!(keys(&[Some(5)], 2).await, ["key0", "none"]);
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = format!("{:?}", Credentials::new("AKID", "top").with_session_token("hush"));
        assert!(shown.contains("AKID") && !shown.contains("top") && !shown.contains("hush"), "{shown}");
    }
}
