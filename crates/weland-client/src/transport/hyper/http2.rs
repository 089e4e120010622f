//! What errors of HTTP/2 say about another attempt.

use h2::{Error, Reason};
use weland_core::BoxError;

use crate::transport::find_cause;

/// Whether the server has not looked at the request: it refuses the stream, or says farewell before it has come to it.
pub(super) fn is_refused(error: &BoxError) -> bool {
    find_cause::<Error>(&**error).is_some_and(|error| {
        let reason = error.reason();
        error.is_remote()
            && (reason == Some(Reason::REFUSED_STREAM) || error.is_go_away() && reason == Some(Reason::NO_ERROR))
    })
}

/// Whether the server does not keep to the protocol. It will not do so the next time either.
pub(super) fn is_malformed(error: &BoxError) -> bool {
    let broken = [Reason::PROTOCOL_ERROR, Reason::FRAME_SIZE_ERROR, Reason::COMPRESSION_ERROR];
    find_cause::<Error>(&**error)
        .is_some_and(|error| error.is_library() && error.reason().is_some_and(|reason| broken.contains(&reason)))
}
