//! The fast way to match: a table of states by character class, made ahead of the first text.

mod build;
mod ends;
mod hot;
mod lazy;
mod pairs;
mod run;

use crate::alphabet::Alphabet;
use crate::ast::Ast;
use crate::charset::CharSet;
#[cfg(test)]
pub(crate) use hot::Form;
pub(crate) use hot::Hot;
pub(crate) use lazy::Lazy;

/// How many bytes are read between two looks whether the verdict is known.
const CHUNK: usize = 16;
/// The state from which nothing is accepted.
const DEAD: u16 = 0;
/// The state from which everything is accepted.
const ALWAYS: u16 = 1;

/// A deterministic automaton. State 0 is a dead end, state 1 ([`ALWAYS`]) accepts
/// whatever follows; then come the states that reject at the end of the text, then
/// those that accept there.
#[derive(Debug, Clone)]
pub(crate) struct Dfa {
    alphabet: Alphabet,
    /// For each class, the next state by state: indexing in this order leaves one load between two characters.
    columns: Box<[Box<[u16]>]>,
    start: u16,
    first_accepting: u16,
}

impl Dfa {
    /// The automaton of a pattern, or `None` if it has none of a moderate size.
    pub(crate) fn new(ast: &Ast, sets: &[CharSet]) -> Option<Dfa> {
        build::build(ast, sets)
    }

    /// Whether the automaton accepts the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut state = self.start;
        let mut at = 0;
        // The first two states are never left, so that it is enough to look for them once a chunk.
        while at < bytes.len() && state > ALWAYS {
            let end = bytes.len().min(at + CHUNK);
            for byte in bytes.get(at..end).unwrap_or_default() {
                let Some(class) = self.alphabet.ascii.get(usize::from(*byte)) else {
                    break;
                };
                let Some(next) = self.next(state, *class) else {
                    return false;
                };
                state = next;
                at += 1;
            }
            if at < end {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    return false;
                };
                let Some(next) = self.next(state, self.alphabet.class(c)) else {
                    return false;
                };
                state = next;
                at += c.len_utf8();
            }
        }
        self.accepts(state)
    }

    /// Whether texts that lead to the state match.
    pub(crate) fn accepts(&self, state: u16) -> bool {
        state == ALWAYS || state >= self.first_accepting
    }

    /// The state of the empty text.
    pub(crate) fn start(&self) -> u16 {
        self.start
    }

    pub(crate) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// The state after a character; `None` does not occur.
    pub(crate) fn next(&self, state: u16, class: u8) -> Option<u16> {
        self.columns.get(usize::from(class))?.get(usize::from(state)).copied()
    }

    /// How many states there are.
    pub(crate) fn states(&self) -> usize {
        self.columns.first().map_or(0, |column| column.len())
    }

    /// How many states there are, and how many classes of characters.
    #[cfg(test)]
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.states(), self.alphabet.count)
    }
}
