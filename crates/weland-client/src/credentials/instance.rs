//! Credentials of the role of an EC2 instance, from its metadata service (version 2).

use weland_core::{ErrorKind, OtherError};

use super::metadata::{Metadata, parse};
use super::{Credentials, CredentialsProvider};
use crate::BoxFuture;
use crate::host::shown_url;
use crate::transport::Transport;

const TOKEN: &str = "x-aws-ec2-metadata-token";
const TOKEN_LIFETIME: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

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
        self.metadata = Metadata::through(transport);
        self
    }

    async fn fetch(&self) -> Result<Credentials, OtherError> {
        let url = format!("{}/latest/api/token", self.endpoint);
        // A minute: the token is for the two requests that follow.
        let token = self.metadata.fetch("PUT", &url, &[(TOKEN_LIFETIME, "60")]).await?;
        let headers = [(TOKEN, token.trim())];
        let url = format!("{}{ROLES}", self.endpoint);
        let roles = self.metadata.fetch("GET", &url, &headers).await?;
        let role = roles
            .lines()
            .map(str::trim)
            .find(|role| !role.is_empty())
            .ok_or_else(|| OtherError::new(ErrorKind::Credentials, "the instance has no role"))?;
        parse(&self.metadata.fetch("GET", &format!("{url}{role}"), &headers).await?)
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
