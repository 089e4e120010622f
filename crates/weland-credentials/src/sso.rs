//! Credentials of users who have signed in at IAM Identity Center.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};
use weland_client::identity::IdentityContext;
use weland_client::{BoxFuture, Credentials, CredentialsProvider};
use weland_core::{OtherError, Timestamp, TimestampFormat};
use weland_sso_client::types::{GetRoleCredentialsError, GetRoleCredentialsInput, GetRoleCredentialsRequired};
use weland_sso_oidc_client::types::{CreateTokenInput, CreateTokenRequired};

use crate::service::Services;
use crate::token_cache::{TokenCache, replace};
use crate::{Provided, failed, parse_time, read_small};

/// A token is renewed this long before it expires.
const REFRESH: Duration = Duration::from_secs(15 * 60);

/// Gets credentials of a role for the token of a user.
pub(crate) struct SsoCredentials {
    pub(crate) services: Arc<Services>,
    pub(crate) account_id: String,
    pub(crate) role_name: String,
    pub(crate) session: SsoSession,
}

/// Where a user has signed in.
pub(crate) struct SsoSession {
    /// The name of the `sso-session`; without one, tokens are found by the start URL, and not renewed.
    pub(crate) name: Option<String>,
    pub(crate) start_url: String,
    pub(crate) region: String,
    pub(crate) cache: TokenCache,
}

impl SsoCredentials {
    async fn fetch(&self) -> Result<Credentials, OtherError> {
        let access_token = self.session.access_token(&self.services).await?;
        let input = GetRoleCredentialsInput::new(GetRoleCredentialsRequired {
            role_name: self.role_name.clone(),
            account_id: self.account_id.clone(),
            access_token,
        });
        let output = self.services.sso(&self.session.region).get_role_credentials(input).await.map_err(|error| {
            let advice = match error {
                GetRoleCredentialsError::UnauthorizedException(_) => "; sign in again by `aws sso login`",
                _ => "",
            };
            failed(format!("the role `{}` of the account {}: {error}{advice}", self.role_name, self.account_id))
        })?;
        let found = output.role_credentials.unwrap_or_default();
        let (Some(id), Some(secret)) = (found.access_key_id, found.secret_access_key) else {
            return Err(failed(format!("the role `{}`: the response has no credentials", self.role_name)));
        };
        let mut credentials = Credentials::new(id, secret).with_account_id(&*self.account_id);
        if let Some(token) = found.session_token {
            credentials = credentials.with_session_token(token);
        }
        let life = u64::try_from(found.expiration).ok().filter(|life| *life > 0);
        let expires = life.and_then(|life| SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(life)));
        Ok(match expires {
            Some(expires) => credentials.with_expiry(expires),
            None => credentials,
        })
    }
}

impl CredentialsProvider for SsoCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch()) as Provided<'_>
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        self.services.lend(context);
        self.credentials()
    }
}

impl SsoSession {
    /// The token, renewed if it is about to expire.
    async fn access_token(&self, services: &Services) -> Result<String, OtherError> {
        let key = self.name.as_deref().unwrap_or(&self.start_url);
        let path = self.cache.path(key);
        let advice = "sign in by `aws sso login`";
        let told = |why: &str| failed(format!("the token for `{key}` {why}; {advice}"));
        let text = read_small(&path).map_err(|why| told(&format!("cannot be read ({why})")))?;
        let unusable = || told(&format!("is not in {} as it should be", path.display()));
        let token: Map<String, Value> = serde_json::from_str(&text).map_err(|_| unusable())?;
        let value = |key: &str| token.get(key).and_then(Value::as_str);
        let (Some(access_token), Some(expires)) = (value("accessToken"), value("expiresAt").and_then(parse_time))
        else {
            return Err(unusable());
        };
        let left = expires.duration_since(SystemTime::now()).unwrap_or_default();
        if self.name.is_some() && left < REFRESH {
            match self.renew(&token, &path, services).await {
                Ok(renewed) => return Ok(renewed),
                Err(why) if left.is_zero() => return Err(told(&format!("has expired, and {why}"))),
                // It will do once more.
                Err(_) => {}
            }
        }
        match left.is_zero() {
            true => Err(told("has expired")),
            false => Ok(access_token.to_owned()),
        }
    }

    /// Gets a new token by the means that came with the old one, and keeps it for all tools.
    async fn renew(&self, token: &Map<String, Value>, path: &Path, services: &Services) -> Result<String, String> {
        let value = |key: &str| token.get(key).and_then(Value::as_str).map(str::to_owned);
        let registered = value("registrationExpiresAt").as_deref().and_then(parse_time);
        let (Some(client_id), Some(client_secret), Some(refresh_token), Some(registered)) =
            (value("clientId"), value("clientSecret"), value("refreshToken"), registered)
        else {
            return Err("came without the means to renew it".to_owned());
        };
        if registered <= SystemTime::now() {
            return Err("the registration to renew it, too".to_owned());
        }
        let required = CreateTokenRequired { client_id, client_secret, grant_type: "refresh_token".to_owned() };
        let input = CreateTokenInput::new(required).refresh_token(refresh_token);
        let output = services.sso_oidc(&self.region).create_token(input).await;
        let output = output.map_err(|error| format!("cannot be renewed ({error})"))?;
        let renewed = output.access_token.ok_or("cannot be renewed (the response has none)")?;
        let seconds = u64::try_from(output.expires_in).unwrap_or_default();
        let mut token = token.clone();
        let mut set = |key: &str, value: String| token.insert(key.to_owned(), Value::String(value));
        set("startUrl", self.start_url.clone());
        set("region", self.region.clone());
        set("accessToken", renewed.clone());
        set("expiresAt", time_in(Duration::from_secs(seconds)));
        match output.refresh_token {
            Some(next) => drop(set("refreshToken", next)),
            None => drop(token.remove("refreshToken")),
        }
        // The token is good, even where it cannot be kept.
        let _ = replace(path, &token);
        Ok(renewed)
    }
}

/// The time after this from now on, as the AWS CLI writes it.
fn time_in(duration: Duration) -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.saturating_add(duration).as_secs()).unwrap_or(i64::MAX);
    let time = Timestamp::new(seconds, 0);
    time.checked_format(TimestampFormat::DateTime).unwrap_or_else(|| "9999-12-31T23:59:59Z".to_owned())
}
