//! Proxies: which requests go through one, and through which.

use std::error::Error;
use std::fmt;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::host::shown_url;

/// The proxies that requests of the default transport go through.
///
/// HTTPS goes through a tunnel (`CONNECT`), so that the proxy sees nothing of requests but the host; plain HTTP is handed to the
/// proxy. Proxies are HTTP or HTTPS servers; the user name and the password of their URLs are sent to them by Basic
/// authentication, and shown nowhere.
///
/// ```
/// use weland_client::{Config, ProxyConfig};
///
/// let proxy = ProxyConfig::all("http://user:password@proxy.example:3128")?.no_proxy("localhost,10.0.0.0/8,.internal");
/// let config = Config::new().proxy(proxy);
/// # Ok::<(), weland_client::ProxyConfigError>(())
/// ```
#[derive(Clone, Default)]
pub struct ProxyConfig {
    all: String,
    http: String,
    https: String,
    no: String,
}

impl ProxyConfig {
    /// No proxy, whatever the environment says.
    pub fn none() -> Self {
        Self::default()
    }

    /// One proxy for all requests.
    ///
    /// # Errors
    /// When this is not the URL of an HTTP or HTTPS proxy.
    pub fn all(url: &str) -> Result<Self, ProxyConfigError> {
        Ok(Self { all: checked("the proxy", url)?, ..Self::default() })
    }

    /// The proxies that the environment names: `HTTPS_PROXY` for HTTPS, `HTTP_PROXY` for HTTP, `ALL_PROXY` for both, and `NO_PROXY`
    /// for hosts that are reached without one. In lower case, they go before those in upper case. Programs that are run
    /// by CGI (`REQUEST_METHOD` is set) get no `HTTP_PROXY` in upper case, which clients could set there by a header.
    ///
    /// [`Config::from_env`](crate::Config::from_env) reads them as well.
    ///
    /// # Errors
    /// When one of them is not the URL of an HTTP or HTTPS proxy.
    pub fn from_env() -> Result<Self, ProxyConfigError> {
        Self::from_vars(&|name| std::env::var(name).ok())
    }

    pub(crate) fn from_vars(vars: &dyn Fn(&str) -> Option<String>) -> Result<Self, ProxyConfigError> {
        let var = |name: &str| {
            let found = [name.to_ascii_lowercase(), name.to_owned()].into_iter().find_map(|name| {
                let is_from_peer = name == "HTTP_PROXY" && vars("REQUEST_METHOD").is_some();
                vars(&name).filter(|value| !value.is_empty() && !is_from_peer).map(|value| (name, value))
            });
            found.map_or(Ok(String::new()), |(name, value)| checked(&name, &value))
        };
        let no = vars("no_proxy").or_else(|| vars("NO_PROXY")).unwrap_or_default();
        Ok(Self { all: var("ALL_PROXY")?, http: var("HTTP_PROXY")?, https: var("HTTPS_PROXY")?, no })
    }

    /// Sets which hosts are reached without a proxy: names (with all below them), addresses and networks
    /// (`192.168.0.0/16`), separated by commas; `*` is all.
    #[must_use]
    pub fn no_proxy(mut self, hosts: impl Into<String>) -> Self {
        self.no = hosts.into();
        self
    }

    pub(super) fn matcher(&self) -> Matcher {
        let Self { all, http, https, no } = self;
        Matcher::builder().all(all.as_str()).http(http.as_str()).https(https.as_str()).no(no.as_str()).build()
    }
}

impl fmt::Debug for ProxyConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { all, http, https, no } = self;
        f.debug_struct("ProxyConfig")
            .field("all", &shown_url(all))
            .field("http", &shown_url(http))
            .field("https", &shown_url(https))
            .field("no", no)
            .finish()
    }
}

/// A URL that the matcher understands: it ignores others, and requests would not go through a proxy.
fn checked(name: &str, url: &str) -> Result<String, ProxyConfigError> {
    let proxy = Matcher::builder().all(url).build().intercept(&Uri::from_static("http://host"));
    let scheme = proxy.as_ref().and_then(|proxy| proxy.uri().scheme_str());
    let wrong = match scheme {
        Some("http" | "https") => return Ok(url.to_owned()),
        Some(_) => "is a SOCKS proxy, which is not supported; use one that speaks HTTP",
        None => {
            "is not the URL of a proxy; write it like `http://proxy.example:3128`, with `%40` for an `@` in a password"
        }
    };
    Err(ProxyConfigError(format!("{name}: `{}` {wrong}", shown_url(url))))
}

/// A proxy as errors show it.
pub(super) fn shown(proxy: &Intercept) -> String {
    proxy.uri().to_string().trim_end_matches('/').to_owned()
}

/// Why the URL of a proxy cannot be used. It is shown without user name and password.
#[derive(Debug, Clone)]
pub struct ProxyConfigError(String);

impl fmt::Display for ProxyConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ProxyConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy_of(config: &ProxyConfig, uri: &'static str) -> Option<String> {
        config.matcher().intercept(&Uri::from_static(uri)).map(|proxy| shown(&proxy))
    }

    fn from(vars: &[(&str, &str)]) -> Result<ProxyConfig, ProxyConfigError> {
        let vars: Vec<_> = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ProxyConfig::from_vars(&|name| vars.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn the_environment_names_proxies_by_scheme() {
        let config = from(&[
            ("HTTP_PROXY", "http://upper:1"),
            ("http_proxy", "lower:2"),
            ("HTTPS_PROXY", "https://tls:3"),
            ("no_proxy", "example.com, .internal,10.0.0.0/8,[::1],::2"),
        ])
        .unwrap();
        assert_eq!(proxy_of(&config, "http://a").as_deref(), Some("http://lower:2"));
        assert_eq!(proxy_of(&config, "https://a").as_deref(), Some("https://tls:3"));
        for direct in [
            "https://example.com",
            "https://www.example.com",
            "http://a.internal",
            "http://10.1.2.3:80",
            "http://[::2]",
        ] {
            assert_eq!(proxy_of(&config, direct), None, "{direct}");
        }
        for through in ["https://anexample.com", "http://11.1.2.3", "http://[::3]"] {
            assert!(proxy_of(&config, through).is_some(), "{through}");
        }
        let all = from(&[("ALL_PROXY", "http://all"), ("https_proxy", "http://tls"), ("HTTP_PROXY", "")]).unwrap();
        assert_eq!(proxy_of(&all, "http://a").as_deref(), Some("http://all"));
        assert_eq!(proxy_of(&all, "https://a").as_deref(), Some("http://tls"));
        assert_eq!(proxy_of(&all.no_proxy("*"), "https://a"), None);
        assert_eq!(proxy_of(&ProxyConfig::none(), "https://a"), None);
    }

    #[test]
    fn a_header_of_a_cgi_request_is_no_setting() {
        let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://evil"), ("HTTPS_PROXY", "http://good")];
        let config = from(&cgi).unwrap();
        assert_eq!(proxy_of(&config, "http://a"), None);
        assert_eq!(proxy_of(&config, "https://a").as_deref(), Some("http://good"));
    }

    #[test]
    fn what_is_no_proxy_is_an_error_without_the_password() {
        for (url, expected) in [
            ("socks5://me:secret@proxy:1080", "is a SOCKS proxy"),
            ("ftp://me:secret@proxy", "is not the URL of a proxy"),
            ("http://me:sec ret@proxy", "is not the URL of a proxy"),
            ("http://", "is not the URL of a proxy"),
        ] {
            let error = from(&[("HTTPS_PROXY", url)]).unwrap_err().to_string();
            assert!(error.starts_with("HTTPS_PROXY: `") && error.contains(expected), "{error}");
            assert!(!error.contains("secret") && !error.contains("me:"), "{error}");
        }
        let config = ProxyConfig::all("http://me:secret@proxy:3128").unwrap();
        assert!(!format!("{config:?} {:?}", config.matcher()).contains("secret"));
    }
}
