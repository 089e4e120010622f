//! The body of a request, on its way to whoever reads it.

use bytes::Bytes;
use weland_protocol::Body;

/// A body, which has been read already if it had to say which operation it is for.
pub(crate) enum Incoming {
    Body(Body),
    Read {
        /// As it was sent.
        #[cfg_attr(not(feature = "sigv4"), allow(dead_code, reason = "only signatures cover it"))]
        sent: Bytes,
        /// Without compression.
        bytes: Bytes,
    },
}
