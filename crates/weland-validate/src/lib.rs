#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Checks the constraints of a model: on typed values, and on raw JSON without the types.
//!
//! Everything is driven by the [`Schema`] of a shape: length, range, pattern, the values of enums,
//! unique items, required members, in nested and recursive shapes as well. All violations are collected, each with its
//! path, the constraint and (unless it is sensitive) the value. There are two styles of messages: Smithy's
//! ([`Violations::smithy`]) and that of AWS Lambda ([`Violations::aws_lambda`]).
//!
//! ```
//! use weland_core::{Member, Schema, pattern, structure};
//! use weland_validate::Validate;
//!
//! static NAME: Schema = Schema::string("Name").length(Some(1), Some(8)).pattern(pattern!("^[a-z]+$"));
//!
//! #[derive(Default)]
//! struct Greeting {
//!     name: String,
//! }
//!
//! structure! {
//!     Greeting = GREETING: Schema::structure("Greeting");
//!     0 name: Member::new("Name", &NAME).required(),
//! }
//!
//! let violations = Greeting { name: "Ada".into() }.validate().unwrap_err();
//! assert_eq!(
//!     violations.smithy().message,
//!     "1 validation error detected. Value at '/Name' failed to satisfy constraint: \
//!      Member must satisfy regular expression pattern: ^[a-z]+$"
//! );
//! assert!(Greeting { name: "ada".into() }.validate().is_ok());
//! ```
//!
//! The length of a string is in Unicode scalar values, that of a blob in bytes, that of a list or map in entries. Patterns are
//! ECMA-262 and not anchored; matching takes time linear in the text.

mod absent;
mod aws;
mod canonical;
mod check;
mod constraint;
mod decimal;
mod json;
mod path;
mod probe;
mod smithy;
mod untyped;
mod violation;

pub use json::{JsonError, validate_json, validate_json_schema_value, validate_json_value};
pub use path::{Path, Segment};
pub use smithy::{Field, SmithyMessage};
pub use violation::{Constraint, Violation, Violations};

pub use weland_core::{self, Bound, DecodeError, Length, Member, Range, Schema};

use weland_core::Structure;
use weland_protocol::MissingMembers;

/// Checks all constraints of a value.
///
/// # Errors
/// When constraints are broken: all violations, in the order of the model's members.
pub fn validate(value: &dyn Structure) -> Result<(), Violations> {
    if probe::is_valid(value) {
        return Ok(());
    }
    let mut checker = check::Checker::default();
    checker.root(value);
    checker.into_found().sorted().into_result()
}

/// Checks all constraints of a value that was decoded, of which the decoder says that required members were `missing`. What
/// stands in their place is not checked.
///
/// # Errors
/// When members are missing or constraints are broken: all violations, in the order of the model's members. If more members
/// are missing than a decoder keeps, nothing else is reported.
pub fn validate_decoded(value: &dyn Structure, missing: MissingMembers) -> Result<(), Violations> {
    if missing.is_empty() {
        return validate(value);
    }
    if !missing.is_complete() {
        return Violations::only_missing(missing).into_result();
    }
    let paths = missing.into_iter().map(|missing| Path::new(missing.path));
    let mut checker = check::Checker::without(absent::Absent::new(paths));
    checker.root(value);
    checker.into_found().sorted().into_result()
}

/// Checks all constraints of a value of a stream, which a structure holds as this member, of which the decoder says that these
/// required members were `missing`.
///
/// # Errors
/// As those of [`validate_decoded`]; paths begin within the value.
pub fn validate_item(
    holder: &dyn Structure,
    member: &'static Member,
    missing: MissingMembers,
) -> Result<(), Violations> {
    if !missing.is_complete() {
        return Violations::only_missing(missing).into_result();
    }
    let paths = missing.into_iter().map(|missing| Path::new(missing.path.into_iter().skip(1).collect()));
    let mut checker = check::Checker::without(absent::Absent::new(paths));
    checker.item(holder, member);
    checker.into_found().sorted().into_result()
}

/// `value.validate()`, for every generated structure and union.
pub trait Validate {
    /// Checks all constraints of the value.
    ///
    /// # Errors
    /// When constraints are broken: all violations, in the order of the model's members.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Structure> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        validate(self)
    }
}
