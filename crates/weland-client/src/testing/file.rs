//! Recordings as text: one exchange per line, as JSON.

use std::fmt;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{EncodeError, Member, Schema, schema, structure};
use weland_protocol::{Strictness, json};

use super::exchange::{End, Exchange, Expected, Outcome, Reply};

/// How a response ends that was not read to its end.
const OPEN: &str = "open";

static LINES: Schema = Schema::list("Lines", &[Member::element(&schema::STRING)]);

#[derive(Default)]
struct Entry {
    request: Option<Request>,
    response: Option<Response>,
    failure: Option<Failure>,
}

structure! {
    Entry = ENTRY: Schema::structure("Entry");
    0 request: Member::new("request", &REQUEST),
    1 response: Member::new("response", &RESPONSE),
    2 failure: Member::new("failure", &FAILURE),
}

#[derive(Default)]
struct Request {
    method: String,
    uri: String,
    headers: Option<Vec<String>>,
    body: Option<String>,
    body_base64: Option<String>,
}

structure! {
    Request = REQUEST: Schema::structure("Request");
    0 method: Member::new("method", &schema::STRING),
    1 uri: Member::new("uri", &schema::STRING),
    2 headers: Member::new("headers", &LINES),
    3 body: Member::new("body", &schema::STRING),
    4 body_base64: Member::new("bodyBase64", &schema::STRING),
}

#[derive(Default)]
struct Response {
    status: i32,
    headers: Option<Vec<String>>,
    body: Option<String>,
    body_base64: Option<String>,
    end: Option<String>,
}

structure! {
    Response = RESPONSE: Schema::structure("Response");
    0 status: Member::new("status", &schema::INTEGER),
    1 headers: Member::new("headers", &LINES),
    2 body: Member::new("body", &schema::STRING),
    3 body_base64: Member::new("bodyBase64", &schema::STRING),
    4 end: Member::new("end", &schema::STRING),
}

#[derive(Default)]
struct Failure {
    message: String,
    sent: bool,
    lasting: bool,
}

structure! {
    Failure = FAILURE: Schema::structure("Failure");
    0 message: Member::new("message", &schema::STRING),
    1 sent: Member::new("sent", &schema::BOOLEAN),
    2 lasting: Member::new("lasting", &schema::BOOLEAN),
}

/// A request as it is written.
pub(super) struct RequestText {
    pub(super) method: String,
    pub(super) uri: String,
    pub(super) headers: Vec<String>,
}

/// The line of an exchange, with its end.
pub(super) fn line(
    request: RequestText,
    body: &[u8],
    outcome: Outcome,
    headers: Vec<String>,
) -> Result<Vec<u8>, EncodeError> {
    let RequestText { method, uri, headers: of_request } = request;
    let (text, base64) = written(body);
    let request = Request { method, uri, headers: Some(of_request), body: text, body_base64: base64 };
    let mut entry = Entry { request: Some(request), ..Entry::default() };
    match outcome {
        Outcome::Response(reply) => {
            let (body, body_base64) = written(&reply.pieces.concat());
            let end = match reply.end {
                End::Complete => None,
                End::Broken(message) => Some(format!("broken: {message}")),
                End::Open => Some(OPEN.to_owned()),
            };
            let status = i32::from(reply.status);
            entry.response = Some(Response { status, headers: Some(headers), body, body_base64, end });
        }
        Outcome::Failure { message, sent, lasting } => entry.failure = Some(Failure { message, sent, lasting }),
        Outcome::Silence => {}
    }
    let mut line = json::encode(&entry)?;
    line.push(b'\n');
    Ok(line)
}

/// Bytes as text if people can read that, otherwise in base64. No bytes are neither.
fn written(body: &[u8]) -> (Option<String>, Option<String>) {
    let is_readable = |text: &&str| !text.chars().any(|c| c.is_control() && !"\r\n\t".contains(c));
    match std::str::from_utf8(body).ok().filter(is_readable) {
        Some("") => (None, None),
        Some(text) => (Some(text.to_owned()), None),
        None => (None, Some(BASE64.encode(body))),
    }
}

/// Reads a recording; `name` is where it comes from, for errors.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Exchange>, RecordingError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let place = format!("{name}: line {}", index + 1);
            exchange(&place, line)
                .map_err(|problem| RecordingError(format!("{place}: {problem}; record it again, or mend the line")))
        })
        .collect()
}

/// Reads a recording in a file.
pub(super) fn read_file(path: &Path) -> Result<Vec<Exchange>, RecordingError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| RecordingError(format!("{name}: {error}; a `Recorder` makes such a file")))?;
    read(&name, &text)
}

fn exchange(place: &str, line: &str) -> Result<Exchange, String> {
    let mut entry = Entry::default();
    json::decode(line.as_bytes(), &mut entry, Strictness::Lenient).map_err(|error| error.to_string())?;
    let request = entry.request.filter(|request| !request.method.is_empty() && !request.uri.is_empty());
    let request = request.ok_or("there is no `request` with `method` and `uri`")?;
    let expected = Expected {
        method: Some(request.method),
        uri: Some(request.uri),
        headers: header_map(request.headers)?,
        body: Some(bytes(request.body, request.body_base64)?),
        place: Some(place.to_owned()),
    };
    let outcome = match (entry.response, entry.failure) {
        (Some(_), Some(_)) => return Err("there is both a `response` and a `failure`".to_owned()),
        (Some(response), None) => Outcome::Response(reply(response)?),
        (None, Some(Failure { message, sent, lasting })) => Outcome::Failure { message, sent, lasting },
        (None, None) => Outcome::Silence,
    };
    Ok(Exchange::recorded(expected, outcome))
}

fn reply(response: Response) -> Result<Reply, String> {
    let status = u16::try_from(response.status).ok().filter(|status| (100..1000).contains(status));
    let body = bytes(response.body, response.body_base64)?;
    let end = match response.end.as_deref().map(|end| (end, end.strip_prefix("broken: "))) {
        None => End::Complete,
        Some((_, Some(message))) => End::Broken(message.to_owned()),
        Some((OPEN, None)) => End::Open,
        Some((end, None)) => return Err(format!("`end` is `{end}`, not `{OPEN}` or `broken: …`")),
    };
    Ok(Reply {
        status: status.ok_or_else(|| format!("the status {} is none", response.status))?,
        headers: header_map(response.headers)?,
        pieces: if body.is_empty() { Vec::new() } else { vec![body] },
        end,
    })
}

fn bytes(text: Option<String>, base64: Option<String>) -> Result<Bytes, String> {
    match (text, base64) {
        (Some(_), Some(_)) => Err("there is both a `body` and a `bodyBase64`".to_owned()),
        (_, Some(base64)) => BASE64.decode(base64).map(Bytes::from).map_err(|error| format!("`bodyBase64`: {error}")),
        (text, None) => Ok(text.unwrap_or_default().into()),
    }
}

fn header_map(lines: Option<Vec<String>>) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for line in lines.unwrap_or_default() {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let header = HeaderName::from_bytes(name.as_bytes()).ok().zip(HeaderValue::from_str(value.trim()).ok());
        let (name, value) = header.ok_or_else(|| format!("`{line}` is no header"))?;
        headers.append(name, value);
    }
    Ok(headers)
}

/// Why a recording cannot be read or written.
#[derive(Debug, Clone)]
pub struct RecordingError(pub(super) String);

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RecordingError {}
