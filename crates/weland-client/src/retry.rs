//! The retry strategy: whether another attempt is made, and after how long. Its modes are those of AWS SDKs.

mod adaptive;
mod quota;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};
use weland_core::{ErrorTraits, OperationSchema, OtherError, Schema, Timestamp, TimestampFormat};

use self::adaptive::Limiter;
use self::quota::Quota;
use crate::random::Random;
use crate::response::{ErrorResponse, ReceivedResponse};
use crate::skew::Skew;

/// No retry waits longer, unless the service asks for it.
const MAX_BACKOFF: Duration = Duration::from_secs(20);
/// A longer wait than this, asked for by the service, is an error: the caller should hear of it instead.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Error codes of any service that mean "slow down".
const THROTTLING: [&str; 13] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];
/// Error codes of any service that mean "try again".
const TRANSIENT: [&str; 3] = ["RequestTimeout", "RequestTimeoutException", "TransactionInProgressException"];

/// How calls are tried again.
///
/// In all modes, the wait before the next attempt is random, up to a limit that doubles from one second to twenty, unless the service
/// asks for a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RetryMode {
    /// Three attempts, as long as not too many calls of the client have failed lately.
    #[default]
    Standard,
    /// The same, and a client that a service has told to slow down sends less for a while: attempts wait for their turn before they are
    /// made. That suits clients that call one resource; others would wait for what they don't use.
    Adaptive,
    /// Five attempts, however many calls have failed. For programs that count on what AWS tools did at first.
    Legacy,
}

impl RetryMode {
    pub(crate) fn max_attempts(self) -> u32 {
        match self {
            Self::Standard | Self::Adaptive => 3,
            Self::Legacy => 5,
        }
    }
}

/// Why a call is worth another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The service is busy, or failed in a way that may pass.
    Service,
    /// The connection could not be made, or broke.
    Connection,
    /// The attempt took too long.
    Timeout,
}

impl Reason {
    /// How much of the quota the next attempt takes.
    fn cost(self) -> u32 {
        match self {
            Self::Service | Self::Connection => 5,
            Self::Timeout => 10,
        }
    }
}

/// What follows an attempt, as [hooks](crate::hooks::Hook::after_decision) see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryDecision {
    /// Nothing: it succeeded, or another attempt would fail in the same way.
    Final,
    /// Another attempt, after this wait.
    Retry(Duration),
    /// Nothing: [`Config::max_attempts`](crate::Config::max_attempts) have been made.
    MaxAttempts,
    /// Nothing: the service may have received the request, and receiving it again may do something twice, see
    /// [`Call::repeatable`](crate::Call::repeatable); or its body was a stream, and is gone.
    NotRepeatable,
    /// Nothing: the client has retried so much lately that more would only make it worse.
    Quota,
    /// Nothing: the service asks for a longer wait than a minute.
    TooLongWait,
}

/// An attempt without a response, and why another one may have one.
pub(crate) struct Failure {
    pub(crate) error: OtherError,
    /// Whether the service has certainly not seen the request.
    pub(crate) not_sent: bool,
    /// `None` if another attempt would fail in the same way.
    pub(crate) retry: Option<Reason>,
}

impl Failure {
    /// The error, which says so if there was no other attempt because the body of the request was gone.
    pub(crate) fn into_error(self, lacks_body: bool) -> OtherError {
        if lacks_body {
            return self
                .error
                .with_note("it was not tried again, since its body is a stream that can be read only once");
        }
        self.error
    }
}

impl From<OtherError> for Failure {
    fn from(error: OtherError) -> Self {
        Self { error, not_sent: true, retry: None }
    }
}

/// After which outcomes a call may be sent once more, if they may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Repetition {
    /// Only if the service has not seen it.
    Unsent,
    /// Also if the service responded with an error.
    Refused,
    /// Also if nobody knows what the service made of it.
    Unknown,
}

impl Repetition {
    /// As the caller wishes; otherwise as the model of the operation says.
    pub(crate) fn new(operation: &OperationSchema, wish: Option<bool>) -> Self {
        match wish {
            Some(false) => Self::Unsent,
            None if !is_repeatable(operation) => Self::Refused,
            Some(true) | None => Self::Unknown,
        }
    }

    /// Whether another attempt may follow this outcome; whether it is worth it is another question.
    pub(crate) fn allows(self, outcome: &Result<ReceivedResponse, Failure>) -> bool {
        self >= match outcome {
            Ok(_) => Self::Refused,
            Err(failure) if failure.not_sent => Self::Unsent,
            Err(_) => Self::Unknown,
        }
    }
}

/// The attempts of one call.
#[derive(Debug)]
pub(crate) struct Attempts {
    /// The number of the current one, from 1 on.
    pub(crate) number: u32,
    pub(crate) max: u32,
    /// How much of the quota the current one took.
    taken: Option<u32>,
}

impl Attempts {
    /// At most `max` attempts, at least one.
    pub(crate) fn new(max: u32) -> Self {
        Self { number: 1, max: max.max(1), taken: None }
    }
}

/// Decides on retries for all calls of a client.
pub(crate) struct RetryStrategy {
    /// None in the legacy mode.
    quota: Option<Quota>,
    /// In the adaptive mode.
    limiter: Option<Limiter>,
    skew: Arc<Skew>,
    random: Random,
}

impl RetryStrategy {
    /// A strategy that corrects `skew` by what services say.
    pub(crate) fn new(mode: RetryMode, skew: Arc<Skew>, random: Random) -> Self {
        let quota = (mode != RetryMode::Legacy).then(Quota::new);
        let limiter = (mode == RetryMode::Adaptive).then(Limiter::new);
        Self { quota, limiter, skew, random }
    }

    /// Waits until an attempt may be made.
    pub(crate) async fn admit(&self) -> Result<(), OtherError> {
        match &self.limiter {
            Some(limiter) => limiter.admit().await,
            None => Ok(()),
        }
    }

    /// Decides whether another attempt follows one with this outcome, and counts it.
    pub(crate) fn next(
        &self,
        attempts: &mut Attempts,
        outcome: &Result<ReceivedResponse, Failure>,
        may_send_again: bool,
    ) -> RetryDecision {
        if let Some(limiter) = &self.limiter {
            limiter.learn(matches!(outcome, Ok(ReceivedResponse::Error(error)) if asks_to_slow_down(error)));
        }
        let (reason, headers) = match outcome {
            Ok(ReceivedResponse::Error(error)) => (self.reason(error), Some(&error.parts.headers)),
            Ok(_) => {
                self.quota.iter().for_each(|quota| quota.give_back(attempts.taken));
                return RetryDecision::Final;
            }
            Err(failure) => (failure.retry, None),
        };
        let Some(reason) = reason else { return RetryDecision::Final };
        if attempts.number >= attempts.max {
            return RetryDecision::MaxAttempts;
        }
        if !may_send_again {
            return RetryDecision::NotRepeatable;
        }
        let Some(wait) = delay(attempts.number, &self.random, headers) else { return RetryDecision::TooLongWait };
        if let Some(quota) = &self.quota {
            let Some(taken) = quota.take(reason) else { return RetryDecision::Quota };
            attempts.taken = Some(taken);
        }
        attempts.number += 1;
        RetryDecision::Retry(wait)
    }

    fn reason(&self, error: &ErrorResponse) -> Option<Reason> {
        let (status, code) = (error.parts.status.as_u16(), error.code());
        let retry =
            is_retryable(error.schema, status, code) || self.skew.correct(code, &error.parts.headers, error.exchange);
        retry.then_some(Reason::Service)
    }
}

/// Whether an error that the service responded with may pass; `schema` is that of an error of the model.
fn is_retryable(schema: Option<&Schema>, status: u16, code: &str) -> bool {
    schema.and_then(|schema| schema.error).is_some_and(|ErrorTraits { retryable, .. }| retryable)
        || matches!(status, 429 | 500 | 502 | 503 | 504)
        || is_throttling(code)
        || TRANSIENT.contains(&code)
}

/// Whether a service wants less to be sent.
fn asks_to_slow_down(error: &ErrorResponse) -> bool {
    let of_model = error.schema.and_then(|schema| schema.error).is_some_and(|traits| traits.throttling);
    of_model || error.parts.status == StatusCode::TOO_MANY_REQUESTS || is_throttling(error.code())
}

/// Whether an error code of any service means "slow down".
pub(crate) fn is_throttling(code: &str) -> bool {
    THROTTLING.contains(&code)
}

/// Whether sending a request twice does no more than sending it once.
fn is_repeatable(operation: &OperationSchema) -> bool {
    operation.idempotent || operation.input.members.iter().any(|member| member.idempotency_token)
}

/// The wait before the attempt after `failed` ones: exponential with full jitter, or as long as the service asked for.
/// `None` if that is too long.
fn delay(failed: u32, random: &Random, headers: Option<&HeaderMap>) -> Option<Duration> {
    let ceiling = 1_u32
        .checked_shl(failed.saturating_sub(1))
        .map_or(MAX_BACKOFF, |seconds| Duration::from_secs(u64::from(seconds)).min(MAX_BACKOFF));
    let backoff = ceiling.mul_f64(random.fraction());
    match headers.and_then(retry_after) {
        Some(asked) if asked > MAX_RETRY_AFTER => None,
        Some(asked) => Some(asked.max(backoff)),
        None => Some(backoff),
    }
}

/// `x-amz-retry-after` in milliseconds, `retry-after` in seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(millis) = text("x-amz-retry-after").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(millis));
    }
    let text = text("retry-after")?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = Timestamp::parse(text, TimestampFormat::HttpDate)?;
    let until = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(until.seconds()).ok()?))?;
    Some(until.duration_since(SystemTime::now()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use weland_core::{Member, schema};

    use super::*;

    static BUSY: Schema = Schema::structure("Busy").error(400).retryable(false);
    static TOKEN: Schema = Schema::structure("Token").with_members(&[TOKEN_MEMBER]);
    const TOKEN_MEMBER: Member = {
        let mut member = Member::new("token", &schema::STRING);
        member.idempotency_token = true;
        member
    };

    static OPERATION: OperationSchema = OperationSchema::http("Get", "POST", "/");

    #[test]
    fn what_may_pass_is_retryable() {
        let cases = [
            (400, "Busy", true),
            (400, "ThrottlingException", true),
            (400, "RequestTimeout", true),
            (429, "Anything", true),
            (500, "Anything", true),
            (503, "", true),
            (501, "NotImplemented", false),
            (400, "ValidationException", false),
            (404, "ResourceNotFoundException", false),
        ];
        for (status, code, expected) in cases {
            let schema = (code == BUSY.name).then_some(&BUSY);
            assert_eq!(is_retryable(schema, status, code), expected, "{status} {code}");
        }
    }

    #[test]
    fn a_token_makes_an_operation_repeatable() {
        assert!(!is_repeatable(&OPERATION));
        assert!(is_repeatable(&OPERATION.input(&TOKEN)));
        assert!(is_repeatable(&OPERATION.idempotent()));
    }

    #[test]
    fn what_the_caller_says_of_repetition_counts_more_than_the_model() {
        assert_eq!(Repetition::new(&OPERATION, None), Repetition::Refused);
        assert_eq!(Repetition::new(&OPERATION, Some(true)), Repetition::Unknown);
        assert_eq!(Repetition::new(&OPERATION.idempotent(), None), Repetition::Unknown);
        assert_eq!(Repetition::new(&OPERATION.idempotent(), Some(false)), Repetition::Unsent);
    }

    #[test]
    fn waits_grow_up_to_a_ceiling() {
        let random = Random::new();
        for (failed, ceiling) in [(1, 1), (2, 2), (3, 4), (5, 16), (6, 20), (40, 20), (u32::MAX, 20)] {
            let waits: Vec<Duration> = (0..200).filter_map(|_| delay(failed, &random, None)).collect();
            assert_eq!(waits.len(), 200);
            let ceiling = Duration::from_secs(ceiling);
            assert!(waits.iter().all(|wait| *wait < ceiling), "{failed}");
            assert!(waits.iter().any(|wait| *wait > ceiling / 2), "{failed}");
        }
    }

    #[test]
    fn the_service_may_ask_for_a_longer_wait() {
        let wait = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            delay(1, &Random::new(), Some(&headers))
        };
        assert_eq!(wait("retry-after", "7"), Some(Duration::from_secs(7)));
        assert_eq!(wait("x-amz-retry-after", "1500"), Some(Duration::from_millis(1500)));
        assert_eq!(wait("retry-after", "3600"), None);
        assert!(wait("retry-after", "soon").unwrap() < Duration::from_secs(1));
        assert!(wait("retry-after", "Tue, 29 Apr 2014 18:30:38 GMT").unwrap() < Duration::from_secs(1));
        assert_eq!(wait("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"), None);
    }
}
