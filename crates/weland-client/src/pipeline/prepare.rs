//! From a serialized input to a request that can be sent several times.

use std::sync::Arc;
use std::time::Duration;

use http::header::{CONTENT_LENGTH, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use http_body::Body as _;
use weland_core::{ErrorKind, OtherError};
use weland_protocol::{Body, BodyTooLarge};
use weland_rules::Value;

use super::Pipeline;
use crate::auth::{AuthScheme, SIGV4, UnsignedPayload};
use crate::checksum;
use crate::compress::compress;
use crate::endpoint::{Endpoint, EndpointParams};
use crate::hooks::CallContext;
use crate::options::CallOptions;
use crate::retry::Repetition;
use crate::serialize::SerializedRequest;
use crate::streaming::{self, Plan, Streaming, Wishes};

/// How long a service may be silent. Longer than polls of AWS take (60 s), and than common load balancers wait before they
/// respond with an error themselves (60 s).
const SILENCE: Duration = Duration::from_secs(90);
const INVOCATION: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");

/// A request that can be sent several times. Its body is apart, for it may be a stream that is gone after the first time.
pub(super) struct PreparedRequest {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    /// None if it is sent without authentication.
    pub(super) auth: Vec<Arc<dyn AuthScheme>>,
    /// Where it is sent, and how it is signed there.
    pub(super) endpoint: Arc<Endpoint>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) first_byte_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    /// After which outcomes it may be sent again.
    pub(super) repetition: Repetition,
    /// Whether the checksum of the response has to be right.
    pub(super) checks_response: bool,
    /// How the body is sent, if it is a stream.
    streaming: Option<Streaming>,
    /// Whether signatures leave out the body.
    unsigned_payload: bool,
}

impl PreparedRequest {
    /// A copy of the head.
    pub(super) fn head(&self) -> Parts {
        let mut request = Request::new(());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        streaming::tell_signers(self.streaming.as_ref(), request.extensions_mut());
        if self.unsigned_payload {
            request.extensions_mut().insert(UnsignedPayload);
        }
        request.into_parts().0
    }
}

impl Pipeline {
    /// Makes the request that attempts send copies of.
    pub(super) async fn prepare(
        &self,
        call: &CallContext,
        serialized: SerializedRequest,
        options: CallOptions,
    ) -> Result<(PreparedRequest, Body), OtherError> {
        if let Some(problem) = options.problem {
            return Err(OtherError::new(ErrorKind::Request, problem));
        }
        let SerializedRequest { request, endpoint, endpoint_params, host_prefix, checksum, checks_response } =
            serialized;
        let (mut parts, body) = request.into_parts();
        let url = options.endpoint.or(endpoint);
        let endpoint = self.endpoint(call, url.as_deref(), &endpoint_params).await?;
        parts.uri = self.uri(&endpoint, host_prefix.as_deref(), &parts.uri)?;
        let auth = self.auth.choose(self.service, call.operation)?;
        if let Some(scheme) = auth.iter().find(|scheme| scheme.id() == SIGV4).and(endpoint.unsupported_signature()) {
            return Err(OtherError::new(ErrorKind::Request, scheme));
        }
        for (name, value) in &endpoint.headers {
            parts.headers.append(name, value.clone());
        }
        self.add_headers(&mut parts.headers, &options.headers);
        let body = compress(call.operation, self.config.compression, &mut parts.headers, body)?;
        let wishes = Wishes {
            operation: call.operation,
            signed: auth.iter().any(|scheme| scheme.signs_body()),
            signs_events: auth.iter().all(|scheme| !scheme.signs_body() || scheme.signs_events()),
            checksum,
            needs_body: self.config.hooks.iter().any(|hook| hook.needs_body(call)),
        };
        let (body, streaming) = self.planned(&wishes, &mut parts, body).await?;
        self.config.hooks.iter().try_for_each(|hook| hook.after_serialization(call, &mut parts, body.as_bytes()))?;
        let bytes = body.as_bytes().filter(|bytes| !(options.presigned && bytes.is_empty()));
        if let (Some(checksum), Some(bytes)) = (checksum, bytes) {
            checksum::add(checksum, &mut parts.headers, bytes);
        }
        check_length(&mut parts.headers, &body)?;
        let attempt_timeout = options.attempt_timeout.unwrap_or(self.config.attempt_timeout);
        let first_byte_timeout = options.first_byte_timeout.or(self.config.first_byte_timeout);
        let read_timeout = options.read_timeout.or(self.config.read_timeout);
        let silence = self.silence(call, attempt_timeout.max(options.timeout.unwrap_or(self.config.timeout)));
        let prepared = PreparedRequest {
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            auth,
            endpoint,
            attempt_timeout,
            first_byte_timeout: first_byte_timeout.unwrap_or(Some(silence)),
            read_timeout: read_timeout.unwrap_or(Some(silence)),
            repetition: Repetition::new(call.operation, options.repeatable),
            checks_response,
            streaming,
            unsigned_payload: call.operation.unsigned_payload,
        };
        Ok((prepared, body))
    }

    /// The body, in memory if it has to be, and how it is sent if it is a stream.
    async fn planned(
        &self,
        wishes: &Wishes<'_>,
        parts: &mut Parts,
        body: Body,
    ) -> Result<(Body, Option<Streaming>), OtherError> {
        if body.as_bytes().is_some() {
            return Ok((body, None));
        }
        match streaming::plan(wishes, parts, body).await? {
            Plan::InMemory(body) => Ok((in_memory(body, self.config.max_buffered_request_size).await?, None)),
            Plan::Stream(body, streaming) => Ok((body, streaming)),
        }
    }

    /// How long the service may be silent where no limit is set. Who lets a call take longer than that wants to wait longer.
    fn silence(&self, call: &CallContext, timeout: Option<Duration>) -> Duration {
        let of_hooks = self.config.hooks.iter().find_map(|hook| hook.silence_limit(call));
        of_hooks.unwrap_or(SILENCE).max(timeout.unwrap_or_default())
    }

    /// The account of the credentials, if the endpoint depends on it and the configuration doesn't have it.
    async fn account_id(&self, params: &EndpointParams<'_>) -> Result<Option<String>, OtherError> {
        let is_known = params.account_id.is_some() || self.config.endpoint_resolver.is_some();
        if is_known || !self.wants_account_id {
            return Ok(None);
        }
        let auth = self.auth.choose(self.service, params.operation)?;
        let Some(scheme) = auth.iter().find(|scheme| scheme.id() == SIGV4) else { return Ok(None) };
        let signer = scheme.signer().await?;
        Ok(signer.signature().and_then(|signature| signature.credentials.account_id()).map(str::to_owned))
    }

    /// Resolves the endpoint of a call, which may have a URL of its own and parameters from its input.
    async fn endpoint(
        &self,
        call: &CallContext,
        url: Option<&str>,
        bound: &[(&'static str, Value<'static>)],
    ) -> Result<Arc<Endpoint>, OtherError> {
        let params = self.config.endpoint_params(self.service, call.operation, url)?;
        let account_id = self.account_id(&params).await?;
        let account_id = params.account_id.or(account_id.as_deref());
        let params = EndpointParams { bound, account_id, ..params };
        match &self.config.endpoint_resolver {
            Some(resolver) => resolver.resolve(&params).map(Arc::new),
            None => self.resolved.get(&params, || self.endpoints.resolve(&params)),
        }
    }

    /// The path at an endpoint.
    fn uri(&self, endpoint: &Endpoint, host_prefix: Option<&str>, path: &Uri) -> Result<Uri, OtherError> {
        let host_prefix = host_prefix.filter(|_| self.config.host_prefixes).unwrap_or_default();
        endpoint.uri_of(host_prefix, path)
    }

    /// Adds the headers that all requests have, and those of the call.
    fn add_headers(&self, headers: &mut HeaderMap, of_call: &HeaderMap) {
        // With those of the attempt and of its signature, in one go.
        headers.reserve(12);
        headers.insert(USER_AGENT, self.user_agent.clone());
        if let (true, Ok(id)) = (self.protocol.counts_attempts(), HeaderValue::from_str(&self.config.sources.id())) {
            headers.insert(INVOCATION, id);
        }
        for (name, value) in of_call {
            headers.insert(name, value.clone());
        }
    }
}

/// Makes sure that a length that a member or the caller has announced for a stream is that of the body, if that is known. The
/// transport announces it then.
fn check_length(headers: &mut HeaderMap, body: &Body) -> Result<(), OtherError> {
    let Some(length) = body.size_hint().exact() else {
        return Ok(());
    };
    let Some(announced) = headers.remove(CONTENT_LENGTH) else {
        return Ok(());
    };
    if announced.to_str().is_ok_and(|announced| announced.parse() == Ok(length)) {
        return Ok(());
    }
    let message = format!("the header `Content-Length` is {announced:?}, but the body has {length} bytes");
    Err(OtherError::new(ErrorKind::Request, message))
}

/// Reads a body into memory that cannot be sent without.
async fn in_memory(body: Body, limit: usize) -> Result<Body, OtherError> {
    let bytes = body.collect(limit).await.map_err(|error| {
        let advice = match error.is::<BodyTooLarge>() {
            true => format!(
                ": {error}, and has to be in memory; `Config::max_buffered_request_size` sets the limit, and a \
                 `ByteStream::replayable`, such as one from a file, need not be there"
            ),
            false => String::new(),
        };
        OtherError::new(ErrorKind::Request, format!("the body of the request cannot be read{advice}"))
            .with_source(error)
    })?;
    Ok(Body::from(bytes))
}
