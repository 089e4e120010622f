//! Credentials of roles, from STS.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use weland_client::credentials::CredentialsChain;
use weland_client::identity::IdentityContext;
use weland_client::{BoxFuture, Credentials, CredentialsProvider};
use weland_core::OtherError;
use weland_sts_client::types::{
    AssumeRoleInput, AssumeRoleRequired, AssumeRoleWithWebIdentityInput, AssumeRoleWithWebIdentityRequired,
    AssumedRoleUser,
};

use crate::service::Services;
use crate::{Provided, failed, read_small, time_of};

/// Assumes a role with other credentials.
pub(crate) struct RoleCredentials {
    pub(crate) services: Arc<Services>,
    pub(crate) source: Arc<CredentialsChain>,
    pub(crate) role_arn: String,
    pub(crate) session_name: Option<String>,
    pub(crate) external_id: Option<String>,
    /// In seconds.
    pub(crate) duration: Option<i32>,
}

impl RoleCredentials {
    async fn fetch(&self, context: Option<&IdentityContext>) -> Result<Credentials, OtherError> {
        // Asked for here, so that an error is theirs and not that of the call.
        let source = match context {
            Some(context) => self.source.credentials_for(context).await?,
            None => self.source.credentials().await?,
        };
        let mut input = AssumeRoleInput::new(AssumeRoleRequired {
            role_arn: self.role_arn.clone(),
            role_session_name: session_name(self.session_name.as_deref()),
        });
        input.external_id.clone_from(&self.external_id);
        input.duration_seconds = self.duration;
        let output = self.services.sts_with(source).assume_role(input).await;
        let output = output.map_err(|error| failed(format!("the role `{}`: {error}", self.role_arn)))?;
        credentials(&self.role_arn, output.credentials, output.assumed_role_user)
    }
}

impl CredentialsProvider for RoleCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch(None)) as Provided<'_>
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        self.services.lend(context);
        Box::pin(self.fetch(Some(context)))
    }
}

/// Assumes a role with the token of an identity provider.
pub(crate) struct WebIdentityCredentials {
    pub(crate) services: Arc<Services>,
    /// Read each time, because the token is replaced while the program runs.
    pub(crate) token_file: PathBuf,
    pub(crate) role_arn: String,
    pub(crate) session_name: Option<String>,
}

impl WebIdentityCredentials {
    async fn fetch(&self) -> Result<Credentials, OtherError> {
        let token = read_small(&self.token_file).map_err(|why| failed(format!("the token file {why}")))?;
        let input = AssumeRoleWithWebIdentityInput::new(AssumeRoleWithWebIdentityRequired {
            role_arn: self.role_arn.clone(),
            role_session_name: session_name(self.session_name.as_deref()),
            web_identity_token: token.trim().to_owned(),
        });
        let output = self.services.sts().assume_role_with_web_identity(input).await;
        let output = output.map_err(|error| failed(format!("the role `{}`: {error}", self.role_arn)))?;
        credentials(&self.role_arn, output.credentials, output.assumed_role_user)
    }
}

impl CredentialsProvider for WebIdentityCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch()) as Provided<'_>
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        self.services.lend(context);
        self.credentials()
    }
}

/// The name of a session that has none: one that tells sessions apart in logs.
fn session_name(name: Option<&str>) -> String {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    name.map_or_else(|| format!("weland-session-{seconds}"), str::to_owned)
}

fn credentials(
    role_arn: &str,
    found: Option<weland_sts_client::types::Credentials>,
    user: Option<AssumedRoleUser>,
) -> Result<Credentials, OtherError> {
    let found = found.filter(|found| !found.access_key_id.is_empty() && !found.secret_access_key.is_empty());
    let found = found.ok_or_else(|| failed(format!("the role `{role_arn}`: STS responded without credentials")))?;
    let mut credentials =
        Credentials::new(found.access_key_id, found.secret_access_key).with_session_token(found.session_token);
    if let Some(id) = user.as_ref().and_then(|user| account_of(&user.arn)) {
        credentials = credentials.with_account_id(id);
    }
    Ok(match time_of(found.expiration) {
        Some(expires) => credentials.with_expiry(expires),
        None => credentials,
    })
}

/// The account in the ARN of a user.
fn account_of(arn: &str) -> Option<&str> {
    arn.split(':').nth(4).filter(|account| !account.is_empty())
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn the_account_is_the_fifth_part_of_an_arn() {
        assert_eq!(account_of("arn:aws:sts::123456789012:assumed-role/Admin/session"), Some("123456789012"));
        assert_eq!(account_of("arn:aws:sts:::assumed-role/Admin/session"), None);
        assert_eq!(account_of("Admin"), None);
    }
}
