//! What goes wrong, and how often.

use std::sync::atomic::{AtomicU64, Ordering};

/// What goes wrong with an exchange of a request and a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The server responds with 503.
    Unavailable,
    /// The server takes longer than the client waits.
    Late,
    /// The connection is reset when the request begins.
    ResetRequest,
    /// The connection is reset within the response.
    ResetResponse,
    /// The connection ends within the response.
    Cut,
    /// The response arrives in pieces.
    Slow,
    /// The response stops within.
    Silent,
}

/// Those of the server.
pub const SERVER: &[Fault] = &[Fault::Unavailable, Fault::Late];
/// Those on the way, when a request begins.
pub const REQUEST: &[Fault] = &[Fault::ResetRequest];
/// Those on the way, when a response begins.
pub const RESPONSE: &[Fault] = &[Fault::ResetResponse, Fault::Cut, Fault::Slow, Fault::Silent];
/// How many there are; all of them are as frequent.
const KINDS: u32 = 7;

/// Decides what goes wrong, and counts it.
#[derive(Debug)]
pub struct Dice {
    /// Of a hundred exchanges, for each kind.
    percent: f64,
    state: AtomicU64,
    thrown: AtomicU64,
}

impl Dice {
    pub fn new(percent: f64, seed: u64) -> Self {
        Self { percent: percent / f64::from(KINDS), state: AtomicU64::new(seed), thrown: AtomicU64::new(0) }
    }

    /// One of these faults, or none of them.
    pub fn throw(&self, faults: &[Fault]) -> Option<Fault> {
        // Which exchange meets which fault depends on the order in which they come, the sequence does not.
        let state = self.state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let of_hundred = (mixed(state) >> 11) as f64 / (1_u64 << 53) as f64 * 100.0;
        let found = faults.get((of_hundred / self.percent) as usize).copied();
        self.thrown.fetch_add(u64::from(found.is_some()), Ordering::Relaxed);
        found
    }

    /// How many faults there were.
    pub fn thrown(&self) -> u64 {
        self.thrown.load(Ordering::Relaxed)
    }
}

/// The bits of a number, mixed as in SplitMix64.
pub fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
