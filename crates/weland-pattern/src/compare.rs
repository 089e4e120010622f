//! Whether one pattern matches all that another one matches.

use std::collections::HashMap;

use crate::Pattern;
use crate::alphabet::Alphabet;
use crate::dfa::Dfa;
use crate::hash::Quick;

/// How many steps a comparison may take.
const MAX_STEPS: usize = 4_000_000;
const SURROGATES: std::ops::RangeInclusive<u32> = 0xD800..=0xDFFF;

/// The texts that two patterns match, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// A shortest text that the first pattern matches and the second does not, if there is one.
    pub only_first: Option<String>,
    /// A shortest text that the second pattern matches and the first does not, if there is one.
    pub only_second: Option<String>,
}

impl Pattern {
    /// Compares the texts that two patterns match; `None` if one of them has no automaton, or if that takes too long.
    ///
    /// ```
    /// use weland_pattern::Pattern;
    ///
    /// let (narrow, wide) = (Pattern::new("^[a-z]{1,3}$")?, Pattern::new("^[a-z0-9]+$")?);
    /// let compared = narrow.compare(&wide).unwrap();
    /// assert_eq!((compared.only_first, compared.only_second.as_deref()), (None, Some("0")));
    /// # Ok::<(), weland_pattern::PatternError>(())
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Pattern) -> Option<Comparison> {
        if self.source == other.source {
            return Some(Comparison { only_first: None, only_second: None });
        }
        compare(self.engine.dfa()?, other.engine.dfa()?)
    }
}

/// A character for each pair of classes that some character has, the ones first that are easy to read.
fn characters(first: &Alphabet, second: &Alphabet) -> Vec<(u8, u8, char)> {
    let mut starts: Vec<u32> = first.starts().iter().chain(second.starts()).copied().collect();
    // These are easier to read than what else may be in their class.
    starts.extend(['a', 'A', '0', '-', ' '].map(u32::from));
    starts.push(SURROGATES.end() + 1);
    starts.retain(|start| !SURROGATES.contains(start));
    let characters = starts.into_iter().filter_map(char::from_u32);
    let mut found: Vec<(u8, u8, char)> =
        characters.map(|c| (first.class_of(u32::from(c)), second.class_of(u32::from(c)), c)).collect();
    found.sort_by_key(|&(a, b, c)| (a, b, !c.is_ascii_alphanumeric(), !c.is_ascii_graphic(), c));
    found.dedup_by_key(|&mut (a, b, _)| (a, b));
    found.sort_by_key(|&(.., c)| (!c.is_ascii_alphanumeric(), !c.is_ascii_graphic(), c));
    found
}

/// Walks through both automata at once, the shortest texts first.
fn compare(first: &Dfa, second: &Dfa) -> Option<Comparison> {
    let characters = characters(first.alphabet(), second.alphabet());
    let start = (first.start(), second.start());
    // For each pair of states, the one before it and the character between them.
    let mut places: Vec<((u16, u16), usize, char)> = vec![(start, 0, '\0')];
    let mut known: HashMap<(u16, u16), (), Quick> = HashMap::default();
    known.insert(start, ());
    let mut result = Comparison { only_first: None, only_second: None };
    let mut at = 0;
    while let Some(&((a, b), ..)) = places.get(at) {
        match (first.accepts(a), second.accepts(b)) {
            (true, false) if result.only_first.is_none() => result.only_first = Some(text(&places, at)),
            (false, true) if result.only_second.is_none() => result.only_second = Some(text(&places, at)),
            _ => {}
        }
        if result.only_first.is_some() && result.only_second.is_some() {
            return Some(result);
        }
        for &(class_a, class_b, c) in &characters {
            let next = (first.next(a, class_a)?, second.next(b, class_b)?);
            if known.insert(next, ()).is_none() {
                places.push((next, at, c));
            }
        }
        at += 1;
        if at.saturating_mul(characters.len()) > MAX_STEPS {
            return None;
        }
    }
    Some(result)
}

/// The text that leads to a place.
fn text(places: &[((u16, u16), usize, char)], mut at: usize) -> String {
    let mut characters = Vec::new();
    while at > 0 {
        let Some(&(_, before, c)) = places.get(at) else { break };
        characters.push(c);
        at = before;
    }
    characters.into_iter().rev().collect()
}
