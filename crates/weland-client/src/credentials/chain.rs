//! Credentials from the first place that has any.

use std::fmt;
use std::sync::OnceLock;

use weland_core::{ErrorKind, OtherError};

use super::{Credentials, CredentialsProvider};
use crate::identity::IdentityContext;
use crate::{BoxFuture, describe};

/// A place where credentials may be, and what is there.
pub struct Source {
    place: String,
    found: Found,
}

enum Found {
    Nothing,
    /// Something that stops the search, because what comes later is not what was meant.
    Broken(String),
    /// A provider, and whether the search goes on if it fails.
    Provider(Box<dyn CredentialsProvider>, bool),
}

impl Source {
    /// A place where there is nothing.
    pub fn absent(place: impl Into<String>) -> Self {
        Self { place: place.into(), found: Found::Nothing }
    }

    /// A place where there is something that cannot be used, which ends the search: what comes later is not what was meant.
    pub fn broken(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), found: Found::Broken(why.into()) }
    }

    /// A place that is set up to have credentials: if it fails, so does the search.
    pub fn provider(place: impl Into<String>, provider: impl CredentialsProvider + 'static) -> Self {
        Self { place: place.into(), found: Found::Provider(Box::new(provider), false) }
    }

    /// A place that may have credentials; if it fails, the search goes on.
    pub fn optional(place: impl Into<String>, provider: impl CredentialsProvider + 'static) -> Self {
        Self { place: place.into(), found: Found::Provider(Box::new(provider), true) }
    }
}

impl Source {
    /// Whether there is nothing.
    pub fn is_absent(&self) -> bool {
        matches!(self.found, Found::Nothing)
    }
}

/// What providers have is a secret.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.place).finish()
    }
}

/// Asks each place in turn, and stays with the first that has credentials.
///
/// ```
/// use weland_client::credentials::{CredentialsChain, Source};
/// use weland_client::{Config, Credentials};
///
/// let sources = vec![Source::absent("the vault"), Source::provider("the program", Credentials::new("AKIDEXAMPLE", "secret"))];
/// let config = Config::new().credentials(CredentialsChain::new(sources));
/// ```
#[derive(Debug)]
pub struct CredentialsChain {
    sources: Vec<Source>,
    /// The index of the source that had credentials.
    chosen: OnceLock<usize>,
}

impl CredentialsChain {
    /// Asks these places.
    pub fn new(sources: Vec<Source>) -> Self {
        Self { sources, chosen: OnceLock::new() }
    }

    async fn search(&self, context: Option<&IdentityContext>) -> Result<Credentials, OtherError> {
        let mut looked = Vec::new();
        let chosen = self.chosen.get().copied();
        for (index, Source { place, found }) in self.sources.iter().enumerate().skip(chosen.unwrap_or_default()) {
            let (provider, is_optional) = match found {
                Found::Nothing => {
                    looked.push(place.clone());
                    continue;
                }
                Found::Broken(why) => return Err(failed(place, why)),
                Found::Provider(provider, is_optional) => (provider, *is_optional && chosen.is_none()),
            };
            let asked = match context {
                Some(context) => provider.credentials_for(context),
                None => provider.credentials(),
            };
            match asked.await {
                Ok(credentials) => {
                    let _ = self.chosen.set(index);
                    return Ok(credentials);
                }
                Err(error) if is_optional => looked.push(format!("{place} ({})", describe(&error))),
                Err(error) => return Err(failed(place, &describe(&error))),
            }
        }
        let message = format!("no credentials; looked for them in: {}", looked.join("; "));
        Err(OtherError::new(ErrorKind::Credentials, message))
    }
}

fn failed(place: &str, why: &str) -> OtherError {
    OtherError::new(ErrorKind::Credentials, format!("no credentials from {place}: {why}"))
}

impl CredentialsProvider for CredentialsChain {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.search(None))
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        Box::pin(self.search(Some(context)))
    }
}
