#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! AWS credentials from all sources that the AWS tools know: roles, web identities, IAM Identity Center, programs.
//!
//! Generated clients find credentials in variables, in the keys of profiles, in containers and on EC2 instances by
//! themselves. A [`Chain`] looks in the other places as well, in the order of the AWS CLI:
//!
//! ```
//! use weland_client::Config;
//! use weland_credentials::Chain;
//!
//! let config = Config::from_env().credentials(Chain::from_env());
//! ```

mod chain;
mod plan;
mod process;
mod role;
mod service;
mod sso;
mod token_cache;
mod words;

use std::time::{Duration, SystemTime};

pub use chain::{Chain, ChainBuilder};
use weland_client::BoxFuture;
use weland_core::{ErrorKind, OtherError, Timestamp, TimestampFormat};

type Provided<'a> = BoxFuture<'a, Result<weland_client::Credentials, OtherError>>;

fn failed(why: impl Into<String>) -> OtherError {
    OtherError::new(ErrorKind::Credentials, why)
}

/// A time in the formats that AWS tools write; `None` if it isn't one.
fn parse_time(text: &str) -> Option<SystemTime> {
    // An old version of the AWS CLI wrote `UTC` for `Z`.
    let text = text.strip_suffix("UTC").map_or_else(|| text.to_owned(), |time| format!("{time}Z"));
    time_of(Timestamp::parse(&text, TimestampFormat::DateTime)?)
}

fn time_of(time: Timestamp) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(time.seconds()).ok()?))
}

/// Reads a small text file.
fn read_small(path: &std::path::Path) -> Result<String, String> {
    token_cache::read_small(path).map_err(|error| format!("{}: {error}", path.display()))
}
