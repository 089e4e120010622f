use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use weland_core::ErrorKind;

use super::*;

#[derive(Debug, Clone, PartialEq)]
struct Token(usize, Option<SystemTime>);

impl Identity for Token {
    fn expires(&self) -> Option<SystemTime> {
        self.1
    }
}

/// Returns tokens of these lifetimes in seconds, then fails.
struct Script {
    resolved: AtomicUsize,
    lifetimes: Vec<Option<u64>>,
    /// Whether a resolution waits for `go`.
    waits: bool,
    go: Notify,
}

impl Script {
    fn new(lifetimes: &[Option<u64>]) -> Self {
        Self { resolved: AtomicUsize::new(0), lifetimes: lifetimes.to_vec(), waits: false, go: Notify::new() }
    }

    fn resolve(&self) -> BoxFuture<'_, Result<Token, OtherError>> {
        Box::pin(async {
            let turn = self.resolved.fetch_add(1, Ordering::SeqCst);
            if self.waits {
                self.go.notified().await;
            }
            let lifetime = self.lifetimes.get(turn).ok_or_else(|| OtherError::new(ErrorKind::Credentials, "none"))?;
            Ok(Token(turn, lifetime.map(|seconds| SystemTime::now() + Duration::from_secs(seconds))))
        })
    }
}

async fn tokens(lifetimes: &[Option<u64>], times: usize) -> Vec<Option<usize>> {
    let (script, cache) = (Script::new(lifetimes), IdentityCache::new());
    let mut tokens = Vec::new();
    for _ in 0..times {
        tokens.push(cache.get(|| script.resolve()).await.ok().map(|token| token.0));
    }
    tokens
}

#[tokio::test]
async fn an_identity_is_kept_until_shortly_before_it_expires() {
    assert_eq!(tokens(&[Some(3600)], 3).await, [Some(0), Some(0), Some(0)]);
    assert_eq!(tokens(&[Some(200), Some(3600)], 3).await, [Some(0), Some(1), Some(1)]);
}

#[tokio::test]
async fn an_identity_without_expiry_is_resolved_each_time() {
    assert_eq!(tokens(&[None, None], 3).await, [Some(0), Some(1), None]);
}

#[tokio::test]
async fn a_failing_refresh_matters_only_once_the_identity_is_useless() {
    assert_eq!(tokens(&[Some(200)], 3).await, [Some(0), Some(0), Some(0)]);
    assert_eq!(tokens(&[Some(5)], 2).await, [Some(0), None]);
}

/// A cache and a script, after the first token was resolved; further resolutions wait.
async fn refreshing(lifetimes: &[Option<u64>]) -> (Arc<IdentityCache<Token>>, Arc<Script>) {
    let (mut script, cache) = (Script::new(lifetimes), IdentityCache::new());
    cache.get(|| script.resolve()).await.unwrap();
    script.waits = true;
    (Arc::new(cache), Arc::new(script))
}

/// Lets eight calls ask at once, and `go` while they wait.
async fn ask_at_once(cache: &Arc<IdentityCache<Token>>, script: &Arc<Script>) -> Vec<usize> {
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let (cache, script) = (Arc::clone(cache), Arc::clone(script));
            tokio::spawn(async move { cache.get(|| script.resolve()).await.unwrap().0 })
        })
        .collect();
    tokio::task::yield_now().await;
    script.go.notify_one();
    let mut tokens = Vec::new();
    for call in calls {
        tokens.push(call.await.unwrap());
    }
    tokens
}

#[tokio::test]
async fn many_calls_refresh_once_and_use_the_old_identity_meanwhile() {
    let (cache, script) = refreshing(&[Some(200), Some(3600)]).await;
    // The first call refreshes, the others do not wait for it.
    assert_eq!(ask_at_once(&cache, &script).await, [1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(script.resolved.load(Ordering::SeqCst), 2);
    assert_eq!(cache.get(|| script.resolve()).await.unwrap().0, 1);
}

#[tokio::test]
async fn many_calls_wait_for_one_refresh_if_the_old_identity_is_useless() {
    let (cache, script) = refreshing(&[Some(5), Some(3600)]).await;
    assert_eq!(ask_at_once(&cache, &script).await, [1; 8]);
    assert_eq!(script.resolved.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_refresh_that_is_given_up_is_made_by_the_next_call() {
    let (cache, script) = refreshing(&[Some(5), Some(10), Some(3600)]).await;
    let given_up = tokio::time::timeout(Duration::from_millis(1), cache.get(|| script.resolve())).await;
    assert!(given_up.is_err());
    script.go.notify_one();
    assert_eq!(cache.get(|| script.resolve()).await.unwrap().0, 2);
}
