//! Credentials from the agent of a container: ECS, EKS pod identity, and others that speak the same protocol.

use std::net::IpAddr;

use http::header::AUTHORIZATION;
use http::{HeaderName, Method, Uri};
use weland_core::{ErrorKind, OtherError};

use super::metadata::{Metadata, parse};
use super::{Credentials, CredentialsProvider};
use crate::BoxFuture;
use crate::host::shown_url;
use crate::transport::Transport;

pub(crate) const LOOKED_FOR: &str =
    "the container (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI)";

/// How often the agent is asked before that counts as a failure.
const ATTEMPTS: u32 = 3;

/// Asks the agent that `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI` names.
pub struct ContainerCredentials {
    url: String,
    token: Token,
    metadata: Metadata,
}

/// What the agent wants to see in the `authorization` header.
enum Token {
    None,
    Text(String),
    /// Read each time, because it is replaced while the container runs.
    File(String),
}

impl ContainerCredentials {
    /// From the variables of the process; `None` if they name no agent.
    pub fn from_env() -> Option<Self> {
        Self::from_vars(&|name| std::env::var(name).ok())
    }

    /// From variables that are given by other means; `None` if they name no agent.
    pub fn from_vars(var: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let set = |name: &str| var(name).filter(|value| !value.is_empty());
        let url = match set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            Some(path) => format!("http://169.254.170.2{path}"),
            None => set("AWS_CONTAINER_CREDENTIALS_FULL_URI")?,
        };
        let token = match set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            Some(path) => Token::File(path),
            None => set("AWS_CONTAINER_AUTHORIZATION_TOKEN").map_or(Token::None, Token::Text),
        };
        Some(Self { url, token, metadata: Metadata { attempts: ATTEMPTS, ..Metadata::new() } })
    }

    /// Sends requests by other means than hyper.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.metadata.transport = transport;
        self
    }

    async fn fetch(&self) -> Result<Credentials, OtherError> {
        check(&self.url).map_err(|why| OtherError::new(ErrorKind::Credentials, why))?;
        let token =
            match &self.token {
                Token::None => None,
                Token::Text(token) => Some(token.clone()),
                Token::File(path) => Some(std::fs::read_to_string(path).map_err(|error| {
                    OtherError::new(ErrorKind::Credentials, format!("the token file {path}: {error}"))
                })?),
            };
        let token = token.as_deref().map(str::trim);
        let headers: Vec<(HeaderName, &str)> = token.map(|token| (AUTHORIZATION, token)).into_iter().collect();
        parse(&self.metadata.fetch(Method::GET, &self.url, &headers).await?)
    }
}

impl CredentialsProvider for ContainerCredentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(self.fetch())
    }
}

impl std::fmt::Debug for ContainerCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ContainerCredentials").field("url", &shown_url(&self.url)).finish_non_exhaustive()
    }
}

/// Credentials may travel in plain only where nobody else can listen: on this machine, or to the agents' own addresses.
fn check(url: &str) -> Result<(), String> {
    let shown = shown_url(url);
    let uri: Uri =
        url.parse().map_err(|_| format!("AWS_CONTAINER_CREDENTIALS_FULL_URI is `{shown}`, which is not a URL"))?;
    let host = uri.host().unwrap_or_default();
    let local = match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => {
            address.is_loopback()
                || ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"].iter().any(|agent| agent.parse() == Ok(address))
        }
        Err(_) => host == "localhost",
    };
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if local => Ok(()),
        _ => Err(format!("AWS_CONTAINER_CREDENTIALS_FULL_URI is `{shown}`, which is neither local nor https")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_agents_may_be_asked_in_plain() {
        for url in [
            "http://127.0.0.1/x",
            "http://localhost:81/x",
            "http://169.254.170.23/v1",
            "http://[::1]/",
            "https://any.host/",
        ] {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for url in ["http://10.0.0.1/x", "http://any.host/", "ftp://localhost/", "nonsense url", "/path"] {
            assert!(check(url).unwrap_err().contains(url), "{url}");
        }
    }

    #[test]
    fn variables_name_the_agent() {
        let of = |vars: &[(&str, &str)]| {
            let vars: Vec<(String, String)> =
                vars.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            ContainerCredentials::from_vars(&|name| {
                vars.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
            })
        };
        assert!(of(&[]).is_none());
        assert!(of(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "")]).is_none());
        let relative = of(&[("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x")]).unwrap();
        assert_eq!(relative.url, "http://169.254.170.2/v2/x");
        let full = of(&[
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/"),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "t"),
        ]);
        assert!(matches!(full.unwrap().token, Token::Text(token) if token == "t"));
    }
}
