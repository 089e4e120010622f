//! Requests that are signed by AWS Signature Version 4.

mod claim;
mod events;
mod hashed;
mod refusal;
mod verify;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use weland_core::{OtherError, ServiceSchema};

pub(crate) use self::claim::Claim;
pub(crate) use self::refusal::Refusal;
pub(crate) use self::verify::{Checked, SignedBody, verify};
use crate::handler::BoxFuture;

/// How signatures of requests are checked: see [`Router::sigv4`](crate::Router::sigv4).
///
/// A request is signed in its header `Authorization` or, if it is presigned, in its query string. Its signature has to be for the
/// region and the service, made with a key that the server finds, and not older than the [window](Self::window); the headers
/// `host` and `x-amz-*` have to be signed, and the body has to be the one that was signed: as a whole, or chunk by chunk
/// (`aws-chunked`, which needs the feature `checksums`), or event by event.
///
/// A stream fails where it turns out not to be the one that was signed, which can be its end; so handlers should not rely on what
/// they have read of one before they have seen its end.
///
/// ```
/// # static SERVICE: weland_core::ServiceSchema = weland_core::ServiceSchema {
/// #     name: "Greeter", version: "1", sdk_id: "Greeter",
/// #     namespace: "example", signing_name: Some("greeter"),
/// #     ..weland_core::ServiceSchema::EMPTY
/// # };
/// use weland_server::{AccessKey, Router, SigV4, protocol::RestJson1};
///
/// let verifier = SigV4::new("eu-central-1", |key| async move {
///     Ok((key.access_key_id == "AKIDEXAMPLE").then(|| AccessKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")))
/// });
/// let router = Router::new(&SERVICE, &RestJson1).sigv4(verifier);
/// ```
#[derive(Clone)]
pub struct SigV4 {
    region: String,
    service: Option<String>,
    window: Duration,
    unsigned_payloads: bool,
    raw_path: bool,
    find: Arc<Find>,
    clock: Arc<Clock>,
}

type Find = dyn Fn(KeyRequest) -> BoxFuture<Result<Option<AccessKey>, OtherError>> + Send + Sync;
type Clock = dyn Fn() -> SystemTime + Send + Sync;

/// What a request says of the key that it is signed with. Nobody has checked it yet. `Debug` does not show the token.
#[derive(Clone)]
#[non_exhaustive]
pub struct KeyRequest {
    /// The id of the key.
    pub access_key_id: String,
    /// The token of the session, if the key is temporary.
    pub session_token: Option<String>,
}

/// A key that the server knows. `Debug` does not show it.
#[derive(Clone)]
pub struct AccessKey {
    secret: String,
    session_token: Option<String>,
    expires: Option<SystemTime>,
}

/// Who has signed a request. Handlers find it in [`Context::extensions`](crate::Context::extensions).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignedBy {
    /// The id of the key.
    pub access_key_id: String,
    /// When the request was signed, by the clock of the caller.
    pub signed_at: SystemTime,
}

impl AccessKey {
    /// A key with this secret, which is valid for good.
    pub fn new(secret_access_key: impl Into<String>) -> Self {
        Self { secret: secret_access_key.into(), session_token: None, expires: None }
    }

    /// Sets the token that requests have to have. Without one, requests with a token are refused.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sets the time at which the key is no longer valid.
    #[must_use]
    pub fn expires(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }
}

impl SigV4 {
    /// Checks signatures for a region, with keys that `find` knows; `None` is for ids of no key.
    ///
    /// An error of `find` is the response if it is meant for callers, such as [`OtherError::service`] with status 403, and a
    /// failure of the server otherwise.
    pub fn new<F, R>(region: impl Into<String>, find: F) -> Self
    where
        F: Fn(KeyRequest) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Option<AccessKey>, OtherError>> + Send + 'static,
    {
        Self {
            region: region.into(),
            service: None,
            window: Duration::from_secs(15 * 60),
            unsigned_payloads: false,
            raw_path: false,
            find: Arc::new(move |key| Box::pin(find(key)) as BoxFuture<_>),
            clock: Arc::new(SystemTime::now),
        }
    }

    /// Sets the name that requests have to be signed for, which is that of the model by default.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>) -> Self {
        self.service = Some(name.into());
        self
    }

    /// Sets how far the clocks of callers and server may be apart, 15 minutes by default. That is so for each event of a stream, too. Presigned requests are valid for as
    /// long as they say, which is 7 days at most.
    #[must_use]
    pub fn window(mut self, window: Duration) -> Self {
        self.window = window;
        self
    }

    /// Accepts signatures that do not cover the body, as S3 does: `UNSIGNED-PAYLOAD`, and chunks without signatures, which clients
    /// send over TLS. They are refused by default.
    #[must_use]
    pub fn unsigned_payloads(mut self, accepted: bool) -> Self {
        self.unsigned_payloads = accepted;
        self
    }

    /// Takes the path as it was sent, as S3 does. By default, it is normalized and encoded twice, as other services do.
    #[must_use]
    pub fn raw_path(mut self, raw: bool) -> Self {
        self.raw_path = raw;
        self
    }

    /// Sets what tells the time, for tests; by default, that is [`SystemTime::now`].
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(now);
        self
    }

    fn service_name<'a>(&'a self, service: &'a ServiceSchema) -> &'a str {
        self.service.as_deref().or(service.signing_name).unwrap_or_default()
    }
}

impl fmt::Debug for SigV4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigV4")
            .field("region", &self.region)
            .field("service", &self.service)
            .field("window", &self.window)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for KeyRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRequest").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").field("expires", &self.expires).finish_non_exhaustive()
    }
}
