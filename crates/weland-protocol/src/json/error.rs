//! Documents of errors, as far as they are alike for all errors.

use super::decode::JsonDecoder;
use super::write::write_string;
use crate::codec::ErrorDetails;
use crate::strictness::Strictness;

/// An object with nothing but a message.
pub(super) fn encode(message: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + 16);
    out.extend_from_slice(b"{\"message\":");
    write_string(&mut out, message);
    out.push(b'}');
    out
}

/// Names the shape of an error in its document, which is an object.
pub(crate) fn with_type(document: &[u8], name: &str) -> Vec<u8> {
    let members = document.strip_prefix(b"{").unwrap_or(document);
    let mut out = Vec::with_capacity(document.len() + name.len() + 16);
    out.extend_from_slice(b"{\"__type\":");
    write_string(&mut out, name);
    if members != b"}" {
        out.push(b',');
    }
    out.extend_from_slice(members);
    out
}

/// The code and the message of an error whose document is a problem (RFC 9457) or says as much in other common words; as much
/// of them as can be read.
pub(crate) fn problem_details(bytes: &[u8]) -> ErrorDetails {
    const MESSAGES: [&str; 5] = ["detail", "message", "error_description", "title", "error"];
    let mut code = None;
    let mut messages = [const { None }; MESSAGES.len()];
    let mut read = |decoder: &mut JsonDecoder<'_>| {
        decoder.strings(|key, value| {
            if key == "code" {
                code = Some(value.to_owned());
            } else if let Some(index) = MESSAGES.iter().position(|name| *name == key) {
                messages[index] = Some(value.to_owned());
            }
        })
    };
    // What comes after a mistake is lost, what came before it is not.
    let _ = JsonDecoder::new(bytes, Strictness::Lenient).and_then(|mut decoder| read(&mut decoder));
    ErrorDetails { code, shape: None, message: messages.into_iter().flatten().next() }
}

/// The code, the shape and the message of an error; as much of them as can be read.
pub(super) fn details(bytes: &[u8]) -> ErrorDetails {
    let (mut code, mut shape) = (None, None);
    let mut messages = [None, None, None];
    let mut read = |decoder: &mut JsonDecoder<'_>| {
        decoder.strings(|key, value| {
            let field = match key {
                "code" => &mut code,
                "__type" => &mut shape,
                "message" => &mut messages[0],
                "Message" => &mut messages[1],
                "errorMessage" => &mut messages[2],
                _ => return,
            };
            *field = Some(value.to_owned());
        })
    };
    // What comes after a mistake is lost, what came before it is not.
    let _ = JsonDecoder::new(bytes, Strictness::Lenient).and_then(|mut decoder| read(&mut decoder));
    ErrorDetails { code, shape, message: messages.into_iter().flatten().next() }
}
