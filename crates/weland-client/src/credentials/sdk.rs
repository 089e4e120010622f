//! Providers of credentials of the AWS SDK for Rust.

use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use weland_core::{ErrorKind, OtherError};

use super::{Credentials, CredentialsProvider};
use crate::{BoxFuture, describe};

/// What `SdkConfig::credentials_provider` of `aws-config` returns; `SharedCredentialsProvider::new` makes one of any other.
impl CredentialsProvider for SharedCredentialsProvider {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(async {
            let found = self.provide_credentials().await.map_err(|error| {
                OtherError::new(ErrorKind::Credentials, format!("no credentials: {}", describe(&error)))
            })?;
            let mut credentials = Credentials::new(found.access_key_id(), found.secret_access_key());
            if let Some(token) = found.session_token() {
                credentials = credentials.with_session_token(token);
            }
            Ok(match found.expiry() {
                Some(expires) => credentials.with_expiry(expires),
                None => credentials,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use aws_credential_types::provider::error::CredentialsError;
    use aws_credential_types::{Credentials as SdkCredentials, credential_fn::provide_credentials_fn};

    use super::*;

    #[tokio::test]
    async fn their_credentials_are_ours() {
        let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(4_070_908_800);
        let theirs = SdkCredentials::new("AKID", "secret", Some("token".to_owned()), Some(expires), "test");
        let found = SharedCredentialsProvider::new(theirs).credentials().await.unwrap();
        assert_eq!(found, Credentials::new("AKID", "secret").with_session_token("token").with_expiry(expires));
        let config = crate::Config::new()
            .credentials(SharedCredentialsProvider::new(SdkCredentials::new("AKID", "secret", None, None, "test")));
        assert!(format!("{config:?}").contains("by a provider"));
    }

    #[tokio::test]
    async fn their_errors_are_told() {
        let provider = provide_credentials_fn(|| async { Err(CredentialsError::not_loaded("no vault")) });
        let error = SharedCredentialsProvider::new(provider).credentials().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.message().contains("no vault"), "{error}");
    }
}
