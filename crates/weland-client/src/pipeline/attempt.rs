//! One attempt: identity, signature, transport, response.

use std::pin::pin;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use http::header::{CONTENT_LENGTH, HOST};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, Request, Response, Uri, response};
use weland_core::{BoxError, ErrorKind, OtherError, ResponseMetadata};
use weland_protocol::{Body, BodyTooLarge, response_metadata};

use super::prepare::PreparedRequest;
use super::{Pipeline, framing, trace};
use crate::hooks::{Attempt, CallContext};
use crate::host::{host_header, shown_origin};
use crate::response::{ErrorResponse, ReceivedResponse};
use crate::retry::{Attempts, Failure, Reason, Repetition};
use crate::silence::Upload;
use crate::skew::Exchange;
use crate::transport::{MayRepeat, Transport, TransportError, Verdict};
use crate::{checksum, describe, silence, time};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

impl Pipeline {
    /// Sends a copy of a request once. Hooks see it before it is signed, and what comes of it.
    pub(super) async fn attempt(
        &self,
        call: &CallContext,
        prepared: &PreparedRequest,
        body: Body,
        attempts: &Attempts,
    ) -> (Attempt, Result<ReceivedResponse, Failure>) {
        let start = Instant::now();
        let elapsed = Duration::ZERO;
        let mut attempt = Attempt { call: *call, number: attempts.number, max: attempts.max, elapsed };
        let made = async {
            let outcome = self.sign_and_exchange(&attempt, prepared, body).await;
            trace::after_attempt(&attempt, seen(&outcome));
            outcome
        };
        let outcome = trace::attempt(&attempt, made).await;
        attempt.elapsed = start.elapsed();
        self.config.hooks.iter().for_each(|hook| hook.after_attempt(&attempt, seen(&outcome)));
        (attempt, outcome)
    }

    async fn sign_and_exchange(
        &self,
        attempt: &Attempt,
        prepared: &PreparedRequest,
        body: Body,
    ) -> Result<ReceivedResponse, Failure> {
        let request = self.signed(attempt, prepared, body).await?;
        let uri = request.uri().clone();
        trace::sent(&uri, request.body().as_bytes().map(<[u8]>::len));
        let limit = prepared.attempt_timeout;
        let metadata = OnceLock::new();
        let outcome = {
            let exchange = pin!(self.exchange(attempt, prepared, request, &metadata));
            time::within(limit, exchange).await?.unwrap_or_else(|| {
                let what = format!("no response within {:?} from", limit.unwrap_or_default());
                Err(timed_out(message(attempt, &uri, &what, "")))
            })
        };
        let metadata = metadata.into_inner().unwrap_or_default();
        outcome.map_err(|failure| Failure { error: failure.error.with_metadata(metadata), ..failure })
    }

    /// The request as it is sent this time.
    async fn signed(
        &self,
        attempt: &Attempt,
        prepared: &PreparedRequest,
        mut body: Body,
    ) -> Result<Request<Body>, OtherError> {
        let mut signers = Vec::with_capacity(prepared.auth.len());
        for scheme in &prepared.auth {
            signers.push(scheme.signer_for(&prepared.endpoint.signing).await?);
        }
        let mut parts = prepared.head();
        if self.protocol.counts_attempts()
            && let Ok(value) = HeaderValue::from_str(&format!("attempt={}; max={}", attempt.number, attempt.max))
        {
            parts.headers.insert(ATTEMPT, value);
        }
        self.config.hooks.iter().try_for_each(|hook| hook.before_attempt(attempt, &mut parts, body.as_bytes()))?;
        if let Some(host) = host_header(&parts.uri).and_then(|host| HeaderValue::from_str(&host).ok()) {
            parts.headers.entry(HOST).or_insert(host);
        }
        for signer in signers {
            match body.as_bytes() {
                Some(bytes) => signer.sign(&mut parts, Some(bytes))?,
                None => body = signer.sign_stream(&mut parts, body)?,
            }
        }
        if may_have_body(&parts) && body.as_bytes().is_some_and(<[u8]>::is_empty) {
            // Some servers refuse a request that could have a body and does not say that it has none.
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        parts.extensions.insert(MayRepeat(prepared.repetition == Repetition::Unknown));
        Ok(Request::from_parts(parts, body))
    }

    /// Tells `metadata` what the head of the response says, so that it is known even if the rest never comes.
    async fn exchange(
        &self,
        attempt: &Attempt,
        prepared: &PreparedRequest,
        request: Request<Body>,
        metadata: &OnceLock<ResponseMetadata>,
    ) -> Result<ReceivedResponse, Failure> {
        let Some(transport) = &self.transport else {
            let message = "no transport: set one by `Config::transport`, or enable the feature `hyper`";
            return Err(OtherError::new(ErrorKind::Request, message).into());
        };
        let uri = request.uri().clone();
        let (sent, response) = (Instant::now(), head(transport, attempt, prepared, request).await?);
        let exchange = Exchange::since(sent, &self.config.sources);
        let (parts, body) = response.into_parts();
        metadata.get_or_init(|| response_metadata(attempt.call.operation, &parts));
        let problem = framing::problem(&parts.headers)
            .or_else(|| framing::too_large(&parts.headers, self.config.max_response_header_size));
        if let Some(problem) = problem {
            let cause = TransportError::interrupted(problem).lasting();
            return Err(failure(attempt, &uri, "cannot read the response of", cause.into()));
        }
        let response = Response::from_parts(parts, silence::limited(body, prepared.read_timeout));
        self.read(&attempt.call, response, exchange, prepared.checks_response)
            .await
            .map_err(|cause| failure(attempt, &uri, "cannot read the response of", cause))
    }

    async fn read(
        &self,
        call: &CallContext,
        response: Response<Body>,
        exchange: Exchange,
        checks: bool,
    ) -> Result<ReceivedResponse, BoxError> {
        let (operation, (parts, body)) = (call.operation, response.into_parts());
        let success = self.protocol.is_success(operation, &parts);
        let body = if success && checks { checksum::checked(operation, &parts.headers, body) } else { body };
        if success && self.protocol.streams_response(operation, &parts) {
            let (initial, body) = self.protocol.initial_response(operation, body).await?;
            return Ok(ReceivedResponse::Streaming(parts, initial, body));
        }
        let body = body.collect(self.config.max_response_size).await?;
        trace::received(body.len());
        if success {
            return Ok(ReceivedResponse::Buffered(parts, body));
        }
        let info = self.protocol.error_info(&parts, &body);
        let code = info.code.as_deref().or(info.query_code.as_deref()).unwrap_or_default();
        let schema = self.protocol.find_error(operation, parts.status.as_u16(), code);
        Ok(ReceivedResponse::Error(ErrorResponse { parts, body, info, schema, exchange }))
    }
}

/// What hooks see of an outcome.
fn seen(outcome: &Result<ReceivedResponse, Failure>) -> Result<&response::Parts, &OtherError> {
    outcome.as_ref().map(ReceivedResponse::parts).map_err(|failure| &failure.error)
}

/// Sends a request and waits for the head of its response.
async fn head(
    transport: &Transport,
    attempt: &Attempt,
    prepared: &PreparedRequest,
    request: Request<Body>,
) -> Result<Response<Body>, Failure> {
    let (parts, body) = request.into_parts();
    let uri = parts.uri.clone();
    let (upload, body) = Upload::watch(body);
    let limit = prepared.first_byte_timeout;
    let response = upload.response(limit, transport.send(Request::from_parts(parts, body))).await;
    match response {
        Some(Ok(response)) => Ok(response),
        Some(Err(cause)) => {
            let what = if Verdict::of(&cause).not_sent { "cannot reach" } else { "no response from" };
            Err(failure(attempt, &uri, what, cause))
        }
        None => {
            let what = format!("no response within {:?} from", limit.unwrap_or_default());
            let advice = "`Config::first_byte_timeout` sets how long to wait";
            Err(timed_out(message(attempt, &uri, &what, advice)))
        }
    }
}

/// What came of an attempt that took too long.
fn timed_out(message: String) -> Failure {
    let error = OtherError::new(ErrorKind::Timeout, message);
    Failure { error, not_sent: false, retry: Some(Reason::Timeout) }
}

/// What came of an attempt without a response that can be used.
fn failure(attempt: &Attempt, uri: &Uri, what: &str, cause: BoxError) -> Failure {
    let Verdict { not_sent, lasting, unwritable } = Verdict::of(&cause);
    let lasting = lasting || unwritable;
    let too_large = cause.is::<BodyTooLarge>();
    let timed_out = cause.downcast_ref::<OtherError>().is_some_and(|error| error.kind() == ErrorKind::Timeout);
    let kind = match (not_sent, lasting || too_large) {
        _ if unwritable => ErrorKind::Request,
        (true, _) => ErrorKind::NotSent,
        _ if timed_out => ErrorKind::Timeout,
        (false, true) => ErrorKind::Response,
        (false, false) => ErrorKind::Transport,
    };
    let cause = match cause.downcast::<OtherError>() {
        // It says itself what is wrong, such as that there is no runtime.
        Ok(error) if error.kind() == ErrorKind::Request => return Failure::from(*error),
        Ok(error) => error,
        Err(cause) => cause,
    };
    let advice = if too_large { "; `Config::max_response_size` sets the limit" } else { "" };
    let message = message(attempt, uri, what, &format!("{}{advice}", describe(&*cause)));
    let retry = (!lasting && !too_large).then_some(if timed_out { Reason::Timeout } else { Reason::Connection });
    Failure { error: OtherError::new(kind, message).with_source(cause), not_sent, retry }
}

/// What failed, where, why, and how many attempts it took.
fn message(attempt: &Attempt, uri: &Uri, what: &str, why: &str) -> String {
    let origin = shown_origin(uri);
    let why = if why.is_empty() { String::new() } else { format!(": {why}") };
    match attempt.number {
        1 => format!("{what} {origin}{why}"),
        attempts => format!("{what} {origin}{why} (after {attempts} attempts)"),
    }
}

/// Whether requests of this method are expected to have a body.
fn may_have_body(parts: &Parts) -> bool {
    matches!(parts.method, Method::POST | Method::PUT | Method::PATCH)
}
