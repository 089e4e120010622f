//! The generated client calls moto's Lambda server: what moto answers right is checked member by member; what it does not
//! answer, or answers differently from Lambda, is listed, and the tests notice when that changes.
#![allow(missing_docs, deprecated, clippy::unwrap_used, clippy::panic)]

#[path = "moto/answers.rs"]
mod answers;
#[path = "moto/differences.rs"]
mod differences;
#[path = "moto/errors.rs"]
mod errors;
#[path = "moto/harness.rs"]
mod harness;
#[path = "moto/more_answers.rs"]
mod more_answers;
