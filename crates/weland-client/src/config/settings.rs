//! Settings that AWS tools share: environment variables and profiles.

use std::sync::Arc;

use super::{Config, service_key};
use crate::credentials::{CredentialsChain, Source};
use crate::environment::{Environment, Profile, Profiles, Section, SharedFile};
use crate::retry::RetryMode;

#[cfg(feature = "hyper")]
use crate::transport::TlsConfig;

const SERVICE_ENDPOINT: &str = "AWS_ENDPOINT_URL_";
const NOT_HERE: &str =
    "this provider cannot use it; `weland_credentials::Chain` can, as an argument of `Config::credentials`";

pub(super) fn config(environment: &Environment) -> Config {
    let mut problems = Vec::new();
    let profiles = environment.profiles(&mut problems);
    let name = environment.chosen_profile().map_or("default", |(_, name)| name);
    let profile = profiles.profile(name).unwrap_or_default();
    let mut settings = Settings { environment, profile, problems };

    let mut config = Config::new();
    config.region = settings.text(&["AWS_REGION", "AWS_DEFAULT_REGION"], "region");
    config.app_name = settings.text(&["AWS_SDK_UA_APP_ID"], "sdk_ua_app_id");
    config.fips = settings.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
    config.dual_stack = settings.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
    config.account_id = settings.text(&["AWS_ACCOUNT_ID"], "aws_account_id");
    let modes = ["preferred", "disabled", "required"];
    if let Some(mode) = settings.one_of("AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode", &modes) {
        config = config.endpoint_param("AWS::Auth::AccountIdEndpointMode", modes[mode]);
    }
    config.host_prefixes = !settings.flag("AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection");
    config.compression.enabled = !settings.flag("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression");
    let sizes = ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes");
    if let Some(size) = settings.number(sizes.0, sizes.1, 0).and_then(|size| usize::try_from(size).ok()) {
        config.compression.min_size = size;
    }
    if let Some(attempts) = settings.number("AWS_MAX_ATTEMPTS", "max_attempts", 1) {
        config.max_attempts = Some(attempts);
    }
    let modes = [RetryMode::Legacy, RetryMode::Standard, RetryMode::Adaptive];
    if let Some(mode) = settings.one_of("AWS_RETRY_MODE", "retry_mode", &["legacy", "standard", "adaptive"]) {
        config.retry_mode = modes[mode];
    }
    settings.trust(&mut config);
    #[cfg(feature = "proxy")]
    match crate::ProxyConfig::from_vars(&|name| environment.var(name).map(str::to_owned)) {
        Ok(proxy) => config.connections.proxy = Some(proxy),
        Err(error) => settings.problems.push(error.to_string()),
    }
    if !settings.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") {
        config.endpoints = settings.endpoints(&profiles);
    }
    config.problems = settings.problems;
    config.credentials = Some(Arc::new(CredentialsChain::new(sources(environment, name, profile))));
    config
}

/// Where credentials may come from, in the order in which they are looked for.
fn sources(environment: &Environment, name: &str, profile: Profile<'_>) -> Vec<Source> {
    let has = |key: &&str| profile.get(key).is_some();
    let token_file = Some("AWS_WEB_IDENTITY_TOKEN_FILE").filter(|var| environment.var(var).is_some());
    let special = Some("role_arn").filter(has).or(token_file);
    let special =
        special.or_else(|| ["web_identity_token_file", "sso_account_id", "sso_role_name"].into_iter().find(has));
    let mut sources = vec![
        Source::variables(environment),
        Source::profile_keys(environment, name, profile, SharedFile::Credentials),
        Source::profile_keys(environment, name, profile, SharedFile::Config),
        Source::container(environment),
        Source::instance(environment, profile),
    ];
    // A process comes after the keys of the file `credentials`, all else before them.
    let (index, key) = match special {
        Some(key) => (1, Some(key)),
        None => (2, Some("credential_process").filter(has)),
    };
    if let Some(key) = key {
        let file = environment.shown_path(SharedFile::Config);
        sources.insert(index, Source::broken(format!("`{key}` (of the profile `{name}`, see {file})"), NOT_HERE));
    }
    sources
}

/// Single settings: the variable, or else the profile.
struct Settings<'a> {
    environment: &'a Environment,
    profile: Profile<'a>,
    problems: Vec<String>,
}

impl Settings<'_> {
    fn text(&self, vars: &[&str], key: &str) -> Option<String> {
        let var = vars.iter().find_map(|name| self.environment.var(name));
        var.or_else(|| self.profile.get(key)).map(str::to_owned)
    }

    fn flag(&mut self, var: &str, key: &str) -> bool {
        self.one_of(var, key, &["false", "true"]) == Some(1)
    }

    /// The index of the value among those that are allowed.
    fn one_of(&mut self, var: &str, key: &str, allowed: &[&str]) -> Option<usize> {
        let value = self.text(&[var], key)?;
        let index = allowed.iter().position(|allowed| value.eq_ignore_ascii_case(allowed));
        if index.is_none() {
            self.wrong(var, key, &value, &format!("one of: {}", allowed.join(", ")));
        }
        index
    }

    fn number(&mut self, var: &str, key: &str, least: u32) -> Option<u32> {
        let value = self.text(&[var], key)?;
        let number = value.parse().ok().filter(|number| *number >= least);
        if number.is_none() {
            self.wrong(var, key, &value, &format!("a number from {least} on"));
        }
        number
    }

    /// Notes that a value is none of those that a setting may have.
    fn wrong(&mut self, var: &str, key: &str, value: &str, expected: &str) {
        let place = match (self.environment.var(var), self.profile.place(key)) {
            (None, Some((file, section))) => {
                let line = section.line(key).unwrap_or_default();
                format!("{}: line {line}: `{key}`", self.environment.shown_path(file))
            }
            _ => var.to_owned(),
        };
        self.problems.push(format!("{place} is `{value}`, not {expected}"));
    }

    /// Trusts the authorities in the file that is named, and no others.
    #[cfg(feature = "hyper")]
    fn trust(&mut self, config: &mut Config) {
        let Some(path) = self.text(&["AWS_CA_BUNDLE"], "ca_bundle") else { return };
        let pem = self.environment.read(&self.environment.expand(&path)).map_err(|error| error.to_string());
        let tls = pem.and_then(|pem| TlsConfig::new().roots_from_pem(pem).map_err(|error| error.to_string()));
        match tls {
            Ok(tls) => config.connections.tls = Some(tls),
            Err(error) => self.problems.push(format!("AWS_CA_BUNDLE (or `ca_bundle` in the profile): {path}: {error}")),
        }
    }

    /// There is nothing here that trusts somebody.
    #[cfg(not(feature = "hyper"))]
    fn trust(&self, _: &mut Config) {}

    /// Endpoint URLs by service, the strongest first: variables before the profile, single services before all.
    fn endpoints(&mut self, profiles: &Profiles) -> Vec<(Option<String>, String)> {
        let mut endpoints = Vec::new();
        let mut add = |service: Option<&str>, url: &str| endpoints.push((service.map(service_key), url.to_owned()));
        let variables =
            self.environment.vars().filter_map(|(name, url)| Some((name.strip_prefix(SERVICE_ENDPOINT)?, url)));
        let services = self.profile.get("services").map(|name| (name, profiles.services(name)));
        if let Some((name, None)) = services {
            let problem =
                format!("the section `[services {name}]` is not there; add it, or remove `services` from the profile");
            self.problems.push(problem);
        }
        let of_services = services.and_then(|(_, section)| section).into_iter().flat_map(Section::iter);
        let of_services = of_services.filter_map(|(key, url)| Some((key.strip_suffix(".endpoint_url")?, url)));
        variables.for_each(|(service, url)| add(Some(service), url));
        self.environment.var("AWS_ENDPOINT_URL").into_iter().for_each(|url| add(None, url));
        of_services.for_each(|(service, url)| add(Some(service), url));
        self.profile.get("endpoint_url").into_iter().for_each(|url| add(None, url));
        endpoints
    }
}
