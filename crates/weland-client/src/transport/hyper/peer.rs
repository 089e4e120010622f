//! Where connections lead.

use std::hash::{Hash, Hasher};

use http::Uri;
use http::uri::{Authority, Scheme};

/// Where a connection leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Peer(Option<Scheme>, Option<Authority>);

/// In one go, since an authority gives hashers one byte at a time. Case makes no difference.
impl Hash for Peer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let authority = self.1.as_ref().map_or("", Authority::as_str);
        if authority.bytes().any(|byte| byte.is_ascii_uppercase()) {
            authority.to_ascii_lowercase().hash(state);
        } else {
            authority.hash(state);
        }
    }
}

impl Peer {
    pub(super) fn of(uri: &Uri) -> Self {
        Self(uri.scheme().cloned(), uri.authority().cloned())
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher as _, RandomState};

    use super::*;

    #[test]
    fn peers_that_are_the_same_have_the_same_hash() {
        let peer = |uri: &'static str| Peer::of(&Uri::from_static(uri));
        let hash = RandomState::new();
        let hash = |uri| hash.hash_one(peer(uri));
        assert_eq!(peer("http://Host.example:81/a"), peer("http://host.Example:81/b"));
        assert_eq!(hash("http://Host.example:81/a"), hash("http://host.Example:81/b"));
        assert_ne!(peer("http://host"), peer("https://host"));
        assert_ne!(hash("http://host:81"), hash("http://host:82"));
    }
}
