#![forbid(unsafe_code)]
#![allow(clippy::panic, deprecated, reason = "a test that cannot go on says why and fails")]
//! The parts of the end-to-end tests: a service that records, random values, Python programs.
//!
//! The tests run the generated Lambda client and server against other implementations: boto3 and the AWS CLI call
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
pub use recorder::{CannedResponse, Received, Recorder};
pub use rng::Rng;
pub use sample::sample;
pub use serve::{Addresses, serve, serve_alone};
pub use value::{from_value, to_value, with_stream};
