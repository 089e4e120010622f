//! Cross-origin resource sharing: what browsers let scripts of other origins do with the service.

use std::time::Duration;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderName, HeaderValue, ORIGIN, SET_COOKIE, VARY,
};
use http::{HeaderMap, Method, Response, StatusCode, request};
use weland_core::{OperationSchema, SecurityKind, ServiceSchema};
use weland_protocol::{Body, RequestHeaders};

use crate::demand::{SIGV4, demanded};
use crate::routes::Routes;

/// The headers of responses that scripts may read anyway.
const READABLE: [&str; 7] =
    ["cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"];

/// The headers that SigV4 adds to requests.
const OF_SIGV4: [&str; 4] = ["authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token"];

/// How scripts of other origins may call the service: see [`Router::cors`](crate::Router::cors).
///
/// Requests by which browsers ask beforehand (`OPTIONS` with `Origin` and `Access-Control-Request-Method`) are answered with the
/// methods of all operations at their path, and with the headers that requests of those may have: the ones that members are
/// bound to, that the protocol needs, and that authentication needs. Nobody authenticates for that. All other responses, those
/// with errors too, say which of their headers scripts may read, which is all of them.
///
/// What browsers add to requests on their own, such as a password that a user has entered or a cookie, they send only where
/// [origins](Self::origins) are named, and only if an operation of the service accepts it.
///
/// ```
/// use std::time::Duration;
///
/// use weland_server::Cors;
///
/// let cors = Cors::new().origins(["https://example.com"]).max_age(Duration::from_secs(86400)).expose_headers(["x-cache"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cors {
    origins: Option<Vec<String>>,
    max_age: Duration,
    allowed: Vec<HeaderName>,
    exposed: Vec<HeaderName>,
}

impl Default for Cors {
    fn default() -> Self {
        Self::new()
    }
}

impl Cors {
    /// Scripts of all origins may call the service, and browsers need not ask again for 10 minutes.
    pub fn new() -> Self {
        Self { origins: None, max_age: Duration::from_secs(600), allowed: Vec::new(), exposed: Vec::new() }
    }

    /// Sets the origins whose scripts may call the service, such as `https://example.com`; `*` stands for all of them.
    #[must_use]
    pub fn origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let origins: Vec<String> = origins.into_iter().map(Into::into).collect();
        self.origins = (!origins.iter().any(|origin| origin == "*")).then_some(origins);
        self
    }

    /// Sets for how many whole seconds browsers need not ask again whether scripts may send a request. Zero makes them ask each
    /// time.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Adds headers that requests may have, beside those that are known from the model. What is no name of a header is left out.
    #[must_use]
    pub fn allow_headers(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.allowed.extend(header_names(names));
        self
    }

    /// Adds headers that scripts may read, beside those that a response of the router has: those that something in front of the
    /// router adds. What is no name of a header is left out.
    #[must_use]
    pub fn expose_headers(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.exposed.extend(header_names(names));
        self
    }

    /// The response to a request by which a browser asks whether a script may send another one; `None` if the request is for
    /// something else, or no operation has its path.
    pub(crate) fn preflight(&self, routes: &Routes, parts: &request::Parts) -> Option<Response<Body>> {
        let asks = parts.method == Method::OPTIONS
            && parts.headers.contains_key(ORIGIN)
            && parts.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        let at_path = asks.then(|| AtPath::new(routes, parts.uri.path())).filter(|it| !it.methods.is_empty())?;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        insert_list(headers, ACCESS_CONTROL_ALLOW_METHODS, &at_path.methods);
        let mut allowed = at_path.allowed(&parts.headers);
        allowed.extend(self.allowed.iter().map(|name| name.as_str().to_owned()));
        insert_list(headers, ACCESS_CONTROL_ALLOW_HEADERS, &sorted(allowed));
        headers.insert(ACCESS_CONTROL_MAX_AGE, self.max_age.as_secs().into());
        Some(response)
    }

    /// Completes a response to a request with this origin. `with_credentials` is whether operations of the service accept what
    /// browsers add on their own.
    pub(crate) fn complete(&self, headers: &mut HeaderMap, origin: Option<&HeaderValue>, with_credentials: bool) {
        // Scripts read nothing of the response to a request that only the browser has sent.
        if !headers.contains_key(ACCESS_CONTROL_ALLOW_METHODS) {
            let names = headers.keys().filter(|name| !READABLE.contains(&name.as_str()) && *name != SET_COOKIE);
            let exposed = names.chain(&self.exposed).map(|name| name.as_str().to_owned()).collect();
            insert_list(headers, ACCESS_CONTROL_EXPOSE_HEADERS, &sorted(exposed));
        }
        let Some(origins) = &self.origins else {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            return;
        };
        headers.append(VARY, ORIGIN.into());
        if let Some(origin) = origin.filter(|origin| origins.iter().any(|allowed| *origin == allowed)) {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            if with_credentials {
                headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
            }
        }
    }
}

/// What requests with one path may look like.
#[derive(Default)]
struct AtPath {
    methods: Vec<&'static str>,
    headers: RequestHeaders,
}

impl AtPath {
    fn new(routes: &Routes, path: &str) -> Self {
        let mut at_path = Self::default();
        for (protocol, operation, method) in routes.at_path(path) {
            if !at_path.methods.contains(&method) {
                at_path.methods.push(method);
            }
            let RequestHeaders { names, prefixes, .. } = protocol.request_headers(operation);
            at_path.headers.names.extend(names);
            at_path.headers.names.extend(of_authentication(routes.service(), operation));
            at_path.headers.prefixes.extend(prefixes);
        }
        at_path
    }

    /// The names of the headers that requests may have. Where only the start of a name is known, the browser has to tell the rest.
    fn allowed(&self, asked: &HeaderMap) -> Vec<String> {
        let names = self.headers.names.iter().map(|name| name.to_ascii_lowercase());
        let lines = asked.get_all(ACCESS_CONTROL_REQUEST_HEADERS).iter().filter_map(|line| line.to_str().ok());
        let asked = lines.flat_map(|line| line.split(',')).map(|name| name.trim().to_ascii_lowercase());
        let has_prefix = |name: &String| {
            let mut prefixes = self.headers.prefixes.iter();
            prefixes.any(|prefix| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)))
        };
        names.chain(asked.filter(has_prefix).filter(|name| HeaderName::try_from(name).is_ok())).collect()
    }
}

/// The headers in which callers of an operation authenticate.
fn of_authentication(service: &ServiceSchema, operation: &OperationSchema) -> Vec<&'static str> {
    let alternatives = demanded(service, operation);
    let signs = alternatives.iter().flatten().any(|scheme| scheme.name.starts_with(SIGV4));
    let of_scheme = |kind| match kind {
        SecurityKind::Basic | SecurityKind::Bearer | SecurityKind::Authorization(_) => Some("authorization"),
        SecurityKind::Header(name) => Some(name),
        _ => None,
    };
    let named = alternatives.into_iter().flatten().filter_map(|scheme| of_scheme(scheme.kind));
    named.chain(OF_SIGV4.into_iter().filter(|_| signs)).collect()
}

fn header_names(names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<HeaderName> {
    names.into_iter().filter_map(|name| name.as_ref().parse().ok()).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names.dedup();
    names
}

/// Sets a header to a list of names, unless there are none.
fn insert_list(headers: &mut HeaderMap, name: HeaderName, list: &[impl AsRef<str>]) {
    let list: Vec<&str> = list.iter().map(AsRef::as_ref).collect();
    // The names are those of headers and methods, which are ASCII.
    if let (false, Ok(value)) = (list.is_empty(), HeaderValue::from_str(&list.join(", "))) {
        headers.insert(name, value);
    }
}
