//! Connections that wait for their next request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::HeaderMap;
use tokio::time::Instant;

use super::connect::Connection;
use super::peer::Peer;

/// How often connections that have been idle for too long are closed.
const SWEEP: Duration = Duration::from_secs(10);

/// The idle connections of a client.
pub(super) struct Pool<C = Connection> {
    /// After this time, no request goes over an idle connection.
    max_idle: Duration,
    state: Mutex<State<C>>,
}

struct State<C> {
    /// The last one has been idle for the shortest time.
    idle: HashMap<Peer, Vec<Idle<C>>>,
    is_swept: bool,
}

struct Idle<C> {
    connection: C,
    since: Instant,
    /// How long the peer keeps it open, as far as it says so.
    max_idle: Duration,
}

/// A connection that may have come to its end.
pub(super) trait Closable: Send + 'static {
    fn is_closed(&self) -> bool;

    /// Whether it can have several requests at the same time.
    fn is_shared(&self) -> bool;

    /// The same connection for another request, if it can have several at the same time.
    fn share(&self) -> Option<Self>
    where
        Self: Sized;
}

impl Closable for Connection {
    fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    fn is_shared(&self) -> bool {
        self.sender.is_shared()
    }

    fn share(&self) -> Option<Self> {
        Self::share(self)
    }
}

impl<C: Closable> Pool<C> {
    pub(super) fn new(max_idle: Duration) -> Arc<Self> {
        Arc::new(Self { max_idle, state: Mutex::new(State { idle: HashMap::new(), is_swept: false }) })
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that has been idle for this time at most.
    pub(super) fn take(&self, peer: &Peer, max_idle: Duration) -> Option<C> {
        let mut state = self.lock();
        let idle = state.idle.get_mut(peer)?;
        while let Some(mut last) = idle.pop() {
            let for_how_long = last.since.elapsed();
            if last.connection.is_closed() || for_how_long >= last.max_idle {
                continue;
            }
            if for_how_long < max_idle {
                let Some(shared) = last.connection.share() else { return Some(last.connection) };
                last.since = Instant::now();
                idle.push(last);
                return Some(shared);
            }
            // Others take it, and the ones before it have been idle for even longer.
            idle.push(last);
            break;
        }
        None
    }

    /// Whether there is an idle connection to a peer that has one request at a time.
    pub(super) fn has_exclusive(&self, peer: &Peer) -> bool {
        let state = self.lock();
        state.idle.get(peer).and_then(|idle| idle.last()).is_some_and(|last| !last.connection.is_shared())
    }

    /// Keeps a connection for later; the server may have announced how long it keeps it.
    pub(super) fn put(self: &Arc<Self>, peer: Peer, connection: C, announced: Option<Duration>) {
        let max_idle = announced.map_or(self.max_idle, |announced| announced.min(self.max_idle));
        let mut state = self.lock();
        state.idle.entry(peer).or_default().push(Idle { connection, since: Instant::now(), max_idle });
        let was_swept = std::mem::replace(&mut state.is_swept, true);
        drop(state);
        if !was_swept {
            tokio::spawn(Sweeper(Arc::downgrade(self)).run());
        }
    }

    /// Closes all idle connections to a peer but these, of which there are too many. Those that have been idle for the longest
    /// time go first.
    pub(super) fn keep(&self, peer: &Peer, count: usize) {
        if let Some(idle) = self.lock().idle.get_mut(peer) {
            idle.drain(..idle.len().saturating_sub(count));
        }
    }

    /// Closes what has been idle for too long; whether nothing is left.
    fn sweep(&self) -> bool {
        let mut state = self.lock();
        state.idle.retain(|_, idle| {
            idle.retain(|it| !it.connection.is_closed() && it.since.elapsed() < it.max_idle);
            !idle.is_empty()
        });
        state.is_swept = !state.idle.is_empty();
        !state.is_swept
    }
}

/// Sweeps a pool until there is nothing left in it, the pool itself is gone, or the runtime ends.
struct Sweeper<C>(Weak<Pool<C>>);

impl<C: Closable> Sweeper<C> {
    async fn run(self) {
        loop {
            tokio::time::sleep(SWEEP).await;
            if self.0.upgrade().is_none_or(|pool| pool.sweep()) {
                return;
            }
        }
    }
}

impl<C> Drop for Sweeper<C> {
    fn drop(&mut self) {
        if let Some(pool) = self.0.upgrade() {
            pool.state.lock().unwrap_or_else(PoisonError::into_inner).is_swept = false;
        }
    }
}

/// How long a server says that it keeps an idle connection open (`Keep-Alive: timeout=5`), with a quarter of it left for the
/// way that a request takes.
pub(super) fn announced_idle(headers: &HeaderMap) -> Option<Duration> {
    let header = headers.get("keep-alive")?.to_str().ok()?;
    let timeout = header.split(',').find_map(|parameter| parameter.trim().strip_prefix("timeout="))?;
    let seconds: u32 = timeout.trim().parse().ok()?;
    Some(Duration::from_secs(u64::from(seconds)) * 3 / 4)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use http::Uri;

    use super::*;

    #[derive(Debug, Default, Clone)]
    struct Fake(&'static str, Arc<AtomicBool>);

    /// A name that begins like this is that of a connection that can be shared.
    const SHARED: &str = "shared";

    impl Closable for Fake {
        fn is_closed(&self) -> bool {
            self.1.load(Ordering::SeqCst)
        }

        fn is_shared(&self) -> bool {
            self.0.starts_with(SHARED)
        }

        fn share(&self) -> Option<Self> {
            self.0.starts_with(SHARED).then(|| self.clone())
        }
    }

    const MINUTE: Duration = Duration::from_secs(60);

    fn peer(uri: &'static str) -> Peer {
        Peer::of(&Uri::from_static(uri))
    }

    fn take(pool: &Pool<Fake>, seconds: u64) -> Option<&'static str> {
        pool.take(&peer("http://a"), Duration::from_secs(seconds)).map(|connection| connection.0)
    }

    #[tokio::test(start_paused = true)]
    async fn the_connection_that_was_used_last_is_used_again_by_its_peer() {
        let pool = Pool::new(MINUTE);
        for (name, uri) in [("1", "http://a/x"), ("2", "http://a/y"), ("3", "https://a"), ("4", "http://a:81")] {
            pool.put(peer(uri), Fake(name, Arc::default()), None);
        }
        assert!(pool.has_exclusive(&peer("http://a")) && !pool.has_exclusive(&peer("http://b")));
        assert_eq!([take(&pool, 9), take(&pool, 9), take(&pool, 9)], [Some("2"), Some("1"), None]);
        assert!(!pool.has_exclusive(&peer("http://a")));
    }

    #[tokio::test(start_paused = true)]
    async fn a_shared_connection_stays_until_it_has_not_been_used_for_a_while() {
        let pool = Pool::new(MINUTE);
        pool.put(peer("http://a"), Fake("shared", Arc::default()), None);
        assert!(!pool.has_exclusive(&peer("http://a")));
        for _ in 0..3 {
            tokio::time::sleep(MINUTE / 2).await;
            assert_eq!(take(&pool, 60), Some("shared"));
        }
        tokio::time::sleep(MINUTE).await;
        assert_eq!(take(&pool, 90), None);
    }

    #[tokio::test(start_paused = true)]
    async fn connections_make_room_for_others() {
        let pool = Pool::new(MINUTE);
        for name in ["1", "2", "3"] {
            pool.put(peer("http://a"), Fake(name, Arc::default()), None);
        }
        pool.keep(&peer("http://a"), 2);
        pool.keep(&peer("http://b"), 0);
        assert_eq!([take(&pool, 9), take(&pool, 9), take(&pool, 9)], [Some("3"), Some("2"), None]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_is_not_used_when_it_may_be_closed() {
        let pool = Pool::new(MINUTE);
        let closed = Fake("closed", Arc::default());
        pool.put(peer("http://a"), Fake("old", Arc::default()), None);
        tokio::time::sleep(Duration::from_secs(5)).await;
        pool.put(peer("http://a"), closed.clone(), None);
        closed.1.store(true, Ordering::SeqCst);
        assert_eq!(take(&pool, 4), None);
        assert_eq!(take(&pool, 6), Some("old"));
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_server_announces_holds() {
        let header =
            |value: &'static str| HeaderMap::from_iter([("keep-alive".parse().unwrap(), value.parse().unwrap())]);
        let pool = Pool::new(MINUTE);
        let announced = announced_idle(&header("max=100, timeout=4"));
        assert_eq!(announced, Some(Duration::from_secs(3)));
        assert_eq!(announced_idle(&header("timeout=soon")), None);
        pool.put(peer("http://a"), Fake("short", Arc::default()), announced);
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(take(&pool, 60), None);
    }

    #[tokio::test(start_paused = true)]
    async fn idle_connections_are_closed_in_time() {
        let pool = Pool::new(MINUTE);
        for _ in 0..2 {
            let alive = Arc::new(AtomicBool::new(false));
            pool.put(peer("http://a"), Fake("1", Arc::clone(&alive)), None);
            tokio::time::sleep(MINUTE - SWEEP).await;
            assert_eq!(Arc::strong_count(&alive), 2);
            tokio::time::sleep(SWEEP * 2).await;
            assert_eq!(Arc::strong_count(&alive), 1);
        }
    }
}
