//! Where connections lead.

use http::Uri;
use http::uri::{Authority, Scheme};

/// Where a connection leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Peer(Option<Scheme>, Option<Authority>);

impl Peer {
    pub(super) fn of(uri: &Uri) -> Self {
        Self(uri.scheme().cloned(), uri.authority().cloned())
    }
}
