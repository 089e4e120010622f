//! Headers that HTTP itself needs to take messages apart. A model may bind members to them all the same.

use http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::uri::Authority;
use weland_core::EncodeError;

/// Who puts a header into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It goes with the other headers of the model.
    Message,
    /// The transport writes it anyway, with the same value.
    Transport,
}

/// Makes sure that a header does not contradict the message that it stands in, whose body has `length` bytes, if that is
/// known.
///
/// # Errors
/// When the length is another one, the host is none, or the header is about the connection, which is the transport's.
pub(crate) fn check(name: &HeaderName, value: &HeaderValue, length: Option<u64>) -> Result<Place, EncodeError> {
    match name {
        &CONTENT_LENGTH => return check_length(value, length),
        &HOST if !is_host(value) => {
            return Err(EncodeError::new(
                "the value of the header `Host` is not the name of a host, perhaps with a port",
            ));
        }
        &CONNECTION | &TE | &TRAILER | &TRANSFER_ENCODING | &UPGRADE => {}
        name if matches!(name.as_str(), "keep-alive" | "proxy-connection") => {}
        _ => return Ok(Place::Message),
    }
    Err(EncodeError::new(format!("the header `{name}` belongs to the connection, and cannot be set by a member")))
}

fn check_length(value: &HeaderValue, length: Option<u64>) -> Result<Place, EncodeError> {
    let digits = value.to_str().ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(claimed) = digits.and_then(|text| text.parse::<u64>().ok()) else {
        return Err(EncodeError::new("the value of the header `Content-Length` is not the length of a body"));
    };
    match length {
        Some(length) if length != claimed => Err(EncodeError::new(format!(
            "the header `Content-Length` would announce {claimed} bytes, but the body has {length}"
        ))),
        Some(_) => Ok(Place::Transport),
        // It says how long a stream is going to be, and the transport makes sure that it is.
        None => Ok(Place::Message),
    }
}

fn is_host(value: &HeaderValue) -> bool {
    value.to_str().is_ok_and(|text| !text.contains('@') && text.parse::<Authority>().is_ok())
}
