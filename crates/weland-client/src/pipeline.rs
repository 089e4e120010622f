//! The way of a request, the same for all operations: prepare, sign, send, read, try again.

use std::sync::Arc;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri};
use weland_core::{BoxError, ErrorKind, OperationSchema, OtherError, ServiceSchema};
use weland_protocol::{Body, BodyTooLarge, Protocol};

use crate::checksum::{self, Algorithm};
use crate::compress::compress;
use crate::config::{Config, Signing};
use crate::credentials::{Cache, Credentials};
use crate::endpoint::Endpoint;
use crate::glacier;
use crate::host::host_header;
use crate::options::CallOptions;
use crate::random::Random;
use crate::response::{ErrorResponse, ReceivedResponse};
use crate::retry::{self, Quota, Reason};
use crate::serialize::SerializedRequest;
use crate::sign::{Scope, sign};
use crate::skew::Skew;
use crate::transport::{ConnectError, Transport};
use crate::{BoxFuture, describe, time, user_agent};

const INVOCATION: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// What the calls of a client share.
pub(crate) struct Pipeline {
    pub(crate) service: &'static ServiceSchema,
    pub(crate) protocol: &'static dyn Protocol,
    pub(crate) config: Config,
    /// `None` when it cannot be resolved; each call finds out why.
    endpoint: Option<Endpoint>,
    transport: Option<Transport>,
    credentials: Option<Cache>,
    user_agent: HeaderValue,
    quota: Quota,
    skew: Skew,
    pub(crate) random: Random,
}

/// A request that can be sent several times. Its body is apart, for it may be a stream that is gone after the first time.
struct Prepared {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    attempt_timeout: Option<Duration>,
    max_attempts: u32,
    /// Which attempt this is, from 1 on.
    attempt: u32,
    repeatable: bool,
    /// Whether the checksum of the response has to be right.
    checks_response: bool,
}

impl Prepared {
    /// What failed, where, why, and how many attempts it took. The path may hold what belongs in no log.
    fn failed(&self, what: &str, why: &str) -> String {
        let scheme = self.uri.scheme_str().unwrap_or("http");
        let authority = self.uri.authority().map_or("", |authority| authority.as_str());
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        match self.attempt {
            1 => format!("{what} {scheme}://{authority}{why}"),
            attempts => format!("{what} {scheme}://{authority}{why} (after {attempts} attempts)"),
        }
    }
}

/// An attempt without a response, and why another one may have more luck.
struct Failure {
    error: OtherError,
    retry: Option<Reason>,
}

impl From<OtherError> for Failure {
    fn from(error: OtherError) -> Self {
        Self { error, retry: None }
    }
}

impl Pipeline {
    pub(crate) fn new(service: &'static ServiceSchema, protocol: &'static dyn Protocol, config: Config) -> Self {
        let credentials = match &config.credentials {
            Signing::With(provider) => Some(Cache::new(Arc::clone(provider))),
            Signing::Unset | Signing::Never => None,
        };
        Self {
            service,
            protocol,
            endpoint: config.resolve_endpoint(service).ok(),
            transport: config.transport.clone().or_else(|| default_transport(&config)),
            credentials,
            user_agent: user_agent::header(service, config.app_name.as_deref()),
            quota: Quota::new(),
            skew: Skew::default(),
            random: Random::new(),
            config,
        }
    }

    /// Sends a request until there is a response, or no hope for one.
    pub(crate) fn send(
        self: &Arc<Self>,
        operation: &'static OperationSchema,
        request: Result<SerializedRequest, OtherError>,
        options: CallOptions,
    ) -> BoxFuture<'static, Result<ReceivedResponse, OtherError>> {
        let pipeline = Arc::clone(self);
        Box::pin(async move {
            let timeout = options.timeout.or(pipeline.config.timeout);
            let attempts = async {
                let (prepared, body) = pipeline.prepare(operation, request?, options).await?;
                pipeline.attempts(operation, prepared, body).await
            };
            time::within(timeout, attempts).await?.unwrap_or_else(|| {
                let message = format!("{} took longer than {:?}", operation.name, timeout.unwrap_or_default());
                Err(OtherError::new(ErrorKind::Timeout, message))
            })
        })
    }

    async fn prepare(
        &self,
        operation: &OperationSchema,
        SerializedRequest { request, host_prefix, checksum, checks_response }: SerializedRequest,
        options: CallOptions,
    ) -> Result<(Prepared, Body), OtherError> {
        if let Some(problem) = options.problem {
            return Err(OtherError::new(ErrorKind::Request, problem));
        }
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let uri = self.uri(options.endpoint.as_deref(), host_prefix.as_deref(), path)?;
        parts.headers.insert(USER_AGENT, self.user_agent.clone());
        if let Ok(id) = HeaderValue::from_str(&weland_protocol::uuid()) {
            parts.headers.insert(INVOCATION, id);
        }
        for (name, value) in &options.headers {
            parts.headers.insert(name, value.clone());
        }
        let body = self.finish(operation, checksum, &mut parts.headers, body).await?;
        let prepared = Prepared {
            method: parts.method,
            uri,
            headers: parts.headers,
            attempt_timeout: options.attempt_timeout.or(self.config.attempt_timeout),
            max_attempts: options.max_attempts.unwrap_or(self.config.max_attempts).max(1),
            attempt: 1,
            repeatable: retry::is_repeatable(operation),
            checks_response,
        };
        Ok((prepared, body))
    }

    fn uri(&self, own: Option<&str>, host_prefix: Option<&str>, path: &str) -> Result<Uri, OtherError> {
        let endpoint = match (own, &self.endpoint) {
            (Some(url), _) => Endpoint::parse(url).map_err(|error| OtherError::new(ErrorKind::Request, error))?,
            (None, Some(endpoint)) => endpoint.clone(),
            (None, None) => self.config.resolve_endpoint(self.service)?,
        };
        endpoint.uri(host_prefix.filter(|_| self.config.host_prefixes).unwrap_or_default(), path)
    }

    /// The body as it is sent, and the headers that come of it.
    async fn finish(
        &self,
        operation: &OperationSchema,
        checksum: Option<Algorithm>,
        headers: &mut HeaderMap,
        body: Body,
    ) -> Result<Body, OtherError> {
        let body = compress(operation, self.config.compression, headers, body)?;
        let is_upload = glacier::hashes_body(self.service, operation);
        let requires_length = operation.input.members.iter().any(|member| member.schema.requires_length);
        let is_measured = self.signs() || checksum.is_some() || is_upload || requires_length;
        let body = match body.as_bytes().is_none() && is_measured {
            true => in_memory(operation, body).await?,
            false => body,
        };
        glacier::add_headers(self.service, headers, body.as_bytes().filter(|_| is_upload));
        if let (Some(checksum), Some(bytes)) = (checksum, body.as_bytes()) {
            checksum::add(checksum, headers, bytes);
        }
        Ok(body)
    }

    fn signs(&self) -> bool {
        self.service.signing_name.is_some() && !matches!(self.config.credentials, Signing::Never)
    }

    async fn attempts(
        &self,
        operation: &OperationSchema,
        mut prepared: Prepared,
        body: Body,
    ) -> Result<ReceivedResponse, OtherError> {
        let mut body = Some(body);
        let mut taken = None;
        loop {
            // A stream is taken, and gone; bytes stay for the next attempt.
            let copy = body.as_ref().and_then(Body::try_clone).or_else(|| body.take()).unwrap_or_default();
            let result = self.attempt(operation, &prepared, copy).await;
            let (retry, headers) = match &result {
                Ok(ReceivedResponse::Error(error)) => (self.retry_reason(error), Some(&error.parts.headers)),
                Ok(_) => {
                    self.quota.give_back(taken);
                    (None, None)
                }
                Err(failure) => (failure.retry, None),
            };
            let wait = retry
                .filter(|_| prepared.attempt < prepared.max_attempts && body.is_some())
                .and_then(|reason| Some((reason, retry::delay(prepared.attempt, &self.random, headers)?)))
                .and_then(|(reason, wait)| Some((self.quota.take(reason)?, wait)));
            let Some((cost, wait)) = wait else {
                return result.map_err(|failure| failure.error);
            };
            taken = Some(cost);
            time::sleep(wait).await?;
            prepared.attempt += 1;
        }
    }

    fn retry_reason(&self, error: &ErrorResponse) -> Option<Reason> {
        let status = error.parts.status.as_u16();
        let code = error.code();
        let retry = retry::is_retryable(error.schema, status, code) || self.skew.correct(code, &error.parts.headers);
        retry.then_some(Reason::Service)
    }

    async fn attempt(
        &self,
        operation: &OperationSchema,
        prepared: &Prepared,
        body: Body,
    ) -> Result<ReceivedResponse, Failure> {
        let credentials = self.credentials().await?;
        let request = self.request(prepared, body, credentials.as_ref())?;
        let limit = prepared.attempt_timeout;
        match time::within(limit, self.exchange(operation, request, prepared)).await? {
            Some(response) => response,
            None => {
                let message = prepared.failed(&format!("no response within {:?} from", limit.unwrap_or_default()), "");
                let retry = prepared.repeatable.then_some(Reason::Timeout);
                Err(Failure { error: OtherError::new(ErrorKind::Timeout, message), retry })
            }
        }
    }

    /// `None` if requests are not signed.
    async fn credentials(&self) -> Result<Option<Credentials>, OtherError> {
        if !self.signs() {
            return Ok(None);
        }
        match &self.credentials {
            Some(cache) => cache.get().await.map(Some),
            None => Err(OtherError::new(
                ErrorKind::Credentials,
                "no credentials: set them by `Config::credentials`, begin with `Config::from_env`, or do without by \
                 `Config::unsigned`",
            )),
        }
    }

    /// The request as it is sent this time.
    fn request(
        &self,
        prepared: &Prepared,
        body: Body,
        credentials: Option<&Credentials>,
    ) -> Result<Request<Body>, OtherError> {
        let mut request = Request::new(());
        *request.method_mut() = prepared.method.clone();
        *request.uri_mut() = prepared.uri.clone();
        *request.headers_mut() = prepared.headers.clone();
        if let Ok(value) =
            HeaderValue::from_str(&format!("attempt={}; max={}", prepared.attempt, prepared.max_attempts))
        {
            request.headers_mut().insert(ATTEMPT, value);
        }
        let (mut parts, ()) = request.into_parts();
        match (credentials, self.service.signing_name) {
            (Some(credentials), Some(service)) => {
                let region = self.config.region.as_deref().ok_or_else(|| {
                    OtherError::new(
                        ErrorKind::Request,
                        "no region to sign for: set it by `Config::region` or by AWS_REGION",
                    )
                })?;
                let scope = Scope { region, service, time: self.skew.now() };
                sign(&mut parts, body.as_bytes().unwrap_or_default(), credentials, &scope)?;
            }
            _ => {
                if let Some(host) = host_header(&parts.uri).and_then(|host| HeaderValue::from_str(&host).ok()) {
                    parts.headers.entry(http::header::HOST).or_insert(host);
                }
            }
        }
        if has_body(&parts.method) && body.as_bytes().is_some_and(<[u8]>::is_empty) {
            // Some servers refuse a request that could have a body and does not say that it has none.
            parts.headers.insert(http::header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(Request::from_parts(parts, body))
    }

    async fn exchange(
        &self,
        operation: &OperationSchema,
        request: Request<Body>,
        prepared: &Prepared,
    ) -> Result<ReceivedResponse, Failure> {
        let Some(transport) = &self.transport else {
            let message = "no transport: set one by `Config::transport`, or enable the feature `hyper`";
            return Err(OtherError::new(ErrorKind::Request, message).into());
        };
        let failure = |what: &str, cause: BoxError, kind, retry: bool| {
            let message = prepared.failed(what, &describe(&*cause));
            let retry = retry.then_some(Reason::Connection);
            Failure { error: OtherError::new(kind, message).with_source(cause), retry }
        };
        let response = transport.send(request).await.map_err(|cause| match ConnectError::is_cause_of(&cause) {
            true => failure("cannot reach", cause, ErrorKind::Transport, true),
            false => failure("no response from", cause, ErrorKind::Transport, prepared.repeatable),
        })?;
        self.read(operation, response, prepared.checks_response).await.map_err(|cause| {
            match cause.is::<BodyTooLarge>() {
                true => failure("cannot read the response of", cause, ErrorKind::Response, false),
                false => failure("cannot read the response of", cause, ErrorKind::Transport, prepared.repeatable),
            }
        })
    }

    async fn read(
        &self,
        operation: &OperationSchema,
        response: Response<Body>,
        checks: bool,
    ) -> Result<ReceivedResponse, BoxError> {
        let (parts, body) = response.into_parts();
        let success = self.protocol.is_success(operation, &parts);
        let body = if success && checks { checksum::checked(operation, &parts.headers, body) } else { body };
        if success && operation.output.members.iter().any(|member| member.schema.streaming) {
            return Ok(ReceivedResponse::Streaming(parts, body));
        }
        let body = body.collect(self.config.max_response_size).await?;
        if success {
            return Ok(ReceivedResponse::Buffered(parts, body));
        }
        let info = self.protocol.error_info(&parts, &body);
        let code = info.code.as_deref().unwrap_or_default();
        let schema = self.protocol.find_error(operation, parts.status.as_u16(), code);
        Ok(ReceivedResponse::Error(ErrorResponse { parts, body, info, schema }))
    }
}

/// A body that is signed has to be in memory, since services do not take unsigned ones; one with a checksum or a length in
/// the headers, too, since they go before it.
async fn in_memory(operation: &OperationSchema, body: Body) -> Result<Body, OtherError> {
    if body.is_event_stream() {
        let message = format!(
            "{} takes an event stream, and the events of a stream can neither be signed nor have a checksum",
            operation.name
        );
        return Err(OtherError::new(ErrorKind::Request, message));
    }
    let bytes = body.collect(usize::MAX).await.map_err(|error| {
        OtherError::new(ErrorKind::Request, format!("the body of {} cannot be read", operation.name)).with_source(error)
    })?;
    Ok(Body::from(bytes))
}

/// Whether requests of this method are expected to have a body.
fn has_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

#[cfg(feature = "hyper")]
#[allow(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn default_transport(config: &Config) -> Option<Transport> {
    Some(Transport::hyper(config.connect_timeout))
}

#[cfg(not(feature = "hyper"))]
fn default_transport(_: &Config) -> Option<Transport> {
    None
}
