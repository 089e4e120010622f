//! The chain and its settings.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use weland_client::credentials::CredentialsChain;
use weland_client::environment::Environment;
use weland_client::identity::IdentityContext;
use weland_client::{BoxFuture, Credentials, CredentialsProvider, Transport};
use weland_core::OtherError;

use crate::failed;
use crate::plan::{Plan, Settings};

/// Credentials from the first of these places that has any, as in the AWS CLI:
///
/// 1. the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`,
/// 2. a role of the profile (`role_arn` with `source_profile` or `credential_source`),
/// 3. a web identity (`AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`, or the profile),
/// 4. IAM Identity Center (`sso_session`, `sso_start_url`), after `aws sso login`,
/// 5. the keys of the profile in `~/.aws/credentials`,
/// 6. the program that the profile names (`credential_process`),
/// 7. the keys of the profile in `~/.aws/config`,
/// 8. the agent of the container, such as that of ECS or EKS,
/// 9. the metadata service of the EC2 instance.
///
/// A place that is set up, but fails, ends the search with its error, except for the last one. The shared files are read
/// when the chain is made, and mistakes in them are reported by the first call; tokens are read when they are needed.
///
/// The chain doesn't keep credentials; clients do.
#[derive(Clone)]
pub struct Chain(Arc<CredentialsChain>);

impl Chain {
    /// Looks at the environment of this process.
    pub fn from_env() -> Self {
        Self::from_environment(&Environment::of_process())
    }

    /// Looks at this environment.
    pub fn from_environment(environment: &Environment) -> Self {
        Self::builder(environment).build()
    }

    /// A chain that looks at this environment, with other settings.
    pub fn builder(environment: &Environment) -> ChainBuilder {
        ChainBuilder(Settings {
            environment: environment.clone(),
            profile: None,
            transport: None,
            process_timeout: Duration::from_secs(25),
        })
    }
}

impl CredentialsProvider for Chain {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(async { valid(self.0.credentials().await?, SystemTime::now()) })
    }

    fn credentials_for<'a>(&'a self, context: &'a IdentityContext) -> BoxFuture<'a, Result<Credentials, OtherError>> {
        Box::pin(async { valid(self.0.credentials_for(context).await?, context.now()) })
    }
}

/// The credentials, unless they have expired.
fn valid(credentials: Credentials, now: SystemTime) -> Result<Credentials, OtherError> {
    match credentials.expires().filter(|expires| *expires <= now) {
        Some(_) => Err(failed(format!(
            "the credentials with the key {} have expired; get new ones from where they come from",
            credentials.access_key_id()
        ))),
        None => Ok(credentials),
    }
}

/// Only the names of places are shown.
impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The settings of a [`Chain`].
///
/// ```
/// use weland_client::environment::Environment;
/// use weland_credentials::Chain;
///
/// let chain = Chain::builder(&Environment::of_process()).profile("deployment").build();
/// ```
#[derive(Debug, Clone)]
pub struct ChainBuilder(Settings);

impl ChainBuilder {
    /// Uses this profile, whatever the environment says. Keys and web identities in variables don't count then.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.0.profile = Some(name.into());
        self
    }

    /// Calls STS and IAM Identity Center through this. Otherwise, they are called as the client calls its service that asks for
    /// credentials: with its transport, certificates and proxies.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.0.transport = Some(transport);
        self
    }

    /// Sets how long a `credential_process` may take before it is killed, 25 seconds at first. Clients wait for credentials
    /// for 30 seconds, see `Config::credentials_timeout`.
    #[must_use]
    pub fn process_timeout(mut self, timeout: Duration) -> Self {
        self.0.process_timeout = timeout;
        self
    }

    /// Makes the chain. Reads the shared files.
    pub fn build(self) -> Chain {
        Chain(Arc::new(CredentialsChain::new(Plan::new(&self.0).sources())))
    }
}
