//! The rules that a model must keep.
//!
//! Each rule is a file with one function. They are run in the order of [`RULES`]; a rule may
//! rely on nothing but the types: an earlier rule reports, and repairs nothing.

use weland_model::Diagnostics;

use crate::lower::Lowered;

/// The rules, by name.
pub const RULES: &[&str] = &[];

/// Runs all rules.
pub(crate) fn validate(_lowered: &Lowered, _diagnostics: &mut Diagnostics) {}
