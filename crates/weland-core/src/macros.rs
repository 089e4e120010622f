//! What every shape of a kind has in common, as macros: the types of generated crates are rows of them.

mod access;
mod enums;
mod errors;
mod operation;
mod structure;
mod union;

/// Puts a [`PatternConstraint`](crate::PatternConstraint) into a static.
#[macro_export]
macro_rules! pattern {
    ($source:literal) => {{
        static PATTERN: $crate::PatternConstraint = $crate::PatternConstraint::new($source);
        &PATTERN
    }};
}

/// Puts [`Rules`](crate::Rules) into a static: those that are named, and no others.
#[macro_export]
macro_rules! rules {
    ($($field:ident: $value:expr),* $(,)?) => {{
        static RULES: $crate::Rules = $crate::Rules { $($field: $value,)* ..$crate::Rules::NONE };
        &RULES
    }};
}
