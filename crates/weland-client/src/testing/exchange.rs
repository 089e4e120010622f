//! A request, and what comes of it.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// What a [`Replay`](super::Replay) expects, and what it makes of it.
///
/// Without `expecting…`, any request will do.
///
/// ```
/// use std::time::Duration;
/// use weland_client::testing::Exchange;
///
/// let found = Exchange::respond(200, r#"{"Name":"a"}"#).header("x-amzn-requestid", "id-1").expecting("GET", "/things/a");
/// let late = Exchange::respond(200, "{}").after(Duration::from_secs(100));
/// let refused = Exchange::not_sent("connection refused");
/// ```
#[derive(Debug, Clone)]
pub struct Exchange {
    pub(super) expected: Expected,
    pub(super) outcome: Outcome,
    pub(super) delay: Duration,
    /// What is wrong with it, to be told when it is used.
    pub(super) problem: Option<String>,
}

/// What a request has to be; what is `None` may be anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Expected {
    pub(super) method: Option<String>,
    /// With scheme and host if it begins by them.
    pub(super) uri: Option<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Bytes>,
    /// Where it was recorded: then it is the replay that knows which headers count, and secrets are left out.
    pub(super) place: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) enum Outcome {
    Response(Reply),
    Failure {
        message: String,
        /// Whether the request may have been sent.
        sent: bool,
        lasting: bool,
    },
    /// Nothing ever comes.
    Silence,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) pieces: Vec<Bytes>,
    pub(super) end: End,
}

/// What follows the last piece of a response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum End {
    /// The response is complete.
    #[default]
    Complete,
    /// The connection breaks, with this message.
    Broken(String),
    /// Nothing more comes, and no end either.
    Open,
}

impl Exchange {
    fn new(outcome: Outcome) -> Self {
        Self { expected: Expected::default(), outcome, delay: Duration::ZERO, problem: None }
    }

    /// Responds with this status and body.
    pub fn respond(status: u16, body: impl Into<Bytes>) -> Self {
        Self::stream(status, [body.into()])
    }

    /// Responds with a body that comes in these pieces.
    pub fn stream<B: Into<Bytes>>(status: u16, pieces: impl IntoIterator<Item = B>) -> Self {
        let pieces = pieces.into_iter().map(Into::into).filter(|piece: &Bytes| !piece.is_empty()).collect();
        Self::new(Outcome::Response(Reply { status, pieces, ..Reply::default() }))
    }

    /// Fails before the request has been sent, so that any call is tried again.
    pub fn not_sent(message: impl Into<String>) -> Self {
        Self::new(Outcome::Failure { message: message.into(), sent: false, lasting: false })
    }

    /// Fails when the request may have been sent, so that only calls that may be repeated are tried again.
    pub fn interrupted(message: impl Into<String>) -> Self {
        Self::new(Outcome::Failure { message: message.into(), sent: true, lasting: false })
    }

    /// Never responds, for tests of timeouts.
    pub fn silence() -> Self {
        Self::new(Outcome::Silence)
    }

    pub(super) fn recorded(expected: Expected, outcome: Outcome) -> Self {
        Self { expected, ..Self::new(outcome) }
    }

    /// Adds a header to the response.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let header = self.checked(name, value);
        if let (Some((name, value)), Outcome::Response(reply)) = (header, &mut self.outcome) {
            reply.headers.append(name, value);
        }
        self
    }

    /// Breaks the connection behind the pieces of the response, with this error.
    #[must_use]
    pub fn then_broken(self, message: impl Into<String>) -> Self {
        self.ending(End::Broken(message.into()))
    }

    /// Keeps the response open behind its pieces, without anything more to come.
    #[must_use]
    pub fn then_silence(self) -> Self {
        self.ending(End::Open)
    }

    fn ending(mut self, end: End) -> Self {
        if let Outcome::Response(reply) = &mut self.outcome {
            reply.end = end;
        }
        self
    }

    /// Waits before anything comes. In a runtime whose time is paused, that takes no time.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Expects this method, and this URI: a path with its query string, or the whole.
    #[must_use]
    pub fn expecting(mut self, method: &str, uri: &str) -> Self {
        self.expected.method = Some(method.to_owned());
        self.expected.uri = Some(uri.to_owned());
        self
    }

    /// Expects this header.
    #[must_use]
    pub fn expecting_header(mut self, name: &str, value: &str) -> Self {
        if let Some((name, value)) = self.checked(name, value) {
            self.expected.headers.append(name, value);
        }
        self
    }

    /// Expects this body, byte by byte.
    #[must_use]
    pub fn expecting_body(mut self, body: impl Into<Bytes>) -> Self {
        self.expected.body = Some(body.into());
        self
    }

    fn checked(&mut self, name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
        let header = HeaderName::from_bytes(name.as_bytes()).ok().zip(HeaderValue::from_str(value).ok());
        if header.is_none() {
            self.problem = Some(format!("`{name}: {value}` cannot be a header"));
        }
        header
    }
}
