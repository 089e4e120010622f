//! Writing down what a transport does.

use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{Method, Request, Response};
use http_body::{Body as _, Frame, SizeHint};
use tower_service::Service;
use weland_core::BoxError;
use weland_protocol::Body;

use super::MAX_BODY;
use super::exchange::{End, Outcome, Reply};
use super::file::{RecordingError, RequestText, line};
use super::redact::{Redaction, SecretParameters};
use crate::transport::{Transport, Verdict};
use crate::{BoxFuture, describe};

/// A transport that passes requests on to another one, and writes to a file what they are and what comes of them: a line of JSON for
/// each, in the order in which the requests were made.
///
/// Secrets are left out, see [`Redaction`]. Look through a recording before it goes into a repository all the same: what is secret
/// in the data of a service, only its users know.
///
/// ```no_run
/// use std::time::Duration;
/// use weland_client::{Config, Transport};
/// use weland_client::testing::Recorder;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let network = weland_client::Config::new();
/// # #[cfg(feature = "hyper")] {
/// let recorder = Recorder::create("tests/things.jsonl", Transport::hyper(Duration::from_secs(5)))?;
/// let config = Config::from_env().transport(recorder.transport());
/// // Make calls, then:
/// let count = recorder.finish()?;
/// # }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Recorder {
    transport: Transport,
    redaction: Arc<Redaction>,
    tape: Arc<Mutex<Tape>>,
}

/// The lines that are written, and those that cannot be written yet.
struct Tape {
    path: PathBuf,
    file: File,
    /// How many lines are in the file.
    written: usize,
    /// The lines behind them, `None` while an exchange goes on.
    lines: VecDeque<Option<Vec<u8>>>,
    problem: Option<String>,
}

impl Recorder {
    /// Begins a recording of what goes through this transport; what the file holds is lost.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(path: impl Into<PathBuf>, transport: Transport) -> Result<Self, RecordingError> {
        let path = path.into();
        let file = File::create(&path).map_err(|error| RecordingError(format!("{}: {error}", path.display())))?;
        let tape = Tape { path, file, written: 0, lines: VecDeque::new(), problem: None };
        Ok(Self { transport, redaction: Arc::default(), tape: Arc::new(Mutex::new(tape)) })
    }

    /// Leaves out more than what is known to be a secret.
    #[must_use]
    pub fn redaction(mut self, redaction: Redaction) -> Self {
        self.redaction = Arc::new(redaction);
        self
    }

    /// The transport that records.
    pub fn transport(&self) -> Transport {
        Transport::new(Recording(self.clone()))
    }

    /// Says how many exchanges there are in the file. Those that go on are not yet among them.
    ///
    /// # Errors
    /// When something could not be written.
    pub fn finish(&self) -> Result<usize, RecordingError> {
        let tape = self.tape();
        match &tape.problem {
            Some(problem) => Err(RecordingError(format!("{}: {problem}", tape.path.display()))),
            None => Ok(tape.written),
        }
    }

    fn tape(&self) -> MutexGuard<'_, Tape> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place on the tape for a request.
    fn begin(&self, request: &Request<Body>) -> Running {
        let mut tape = self.tape();
        tape.lines.push_back(None);
        let number = tape.written + tape.lines.len() - 1;
        let secrets = request.extensions().get::<SecretParameters>();
        let text = RequestText {
            method: request.method().to_string(),
            uri: self.redaction.uri(request.uri(), secrets),
            headers: self.redaction.headers(request.headers()),
        };
        let is_head = request.method() == Method::HEAD;
        Running { recorder: self.clone(), number, text: Some(text), body: Arc::default(), reply: None, is_head }
    }

    /// Puts a line in its place, and writes what is complete.
    fn end(&self, number: usize, line: Result<Vec<u8>, String>) {
        let mut tape = self.tape();
        let index = number.saturating_sub(tape.written);
        let line = line.unwrap_or_else(|problem| {
            tape.problem.get_or_insert(problem);
            Vec::new()
        });
        if let Some(place) = tape.lines.get_mut(index) {
            *place = Some(line);
        }
        while let Some(Some(line)) = tape.lines.front() {
            let line = line.clone();
            if let Err(error) = tape.file.write_all(&line).and_then(|()| tape.file.flush()) {
                tape.problem.get_or_insert(error.to_string());
            }
            tape.lines.pop_front();
            tape.written += 1;
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("redaction", &self.redaction).finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Recording(Recorder);

impl Service<Request<Body>> for Recording {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let running = self.0.begin(&request);
        Box::pin(exchange(self.0.transport.clone(), running, request))
    }
}

async fn exchange(
    transport: Transport,
    mut running: Running,
    request: Request<Body>,
) -> Result<Response<Body>, BoxError> {
    let kept = Arc::clone(&running.body);
    let request = request.map(|body| match body.as_bytes().map(Bytes::copy_from_slice) {
        Some(bytes) => {
            lock(&kept).push(&bytes);
            body
        }
        None => Body::new(Heard { body, kept }),
    });
    match transport.send(request).await {
        Ok(response) => {
            let (parts, body) = response.into_parts();
            running.reply = Some((parts.status.as_u16(), parts.headers.clone(), Kept::default()));
            let mut body = ReplyBody { body, running: Some(running) };
            if body.body.is_end_stream() {
                body.end(End::Complete);
            }
            Ok(Response::from_parts(parts, Body::new(body)))
        }
        Err(error) => {
            let Verdict { not_sent, lasting, .. } = Verdict::of(&error);
            running.end(Outcome::Failure { message: describe(&*error), sent: !not_sent, lasting });
            Err(error)
        }
    }
}

/// The bytes of a body, as far as they are kept.
#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl Kept {
    fn push(&mut self, data: &[u8]) {
        self.is_too_large |= self.bytes.len() + data.len() > MAX_BODY;
        if !self.is_too_large {
            self.bytes.extend_from_slice(data);
        }
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An exchange that goes on. It is written when it ends, or when nobody waits for it any longer.
struct Running {
    recorder: Recorder,
    number: usize,
    /// `None` once it is written.
    text: Option<RequestText>,
    body: Arc<Mutex<Kept>>,
    reply: Option<(u16, http::HeaderMap, Kept)>,
    is_head: bool,
}

impl Running {
    fn end(&mut self, outcome: Outcome) {
        let Some(text) = self.text.take() else { return };
        let line = self.line(text, outcome);
        self.recorder.end(self.number, line);
    }

    fn line(&mut self, text: RequestText, mut outcome: Outcome) -> Result<Vec<u8>, String> {
        let redaction = &self.recorder.redaction;
        let sent = lock(&self.body);
        let is_too_large = sent.is_too_large || self.reply.as_ref().is_some_and(|(_, _, kept)| kept.is_too_large);
        if is_too_large {
            return Err(format!("{} {}: a body has more than {MAX_BODY} bytes", text.method, text.uri));
        }
        let mut headers = Vec::new();
        if let Outcome::Response(reply) = &mut outcome {
            let body = redaction.body(&reply.pieces.concat());
            if reply.headers.contains_key(CONTENT_LENGTH) && !self.is_head {
                reply.headers.insert(CONTENT_LENGTH, body.len().into());
            }
            headers = redaction.headers(&reply.headers);
            reply.pieces = vec![body.into()];
        }
        line(text, &redaction.body(&sent.bytes), outcome, headers).map_err(|error| error.to_string())
    }

    /// The response as far as it has come.
    fn reply(&mut self, end: End) -> Outcome {
        match &mut self.reply {
            None => Outcome::Silence,
            Some((status, headers, kept)) => Outcome::Response(Reply {
                status: *status,
                headers: headers.clone(),
                pieces: vec![std::mem::take(&mut kept.bytes).into()],
                end,
            }),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let outcome = self.reply(End::Open);
        self.end(outcome);
    }
}

/// The body of a request, which is heard as it is sent.
struct Heard {
    body: Body,
    kept: Arc<Mutex<Kept>>,
}

impl http_body::Body for Heard {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(data) = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()) {
            lock(&self.kept).push(data);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of a response, which ends an exchange.
struct ReplyBody {
    body: Body,
    running: Option<Running>,
}

impl ReplyBody {
    fn end(&mut self, end: End) {
        if let Some(mut running) = self.running.take() {
            let outcome = running.reply(end);
            running.end(outcome);
        }
    }
}

impl http_body::Body for ReplyBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            None => self.end(End::Complete),
            Some(Err(error)) => {
                let end = End::Broken(describe(&**error));
                self.end(end);
            }
            Some(Ok(frame)) => {
                let data = frame.data_ref();
                if let (Some(data), Some(Running { reply: Some((_, _, kept)), .. })) = (data, &mut self.running) {
                    kept.push(data);
                }
                if self.body.is_end_stream() {
                    self.end(End::Complete);
                }
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
