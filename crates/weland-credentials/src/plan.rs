//! Which places the settings ask to look in.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use weland_client::credentials::{CredentialsChain, Source};
use weland_client::environment::{Environment, Profile, Profiles, SharedFile};
use weland_client::{BoxFuture, Credentials, CredentialsProvider, Transport};
use weland_core::OtherError;

use crate::process::ProcessCredentials;
use crate::role::{RoleCredentials, WebIdentityCredentials};
use crate::service::Services;
use crate::sso::{SsoCredentials, SsoSession};
use crate::token_cache::TokenCache;
use crate::words::split_words;

/// How many roles may be assumed one by means of the other.
const MAX_ROLES: usize = 32;

/// What a chain is made of.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) environment: Environment,
    /// The name of the profile, if it is not that of the environment.
    pub(crate) profile: Option<String>,
    /// How services are called, if not by hyper.
    pub(crate) transport: Option<Transport>,
    pub(crate) process_timeout: Duration,
}

/// The settings, read.
pub(crate) struct Plan<'a> {
    settings: &'a Settings,
    environment: &'a Environment,
    profiles: Profiles,
    /// The name of the profile.
    name: &'a str,
    problems: Vec<String>,
    services: Arc<Services>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(settings: &'a Settings) -> Self {
        let environment = &settings.environment;
        let mut problems = Vec::new();
        let profiles = environment.profiles(&mut problems);
        let chosen = environment.chosen_profile().map_or("default", |(_, name)| name);
        let name = settings.profile.as_deref().unwrap_or(chosen);
        if let Some(name) = settings.profile.as_deref().filter(|name| profiles.profile(name).is_none()) {
            problems.push(format!("there is no profile `{name}` in {}", shown_files(environment)));
        }
        let region = profiles.profile(name).and_then(|profile| profile.get("region"));
        let services = Arc::new(Services::new(environment, region, settings.transport.clone()));
        Self { settings, environment, profiles, name, problems, services }
    }

    /// All places, in the order in which they are looked at.
    pub(crate) fn sources(&self) -> Vec<Source> {
        if !self.problems.is_empty() {
            return vec![Source::broken("the shared files", self.problems.join("; "))];
        }
        let profile = self.profiles.profile(self.name).unwrap_or_default();
        let mut sources = Vec::new();
        if self.settings.profile.is_none() {
            sources.push(self.variables());
        }
        if is_role(profile) {
            sources.push(self.role(self.name, profile, &mut vec![self.name.to_owned()]));
        }
        sources.extend(self.of_profile(self.name, profile, self.settings.profile.is_none()));
        sources.push(Source::container(self.environment));
        sources.push(self.instance());
        sources
    }

    /// The keys in variables, which may say when they expire.
    fn variables(&self) -> Source {
        let source = Source::variables(self.environment);
        let Some(text) = self.environment.var("AWS_CREDENTIAL_EXPIRATION").filter(|_| !source.is_absent()) else {
            return source;
        };
        let place = "AWS_CREDENTIAL_EXPIRATION";
        match crate::parse_time(text) {
            Some(expires) => Source::provider(
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                Expiring { chain: CredentialsChain::new(vec![source]), expires },
            ),
            None => Source::broken(place, format!("it is `{text}`, not a time such as `2030-01-01T00:00:00Z`")),
        }
    }

    /// What a profile has beside a role that is assumed with other credentials.
    fn of_profile(&self, name: &str, profile: Profile<'_>, with_variables: bool) -> Vec<Source> {
        let mut sources = Vec::new();
        sources.extend(self.web_identity(name, profile, with_variables));
        sources.extend(self.sso(name, profile));
        sources.push(Source::profile_keys(self.environment, name, profile, SharedFile::Credentials));
        sources.extend(self.process(name, profile));
        sources.push(Source::profile_keys(self.environment, name, profile, SharedFile::Config));
        sources
    }

    fn web_identity(&self, name: &str, profile: Profile<'_>, with_variables: bool) -> Option<Source> {
        let setting = |var: &str, key: &str| {
            let var = self.environment.var(var).filter(|_| with_variables);
            var.or_else(|| profile.get(key)).map(str::to_owned)
        };
        let token_file = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file")?;
        let place = match profile.place("web_identity_token_file") {
            Some(_) => self.place(name, profile, "web_identity_token_file"),
            None => "AWS_WEB_IDENTITY_TOKEN_FILE".to_owned(),
        };
        let Some(role_arn) = setting("AWS_ROLE_ARN", "role_arn") else {
            let why = "there is a token, but no role; set AWS_ROLE_ARN, or `role_arn` in the profile";
            return Some(Source::broken(place, why));
        };
        let provider = WebIdentityCredentials {
            services: Arc::clone(&self.services),
            token_file: self.environment.expand(&token_file),
            role_arn,
            session_name: setting("AWS_ROLE_SESSION_NAME", "role_session_name"),
        };
        Some(Source::provider(place, provider))
    }

    fn process(&self, name: &str, profile: Profile<'_>) -> Option<Source> {
        let (_, section) = profile.place("credential_process")?;
        let command = section.get_whole("credential_process").filter(|command| !command.is_empty())?;
        let place = self.place(name, profile, "credential_process");
        Some(match split_words(command) {
            Ok(words) => Source::provider(place, ProcessCredentials { words, timeout: self.settings.process_timeout }),
            Err(why) => Source::broken(place, why),
        })
    }

    fn sso(&self, name: &str, profile: Profile<'_>) -> Option<Source> {
        let key = ["sso_account_id", "sso_role_name"].into_iter().find(|key| profile.get(key).is_some())?;
        let place = self.place(name, profile, key);
        Some(match self.sso_credentials(profile) {
            Ok(provider) => Source::provider(place, provider),
            Err(why) => Source::broken(place, why),
        })
    }

    fn sso_credentials(&self, profile: Profile<'_>) -> Result<SsoCredentials, String> {
        let session = match profile.get("sso_session") {
            Some(session) => {
                let section = self.profiles.sso_session(session);
                Some((session, section.ok_or_else(|| format!("there is no section `[sso-session {session}]`"))?))
            }
            None => None,
        };
        let setting = |key: &str| {
            let of_session = session.and_then(|(_, section)| section.get(key)).filter(|value| !value.is_empty());
            match (profile.get(key), of_session) {
                (Some(one), Some(other)) if one != other => Err(format!(
                    "`{key}` is `{one}` in the profile, but `{other}` in the sso-session; remove one of them"
                )),
                (one, other) => one
                    .or(other)
                    .map(str::to_owned)
                    .ok_or_else(|| format!("`{key}` is missing; `aws configure sso` sets it")),
            }
        };
        let cache = TokenCache::new(self.environment).ok_or("there is no home folder, which the token would be in")?;
        Ok(SsoCredentials {
            services: Arc::clone(&self.services),
            account_id: setting("sso_account_id")?,
            role_name: setting("sso_role_name")?,
            session: SsoSession {
                name: session.map(|(name, _)| name.to_owned()),
                start_url: setting("sso_start_url")?,
                region: setting("sso_region")?,
                cache,
            },
        })
    }

    /// The role of a profile. `visited` has the names of the profiles on the way to it.
    fn role(&self, name: &str, profile: Profile<'_>, visited: &mut Vec<String>) -> Source {
        let place = self.place(name, profile, "role_arn");
        match self.role_credentials(name, profile, visited) {
            Ok(provider) => Source::provider(place, provider),
            Err(why) => Source::broken(place, why),
        }
    }

    fn role_credentials(
        &self,
        name: &str,
        profile: Profile<'_>,
        visited: &mut Vec<String>,
    ) -> Result<RoleCredentials, String> {
        let source = match (profile.get("source_profile"), profile.get("credential_source")) {
            (Some(_), Some(_)) => {
                return Err("there are both `source_profile` and `credential_source`; remove one of them".to_owned());
            }
            (None, None) => {
                let why =
                    "it is not said whose credentials assume the role; add `source_profile` or `credential_source`";
                return Err(why.to_owned());
            }
            (None, Some(source)) => self.named_source(source)?,
            (Some(source), None) => self.source_profile(name, source, visited)?,
        };
        let duration = match profile.get("duration_seconds") {
            Some(text) => Some(text.parse().map_err(|_| format!("`duration_seconds` is `{text}`, not a number"))?),
            None => None,
        };
        if let Some(device) = profile.get("mfa_serial") {
            return Err(format!(
                "the role demands a code of the device `{device}`, which nobody can be asked for here; get credentials \
                 by `aws sts assume-role`, or export those of the AWS CLI by `aws configure export-credentials`"
            ));
        }
        let value = |key: &str| profile.get(key).map(str::to_owned);
        Ok(RoleCredentials {
            services: Arc::clone(&self.services),
            source: Arc::new(CredentialsChain::new(vec![source])),
            role_arn: value("role_arn").unwrap_or_default(),
            session_name: value("role_session_name"),
            external_id: value("external_id"),
            duration,
        })
    }

    /// What `credential_source` names.
    fn named_source(&self, source: &str) -> Result<Source, String> {
        match source {
            "Environment" => Ok(self.variables()),
            "EcsContainer" => Ok(Source::container(self.environment)),
            "Ec2InstanceMetadata" => Ok(self.instance()),
            _ => Err(format!(
                "`credential_source` is `{source}`, not one of: Environment, EcsContainer, Ec2InstanceMetadata"
            )),
        }
    }

    /// What the profile `source` has, which `name` refers to.
    fn source_profile(&self, name: &str, source: &str, visited: &mut Vec<String>) -> Result<Source, String> {
        let Some(profile) = self.profiles.profile(source) else {
            return Err(format!("there is no profile `{source}`, which `source_profile` names"));
        };
        let keys = ["aws_access_key_id", "aws_secret_access_key"];
        let has_keys = keys.iter().any(|key| profile.place(key).is_some());
        // A profile may name itself, if it has keys to assume its own role with.
        if visited.iter().any(|known| known == source) && !(source == name && has_keys) {
            let circle = visited.join("` → `");
            return Err(format!(
                "profiles name each other in a circle: `{circle}` → `{source}`; one of them needs keys"
            ));
        }
        visited.push(source.to_owned());
        if visited.len() > MAX_ROLES {
            return Err(format!("more than {MAX_ROLES} profiles name each other as `source_profile`"));
        }
        if !has_keys && is_role(profile) {
            return Ok(self.role(source, profile, visited));
        }
        let chain = CredentialsChain::new(self.of_profile(source, profile, false));
        Ok(Source::provider(format!("the profile `{source}`"), chain))
    }

    fn instance(&self) -> Source {
        let profile = self.profiles.profile(self.name).unwrap_or_default();
        crate::service::instance(self.environment, profile)
    }

    /// Where a setting is, for messages.
    fn place(&self, name: &str, profile: Profile<'_>, key: &str) -> String {
        match profile.place(key) {
            Some((file, section)) => {
                let line = section.line(key).unwrap_or_default();
                format!("`{key}` of the profile `{name}` ({}, line {line})", self.environment.shown_path(file))
            }
            None => format!("`{key}` of the profile `{name}`"),
        }
    }
}

/// Credentials that expire at a time that is known otherwise.
struct Expiring {
    chain: CredentialsChain,
    expires: SystemTime,
}

impl CredentialsProvider for Expiring {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, OtherError>> {
        Box::pin(async { Ok(self.chain.credentials().await?.with_expiry(self.expires)) })
    }
}

/// Whether a profile has a role that is assumed with other credentials.
fn is_role(profile: Profile<'_>) -> bool {
    profile.get("role_arn").is_some() && profile.place("web_identity_token_file").is_none()
}

fn shown_files(environment: &Environment) -> String {
    [SharedFile::Config, SharedFile::Credentials].map(|file| environment.shown_path(file)).join(" or ")
}
