use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Waker};

use tokio::time::{sleep, timeout};

use super::*;

#[derive(Debug, Clone, PartialEq)]
struct Token(usize, Option<SystemTime>);

impl Identity for Token {
    fn expires(&self) -> Option<SystemTime> {
        self.1
    }
}

/// Resolves tokens of these lifetimes in seconds, each after `delay`; then fails.
struct Script {
    resolved: AtomicUsize,
    lifetimes: Vec<Option<u64>>,
    delay: Duration,
    cache: IdentityCache<Token>,
}

impl Script {
    fn new(lifetimes: &[Option<u64>], delay: Duration) -> Arc<Self> {
        let (resolved, lifetimes) = (AtomicUsize::new(0), lifetimes.to_vec());
        Arc::new(Self { resolved, lifetimes, delay, cache: IdentityCache::new() })
    }

    fn at_once(lifetimes: &[Option<u64>]) -> Arc<Self> {
        Self::new(lifetimes, Duration::ZERO)
    }

    fn slowly(lifetimes: &[Option<u64>]) -> Arc<Self> {
        Self::new(lifetimes, Duration::from_millis(200))
    }

    async fn resolve(self: Arc<Self>) -> Result<Token, OtherError> {
        let turn = self.resolved.fetch_add(1, Ordering::SeqCst);
        if !self.delay.is_zero() {
            sleep(self.delay).await;
        }
        let lifetime = self.lifetimes.get(turn).ok_or_else(|| OtherError::new(ErrorKind::Credentials, "no token"))?;
        Ok(Token(turn, lifetime.map(|seconds| SystemTime::now() + Duration::from_secs(seconds))))
    }

    /// The number of the token that a call gets.
    async fn get(self: &Arc<Self>) -> Result<usize, OtherError> {
        let script = Arc::clone(self);
        self.cache.get_in_background(|| Box::pin(script.resolve())).await.map(|token| token.0)
    }

    async fn several(self: &Arc<Self>, times: usize) -> Vec<Option<usize>> {
        let mut tokens = Vec::new();
        for _ in 0..times {
            tokens.push(self.get().await.ok());
        }
        tokens
    }

    /// What twenty calls get that are made at once.
    async fn at_the_same_time(self: &Arc<Self>) -> Vec<Result<usize, OtherError>> {
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let script = Arc::clone(self);
                tokio::spawn(async move { script.get().await })
            })
            .collect();
        let mut tokens = Vec::new();
        for call in calls {
            tokens.push(call.await.unwrap());
        }
        tokens
    }

    fn resolved(&self) -> usize {
        self.resolved.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn an_identity_is_kept_until_shortly_before_it_expires() {
    assert_eq!(Script::at_once(&[Some(3600)]).several(3).await, [Some(0); 3]);
    // One that lives shortly is not asked for again by each call.
    assert_eq!(Script::at_once(&[Some(200), Some(3600)]).several(3).await, [Some(0); 3]);
}

#[tokio::test]
async fn an_identity_without_expiry_is_resolved_each_time() {
    assert_eq!(Script::at_once(&[None, None]).several(3).await, [Some(0), Some(1), None]);
}

/// A script whose first token is due for a refresh.
async fn due(lifetimes: &[Option<u64>], delay: Duration) -> Arc<Script> {
    let script = Script::new(lifetimes, delay);
    script.get().await.unwrap();
    script.cache.shared.make_due();
    script
}

#[tokio::test(start_paused = true)]
async fn calls_do_not_wait_for_a_refresh() {
    let script = due(&[Some(200), Some(3600)], Duration::from_millis(200)).await;
    let begin = tokio::time::Instant::now();
    assert!(script.at_the_same_time().await.iter().all(|token| token.as_ref().is_ok_and(|number| *number == 0)));
    assert_eq!(begin.elapsed(), Duration::ZERO);
    assert_eq!(script.resolved(), 2);
    sleep(Duration::from_millis(300)).await;
    assert_eq!(script.several(2).await, [Some(1); 2]);
    assert_eq!(script.resolved(), 2);
}

#[tokio::test]
async fn a_refresh_that_is_there_at_once_is_used_at_once() {
    let script = due(&[Some(200), Some(3600)], Duration::ZERO).await;
    assert_eq!(script.get().await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_is_not_repeated_by_every_call() {
    for delay in [Duration::ZERO, Duration::from_millis(200)] {
        let script = due(&[Some(200)], delay).await;
        for _ in 0..20 {
            assert_eq!(script.get().await.unwrap(), 0);
            sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(script.resolved(), 2, "{delay:?}");
    }
}

#[tokio::test]
async fn an_identity_that_is_useless_is_no_help_when_the_refresh_fails() {
    assert_eq!(Script::at_once(&[Some(5)]).several(2).await, [Some(0), None]);
}

#[tokio::test(start_paused = true)]
async fn calls_without_an_identity_share_one_resolution() {
    for lifetime in [None, Some(5), Some(3600)] {
        let script = Script::slowly(&[lifetime]);
        let begin = tokio::time::Instant::now();
        assert!(script.at_the_same_time().await.iter().all(|token| token.as_ref().is_ok_and(|number| *number == 0)));
        assert_eq!(begin.elapsed(), script.delay, "{lifetime:?}");
        assert_eq!(script.resolved(), 1, "{lifetime:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_without_an_identity_share_the_failure() {
    let script = Script::slowly(&[]);
    let begin = tokio::time::Instant::now();
    for outcome in script.at_the_same_time().await {
        let error = outcome.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "no token"));
    }
    assert_eq!(begin.elapsed(), script.delay);
    assert_eq!(script.resolved(), 1);
    // A later call has nothing to lose by another try.
    assert!(script.get().await.is_err());
    assert_eq!(script.resolved(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_resolution_goes_on_without_the_call_that_began_it() {
    let script = Script::slowly(&[Some(3600)]);
    assert!(timeout(Duration::from_millis(1), script.get()).await.is_err());
    assert_eq!(script.get().await.unwrap(), 0);
    assert_eq!(script.resolved(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_resolution_ends() {
    let cache: IdentityCache<Token> = IdentityCache::new();
    let error = cache.get_in_background(|| Box::pin(std::future::pending())).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Credentials && error.message().contains("30s"), "{error}");
    let patient = IdentityCache::<Token>::new().timeout(None);
    let hour = Duration::from_secs(3600);
    assert!(timeout(hour, patient.get_in_background(|| Box::pin(std::future::pending()))).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_ends_its_own_turn_only() {
    let script = Script::slowly(&[Some(3600)]);
    let panicking = || -> BoxFuture<'static, Result<Token, OtherError>> {
        Box::pin(async {
            sleep(Duration::from_millis(1)).await;
            panic!("on purpose")
        })
    };
    let (first, second) = tokio::join!(script.cache.get_in_background(panicking), script.get());
    assert!(first.unwrap_err().message().contains("panicked"));
    assert_eq!(second.unwrap(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_gets_what_it_has_waited_for_even_if_others_come_before_it_looks() {
    let script = Script::slowly(&[None]);
    let mut waiting = pin!(script.get());
    assert!(poll_fn(|cx| Poll::Ready(waiting.as_mut().poll(cx))).await.is_pending());
    sleep(script.delay * 2).await;
    let ready = Token(7, None);
    assert_eq!(script.cache.get_in_background(|| Box::pin(async { Ok(ready) })).await.unwrap().0, 7);
    assert_eq!(waiting.await.unwrap(), 0);
}

#[test]
fn a_valid_identity_is_used_where_no_runtime_could_refresh_it() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let script = runtime.block_on(due(&[Some(200), Some(3600)], Duration::from_millis(1)));
    let pending = || Box::pin(std::future::pending()) as BoxFuture<'static, _>;
    let mut get = pin!(script.cache.get_in_background(pending));
    let Poll::Ready(token) = get.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("the call waits");
    };
    assert_eq!(token.unwrap().0, 0);
}

#[test]
fn no_margin_is_too_long() {
    let expiring = Token(0, Some(SystemTime::now() + Duration::from_secs(3600)));
    assert!(expiring.outlasts(Duration::from_secs(3000)));
    assert!(!expiring.outlasts(Duration::MAX));
    assert!(Token(0, None).outlasts(Duration::MAX));
}

#[tokio::test(start_paused = true)]
async fn a_call_may_resolve_by_itself_while_others_wait_or_go_on() {
    let script = Script::slowly(&[Some(3600), Some(3600)]);
    let by_itself = || script.cache.get(|| Box::pin(Arc::clone(&script).resolve()));
    let (first, second) = tokio::join!(by_itself(), script.get());
    assert_eq!((first.unwrap().0, second.unwrap()), (0, 0));
    script.cache.shared.make_due();
    let (first, second) = tokio::join!(by_itself(), script.get());
    assert_eq!((first.unwrap().0, second.unwrap()), (1, 0));
    // One that gives up leaves its turn to the next.
    let script = Script::slowly(&[Some(3600), Some(3600)]);
    let by_itself = script.cache.get(|| Box::pin(Arc::clone(&script).resolve()));
    let (first, second) = tokio::join!(timeout(Duration::from_millis(1), by_itself), script.get());
    assert!(first.is_err());
    assert_eq!(second.unwrap(), 1);
}

#[test]
fn a_cache_outlives_the_runtime_of_a_resolution() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let script = Script::slowly(&[Some(3600), Some(3600)]);
    runtime().block_on(async { assert!(timeout(Duration::from_millis(1), script.get()).await.is_err()) });
    assert_eq!(runtime().block_on(script.get()).unwrap(), 1);
}

#[test]
fn a_cache_is_shown_without_its_identity() {
    let cache: IdentityCache<Token> = IdentityCache::new();
    assert_eq!(format!("{cache:?}"), "IdentityCache { timeout: Some(30s), .. }");
}
