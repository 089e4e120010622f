//! How a client behaves: where it sends requests, what it signs them with, how long it waits, how often it tries.

mod auth;
mod connections;
mod limits;
mod settings;
mod sources;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use weland_core::{ErrorKind, OperationSchema, OtherError, ServiceSchema};

use crate::auth::{AuthScheme, HeaderSource, SecretSource};
use crate::compress::Compression;
use crate::credentials::CredentialsProvider;
use crate::endpoint::{EndpointParams, EndpointResolver, EndpointValue};
use crate::environment::Environment;
use crate::hooks::Hook;
use crate::host::shown_url;
use crate::retry::RetryMode;
use crate::sources::Sources;
use crate::transport::{ConnectionSettings, MAX_HEADER_SIZE, Transport};

/// The settings of a client.
///
/// [`new`](Self::new) knows nothing, [`from_env`](Self::from_env) reads what AWS tools read; setters override either.
///
/// ```
/// use std::time::Duration;
/// use weland_client::{Config, Credentials};
///
/// let config = Config::new()
///     .region("eu-central-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .attempt_timeout(Duration::from_secs(30))
///     .max_attempts(5);
/// ```
#[derive(Clone)]
pub struct Config {
    pub(crate) region: Option<String>,
    /// The variable or profile key of a service, or `None` for all services, and a URL; the first that fits holds.
    endpoints: Vec<(Option<String>, String)>,
    fips: bool,
    dual_stack: bool,
    pub(crate) endpoint_resolver: Option<Arc<dyn EndpointResolver>>,
    /// Parameters of endpoint rules, those that were set last first.
    endpoint_values: Vec<(String, EndpointValue)>,
    account_id: Option<String>,
    pub(crate) host_prefixes: bool,
    pub(crate) compression: Compression,
    pub(crate) credentials: Option<Arc<dyn CredentialsProvider>>,
    pub(crate) credentials_timeout: Option<Duration>,
    pub(crate) auth_schemes: Vec<Arc<dyn AuthScheme>>,
    /// What is sent by the schemes of HTTP, the preferred ones first.
    pub(crate) secrets: Vec<Arc<dyn SecretSource>>,
    pub(crate) auth_headers: Vec<Arc<dyn HeaderSource>>,
    /// Values of variables in the URLs of servers.
    server_variables: Vec<(String, String)>,
    /// Whether requests are sent without authentication, whatever is set beside it.
    pub(crate) unsigned: bool,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) connections: ConnectionSettings,
    pub(crate) sources: Sources,
    /// `None` if it is not set, `Some(None)` if it is switched off; so is the next one.
    pub(crate) first_byte_timeout: Option<Option<Duration>>,
    pub(crate) read_timeout: Option<Option<Duration>>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry_mode: RetryMode,
    /// `None` leaves it to the mode.
    pub(crate) max_attempts: Option<u32>,
    pub(crate) app_name: Option<String>,
    pub(crate) transport: Option<Transport>,
    pub(crate) max_response_size: usize,
    pub(crate) max_response_header_size: usize,
    pub(crate) max_buffered_request_size: usize,
    /// What is wrong with the settings that were read; said when a call is made.
    problems: Vec<String>,
}

impl Config {
    /// Default settings, without region and credentials.
    ///
    /// A connection is waited for 5 seconds, the beginning of a response and each further piece of it 90 seconds, unless the
    /// service is known to take longer; a call is tried 3 times; a response that is read into memory may have 64 MiB.
    pub fn new() -> Self {
        Self {
            region: None,
            endpoints: Vec::new(),
            fips: false,
            dual_stack: false,
            endpoint_resolver: None,
            endpoint_values: Vec::new(),
            account_id: None,
            host_prefixes: true,
            compression: Compression::default(),
            credentials: None,
            credentials_timeout: Some(Duration::from_secs(30)),
            auth_schemes: Vec::new(),
            secrets: Vec::new(),
            auth_headers: Vec::new(),
            server_variables: Vec::new(),
            unsigned: false,
            hooks: Vec::new(),
            connections: ConnectionSettings::new(),
            sources: Sources::default(),
            first_byte_timeout: None,
            read_timeout: None,
            attempt_timeout: None,
            timeout: None,
            retry_mode: RetryMode::default(),
            max_attempts: None,
            app_name: None,
            transport: None,
            max_response_size: 64 * 1024 * 1024,
            max_response_header_size: MAX_HEADER_SIZE,
            max_buffered_request_size: 256 * 1024 * 1024,
            problems: Vec::new(),
        }
    }

    /// Settings from the environment and from the files that AWS tools share.
    ///
    /// Read are, variables first: `AWS_REGION`, `AWS_DEFAULT_REGION`; `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`,
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`; `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`;
    /// `AWS_ACCOUNT_ID`, `AWS_ACCOUNT_ID_ENDPOINT_MODE`; `AWS_MAX_ATTEMPTS`; `AWS_SDK_UA_APP_ID`; `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT`,
    /// `AWS_DISABLE_HOST_PREFIX_INJECTION`; `AWS_DISABLE_REQUEST_COMPRESSION`, `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`;
    /// then the same settings of the profile `AWS_PROFILE` in `~/.aws/config` and `~/.aws/credentials` (or
    /// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`). Credentials are looked for in the container and on the EC2
    /// instance at last.
    ///
    /// What cannot be read or understood is said by the first call, not here. The files are read at once.
    pub fn from_env() -> Self {
        Self::from_environment(&Environment::of_process())
    }

    /// Settings as [`from_env`](Self::from_env) reads them, from variables and files that are given by other means.
    pub fn from_environment(environment: &Environment) -> Self {
        settings::config(environment)
    }

    /// Sets the region, such as `eu-central-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sends requests to this URL instead of the region's endpoint: `http://localhost:9000`, `https://proxy/path`.
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoints.insert(0, (None, url.into()));
        self
    }

    /// Resolves the endpoint of each call by other means than the rules of the service, or the names of regions.
    #[must_use]
    pub fn endpoint_resolver(mut self, resolver: impl EndpointResolver + 'static) -> Self {
        self.endpoint_resolver = Some(Arc::new(resolver));
        self
    }

    /// Sets a parameter of endpoint rules, by its name or by that of the setting that it comes from, such as
    /// `AWS::S3::UseGlobalEndpoint`. Rules without such a parameter ignore it.
    #[must_use]
    pub fn endpoint_param(mut self, name: impl Into<String>, value: impl Into<EndpointValue>) -> Self {
        self.endpoint_values.insert(0, (name.into(), value.into()));
        self
    }

    /// Sets the id of the account that is called for, for services that have endpoints for single accounts. Otherwise it is the
    /// account that the credentials name, if they do.
    #[must_use]
    pub fn account_id(mut self, id: impl Into<String>) -> Self {
        self.account_id = Some(id.into());
        self
    }

    /// Uses the endpoints that hold to FIPS 140.
    #[must_use]
    pub fn fips(mut self, fips: bool) -> Self {
        self.fips = fips;
        self
    }

    /// Uses the endpoints that are reached by IPv4 and IPv6.
    #[must_use]
    pub fn dual_stack(mut self, dual_stack: bool) -> Self {
        self.dual_stack = dual_stack;
        self
    }

    /// Says whether operations may put a prefix before the host, as some want it: `data.` or the id of an account. It is
    /// `true` unless it is set; `false` suits endpoints that are proxies or have a certificate for one host only. IP
    /// addresses and `localhost` get no prefix in any case.
    #[must_use]
    pub fn host_prefixes(mut self, host_prefixes: bool) -> Self {
        self.host_prefixes = host_prefixes;
        self
    }

    /// Says whether bodies of requests are compressed where an operation takes that. It is `true` unless it is set, and
    /// needs the feature `compression`, which generated clients enable if their model asks for it.
    #[must_use]
    pub fn request_compression(mut self, compression: bool) -> Self {
        self.compression.enabled = compression;
        self
    }

    /// Sets how many bytes a body has to have at least to be compressed, 10240 at first.
    #[must_use]
    pub fn request_min_compression_size(mut self, bytes: usize) -> Self {
        self.compression.min_size = bytes;
        self
    }

    /// Sets a variable of the URLs of the servers that the model has, such as a region or a tenant.
    #[must_use]
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.insert(0, (name.into(), value.into()));
        self
    }

    /// Adds a hook, which runs after those that have been added before.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Names the application in the `user-agent` header. Characters that do not belong there become `-`.
    #[must_use]
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// Sends requests by other means than hyper.
    #[must_use]
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// What the endpoint of a call depends on. `url` is that of the call.
    ///
    /// # Errors
    /// When the settings that were read cannot be used, and there is no `url`.
    pub(crate) fn endpoint_params<'a>(
        &'a self,
        service: &'static ServiceSchema,
        operation: &'static OperationSchema,
        url: Option<&'a str>,
    ) -> Result<EndpointParams<'a>, OtherError> {
        if url.is_none() && !self.problems.is_empty() {
            let message = format!("the configuration cannot be used: {}", self.problems.join("; "));
            return Err(OtherError::new(ErrorKind::Request, message));
        }
        Ok(EndpointParams {
            service,
            operation,
            url: url.or_else(|| self.endpoint_url(service)),
            region: self.region.as_deref(),
            fips: self.fips,
            dual_stack: self.dual_stack,
            account_id: self.account_id.as_deref(),
            server_variables: &self.server_variables,
            settings: &self.endpoint_values,
            bound: &[],
        })
    }

    /// The URL that is set for a service or for all services.
    fn endpoint_url(&self, service: &ServiceSchema) -> Option<&str> {
        let fits = |named: &Option<String>| named.as_ref().is_none_or(|named| *named == service_key(service.sdk_id));
        self.endpoints.iter().find(|(named, _)| fits(named)).map(|(_, url)| url.as_str())
    }
}

/// How variables and profiles spell a service: `LAMBDA`, `ELASTIC_BEANSTALK`.
fn service_key(sdk_id: &str) -> String {
    sdk_id.to_ascii_uppercase().replace([' ', '-'], "_")
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signing = match (self.unsigned, &self.credentials) {
            (true, _) => "never",
            (false, Some(_)) => "by a provider",
            (false, None) => "unset",
        };
        let auth_schemes: Vec<&str> = self.auth_schemes.iter().map(|scheme| scheme.id()).collect();
        let shown = |(service, url): &(Option<String>, String)| (service.clone(), shown_url(url));
        let endpoints: Vec<_> = self.endpoints.iter().map(shown).collect();
        f.debug_struct("Config")
            .field("region", &self.region)
            .field("endpoints", &endpoints)
            .field("fips", &self.fips)
            .field("dual_stack", &self.dual_stack)
            .field("endpoint_values", &self.endpoint_values)
            .field("account_id", &self.account_id)
            .field("host_prefixes", &self.host_prefixes)
            .field("compression", &self.compression)
            .field("signing", &signing)
            .field("credentials_timeout", &self.credentials_timeout)
            .field("auth_schemes", &auth_schemes)
            .field("hooks", &self.hooks.len())
            .field("connections", &self.connections)
            .field("first_byte_timeout", &self.first_byte_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("timeout", &self.timeout)
            .field("retry_mode", &self.retry_mode)
            .field("max_attempts", &self.max_attempts)
            .field("app_name", &self.app_name)
            .field("transport", &self.transport)
            .field("max_response_size", &self.max_response_size)
            .field("max_response_header_size", &self.max_response_header_size)
            .field("max_buffered_request_size", &self.max_buffered_request_size)
            .field("problems", &self.problems)
            .finish()
    }
}

#[cfg(test)]
mod tests;
