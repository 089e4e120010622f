//! The pipeline that every call goes through.
//!
//! 1. The input is serialized ([`serialize`](crate::serialize)).
//! 2. The request is prepared for all attempts ([`prepare`]): its endpoint is resolved, the authentication scheme is
//!    chosen, headers are added, the body gets its final form.
//! 3. Each attempt ([`attempt`]) resolves the identity, signs a copy of the request, sends it through the transport and
//!    reads the response.
//! 4. The retry strategy ([`retry`](crate::retry)) decides whether another attempt follows.
//!
//! Hooks run between these steps, see [`Hook`](crate::hooks::Hook).

mod attempt;
mod framing;
mod prepare;
mod presign;
mod trace;

use std::error::Error as _;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use http::HeaderValue;
use weland_core::{ErrorKind, OperationSchema, OtherError, ResponseMetadata, ServiceSchema, Structure};
use weland_protocol::{Body, ClientProtocol, fill_idempotency_tokens};

use crate::auth::{AuthSchemes, SigV4};
use crate::config::Config;
use crate::endpoint::{EndpointCache, RuleSet};
use crate::hooks::{CallContext, CallSummary, RetryDecision};
use crate::identity::{IdentityCache, IdentityContext};
use crate::options::CallOptions;
use crate::random::Random;
use crate::response::{FinalResponse, ReceivedResponse, unmodeled};
use crate::retry::{Attempts, Failure, RetryStrategy};
use crate::serialize::SerializedRequest;
use crate::skew::Skew;
use crate::transport::Transport;
use crate::{BoxFuture, time, user_agent};

/// What the calls of a client share.
pub(crate) struct Pipeline {
    pub(crate) service: &'static ServiceSchema,
    pub(crate) protocol: &'static dyn ClientProtocol,
    pub(crate) config: Config,
    /// Behind a trait, so that programs link the evaluation of rules only if they have some.
    endpoints: &'static dyn RuleSet,
    resolved: EndpointCache,
    /// Whether endpoints depend on the account that the caller belongs to.
    wants_account_id: bool,
    auth: AuthSchemes,
    transport: Option<Transport>,
    retry: RetryStrategy,
    user_agent: HeaderValue,
    pub(crate) random: Random,
}

impl Pipeline {
    pub(crate) fn new(
        service: &'static ServiceSchema,
        protocol: &'static dyn ClientProtocol,
        endpoints: &'static dyn RuleSet,
        config: Config,
    ) -> Self {
        let skew = Arc::new(Skew::new(config.sources.clone()));
        let transport = config.transport.clone().or_else(|| Transport::standard(&config.connections));
        Self {
            service,
            protocol,
            endpoints,
            resolved: EndpointCache::default(),
            wants_account_id: endpoints.wants_account_id(),
            auth: auth_schemes(service, &config, &skew, transport.as_ref()),
            transport,
            retry: RetryStrategy::new(config.retry_mode, skew, config.sources.random.clone()),
            user_agent: user_agent::header(service, config.app_name.as_deref()),
            random: config.sources.random.clone(),
            config,
        }
    }

    /// Serializes the input of an operation, streams taken out of it, and sends it until there is a final outcome.
    pub(crate) fn send(
        self: &Arc<Self>,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
        options: CallOptions,
    ) -> BoxFuture<'static, FinalResponse> {
        let request = self.serialize(operation, input);
        let pipeline = Arc::clone(self);
        let call = CallContext { service: self.service, operation };
        trace::call(&call, async move { pipeline.finish(&call, request, options).await })
    }

    /// Makes a call within its time, and says how many attempts it took.
    async fn finish(
        &self,
        call: &CallContext,
        request: Result<SerializedRequest, OtherError>,
        options: CallOptions,
    ) -> FinalResponse {
        let (start, progress) = (Instant::now(), Progress::default());
        let timeout = options.timeout.unwrap_or(self.config.timeout);
        // A future that is moved on into another one takes its space in both.
        let run = pin!(self.run(call, request, options, &progress));
        let outcome = time::within(timeout, run).await;
        let late = || {
            let message = format!("the call took longer than {:?}", timeout.unwrap_or_default());
            Err(progress.explain(OtherError::new(ErrorKind::Timeout, message)))
        };
        let outcome = outcome.and_then(|response| response.unwrap_or_else(late));
        let attempts = progress.attempts.load(Ordering::Relaxed);
        let summary = CallSummary { attempts, elapsed: start.elapsed() };
        let seen = outcome.as_ref().map(ReceivedResponse::parts);
        self.config.hooks.iter().for_each(|hook| hook.after_call(call, &summary, seen));
        trace::after_call(call, &summary, seen);
        let metadata = ResponseMetadata::new(call.operation.name).with_attempts(attempts);
        outcome.map(|response| (response, attempts)).map_err(|error| error.with_metadata(metadata))
    }

    fn serialize(
        &self,
        operation: &'static OperationSchema,
        input: &mut dyn Structure,
    ) -> Result<SerializedRequest, OtherError> {
        let call = CallContext { service: self.service, operation };
        self.config.hooks.iter().try_for_each(|hook| hook.before_serialization(&call, input))?;
        let endpoint = self.config.hooks.iter().find_map(|hook| hook.endpoint(&call, input));
        let endpoint_params = self.endpoints.bind(operation.name, input);
        if self.config.sources.has_ids() {
            fill_idempotency_tokens(input, || self.config.sources.id());
        }
        let request = SerializedRequest::new(self.protocol, self.service, operation, input)?;
        Ok(SerializedRequest { endpoint, endpoint_params, ..request })
    }

    /// Prepares a request and attempts to send it as often as the retry strategy wants.
    async fn run(
        &self,
        call: &CallContext,
        request: Result<SerializedRequest, OtherError>,
        options: CallOptions,
        progress: &Progress,
    ) -> Result<ReceivedResponse, OtherError> {
        let max_attempts = options.max_attempts.or(self.config.max_attempts);
        let mut attempts = Attempts::new(max_attempts.unwrap_or_else(|| self.config.retry_mode.max_attempts()));
        let (request, body) = self.prepare(call, request?, options).await?;
        let mut body = Some(body);
        loop {
            // A stream is taken, and gone; bytes stay for the next attempt.
            let copy = body.as_ref().and_then(Body::try_clone).or_else(|| body.take()).unwrap_or_default();
            self.retry.admit().await?;
            progress.attempts.store(attempts.number, Ordering::Relaxed);
            let (attempt, outcome) = self.attempt(call, &request, copy, &attempts).await;
            let may_send_again = body.is_some() && request.repetition.allows(&outcome);
            let decision = self.retry.next(&mut attempts, &outcome, may_send_again);
            self.config.hooks.iter().for_each(|hook| hook.after_decision(&attempt, decision));
            trace::after_decision(&attempt, decision);
            let RetryDecision::Retry(wait) = decision else {
                let lacks_body = decision == RetryDecision::NotRepeatable && request.repetition.allows(&outcome);
                return outcome.map_err(|failure| progress.explain(failure.into_error(lacks_body)));
            };
            progress.failed(self.protocol, call.operation, outcome);
            time::sleep(wait).await?;
        }
    }
}

/// How far a call has come, should it run out of time.
#[derive(Default)]
struct Progress {
    /// The number of attempts that have begun.
    attempts: AtomicU32,
    /// How the last attempt failed that was followed by another one.
    last: Mutex<Option<OtherError>>,
}

impl Progress {
    fn failed(
        &self,
        protocol: &dyn ClientProtocol,
        operation: &OperationSchema,
        outcome: Result<ReceivedResponse, Failure>,
    ) {
        let of = |response: &ReceivedResponse| response.metadata(protocol, operation);
        let metadata = outcome.as_ref().map_or_else(|_| ResponseMetadata::default(), of);
        let error = match outcome {
            Ok(ReceivedResponse::Error(error)) => unmodeled(error).with_metadata(metadata),
            Ok(_) => return,
            Err(failure) => failure.error,
        };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    /// Adds the failure to the error of a call that has run out of time, which says nothing of why it took so long.
    fn explain(&self, error: OtherError) -> OtherError {
        if error.kind() != ErrorKind::Timeout || error.source().is_some() {
            return error;
        }
        match self.last.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(last) => error.with_source(last),
            None => error,
        }
    }
}

/// The schemes that a client has for its service: those of the configuration, and SigV4 if there are credentials.
fn auth_schemes(
    service: &ServiceSchema,
    config: &Config,
    skew: &Arc<Skew>,
    transport: Option<&Transport>,
) -> AuthSchemes {
    let (sources, timeout) = (config.sources.clone(), config.credentials_timeout);
    let context = Arc::new(IdentityContext::new(transport.cloned(), sources, timeout));
    let mut schemes = config.auth_schemes.clone();
    if let (Some(provider), Some(name)) = (&config.credentials, service.signing_name) {
        schemes.push(Arc::new(SigV4 {
            service: name,
            region: config.region.clone(),
            provider: Arc::clone(provider),
            credentials: IdentityCache::new(),
            context: Arc::clone(&context),
            skew: Arc::clone(skew),
            keys: Arc::default(),
        }));
    }
    let always = config.auth_headers.iter().map(|source| source.scheme(&context)).collect();
    AuthSchemes { schemes, secrets: config.secrets.clone(), always, context, enabled: !config.unsigned }
}
