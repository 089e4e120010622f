//! The state of a cache: what is kept, and whose turn it is to resolve.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use tokio::sync::Notify;
use weland_core::OtherError;

use super::Identity;
use super::kept::Kept;
use crate::random::Random;
use crate::sources::Sources;

/// What the calls that use a cache share.
pub(super) struct Shared<I> {
    state: Mutex<State<I>>,
    /// Notified at the end of each turn.
    pub(super) ended: Notify,
    random: Random,
}

struct State<I> {
    kept: Option<Kept<I>>,
    is_resolving: bool,
    /// Whether a call waits for the end of the turn.
    is_awaited: bool,
    /// How many turns have ended.
    turns: u64,
    /// The last turn that somebody waited for and that was not abandoned, and what it came to. Those who waited may look at
    /// it when others have had their turns meanwhile.
    last: Option<(u64, Result<I, OtherError>)>,
}

/// What a call does next.
enum Step<I: Identity> {
    Use(I),
    Resolve(Turn<I>),
    /// Wait for the end of the turn with this number.
    Wait(u64),
}

impl<I: Identity> Shared<I> {
    pub(super) fn new() -> Self {
        let state = State { kept: None, is_resolving: false, is_awaited: false, turns: 0, last: None };
        Self { state: Mutex::new(state), ended: Notify::new(), random: Random::new() }
    }

    /// The turn to resolve the identity, or what is known without it: the kept identity, or what came of the turn of another
    /// call that was waited for.
    pub(super) async fn kept_or_turn(self: &Arc<Self>, sources: &Sources) -> Result<Turn<I>, Result<I, OtherError>> {
        loop {
            // Registered before the state is looked at, so that no end is missed.
            let ended = self.ended.notified();
            let number = match self.next_step(sources) {
                Step::Use(identity) => return Err(Ok(identity)),
                Step::Resolve(turn) => return Ok(turn),
                Step::Wait(number) => number,
            };
            ended.await;
            if let Some(outcome) = self.outcome(number) {
                return Err(outcome);
            }
        }
    }

    fn next_step(self: &Arc<Self>, sources: &Sources) -> Step<I> {
        let mut state = self.state();
        let (number, now) = (state.turns + 1, sources.now());
        let usable = state.kept.as_ref().filter(|kept| kept.is_usable(now));
        let old = usable.map(|kept| kept.identity.clone());
        let is_due = usable.is_none_or(|kept| kept.is_due(now, Instant::now()));
        match old {
            Some(old) if state.is_resolving || !is_due => Step::Use(old),
            None if state.is_resolving => {
                state.is_awaited = true;
                Step::Wait(number)
            }
            old => {
                state.is_resolving = true;
                Step::Resolve(Turn {
                    shared: Arc::clone(self),
                    sources: sources.clone(),
                    number,
                    old,
                    has_ended: false,
                })
            }
        }
    }

    /// What came of a turn that was waited for, or of one after it; `None` if it has not ended, or was abandoned.
    pub(super) fn outcome(&self, number: u64) -> Option<Result<I, OtherError>> {
        let state = self.state();
        state.last.as_ref().filter(|(last, _)| *last >= number).map(|(_, outcome)| outcome.clone())
    }

    fn end(&self, outcome: Option<&Result<I, OtherError>>, now: SystemTime) {
        let mut state = self.state();
        match (outcome, &mut state.kept) {
            (Some(Ok(fresh)), kept) => *kept = Kept::new(fresh, now, || self.random.fraction()),
            (_, Some(kept)) => kept.postpone(Instant::now(), self.random.fraction()),
            (_, None) => {}
        }
        state.is_resolving = false;
        state.turns += 1;
        // Credentials without an expiry are resolved by each call, mostly without another one that waits.
        let is_awaited = std::mem::take(&mut state.is_awaited);
        if let Some(outcome) = outcome.filter(|_| is_awaited) {
            state.last = Some((state.turns, outcome.clone()));
        }
        drop(state);
        self.ended.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to resolve the identity, which one call has at a time.
pub(super) struct Turn<I: Identity> {
    shared: Arc<Shared<I>>,
    sources: Sources,
    number: u64,
    /// The identity that is still valid.
    pub(super) old: Option<I>,
    has_ended: bool,
}

impl<I: Identity> Turn<I> {
    /// The number of the turn; its outcome is remembered if the call `waits` for it.
    pub(super) fn begin(&self, waits: bool) -> u64 {
        self.shared.state().is_awaited |= waits;
        self.number
    }

    pub(super) fn end(mut self, outcome: &Result<I, OtherError>) {
        self.has_ended = true;
        self.shared.end(Some(outcome), self.sources.now());
    }
}

impl<I: Identity> Drop for Turn<I> {
    /// A turn that is dropped leaves room for the next.
    fn drop(&mut self) {
        if !self.has_ended {
            self.shared.end(None, self.sources.now());
        }
    }
}

#[cfg(test)]
impl<I: Identity> Shared<I> {
    /// Lets the kept identity be refreshed by the next call.
    pub(super) fn make_due(&self) {
        if let Some(kept) = &mut self.state().kept {
            kept.make_due();
        }
    }
}
