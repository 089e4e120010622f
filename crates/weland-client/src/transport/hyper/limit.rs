//! How many connections a host may have.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use weland_core::BoxError;

use super::peer::Peer;
use crate::time;

/// With more hosts than this, those are forgotten that nobody is connected to.
const HOSTS: usize = 64;

/// Counts the connections to each host that have a request. All others of a host are idle.
pub(super) struct Limit {
    per_host: usize,
    /// How long to wait until another request is done.
    timeout: Option<Duration>,
    hosts: Mutex<HashMap<Peer, Arc<Semaphore>>>,
}

impl Limit {
    pub(super) fn new(per_host: usize, timeout: Option<Duration>) -> Self {
        // It is no limit that nobody can reach.
        Self { per_host: per_host.min(Semaphore::MAX_PERMITS), timeout, hosts: Mutex::default() }
    }

    /// Waits until there may be one more request.
    pub(super) async fn acquire(&self, peer: &Peer) -> Result<Permit, BoxError> {
        let host = self.host(peer);
        match time::within(self.timeout, Arc::clone(&host).acquire_owned()).await? {
            Some(permit) => Ok(Permit { _held: permit?, host }),
            None => {
                let Self { per_host, timeout, .. } = self;
                let timeout = timeout.unwrap_or_default();
                let advice = "`Config::max_connections_per_host` sets how many there may be";
                Err(format!("no connection within {timeout:?}: all of {per_host} are in use; {advice}").into())
            }
        }
    }

    fn host(&self, peer: &Peer) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS {
            hosts.retain(|_, host| Arc::strong_count(host) > 1);
        }
        Arc::clone(hosts.entry(peer.clone()).or_insert_with(|| Arc::new(Semaphore::new(self.per_host))))
    }
}

/// Says that a connection is one of those that a host may have.
pub(super) struct Permit {
    _held: OwnedSemaphorePermit,
    host: Arc<Semaphore>,
}

impl Permit {
    /// How many other connections there may be that have no request.
    pub(super) fn others(&self) -> usize {
        self.host.available_permits()
    }
}

#[cfg(test)]
mod tests {
    use http::Uri;

    use super::*;

    fn peer(number: usize) -> Peer {
        Peer::of(&format!("http://host-{number}").parse::<Uri>().unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_too_late_waits_for_its_turn() {
        let limit = Limit::new(2, Some(Duration::from_secs(5)));
        let first = limit.acquire(&peer(0)).await.unwrap();
        assert_eq!(first.others(), 1);
        let second = limit.acquire(&peer(0)).await.unwrap();
        assert_eq!((first.others(), second.others()), (0, 0));
        let error = limit.acquire(&peer(0)).await.err().unwrap().to_string();
        assert!(error.starts_with("no connection within 5s: all of 2 are in use; "), "{error}");
        assert!(limit.acquire(&peer(1)).await.is_ok());
        drop(first);
        assert!(limit.acquire(&peer(0)).await.is_ok());
    }

    #[tokio::test]
    async fn hosts_without_a_connection_are_forgotten() {
        let limit = Limit::new(1, None);
        let held = limit.acquire(&peer(0)).await.unwrap();
        for number in 1..3 * HOSTS {
            drop(limit.acquire(&peer(number)).await.unwrap());
        }
        assert!(limit.hosts.lock().unwrap().len() <= HOSTS);
        assert_eq!(limit.host(&peer(0)).available_permits(), 0);
        drop(held);
    }
}
