//! Credentials from the first place that has any.

use std::sync::{Arc, OnceLock};

use weland_core::{ErrorKind, OtherError};

use crate::credentials::{Credentials, CredentialsProvider};
use crate::{BoxFuture, describe};

/// A place where credentials may be, and what is there.
pub(super) struct Source {
    place: String,
    found: Found,
}

enum Found {
    Nothing,
    /// Something that stops the search, because what comes later is not what was meant.
    Broken(String),
    Provider(Arc<dyn CredentialsProvider>),
}

impl Source {
    pub(super) fn absent(place: impl Into<String>) -> Self {
        Self { place: place.into(), found: Found::Nothing }
    }

    pub(super) fn broken(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), found: Found::Broken(why.into()) }
    }

    pub(super) fn unsupported(place: impl Into<String>) -> Self {
        Self::broken(place, "this client cannot use it; give `Config::credentials` a provider that can")
    }

    pub(super) fn provider(place: impl Into<String>, provider: impl CredentialsProvider + 'static) -> Self {
        Self { place: place.into(), found: Found::Provider(Arc::new(provider)) }
    }
}

/// Asks each place in turn, and stays with the first that has credentials.
pub(super) struct Chain {
    sources: Vec<Source>,
    chosen: OnceLock<Arc<dyn CredentialsProvider>>,
}

impl Chain {
    pub(super) fn new(sources: Vec<Source>) -> Self {
        Self { sources, chosen: OnceLock::new() }
    }

    async fn search(&self) -> Result<Credentials, OtherError> {
        if let Some(provider) = self.chosen.get() {
            return provider.credentials().await;
        }
        let mut looked = Vec::new();
        for source in &self.sources {
            match &source.found {
                Found::Nothing => looked.push(source.place.clone()),
                Found::Broken(why) => {
                    let message = format!("no credentials from {}: {why}", source.place);
                    return Err(OtherError::new(ErrorKind::Credentials, message));
                }
                Found::Provider(provider) => match provider.credentials().await {
                    Ok(credentials) => {
                        let _ = self.chosen.set(Arc::clone(provider));
                        return Ok(credentials);
                    }
                    Err(error) => looked.push(format!("{} ({})", source.place, describe(&error))),
                },
            }
        }
        let message = format!("no credentials; looked for them in: {}", looked.join("; "));
        Err(OtherError::new(ErrorKind::Credentials, message))
    }
}

impl CredentialsProvider for Chain {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.search())
    }
}
