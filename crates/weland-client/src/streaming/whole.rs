//! Streams that have to be signed or summed are read into memory first: what there is without the feature `streams`.

use http::Extensions;
use http::request::Parts;
use http_body::Body as _;
use weland_core::{ErrorKind, OtherError};
use weland_protocol::Body;

use super::{Plan, Wishes};

/// How a stream is sent; never in a way of its own.
pub(crate) enum Streaming {}

/// Tells those who sign a request how its body is sent.
pub(crate) fn tell_signers(_: Option<&Streaming>, _: &mut Extensions) {}

/// Decides how a body that is a stream is sent.
///
/// # Errors
/// When it has events that would have to be signed.
#[allow(clippy::unused_async, reason = "it takes time with the feature")]
pub(crate) async fn plan(wishes: &Wishes<'_>, _: &mut Parts, body: Body) -> Result<Plan, OtherError> {
    let needs_length = wishes.operation.input.members.iter().any(|member| member.schema.requires_length);
    let lacks_length = needs_length && body.size_hint().exact().is_none();
    let is_unsigned = wishes.operation.unsigned_payload && !body.is_event_stream();
    let is_signed = wishes.signed && !is_unsigned && !(body.is_event_stream() && wishes.signs_events);
    if !(is_signed || wishes.checksum.is_some() || wishes.needs_body || lacks_length) {
        return Ok(Plan::Stream(body, None));
    }
    if body.is_event_stream() {
        let message = "the events of the stream have to be signed: enable the feature `streams` of `weland-client`";
        return Err(OtherError::new(ErrorKind::Request, message));
    }
    Ok(Plan::InMemory(body))
}
