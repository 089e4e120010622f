//! The sources that call no other service of AWS: variables, keys in files, the container, the instance.

use super::{Credentials, Source};
use crate::environment::{Environment, Profile, SharedFile};

impl Source {
    /// The keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
    pub fn variables(environment: &Environment) -> Self {
        let token = environment.var("AWS_SECURITY_TOKEN").or_else(|| environment.var("AWS_SESSION_TOKEN"));
        let (id, secret) = (environment.var("AWS_ACCESS_KEY_ID"), environment.var("AWS_SECRET_ACCESS_KEY"));
        Self::keys("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY".to_owned(), id, secret, token)
    }

    /// The keys that one of the shared files has for a profile.
    pub fn profile_keys(environment: &Environment, name: &str, profile: Profile<'_>, file: SharedFile) -> Self {
        let section = match file {
            SharedFile::Config => profile.config,
            SharedFile::Credentials => profile.credentials,
        };
        let value = |key: &str| section?.get(key).filter(|value| !value.is_empty());
        let place = format!("the profile `{name}` in {}", environment.shown_path(file));
        // `aws_session_token` is the documented key; some tools still write the older one.
        let token = value("aws_security_token").or_else(|| value("aws_session_token"));
        Self::keys(place, value("aws_access_key_id"), value("aws_secret_access_key"), token)
    }

    /// An access key and its secret. An access key id without a secret is a mistake.
    fn keys(place: String, id: Option<&str>, secret: Option<&str>, token: Option<&str>) -> Self {
        let (id, secret) = match (id, secret) {
            (Some(id), Some(secret)) => (id, secret),
            (Some(_), None) => return Self::broken(place, "there is an access key id, but no secret access key"),
            (None, _) => return Self::absent(place),
        };
        let credentials = Credentials::new(id, secret);
        match token {
            Some(token) => Self::provider(place, credentials.with_session_token(token)),
            None => Self::provider(place, credentials),
        }
    }

    /// The agent of the container, if variables name one.
    #[cfg(feature = "hyper")]
    pub fn container(environment: &Environment) -> Self {
        use super::container::{ContainerCredentials, LOOKED_FOR};
        match ContainerCredentials::from_vars(&|name| environment.var(name).map(str::to_owned)) {
            Some(container) => Self::provider(LOOKED_FOR, container),
            None => Self::absent(LOOKED_FOR),
        }
    }

    /// The metadata service of the instance, unless `AWS_EC2_METADATA_DISABLED` forbids to look there.
    #[cfg(feature = "hyper")]
    pub fn instance(environment: &Environment, profile: Profile<'_>) -> Self {
        use super::instance::InstanceCredentials;
        if environment.var("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Self::absent("EC2 instance metadata (disabled by AWS_EC2_METADATA_DISABLED)");
        }
        let endpoint = environment.var("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        let endpoint = endpoint.or_else(|| profile.get("ec2_metadata_service_endpoint"));
        Self::optional("EC2 instance metadata", InstanceCredentials::new(endpoint))
    }

    /// Without an HTTP client, there is no way to ask.
    #[cfg(not(feature = "hyper"))]
    pub fn container(_: &Environment) -> Self {
        Self::absent("the container (not without the feature `hyper`)")
    }

    /// Without an HTTP client, there is no way to ask.
    #[cfg(not(feature = "hyper"))]
    pub fn instance(_: &Environment, _: Profile<'_>) -> Self {
        Self::absent("EC2 instance metadata (not without the feature `hyper`)")
    }
}
