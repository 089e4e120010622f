//! Settings that AWS tools share: environment variables and profiles.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::chain::{Chain, Source};
use super::profile::{File, Profiles, Section};
use super::{Config, service_key};
use crate::Credentials;

/// What a process is told from outside; a value of its own, so that tests need not change the process.
pub(crate) struct Environment<'a> {
    vars: BTreeMap<String, String>,
    read: &'a dyn Fn(&Path) -> Result<String, Error>,
}

const SERVICE_ENDPOINT: &str = "AWS_ENDPOINT_URL_";

impl<'a> Environment<'a> {
    pub(crate) fn of_process() -> Environment<'static> {
        let vars =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Environment::new(vars, &|path| std::fs::read_to_string(path))
    }

    /// Variables that are set to nothing count as not set.
    pub(crate) fn new(
        vars: impl IntoIterator<Item = (String, String)>,
        read: &'a dyn Fn(&Path) -> Result<String, Error>,
    ) -> Self {
        Self { vars: vars.into_iter().filter(|(_, value)| !value.is_empty()).collect(), read }
    }

    fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str)
    }

    pub(crate) fn config(&self) -> Config {
        let mut problems = Vec::new();
        let (profiles, files) = self.profiles(&mut problems);
        let name = self.var("AWS_PROFILE").unwrap_or("default");
        let profile = profiles.profiles.get(name);
        if profile.is_none() && self.var("AWS_PROFILE").is_some() {
            problems.push(format!("AWS_PROFILE names the profile `{name}`, which is in none of {}", files.join(", ")));
        }
        let none = Section::new();
        let profile = profile.unwrap_or(&none);
        let mut settings = Settings { environment: self, profile, problems };

        let mut config = Config::new();
        config.region = settings.text(&["AWS_REGION", "AWS_DEFAULT_REGION"], "region");
        config.app_name = settings.text(&["AWS_SDK_UA_APP_ID"], "sdk_ua_app_id");
        config.fips = settings.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
        config.dual_stack = settings.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
        config.account_id = settings.text(&["AWS_ACCOUNT_ID"], "aws_account_id");
        if let Some(mode) = settings.text(&["AWS_ACCOUNT_ID_ENDPOINT_MODE"], "account_id_endpoint_mode") {
            config = config.endpoint_param("AWS::Auth::AccountIdEndpointMode", mode);
        }
        config.host_prefixes = !settings.flag("AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection");
        config.compression.enabled = !settings.flag("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression");
        let sizes = ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes");
        if let Some(size) = settings.number(sizes.0, sizes.1, 0).and_then(|size| usize::try_from(size).ok()) {
            config.compression.min_size = size;
        }
        if let Some(attempts) = settings.number("AWS_MAX_ATTEMPTS", "max_attempts", 1) {
            config.max_attempts = attempts;
        }
        if !settings.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") {
            config.endpoints = self.endpoints(profile, &profiles);
        }
        config.problems = settings.problems;
        config.credentials = Some(std::sync::Arc::new(Chain::new(self.sources(name, profile, &files))));
        config
    }

    /// The profiles of both files, and the names of the files.
    fn profiles(&self, problems: &mut Vec<String>) -> (Profiles, Vec<String>) {
        let mut profiles = Profiles::default();
        let mut names = Vec::new();
        let files = [
            (File::Config, "AWS_CONFIG_FILE", "config"),
            (File::Credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials"),
        ];
        for (file, var, name) in files {
            let Some(path) = self.path(var, name) else {
                names.push(format!("~/.aws/{name} (there is no home folder)"));
                continue;
            };
            names.push(path.display().to_string());
            let read = match (self.read)(&path) {
                Ok(text) => profiles.read(&text, file),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error.to_string()),
            };
            if let Err(error) = read {
                problems.push(format!("{}: {error}", path.display()));
            }
        }
        (profiles, names)
    }

    fn path(&self, var: &str, name: &str) -> Option<PathBuf> {
        let home = self.var("HOME").or_else(|| self.var("USERPROFILE")).map(Path::new);
        match self.var(var) {
            Some(path) => Some(match (path.strip_prefix("~/"), home) {
                (Some(rest), Some(home)) => home.join(rest),
                _ => PathBuf::from(path),
            }),
            None => home.map(|home| home.join(".aws").join(name)),
        }
    }

    /// Endpoint URLs by service, the strongest first: variables before the profile, single services before all.
    fn endpoints(&self, profile: &Section, profiles: &Profiles) -> Vec<(Option<String>, String)> {
        let mut endpoints: Vec<(Option<String>, String)> = Vec::new();
        for (name, url) in &self.vars {
            if let Some(service) = name.strip_prefix(SERVICE_ENDPOINT) {
                endpoints.push((Some(service.to_owned()), url.clone()));
            }
        }
        endpoints.extend(self.var("AWS_ENDPOINT_URL").map(|url| (None, url.to_owned())));
        let services = profile.get("services").and_then(|name| profiles.services.get(name));
        for (key, url) in services.into_iter().flatten() {
            if let Some(service) = key.strip_suffix(".endpoint_url") {
                endpoints.push((Some(service_key(service)), url.clone()));
            }
        }
        endpoints.extend(profile.get("endpoint_url").map(|url| (None, url.clone())));
        endpoints
    }

    /// Where credentials may come from, in the order in which they are looked for.
    fn sources(&self, name: &str, profile: &Section, files: &[String]) -> Vec<Source> {
        let mut sources = vec![Source::pair(
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            self.var("AWS_ACCESS_KEY_ID"),
            self.var("AWS_SECRET_ACCESS_KEY"),
            self.var("AWS_SESSION_TOKEN"),
        )];
        if self.var("AWS_WEB_IDENTITY_TOKEN_FILE").is_some() {
            sources.push(Source::unsupported("AWS_WEB_IDENTITY_TOKEN_FILE (web identity)"));
        }
        let place = format!("the profile `{name}` in {}", files.join(" and "));
        let value = |key: &str| profile.get(key).map(String::as_str).filter(|value| !value.is_empty());
        // `aws_session_token` is the documented key; some tools still write the older one.
        let token = value("aws_session_token").or_else(|| value("aws_security_token"));
        let other = ["role_arn", "credential_process", "sso_session", "sso_start_url"]
            .into_iter()
            .find(|key| value(key).is_some());
        match other {
            // Static keys beside `role_arn` are those of another identity.
            Some(key) if key == "role_arn" || value("aws_access_key_id").is_none() => {
                sources.push(Source::unsupported(format!("`{key}` in {place}")));
            }
            _ => sources.push(Source::pair(place, value("aws_access_key_id"), value("aws_secret_access_key"), token)),
        }
        self.remote_sources(&mut sources);
        sources
    }

    #[cfg(feature = "hyper")]
    fn remote_sources(&self, sources: &mut Vec<Source>) {
        use crate::credentials::{container, instance};
        let container = container::ContainerCredentials::from_vars(&|name| self.var(name).map(str::to_owned));
        sources.push(match container {
            Some(container) => Source::provider(container::LOOKED_FOR, container),
            None => Source::absent(container::LOOKED_FOR),
        });
        let disabled = self.var("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        sources.push(if disabled {
            Source::absent("EC2 instance metadata (disabled by AWS_EC2_METADATA_DISABLED)")
        } else {
            let endpoint = self.var("AWS_EC2_METADATA_SERVICE_ENDPOINT");
            Source::provider("EC2 instance metadata", instance::InstanceCredentials::new(endpoint))
        });
    }

    #[cfg(not(feature = "hyper"))]
    fn remote_sources(&self, _: &mut Vec<Source>) {}
}

/// Single settings: the variable, or else the profile.
struct Settings<'a> {
    environment: &'a Environment<'a>,
    profile: &'a Section,
    problems: Vec<String>,
}

impl Settings<'_> {
    fn text(&self, vars: &[&str], key: &str) -> Option<String> {
        let var = vars.iter().find_map(|name| self.environment.var(name));
        var.or_else(|| self.profile.get(key).map(String::as_str)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    fn flag(&mut self, var: &str, key: &str) -> bool {
        let Some(value) = self.text(&[var], key) else {
            return false;
        };
        if value.eq_ignore_ascii_case("true") {
            return true;
        }
        if !value.eq_ignore_ascii_case("false") {
            self.problems.push(format!("{var} (or `{key}` in the profile) is `{value}`, not `true` or `false`"));
        }
        false
    }

    fn number(&mut self, var: &str, key: &str, least: u32) -> Option<u32> {
        let value = self.text(&[var], key)?;
        let number = value.parse().ok().filter(|number| *number >= least);
        if number.is_none() {
            self.problems.push(format!("{var} (or `{key}` in the profile) is `{value}`, not a number from {least} on"));
        }
        number
    }
}

impl Source {
    /// An access key and its secret, of which one without the other is a mistake.
    fn pair(place: impl Into<String>, id: Option<&str>, secret: Option<&str>, token: Option<&str>) -> Self {
        let place = place.into();
        match (id, secret) {
            (Some(id), Some(secret)) => {
                let credentials = Credentials::new(id, secret);
                Self::provider(
                    place,
                    match token {
                        Some(token) => credentials.with_session_token(token),
                        None => credentials,
                    },
                )
            }
            (None, None) => Self::absent(place),
            (Some(_), None) => Self::broken(place, "there is an access key id, but no secret access key"),
            (None, Some(_)) => Self::broken(place, "there is a secret access key, but no access key id"),
        }
    }
}
