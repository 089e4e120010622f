//! Documents of errors, as far as they are alike for all errors.

use weland_core::DecodeError;

use super::major;
use super::read::Reader;
use super::write::Writer;
use crate::codec::ErrorDetails;

/// A map with nothing but a message.
pub(super) fn encode(message: &str) -> Vec<u8> {
    let mut to = Writer::default();
    to.push(0xbf);
    to.text("message");
    to.text(message);
    to.push(0xff);
    to.out
}

/// Names the shape of an error in its document, which is a map whose length is left open, as structures are written.
pub(crate) fn with_type(document: &[u8], name: &str) -> Vec<u8> {
    let mut to = Writer::default();
    to.push(0xbf);
    to.text("__type");
    to.text(name);
    to.out.extend_from_slice(document.get(1..).unwrap_or_default());
    to.out
}

/// The shape and the message of an error; as much of them as can be read.
pub(super) fn details(bytes: &[u8]) -> ErrorDetails {
    let mut details = ErrorDetails::default();
    let mut messages = [None, None, None];
    // What comes after a mistake is lost, what came before it is not.
    let _ = strings(bytes, |key, value| {
        let field = match key {
            "__type" => &mut details.shape,
            "message" => &mut messages[0],
            "Message" => &mut messages[1],
            "errorMessage" => &mut messages[2],
            _ => return,
        };
        *field = Some(value.to_owned());
    });
    details.message = messages.into_iter().flatten().next();
    details
}

/// Calls `each` with the keys and values of a map whose values are text.
fn strings(bytes: &[u8], mut each: impl FnMut(&str, &str)) -> Result<(), DecodeError> {
    let mut reader = Reader::new(bytes);
    let mut left = reader.open(major::MAP, "a map")?;
    while reader.goes_on(&mut left)? {
        let key = reader.text()?;
        match reader.peek().map(|first| first >> 5) {
            Some(major::TEXT) => each(&key, &reader.text()?),
            _ => reader.skip(1)?,
        }
    }
    Ok(())
}
