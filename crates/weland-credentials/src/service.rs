//! The clients of the services that are asked for credentials.

use std::sync::OnceLock;
use std::time::Duration;

use weland_client::credentials::Source;
use weland_client::credentials::instance::InstanceCredentials;
use weland_client::environment::{Environment, Profile};
use weland_client::identity::IdentityContext;
use weland_client::{Config, CredentialsProvider, Transport};

/// What is called where nobody has set a region. All credentials of STS are valid in all regions of its partition.
const DEFAULT_REGION: &str = "us-east-1";

/// How services are called.
pub(crate) struct Services {
    /// Without credentials.
    config: Config,
    environment: Environment,
    region: String,
    /// The transport of the client that asks, unless there is one of our own.
    lent: OnceLock<Transport>,
    has_transport: bool,
    sts: OnceLock<weland_sts_client::Client>,
}

impl Services {
    /// `region` is that of the profile.
    pub(crate) fn new(environment: &Environment, region: Option<&str>, transport: Option<Transport>) -> Self {
        let vars = ["AWS_REGION", "AWS_DEFAULT_REGION"];
        let region = vars.iter().find_map(|var| environment.var(var)).or(region).unwrap_or(DEFAULT_REGION).to_owned();
        let config = Config::from_environment(environment).unsigned();
        let has_transport = transport.is_some();
        let config = match transport {
            Some(transport) => config.transport(transport),
            None => config,
        };
        Self {
            config,
            environment: environment.clone(),
            region,
            lent: OnceLock::new(),
            has_transport,
            sts: OnceLock::new(),
        }
    }

    /// Calls services as the client does that asks for credentials: with its certificates and through its proxies.
    pub(crate) fn lend(&self, context: &IdentityContext) {
        if let Some(transport) = context.transport().filter(|_| !self.has_transport) {
            self.lent.get_or_init(|| transport.clone());
        }
    }

    fn in_region(&self, region: &str) -> Config {
        let config = self.config.clone().region(region);
        let config = match self.lent.get() {
            Some(transport) => config.transport(transport.clone()),
            None => config,
        };
        // There, the usual endpoints hold to FIPS 140, and some services have no others.
        let uses_fips = !region.starts_with("us-gov-") || self.environment.var("AWS_USE_DUALSTACK_ENDPOINT").is_some();
        if uses_fips { config } else { config.fips(false) }
    }

    /// STS, for calls that are not signed.
    pub(crate) fn sts(&self) -> &weland_sts_client::Client {
        self.sts.get_or_init(|| weland_sts_client::Client::new(self.in_region(&self.region)))
    }

    /// STS, called with credentials.
    pub(crate) fn sts_with(&self, provider: impl CredentialsProvider + 'static) -> weland_sts_client::Client {
        weland_sts_client::Client::new(self.in_region(&self.region).credentials(provider))
    }

    /// The portal of IAM Identity Center.
    pub(crate) fn sso(&self, region: &str) -> weland_sso_client::Client {
        weland_sso_client::Client::new(self.in_region(region))
    }

    /// What renews the tokens of IAM Identity Center.
    pub(crate) fn sso_oidc(&self, region: &str) -> weland_sso_oidc_client::Client {
        weland_sso_oidc_client::Client::new(self.in_region(region))
    }
}

/// The metadata service of the instance, with all its settings.
pub(crate) fn instance(environment: &Environment, profile: Profile<'_>) -> Source {
    let setting = |var: &str, key: &str| environment.var(var).or_else(|| profile.get(key));
    if environment.var("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Source::absent("EC2 instance metadata (disabled by AWS_EC2_METADATA_DISABLED)");
    }
    let mode = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
    let ipv6 = match mode.map(str::to_ascii_lowercase).as_deref() {
        Some("ipv6") => Some("http://[fd00:ec2::254]"),
        Some("ipv4") | None => None,
        Some(other) => {
            let why = format!("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE is `{other}`, not one of: IPv4, IPv6");
            return Source::broken("EC2 instance metadata", why);
        }
    };
    let endpoint = setting("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
    let mut instance = InstanceCredentials::new(endpoint.or(ipv6));
    let numbers = [
        ("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout"),
        ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts"),
    ];
    for (index, (var, key)) in numbers.into_iter().enumerate() {
        let Some(text) = setting(var, key) else { continue };
        instance = match (text.parse::<u32>(), index) {
            (Ok(seconds), 0) => instance.timeout(Duration::from_secs(seconds.into())),
            (Ok(attempts), _) => instance.attempts(attempts),
            (Err(_), _) => {
                let why = format!("{var} (or `{key}` in the profile) is `{text}`, not a number");
                return Source::broken("EC2 instance metadata", why);
            }
        };
    }
    Source::optional("EC2 instance metadata", instance)
}
