//! Bodies that do not come, or not fast enough.

use std::fmt;
#[cfg(feature = "hyper")]
use std::sync::Arc;
#[cfg(feature = "hyper")]
use std::sync::atomic::{AtomicBool, Ordering};

/// The client has stopped sending the body of its request, or sends it too slowly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyTimeout;

impl fmt::Display for BodyTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request came too slowly")
    }
}

impl std::error::Error for BodyTimeout {}

/// An extension of a request by which the connection learns whether the body is a stream of events, in which silence is
/// nothing unusual.
#[cfg(feature = "hyper")]
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyKind(Arc<AtomicBool>);

#[cfg(feature = "hyper")]
impl BodyKind {
    pub(crate) fn set_events(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn has_events(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
