#![forbid(unsafe_code)]
#![allow(clippy::panic, deprecated, reason = "a test that cannot go on says why and fails")]
//! What the end-to-end tests stand on: a service that records, random values, Python programs.
//!
//! The tests put the generated Lambda client and server in front of what others have written: boto3 and the AWS CLI call
//! our server, our client calls moto's server. Python packages are installed once, below the target folder.

pub mod facts;
mod operations;
pub mod python;
mod random;
mod recorder;
mod rng;
mod sample;
mod serve;
mod value;

pub use random::{RandomEvents, randomize};
pub use recorder::{Answer, Received, Recorder};
pub use rng::Rng;
pub use sample::sample;
pub use serve::{Addresses, serve};
pub use value::{from_value, to_value, with_stream};
