//! The generated client calls moto's Lambda server: responses that are right are checked member by member; operations that
//! moto lacks, or handles differently from Lambda, are listed, and the tests notice when that changes.
#![allow(missing_docs, deprecated, clippy::unwrap_used, clippy::panic)]

#[path = "moto/differences.rs"]
mod differences;
#[path = "moto/errors.rs"]
mod errors;
#[path = "moto/harness.rs"]
mod harness;
#[path = "moto/more_responses.rs"]
mod more_responses;
#[path = "moto/responses.rs"]
mod responses;
