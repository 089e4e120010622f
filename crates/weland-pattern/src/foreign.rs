//! What a pattern has that is not ECMA-262, and what to write instead.

use std::ops::Range;

use crate::parse::parse;
use crate::{Pattern, PatternError};

/// A part of a pattern that is not ECMA-262. It is matched as Java does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    range: Range<usize>,
    help: String,
}

impl Foreign {
    /// The part of the pattern's source, as a range of byte offsets.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// How to say the same in ECMA-262.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

/// The parts of a pattern that are not ECMA-262, in their order.
///
/// ```
/// let found = weland_pattern::foreign("^[\\p{Graph}]{2}+$")?;
/// assert_eq!((found[0].range(), found[0].help()), (2..11, "write the set `[!-~]`"));
/// assert_eq!((found[1].range(), found[1].help()), (12..16, "leave out the last `+`"));
/// # Ok::<(), weland_pattern::PatternError>(())
/// ```
///
/// # Errors
///
/// As [`Pattern::new`]. To find that out, no automaton is made, which is what takes time there.
pub fn foreign(source: &str) -> Result<Vec<Foreign>, PatternError> {
    let parsed = parse(source)?;
    let mut found: Vec<Foreign> = parsed
        .foreign
        .iter()
        .map(|(range, construct)| Foreign { range: range.clone(), help: construct.help(source) })
        .collect();
    found.sort_by_key(|foreign| foreign.range.start);
    Pattern::check_parsed(parsed, source)?;
    Ok(found)
}
