//! Bodies of requests that are streams: whether they are read into memory or sent as they are read, and how they are signed then.

#[cfg(feature = "streams")]
mod chunked;
#[cfg(feature = "streams")]
mod in_parts;
#[cfg(feature = "streams")]
mod payload;
#[cfg(not(feature = "streams"))]
mod whole;

use weland_core::OperationSchema;
use weland_protocol::Body;

#[cfg(feature = "streams")]
pub(crate) use self::in_parts::{Streaming, plan, tell_signers};
#[cfg(not(feature = "streams"))]
pub(crate) use self::whole::{Streaming, plan, tell_signers};
use crate::checksum::Algorithm;

/// What there is to know of a call whose body is a stream.
pub(crate) struct Wishes<'a> {
    pub(crate) operation: &'a OperationSchema,
    /// Whether the request is signed by a scheme that covers the body.
    pub(crate) signed: bool,
    /// Whether all of these schemes sign streams of events.
    pub(crate) signs_events: bool,
    pub(crate) checksum: Option<Algorithm>,
    /// Whether something has to see all of the body before it is sent.
    pub(crate) needs_body: bool,
}

/// How a body is sent.
pub(crate) enum Plan {
    /// It is read into memory first.
    InMemory(Body),
    /// It is sent as it is read.
    Stream(Body, Option<Streaming>),
}
