#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! ECMA-262 patterns matched in linear time.
//!
//! Smithy's `pattern` trait constrains strings by regular expressions of ECMA-262. This crate answers one question
//! about them, whether a text matches, and answers it without backtracking: in time proportional to the length of
//! the text, whatever the pattern. Look-around is supported, since real models use it. There are no dependencies.
//!
//! A pattern matches a text if it matches anywhere in it; `^` and `$` tie it to the text's start and end.
//!
//! ```
//! use weland_pattern::Pattern;
//!
//! let alias = Pattern::new("^((?!^[0-9]+$)([a-zA-Z0-9-_]+))$")?;
//! assert!(alias.is_match("release-2"));
//! assert!(!alias.is_match("42"));
//! # Ok::<(), weland_pattern::PatternError>(())
//! ```
//!
//! # What is read
//!
//! All of ECMA-262's syntax, with one Unicode scalar value as one character (what the `u` flag does) and without the
//! flags `i`, `m` and `s`: alternatives, groups (also named ones), greedy and lazy quantifiers, classes, `.`, `^`,
//! `$`, `\b`, `\B`, look-ahead, look-behind, `\d \D \s \S \w \W`, `\t \n \v \f \r \0`, `\cX`, `\xHH`, `\uHHHH` (in
//! pairs for characters beyond U+FFFF), `\u{H…}`, and `\p{…}` for general categories, `Alphabetic`, `Lowercase`,
//! `Uppercase`, `White_Space`, `ASCII`, `Assigned` and `Any`.
//!
//! Annex B's leniency holds where it surprises nobody: a `{` that starts no quantifier is itself, so are `}` and `]`,
//! a `-` beside a class escape, and any escaped character that is neither a letter nor a digit. An escaped letter
//! without a meaning in ECMA-262 (such as `\A` or `\Z`) is an error: it nearly always has one in another dialect.
//!
//! Not supported, and refused with an explanation: back-references, flags in groups, and `\p{…}` for scripts.
//!
//! # How it works
//!
//! Nearly every pattern becomes a deterministic automaton when it is made: one table look-up per character. If the
//! automaton would grow beyond a few thousand states, or if a part that looks ahead repeats without a limit (as in
//! `(?:(?!--).)*`), the pattern is simulated instead: slower by a factor that depends on the pattern, but linear too.

mod alphabet;
mod ast;
mod category;
mod charset;
mod derive;
mod dfa;
mod error;
mod expr;
mod hash;
mod lower;
mod parse;
mod simulate;

pub use error::PatternError;

use std::fmt;
use std::sync::OnceLock;

/// A pattern that is ready to match.
#[derive(Clone)]
pub struct Pattern {
    source: Box<str>,
    engine: Engine,
}

#[derive(Clone)]
enum Engine {
    Dfa(dfa::Dfa),
    Simulation(simulate::Simulation),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// If the source is not a pattern of ECMA-262, uses something that is not supported (see the crate's
    /// documentation), nests groups deeper than 200 levels, or is so large (with its repeats written out) that it
    /// would need an absurd amount of memory. The error names the place.
    pub fn new(source: &str) -> Result<Pattern, PatternError> {
        let (ast, sets) = parse::parse(source)?;
        let engine = match dfa::Dfa::new(&ast, sets.as_slice()) {
            Some(dfa) => Engine::Dfa(dfa),
            None => Engine::Simulation(simulate::Simulation::new(&ast, sets.into_vec(), source)?),
        };
        Ok(Pattern { source: source.into(), engine })
    }

    /// Whether the pattern matches somewhere in the text, in time linear in the text's length.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.engine {
            Engine::Dfa(dfa) => dfa.is_match(text),
            Engine::Simulation(simulation) => simulation.is_match(text),
        }
    }

    /// The source the pattern was made from.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// A pattern in a `static`: it is made ready when it is first used.
///
/// ```
/// use weland_pattern::LazyPattern;
///
/// static ACCOUNT: LazyPattern = LazyPattern::new("^[0-9]{12}$");
/// assert!(ACCOUNT.is_match("123456789012"));
/// assert!(!ACCOUNT.is_match("12345678901"));
/// ```
pub struct LazyPattern {
    source: &'static str,
    pattern: OnceLock<Option<Pattern>>,
}

impl LazyPattern {
    /// A pattern of this source. It is meant for generated code, whose patterns the generator has checked with
    /// [`Pattern::new`]; a source that is none matches every text.
    #[must_use]
    pub const fn new(source: &'static str) -> LazyPattern {
        LazyPattern { source, pattern: OnceLock::new() }
    }

    /// Whether the pattern matches somewhere in the text, in time linear in the text's length. The first call makes
    /// the pattern ready, which takes longer.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let pattern = self.pattern.get_or_init(|| Pattern::new(self.source).ok());
        pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }

    /// The source of the pattern.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.source
    }
}

impl fmt::Debug for LazyPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LazyPattern").field(&self.source).finish()
    }
}

#[cfg(test)]
mod tests;
