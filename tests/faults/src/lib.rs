//! Servers that do what servers should not do, for tests of clients.
//!
//! [`all`] is the list of faults, [`serve`] plays one of them on a socket. The test of `weland-client` goes through the list on a
//! paused clock; `cargo xtask faults` lets the generated client and the AWS SDK meet each of them in real time.

#![forbid(unsafe_code)]
// Servers of tests: what cannot fail there is not reported.
#![allow(clippy::unwrap_used)]

pub mod certificates;
mod events;
mod frame;
mod scenario;
mod scenarios;
mod serve;

pub use scenario::{Call, Scenario, Script, Step, Wire, Words};
pub use scenarios::all;
pub use serve::serve;
