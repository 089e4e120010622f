//! Responding as it was said or seen before.

mod message;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderName, Request, Response};
use http_body::Body as _;
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

use super::exchange::{Exchange, Outcome};
use super::file::{self, RecordingError};
use super::{MAX_BODY, compare};
use crate::BoxFuture;
use crate::transport::{Transport, TransportError};
use message::{Arriving, response};

const HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
/// Marks bodies whose events are signed, so that they are others each time.
const SIGNED_EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// A transport that knows in advance which requests come, and what comes of each.
///
/// Each exchange is used once. A request that is another one than expected, or one too many, fails with an error that says what
/// differs; it is not tried again, and [`finish`](Self::finish) tells it once more.
///
/// Of a request that was recorded, these have to be the same: method, URI, body, and the headers `accept`, `content-encoding`,
/// `content-type` and `x-amz-target`, to which [`compare_headers`](Self::compare_headers) adds others. Anything may stand where a secret was
/// left out. The bodies of signed streams of events are not compared.
///
/// Clones share their exchanges.
///
/// ```
/// use weland_client::testing::Replay;
///
/// let recording = r#"{"request":{"method":"GET","uri":"https://things.test/a"},"response":{"status":200,"body":"{}"}}"#;
/// let replay = Replay::from_json_lines("things", recording)?;
/// assert!(Replay::from_json_lines("things", "{}").unwrap_err().to_string().starts_with("things: line 1: "));
/// # Ok::<(), weland_client::testing::RecordingError>(())
/// ```
#[derive(Clone)]
pub struct Replay(Arc<Mutex<State>>);

struct State {
    exchanges: Vec<Exchange>,
    used: Vec<bool>,
    compared: Vec<HeaderName>,
    any_origin: bool,
    any_order: bool,
    piece_size: usize,
    /// Requests in the order in which they came, `None` while their bodies do.
    requests: Vec<Option<Request<Bytes>>>,
    problems: Vec<String>,
}

impl Replay {
    /// Responds by these exchanges, one after the other.
    pub fn new(exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        let exchanges: Vec<_> = exchanges.into_iter().collect();
        Self(Arc::new(Mutex::new(State {
            used: vec![false; exchanges.len()],
            exchanges,
            compared: vec![ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, TARGET],
            any_origin: false,
            any_order: false,
            piece_size: usize::MAX,
            requests: Vec::new(),
            problems: Vec::new(),
        })))
    }

    /// Responds by what a [`Recorder`](super::Recorder) has written to a file.
    ///
    /// # Errors
    /// When the file cannot be read, or a line of it is no exchange.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, RecordingError> {
        file::read_file(path.as_ref()).map(Self::new)
    }

    /// Responds by what a [`Recorder`](super::Recorder) has written, such as `include_str!("things.jsonl")`. The name is for errors.
    ///
    /// # Errors
    /// When a line is no exchange.
    pub fn from_json_lines(name: &str, text: &str) -> Result<Self, RecordingError> {
        file::read(name, text).map(Self::new)
    }

    /// Compares these headers with those that were recorded, too.
    #[must_use]
    pub fn compare_headers<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut state = self.state();
        for name in names {
            match HeaderName::from_bytes(name.as_bytes()) {
                Ok(name) => state.compared.push(name),
                Err(_) => state.problems.push(format!("`{name}` cannot be the name of a header")),
            }
        }
        drop(state);
        self
    }

    /// Takes requests to any host, whichever they were recorded with.
    #[must_use]
    pub fn any_origin(self) -> Self {
        self.state().any_origin = true;
        self
    }

    /// Takes requests in any order, for calls that are made at the same time: each gets the first exchange that fits it.
    #[must_use]
    pub fn any_order(self) -> Self {
        self.state().any_order = true;
        self
    }

    /// Responds in pieces of at most so many bytes, for tests of what reads streams.
    #[must_use]
    pub fn piece_size(self, bytes: usize) -> Self {
        self.state().piece_size = bytes.max(1);
        self
    }

    /// The transport that responds.
    pub fn transport(&self) -> Transport {
        Transport::new(Player(self.clone()))
    }

    /// The requests that have come so far, with their secrets; without those whose bodies have not ended.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.state().requests.iter().flatten().cloned().collect()
    }

    /// Says whether everything has happened as expected.
    ///
    /// # Errors
    /// When a request was another one than expected, or when there are exchanges that have not been used.
    pub fn finish(&self) -> Result<(), ReplayError> {
        let state = self.state();
        let mut problems = state.problems.clone();
        let unused: Vec<String> = state.numbered().filter(|(index, _)| !state.used[*index]).map(|(_, it)| it).collect();
        match unused.len() {
            0 => {}
            1 => problems.push(format!("an exchange has not been used: {}", unused.concat())),
            count => problems.push(format!("{count} exchanges have not been used: {}", unused.join(", "))),
        }
        if problems.is_empty() { Ok(()) } else { Err(ReplayError(problems)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose turn it is, for replays in order: decided before anything is waited for.
    fn turn(&self) -> (usize, Option<usize>) {
        let mut state = self.state();
        state.requests.push(None);
        let number = state.requests.len();
        let index = state.used.iter().position(|used| !used).filter(|_| !state.any_order);
        if let Some(used) = index.and_then(|index| state.used.get_mut(index)) {
            *used = true;
        }
        (number, index)
    }

    async fn play(
        self,
        number: usize,
        turn: Option<usize>,
        request: Request<Body>,
    ) -> Result<Response<Body>, BoxError> {
        let (parts, body) = request.into_parts();
        // A stream without an end in sight may depend on the response.
        let (bytes, stream) = match body.size_hint().exact() {
            Some(_) => (Some(body.collect(MAX_BODY).await?), None),
            None => (None, Some(body)),
        };
        let exchange = self.state().find(number, turn, &parts, bytes.as_ref());
        let exchange = exchange.map_err(|problem| TransportError::not_sent(problem).lasting())?;
        let arriving = match (bytes, stream) {
            (_, Some(body)) => {
                let expected = exchange.expected.body.clone();
                Some(Arriving { replay: self.clone(), number, parts: Some(parts), body, bytes: Vec::new(), expected })
            }
            (bytes, None) => {
                self.state().keep(number, parts, bytes.unwrap_or_default());
                None
            }
        };
        if !exchange.delay.is_zero() {
            tokio::time::sleep(exchange.delay).await;
        }
        let piece_size = self.state().piece_size;
        match exchange.outcome {
            Outcome::Response(reply) => response(reply, piece_size, arriving),
            Outcome::Silence => std::future::pending().await,
            Outcome::Failure { message, sent, lasting } => {
                let error = if sent { TransportError::interrupted(message) } else { TransportError::not_sent(message) };
                Err(if lasting { error.lasting() } else { error }.into())
            }
        }
    }
}

impl State {
    /// The exchange for a request; what differs if there is none.
    fn find(
        &mut self,
        number: usize,
        turn: Option<usize>,
        parts: &Parts,
        body: Option<&Bytes>,
    ) -> Result<Exchange, String> {
        let found = match turn {
            Some(index) => self.differences(index, parts, body).map_or(Ok(index), Err),
            None => self.find_unused(parts, body),
        };
        let exchange = found.and_then(|index| {
            self.used[index] = true;
            let exchange = self.exchanges[index].clone();
            exchange.problem.clone().map_or(Ok(exchange), Err)
        });
        exchange.map_err(|problem| {
            let problem = format!("request {number}, {} {}: {problem}", parts.method, parts.uri);
            self.problems.push(problem.clone());
            problem
        })
    }

    /// In any order, or when there are no exchanges left.
    fn find_unused(&self, parts: &Parts, body: Option<&Bytes>) -> Result<usize, String> {
        let mut differing = Vec::new();
        for index in (0..self.exchanges.len()).filter(|index| !self.used[*index]) {
            match self.differences(index, parts, body) {
                None => return Ok(index),
                Some(differences) => differing.push(differences),
            }
        }
        Err(match differing.is_empty() {
            true => format!("all exchanges have been used, of which there are {}", self.exchanges.len()),
            false => format!("it fits none of those that are left: {}", differing.join("; ")),
        })
    }

    fn differences(&self, index: usize, parts: &Parts, body: Option<&Bytes>) -> Option<String> {
        let expected = &self.exchanges[index].expected;
        let mut differences = compare::head(expected, parts, &self.compared, self.any_origin);
        if let (Some(wanted), Some(body)) = (&expected.body, body) {
            differences.extend(compare::body(wanted, body));
        }
        let place = expected.place.as_ref().map_or_else(|| format!("exchange {}", index + 1), Clone::clone);
        (!differences.is_empty()).then(|| format!("{} ({place})", differences.join(", ")))
    }

    fn keep(&mut self, number: usize, parts: Parts, body: Bytes) {
        if let Some(place) = self.requests.get_mut(number - 1) {
            *place = Some(Request::from_parts(parts, body));
        }
    }

    /// The exchanges with their places, in words.
    fn numbered(&self) -> impl Iterator<Item = (usize, String)> {
        self.exchanges.iter().enumerate().map(|(index, exchange)| {
            let expected = &exchange.expected;
            let place = expected.place.clone().unwrap_or_else(|| format!("exchange {}", index + 1));
            let request = match (&expected.method, &expected.uri) {
                (Some(method), Some(uri)) => format!(" ({method} {uri})"),
                _ => String::new(),
            };
            (index, format!("{place}{request}"))
        })
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let used = state.used.iter().filter(|used| **used).count();
        f.debug_struct("Replay").field("exchanges", &state.exchanges.len()).field("used", &used).finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Player(Replay);

impl Service<Request<Body>> for Player {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (number, turn) = self.0.turn();
        Box::pin(self.0.clone().play(number, turn, request))
    }
}

/// What has not happened as a [`Replay`] expects it.
#[derive(Debug, Clone)]
pub struct ReplayError(Vec<String>);

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for ReplayError {}
