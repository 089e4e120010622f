//! What transports fail with, and what that says about another attempt.

use std::error::Error;
use std::fmt;
use std::io;
use std::iter::successors;

use weland_core::{BoxError, EncodeError, WrongStreamLength};

/// Why a transport has no response, and what follows from that for another attempt.
///
/// A transport that fails with any other error leaves both questions open: the request may have been sent, and another
/// attempt may succeed, so it is made if the call may be repeated. What is found among the causes of an error counts as
/// well.
///
/// ```
/// use weland_client::TransportError;
///
/// let refused = TransportError::not_sent("the proxy is down");
/// assert!(!refused.may_have_been_sent() && !refused.is_lasting());
///
/// let garbage = TransportError::interrupted("this is not HTTP").lasting();
/// assert!(garbage.may_have_been_sent() && garbage.is_lasting());
/// ```
#[derive(Debug)]
pub struct TransportError {
    sent: bool,
    lasting: bool,
    cause: BoxError,
}

impl TransportError {
    /// The request was not sent: the service has seen nothing of it. Any call is tried again after this.
    pub fn not_sent(cause: impl Into<BoxError>) -> Self {
        Self { sent: false, lasting: false, cause: cause.into() }
    }

    /// The request may have been sent, in whole or in part. Only calls that may be repeated are tried again.
    pub fn interrupted(cause: impl Into<BoxError>) -> Self {
        Self { sent: true, lasting: false, cause: cause.into() }
    }

    /// Says that another attempt would fail in the same way, such as when a certificate is wrong. None is made.
    #[must_use]
    pub fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// Whether the service may have seen the request.
    pub fn may_have_been_sent(&self) -> bool {
        self.sent
    }

    /// Whether another attempt would fail in the same way.
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause, f)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.cause)
    }
}

/// What an error and its causes say about another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether the service has certainly seen nothing of the request.
    pub(crate) not_sent: bool,
    /// Whether another attempt would fail in the same way.
    pub(crate) lasting: bool,
    /// Whether the body could not be written: an event has a value that cannot be sent, or a stream not the length that it was
    /// said to have.
    pub(crate) unwritable: bool,
}

impl Verdict {
    pub(crate) fn of(error: &BoxError) -> Self {
        let own = causes(&**error).find_map(|cause| cause.downcast_ref::<TransportError>());
        Self {
            not_sent: own.is_some_and(|error| !error.sent),
            lasting: own.is_some_and(|error| error.lasting) || causes(&**error).any(is_malformed),
            unwritable: causes(&**error).any(|cause| cause.is::<EncodeError>() || cause.is::<WrongStreamLength>()),
        }
    }
}

/// Whether a peer does not keep to its protocol, be it TLS or HTTP. It will not do so the next time either.
fn is_malformed(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput))
}

/// The first cause of an error that is of a type.
#[cfg(feature = "hyper")]
pub(super) fn find_cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// An error and its causes.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |error| cause(*error))
}

fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        // The source of an I/O error is the source of the error in it, which would be passed over.
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(error: impl Into<BoxError>) -> (bool, bool) {
        let Verdict { not_sent, lasting, .. } = Verdict::of(&error.into());
        (not_sent, lasting)
    }

    #[test]
    fn what_an_error_says_is_found_among_its_causes() {
        assert_eq!(verdict("broken"), (false, false));
        assert_eq!(verdict(TransportError::not_sent("refused")), (true, false));
        assert_eq!(verdict(TransportError::not_sent("certificate").lasting()), (true, true));
        assert_eq!(verdict(TransportError::interrupted("reset")), (false, false));
        assert_eq!(verdict(io::Error::other(TransportError::not_sent("refused"))), (true, false));
        assert_eq!(verdict(TransportError::interrupted(TransportError::not_sent("refused"))), (false, false));
    }

    #[test]
    fn a_peer_that_breaks_its_protocol_is_left_alone() {
        assert_eq!(verdict(io::Error::new(io::ErrorKind::InvalidData, "no certificate")), (false, true));
        let handshake = io::Error::other(io::Error::new(io::ErrorKind::InvalidData, "no certificate"));
        assert_eq!(verdict(TransportError::not_sent(handshake)), (true, true));
        assert_eq!(verdict(io::Error::from(io::ErrorKind::UnexpectedEof)), (false, false));
    }
}
