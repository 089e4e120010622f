#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! ECMA-262 patterns matched in linear time.
//!
//! Smithy's `pattern` trait constrains strings by regular expressions of ECMA-262. This crate decides whether a text
//! matches, without backtracking: in time proportional to the length of the text, whatever the pattern. Look-around is
//! supported, since real models use it. There are no dependencies.
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
//! # Syntax
//!
//! All of ECMA-262's syntax, with one Unicode scalar value as one character (what the `u` flag does) and without the
//! flags `i`, `m` and `s`: alternatives, groups (also named ones), greedy and lazy quantifiers, classes, `.`, `^`,
//! `$`, `\b`, `\B`, look-ahead, look-behind, `\d \D \s \S \w \W`, `\t \n \v \f \r \0`, `\cX`, `\xHH`, `\uHHHH` (in
//! pairs for characters beyond U+FFFF), `\u{H…}`, and `\p{…}` for general categories, `Alphabetic`, `Lowercase`,
//! `Uppercase`, `White_Space`, `ASCII`, `Assigned` and `Any`.
//!
//! Annex B's leniency applies where it is unambiguous: a `{` that starts no quantifier is itself, so are `}` and `]`,
//! a `-` beside a class escape, and any escaped character that is neither a letter nor a digit.
//!
//! Smithy's own tools compile patterns as Java's, so models hold what only Java has. It is matched as there, if the same can
//! be said in ECMA-262, which [`foreign`] does: `\A`, `\z`, `\Z`, `\h`, `\H`, `\V`, `\R`, `\e`, `\a`, `\x{H…}`, `\0` with
//! octal digits, `\Q…\E`, the classes of POSIX (`\p{Alnum}`), `\p{IsAlphabetic}` and its kin, `\pL`, the flags `i`, `m` and
//! `s`, possessive quantifiers behind single characters, quantifiers behind conditions and behind quantifiers. What ECMA-262
//! has as well keeps its meaning there, except for `\p{Alpha}`, `\p{Lower}` and `\p{Upper}` in a pattern that is Java's:
//! they are ASCII, like the other classes of POSIX.
//!
//! Back-references (`\1`, `\k<name>`) are supported, if their group can match a limited number of texts, as in
//! `^\d{4}(-?)\d\d\1\d\d$`: what lies between group and reference becomes an alternative for each of the texts. If a
//! pattern is anchored on both sides and reads only a limited number of different characters, only these count, so that
//! `^(?!.*(.)\1)[a-z]*$` is supported, too. That a reference to a group without a match, or before it, matches the empty
//! text, and that each round of a repetition forgets what its groups have matched, is as in ECMA-262.
//!
//! Not supported, and rejected with an explanation: other back-references, atomic groups, other possessive quantifiers,
//! other flags, and `\p{…}` for scripts and blocks. Such a back-reference is one to a group that can match more than a
//! thousand texts; one to a group in a repetition whose rounds may match nothing; one from outside of a look-around to a
//! group in it, if more than one text could be meant; and one that would make the pattern too large.
//!
//! # How it works
//!
//! Nearly every pattern becomes a deterministic automaton: one table look-up per character. Its states are made as the first
//! texts reach them, and the rest of them once some texts have been matched. If the automaton would grow beyond a few thousand
//! states, or if a part that looks ahead repeats without a limit (as in `(?:(?!--).)*`), the pattern is simulated instead:
//! slower by a factor that depends on the pattern, but linear too.
//!
//! A pattern that has matched 500 times gets a faster form, which takes some 10 to 500 µs to make and up to 50 kB: it reads two
//! characters a step, from both ends of the text at once.

mod alphabet;
mod ast;
mod back_reference;
mod category;
mod charset;
mod compare;
mod construct;
mod derive;
mod dfa;
mod engine;
mod error;
mod expr;
mod foreign;
mod hash;
mod lower;
mod parse;
mod simulate;

pub use compare::Comparison;
pub use error::PatternError;
pub use foreign::{Foreign, foreign};

use std::fmt;
use std::sync::Arc;

/// A pattern that is ready to match.
#[derive(Clone)]
pub struct Pattern {
    /// Lies beside the pattern itself, since what is used often is to be at hand.
    hot: dfa::Hot,
    source: Box<str>,
    engine: Arc<engine::Engine>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// If the source is not a pattern of ECMA-262, uses something that is not supported (see the crate's
    /// documentation), nests groups deeper than 200 levels, or is so large (with its repeats written out) that it
    /// would need an absurd amount of memory. The error names the place.
    pub fn new(source: &str) -> Result<Pattern, PatternError> {
        let (ast, sets) = back_reference::expand(parse::parse(source)?, source)?;
        let engine = Arc::new(engine::Engine::new(ast, sets, source)?);
        Ok(Pattern { hot: dfa::Hot::default(), source: source.into(), engine })
    }

    /// Whether a pattern can be compiled, in less time than it takes to compile it.
    ///
    /// # Errors
    ///
    /// As [`Pattern::new`].
    pub fn check(source: &str) -> Result<(), PatternError> {
        Self::check_parsed(parse::parse(source)?, source)
    }

    /// Nearly everything can be simulated, which takes little to find out. Some of the rest has an automaton.
    fn check_parsed(parsed: parse::Parsed, source: &str) -> Result<(), PatternError> {
        let (ast, sets) = back_reference::expand(parsed, source)?;
        match simulate::Simulation::new(&ast, Vec::new(), source) {
            Err(_) if dfa::Dfa::new(&ast, sets.as_slice()).is_some() => Ok(()),
            simulation => simulation.map(|_| ()),
        }
    }

    /// Whether the pattern matches somewhere in the text, in time linear in the text's length.
    #[must_use]
    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        self.hot.is_match(text, |text| self.engine.is_match(text), || self.engine.dfa())
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

#[cfg(test)]
mod tests;
