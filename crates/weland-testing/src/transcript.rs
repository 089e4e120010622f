//! Messages as text that a person can read.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request, Response};

use crate::frame;
use crate::text::Plain;

/// A request as it stands on the wire, roughly.
pub(crate) fn request(request: &Request<impl AsRef<[u8]>>) -> String {
    message(&format!("{} {}", request.method(), request.uri()), request.headers(), request.body().as_ref())
}

/// A response as it stands on the wire, roughly.
pub(crate) fn response(response: &Response<impl AsRef<[u8]>>) -> String {
    message(&response.status().to_string(), response.headers(), response.body().as_ref())
}

fn message(start: &str, headers: &HeaderMap, body: &[u8]) -> String {
    let mut text = format!("{start}\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {}\n", Plain(value.as_bytes())));
    }
    match frame::read_all(body) {
        _ if body.is_empty() => {}
        Ok(frames) if headers.get(CONTENT_TYPE) == Some(&frame::MEDIA_TYPE) => {
            for (index, frame) in frames.iter().enumerate() {
                text.push_str(&format!("\n(event {})\n{frame}", index + 1));
            }
        }
        _ => text.push_str(&format!("\n{}\n", Plain(body))),
    }
    text
}
