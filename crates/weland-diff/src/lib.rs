#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Compares two models of an API.
//!
//! [`diff`] finds the changes between an old and a new model. Each [`Change`] has a code, a severity, its places in both
//! models, and a verdict on two axes: what happens on the wire between peers that were made from different models
//! ([`Wire`]), and what happens to the Rust API of generated crates ([`RustApi`]).
//!
//! Shapes are compared by what they are used for: a constraint that gets narrower breaks old clients where it holds for
//! inputs, and nobody where it holds for outputs. Shapes that no service reaches affect no message, unless a model has no
//! services at all; then all of its shapes count as used in both directions.
//!
//! This crate knows nothing of files, of syntaxes or of how Rust code is generated, only which shapes become types and what
//! their fields look like.

mod change;
mod compare;
mod fields;
mod kinds;
mod pairs;
mod rules;
mod rust_code;
mod suppress;
mod text;
mod usage;

pub use change::{Change, Effect, RustApi, Verdict, Wire};
pub use rust_code::RustCode;

use weland_model::{Model, parallel};

/// The changes from one model to another, by the place in the new model; what is gone comes first.
///
/// Changes that the new model suppresses, by `@suppress` or in its metadata, are left out. `code` tells what generated crates make
/// of both models, where that isn't the same in all.
#[must_use]
pub fn diff(old: &Model, new: &Model, code: RustCode) -> Vec<Change> {
    let mut changes: Vec<Change> = diff_by_rule(old, new, code).into_iter().flat_map(|(_, changes)| changes).collect();
    suppress::apply(new, &mut changes);
    changes.sort_by(|a, b| {
        (a.new, a.old, &a.subject, a.code, &a.message).cmp(&(b.new, b.old, &b.subject, b.code, &b.message))
    });
    changes.dedup();
    changes
}

/// What each rule finds, by its name, whether the new model suppresses it or not. Rules that find nothing are there as well.
#[must_use]
pub fn diff_by_rule(old: &Model, new: &Model, code: RustCode) -> Vec<(&'static str, Vec<Change>)> {
    let comparison = compare::Comparison::new(old, new, code);
    parallel::map(rules::RULES, 1, |rule| {
        let mut changes = Vec::new();
        (rule.find)(&comparison, &mut changes);
        (rule.name, changes)
    })
}
