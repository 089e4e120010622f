//! The endpoint slot of the pipeline: where requests go.
//!
//! Services of AWS state rules for that ([`EndpointRules`]), which generated clients hold.

mod cache;
mod rules;

use std::fmt;
use std::net::IpAddr;

use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderName, HeaderValue, Uri};
use weland_core::{ErrorKind, OperationSchema, OtherError, ServerSchema, ServiceSchema, Structure};

use weland_rules::{Value, partition};

use crate::auth::SigningProperties;
use crate::host::shown_url;

pub(crate) use cache::EndpointCache;
pub(crate) use rules::RuleSet;
pub use rules::{EndpointParam, EndpointRules};

/// Resolves the endpoint of each call.
///
/// By default, that is what the rules of the service say; without rules, the URL of
/// [`Config::endpoint`](crate::Config::endpoint), or else the endpoint of the service in the region. [`Config::endpoint_resolver`](crate::Config::endpoint_resolver) sets another resolver.
///
/// ```
/// use weland_client::Config;
/// use weland_client::endpoint::{Endpoint, EndpointParams, EndpointResolver};
/// use weland_core::OtherError;
///
/// /// Reads go to replicas.
/// struct Replicas;
///
/// impl EndpointResolver for Replicas {
///     fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
///         match params.operation.idempotent {
///             true => Endpoint::parse("https://replica.example.com"),
///             false => Endpoint::parse("https://primary.example.com"),
///         }
///     }
/// }
///
/// let config = Config::new().endpoint_resolver(Replicas);
/// ```
pub trait EndpointResolver: Send + Sync {
    /// The endpoint for one call. What the operation puts in front of the host is added later.
    ///
    /// # Errors
    /// When there is none, of kind [`ErrorKind::Request`].
    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError>;
}

/// What an endpoint depends on.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct EndpointParams<'a> {
    /// The service that is called.
    pub service: &'static ServiceSchema,
    /// The operation that is called.
    pub operation: &'static OperationSchema,
    /// The URL that the call or the configuration sets.
    pub url: Option<&'a str>,
    /// The region of the configuration.
    pub region: Option<&'a str>,
    /// Whether the endpoint has to hold to FIPS 140.
    pub fips: bool,
    /// Whether the endpoint has to be reachable by IPv4 and IPv6.
    pub dual_stack: bool,
    /// The account that is called for, if it is known.
    pub account_id: Option<&'a str>,
    /// Values of variables in the URLs of servers, those that were set last first.
    pub server_variables: &'a [(String, String)],
    /// Values of parameters of endpoint rules that the configuration sets, those that were set last first.
    pub(crate) settings: &'a [(String, EndpointValue)],
    /// Values of parameters of endpoint rules that the operation and its input give.
    pub(crate) bound: &'a [(&'static str, Value<'static>)],
}

/// The value of a parameter of endpoint rules.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointValue {
    /// A boolean.
    Boolean(bool),
    /// A string.
    String(String),
}

impl From<bool> for EndpointValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<&str> for EndpointValue {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for EndpointValue {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

/// The URL may hold a password, which is not shown.
impl fmt::Debug for EndpointParams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointParams")
            .field("service", &self.service.name)
            .field("operation", &self.operation.name)
            .field("url", &self.url.map(shown_url))
            .field("region", &self.region)
            .field("fips", &self.fips)
            .field("dual_stack", &self.dual_stack)
            .field("account_id", &self.account_id)
            .finish()
    }
}

const NO_REGION: &str =
    "no region: set it by `Config::region`, by AWS_REGION, or in the profile that `Config::from_env` reads";

/// The default for services without rules: the URL that is set, or else the endpoint of the service in the region.
pub(crate) struct RegionalEndpoints;

impl RuleSet for RegionalEndpoints {
    fn bind(&self, _: &str, _: &dyn Structure) -> Vec<(&'static str, Value<'static>)> {
        Vec::new()
    }

    fn resolve(&self, params: &EndpointParams<'_>) -> Result<Endpoint, OtherError> {
        if let Some(url) = params.url {
            return Endpoint::parse(url);
        }
        let Some(prefix) = params.service.endpoint_prefix else {
            if let Some(server) = params.operation.servers.first() {
                return server_endpoint(server, params.server_variables);
            }
            return Err(OtherError::new(ErrorKind::Request, "no endpoint: set it by `Config::endpoint`"));
        };
        let Some(region) = params.region else {
            return Err(OtherError::new(ErrorKind::Request, NO_REGION));
        };
        Endpoint::regional(prefix, region, params.fips, params.dual_stack)
    }
}

/// The endpoint of a server that the model has.
///
/// # Errors
/// When a variable has a value that it may not have, or the URL is relative to that of the document, which nobody knows here.
fn server_endpoint(server: &ServerSchema, values: &[(String, String)]) -> Result<Endpoint, OtherError> {
    let mut url = server.url.to_owned();
    for (name, default, allowed) in server.variables {
        let value = values.iter().find(|(known, _)| known == name).map_or(*default, |(_, value)| value);
        if !allowed.is_empty() && !allowed.contains(&value) {
            let message = format!("the server has no `{name}` called `{value}`; there are: {}", allowed.join(", "));
            return Err(OtherError::new(ErrorKind::Request, message));
        }
        url = url.replace(&format!("{{{name}}}"), value);
    }
    if !url.contains("://") {
        let message = format!("no endpoint: the model has the path `{url}` alone; set it by `Config::endpoint`");
        return Err(OtherError::new(ErrorKind::Request, message));
    }
    Endpoint::parse(&url)
}

/// A scheme, a host, and what stands in front of every path.
#[derive(Debug, Clone)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    /// Without a slash at the end.
    path: String,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) signing: SigningProperties,
    /// The schemes of authentication that it wants, if none of them is known.
    other_schemes: Vec<String>,
    /// Whether the host or the path has the value of the label that the paths of requests begin with.
    has_first_label: bool,
}

impl Endpoint {
    /// The endpoint of a service in a region.
    ///
    /// # Errors
    /// When the region cannot be part of a host name.
    fn regional(prefix: &str, region: &str, fips: bool, dual_stack: bool) -> Result<Self, OtherError> {
        let is_label = |text: &str| {
            (1..=63).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !is_label(region) {
            let message = format!("the region `{region}` is not a name such as `eu-central-1`");
            return Err(OtherError::new(ErrorKind::Request, message));
        }
        let fips = if fips { "-fips" } else { "" };
        let partition = partition(region);
        let domain = if dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
        Self::parse(&format!("https://{prefix}{fips}.{region}.{domain}"))
    }

    /// Sets how requests to the endpoint are signed.
    ///
    /// ```
    /// use weland_client::auth::SigningProperties;
    /// use weland_client::endpoint::Endpoint;
    ///
    /// let mut like_s3 = SigningProperties::default();
    /// like_s3.raw_path = true;
    /// let endpoint = Endpoint::parse("https://store.example.com")?.signing(like_s3);
    /// # Ok::<(), weland_core::OtherError>(())
    /// ```
    #[must_use]
    pub fn signing(mut self, properties: SigningProperties) -> Self {
        self.signing = properties;
        self
    }

    /// The endpoint that a URL names.
    ///
    /// # Errors
    /// Of [`ErrorKind::Request`], when it is not an `http` or `https` URL of a host, with a path at most.
    pub fn parse(url: &str) -> Result<Self, OtherError> {
        let wrong = |what: &str| {
            let url = shown_url(url);
            let message = format!("the endpoint `{url}` {what}; write it like `https://host` or `http://host:port`");
            Err(OtherError::new(ErrorKind::Request, message))
        };
        let Ok(uri) = url.parse::<Uri>() else {
            return wrong("is not a URL");
        };
        let parts = uri.into_parts();
        let scheme = match parts.scheme {
            Some(scheme) if scheme == Scheme::HTTP || scheme == Scheme::HTTPS => scheme,
            _ => return wrong("begins with neither `http://` nor `https://`"),
        };
        let authority = match parts.authority {
            Some(authority) if authority.as_str().contains('@') => {
                return wrong("holds a user name or a password, which services do not take");
            }
            Some(authority) if !authority.host().is_empty() => authority,
            _ => return wrong("names no host"),
        };
        let path = match &parts.path_and_query {
            Some(path) if path.query().is_some() => return wrong("has a query"),
            Some(path) => path.path().trim_end_matches('/').to_owned(),
            None => String::new(),
        };
        Ok(Self {
            scheme,
            authority,
            path,
            headers: Vec::new(),
            signing: SigningProperties::default(),
            other_schemes: Vec::new(),
            has_first_label: false,
        })
    }

    /// The URI of the path and query of a request at this endpoint, with something in front of its host.
    ///
    /// Nothing is put in front of an IP address, which would become a name that does not exist, nor of `localhost`, whose
    /// subdomains few systems resolve.
    pub(crate) fn uri_of(&self, host_prefix: &str, request: &Uri) -> Result<Uri, OtherError> {
        let target = request.path_and_query();
        if self.path.is_empty()
            && !self.has_first_label
            && let Some(target) = target.filter(|target| target.as_str().starts_with('/'))
        {
            return self.absolute(host_prefix, target.clone());
        }
        self.uri(host_prefix, target.map_or("/", PathAndQuery::as_str))
    }

    /// The URI of a path and query, written as text.
    pub(crate) fn uri(&self, host_prefix: &str, path_and_query: &str) -> Result<Uri, OtherError> {
        let rest = if self.has_first_label { without_first_segment(path_and_query) } else { path_and_query };
        let slash = if self.path.is_empty() && !rest.starts_with('/') { "/" } else { "" };
        let target = PathAndQuery::try_from(format!("{}{slash}{rest}", self.path));
        self.absolute(host_prefix, target.map_err(|error| invalid_uri(error.into()))?)
    }

    fn absolute(&self, host_prefix: &str, target: PathAndQuery) -> Result<Uri, OtherError> {
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(match host_prefix.is_empty() || self.is_fixed() {
            true => self.authority.clone(),
            false => Authority::try_from(format!("{host_prefix}{}", self.authority))
                .map_err(|error| invalid_uri(error.into()))?,
        });
        parts.path_and_query = Some(target);
        Uri::from_parts(parts).map_err(|error| invalid_uri(error.into()))
    }

    fn is_fixed(&self) -> bool {
        let host = self.authority.host();
        host.starts_with('[') || host.parse::<IpAddr>().is_ok() || host.eq_ignore_ascii_case("localhost")
    }
}

fn invalid_uri(error: http::Error) -> OtherError {
    OtherError::new(ErrorKind::Request, "the request has no valid URI").with_source(error)
}

/// What stands behind the first segment of a path.
fn without_first_segment(path_and_query: &str) -> &str {
    let from = path_and_query.get(1..).unwrap_or_default();
    from.find(['/', '?']).and_then(|end| from.get(end..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_partition_has_its_domains() {
        let cases = [
            ("eu-central-1", "https://lambda.eu-central-1.amazonaws.com/x", "https://lambda.eu-central-1.api.aws/x"),
            ("us-gov-west-1", "https://lambda.us-gov-west-1.amazonaws.com/x", "https://lambda.us-gov-west-1.api.aws/x"),
            (
                "cn-north-1",
                "https://lambda.cn-north-1.amazonaws.com.cn/x",
                "https://lambda.cn-north-1.api.amazonwebservices.com.cn/x",
            ),
            (
                "us-iso-east-1",
                "https://lambda.us-iso-east-1.c2s.ic.gov/x",
                "https://lambda.us-iso-east-1.api.aws.ic.gov/x",
            ),
            (
                "us-isob-east-1",
                "https://lambda.us-isob-east-1.sc2s.sgov.gov/x",
                "https://lambda.us-isob-east-1.api.aws.scloud/x",
            ),
        ];
        for (region, plain, dual_stack) in cases {
            for (expected, is_dual_stack) in [(plain, false), (dual_stack, true)] {
                let endpoint = Endpoint::regional("lambda", region, false, is_dual_stack).unwrap();
                assert_eq!(endpoint.uri("", "/x").unwrap().to_string(), expected);
            }
        }
        let fips = Endpoint::regional("lambda", "us-east-1", true, false).unwrap();
        assert_eq!(fips.uri("", "/").unwrap().to_string(), "https://lambda-fips.us-east-1.amazonaws.com/");
    }

    #[test]
    fn a_url_keeps_its_port_and_path() {
        let cases = [
            ("http://localhost:8080", "http://localhost:8080/a?b=c"),
            ("http://localhost:8080/", "http://localhost:8080/a?b=c"),
            ("https://gateway/stage/one/", "https://gateway/stage/one/a?b=c"),
            ("http://[::1]:9000", "http://[::1]:9000/a?b=c"),
        ];
        for (url, expected) in cases {
            assert_eq!(Endpoint::parse(url).unwrap().uri("", "/a?b=c").unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_prefix_stands_before_names_only() {
        let cases = [
            ("https://example.com/custom", "https://a.b.example.com/custom/x"),
            ("http://example.com:81", "http://a.b.example.com:81/x"),
            ("http://localhost:81", "http://localhost:81/x"),
            ("http://127.0.0.1:81", "http://127.0.0.1:81/x"),
            ("http://[::1]:81", "http://[::1]:81/x"),
        ];
        for (url, expected) in cases {
            assert_eq!(Endpoint::parse(url).unwrap().uri("a.b.", "/x").unwrap().to_string(), expected);
        }
    }

    #[test]
    fn what_is_no_endpoint_is_explained() {
        let cases = [
            ("", "is not a URL"),
            ("localhost:8080", "neither"),
            ("ftp://host", "neither"),
            ("/path", "neither"),
            ("https://user:secret@host", "user name"),
            ("https://user:sec ret@host", "is not a URL"),
            ("ftp://user:secret@host", "neither"),
            ("https://host/?a=secret", "has a query"),
        ];
        for (url, expected) in cases {
            let error = Endpoint::parse(url).unwrap_err();
            assert!(error.message().contains(expected), "{url}: {error}");
            assert!(!error.message().contains("secret"), "{error}");
        }
        for region in ["", "eu central", "evil.com/", "eu-1.evil.com"] {
            let error = Endpoint::regional("lambda", region, false, false).unwrap_err();
            assert!(error.message().contains("is not a name"), "{error}");
        }
    }
}
