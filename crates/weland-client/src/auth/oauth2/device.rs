//! Users who have a browser on another device (RFC 8628).

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;
use weland_core::OtherError;

use super::wire::{DeviceCodes, Reached, read, refused};
use super::{GrantedTokens, OAuth2Client};
use crate::identity::IdentityContext;
use crate::time;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long to wait between questions unless the server says so, and how much longer if it wants it slower.
const INTERVAL: Duration = Duration::from_secs(5);
/// How long codes are good for at most.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// A question to a user on another device, see [`OAuth2Client::device_authorization`].
pub struct DeviceAuthorization {
    client: OAuth2Client,
    device_code: String,
    user_code: String,
    verification_uri: String,
    complete: Option<String>,
    interval: Duration,
    ends: Option<Instant>,
}

impl DeviceAuthorization {
    pub(super) async fn begin(client: OAuth2Client, url: &str) -> Result<Self, OtherError> {
        time::runtime()?;
        let (context, scope) = (IdentityContext::standard(), client.scope());
        let parameters: Vec<_> = scope.iter().map(|scope| ("scope", &**scope)).collect();
        let reached = Reached::new(client.transport.as_ref(), &context)?;
        let body = reached.post(url, &client.auth, &parameters).await?;
        let codes: DeviceCodes = read(&body.map_err(|refusal| refused(&refusal.to_string()))?)?;
        let seconds = |value: Option<i64>| value.and_then(|it| u64::try_from(it).ok()).map(Duration::from_secs);
        let (Some(device_code), Some(user_code), Some(verification_uri)) =
            (codes.device_code, codes.user_code, codes.verification_uri)
        else {
            return Err(refused("its response lacks `device_code`, `user_code` or `verification_uri`"));
        };
        let life = seconds(codes.expires_in).unwrap_or(LONGEST).min(LONGEST);
        Ok(Self {
            device_code,
            user_code,
            verification_uri,
            complete: codes.verification_uri_complete,
            interval: seconds(codes.interval).unwrap_or(INTERVAL).clamp(Duration::from_secs(1), LONGEST),
            ends: Instant::now().checked_add(life),
            client,
        })
    }

    /// What the user has to type in at [`verification_uri`](Self::verification_uri).
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The page that the user has to open.
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// The page with the code in it, for links and pictures, if the server has that.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.complete.as_deref()
    }

    /// Waits until the user has agreed, asking the server as often as it wants that.
    ///
    /// # Errors
    /// When the user refuses, or the code expires before there is an answer.
    pub async fn wait(&self) -> Result<GrantedTokens, OtherError> {
        let (context, mut interval) = (IdentityContext::standard(), self.interval);
        loop {
            if self.ends.is_some_and(|ends| Instant::now() + interval > ends) {
                return Err(refused("the code has expired before the user has answered; begin again"));
            }
            time::sleep(interval).await?;
            let parameters = [("device_code", &*self.device_code)];
            let url = &self.client.token_url;
            match self.client.try_grant(&context, url, GRANT, &parameters).await? {
                Ok(granted) => return Ok(granted),
                Err(refusal) => match refusal.code.as_deref() {
                    Some("authorization_pending") => {}
                    Some("slow_down") => interval += INTERVAL,
                    _ => return Err(refused(&refusal.to_string())),
                },
            }
        }
    }
}

/// Without the code of the device, which is a secret.
impl fmt::Debug for DeviceAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceAuthorization")
            .field("verification_uri", &self.verification_uri)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}
