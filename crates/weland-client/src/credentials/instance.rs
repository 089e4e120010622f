//! Credentials of the role of an EC2 instance, from its metadata service (version 2).

use std::time::{Duration, SystemTime};

use http::{HeaderName, Method};
use weland_core::{ErrorKind, OtherError};

use super::metadata::{Metadata, parse};
use super::{Credentials, CredentialsProvider};
use crate::BoxFuture;
use crate::host::shown_url;
use crate::identity::Identity;
use crate::transport::Transport;

const TOKEN: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token");
const TOKEN_LIFETIME: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token-ttl-seconds");
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// How long credentials are used for at least, whatever the service says of when they expire.
const LEAST_LIFE: Duration = Duration::from_secs(15 * 60);

/// Asks the metadata service of the instance.
pub struct InstanceCredentials {
    endpoint: String,
    metadata: Metadata,
}

impl InstanceCredentials {
    /// Asks the service at this URL, by default `http://169.254.169.254`.
    pub fn new(endpoint: Option<&str>) -> Self {
        let endpoint = endpoint.unwrap_or("http://169.254.169.254").trim_end_matches('/').to_owned();
        Self { endpoint, metadata: Metadata::new() }
    }

    /// Sends requests by other means than hyper.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.metadata.transport = transport;
        self
    }

    /// Sets how long the service may take to respond, 2 seconds at first.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.metadata.timeout = timeout;
        self
    }

    /// Sets how often the service is asked before it counts as missing, once at first.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.metadata.attempts = attempts;
        self
    }

    async fn fetch(&self) -> Result<Credentials, OtherError> {
        let url = format!("{}/latest/api/token", self.endpoint);
        // A minute: the token is for the two requests that follow.
        let token = self.metadata.fetch(Method::PUT, &url, &[(TOKEN_LIFETIME, "60")]).await?;
        let headers = [(TOKEN, token.trim())];
        let url = format!("{}{ROLES}", self.endpoint);
        let roles = self.metadata.fetch(Method::GET, &url, &headers).await?;
        let role = roles
            .lines()
            .map(str::trim)
            .find(|role| !role.is_empty())
            .ok_or_else(|| OtherError::new(ErrorKind::Credentials, "the instance has no role"))?;
        let credentials = parse(&self.metadata.fetch(Method::GET, &format!("{url}{role}"), &headers).await?)?;
        Ok(match credentials.outlasts(LEAST_LIFE) {
            true => credentials,
            // While the service cannot renew them, the old ones are the best that there is, and are mostly accepted.
            false => match SystemTime::now().checked_add(LEAST_LIFE) {
                Some(expires) => credentials.with_expiry(expires),
                None => credentials,
            },
        })
    }
}

impl CredentialsProvider for InstanceCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch())
    }
}

impl std::fmt::Debug for InstanceCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InstanceCredentials").field("endpoint", &shown_url(&self.endpoint)).finish_non_exhaustive()
    }
}
