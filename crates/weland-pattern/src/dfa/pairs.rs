//! A table by which an automaton reads two characters at once.
//!
//! What takes the time is that each state has to be loaded before the place of the next one is known. With two characters a
//! load, there are half as many.

use std::collections::HashMap;

use super::{ALWAYS, CHUNK, DEAD, Dfa};
use crate::hash::Quick;

/// How many classes of ASCII characters a pattern may tell apart, the two below included.
const MAX_CLASSES: usize = 64;
/// How large the table may be, in bytes.
const MAX_SIZE: usize = 1 << 14;
/// The class of bytes that are part of other characters than those of ASCII. They lead to the dead end.
const FOREIGN: usize = 0;
/// The class that stands behind the last character of a text, if their number is odd.
const NOTHING: usize = 1;

#[derive(Debug, Clone)]
pub(super) struct Pairs {
    /// The class of each byte.
    classes: Box<[u8; 256]>,
    /// How many classes there are.
    count: usize,
    /// Where the column of two classes begins.
    offsets: Box<[u16]>,
    /// The next state by state, for all columns that differ.
    columns: Box<[u8]>,
}

impl Pairs {
    /// `None` if the table would be large.
    pub(super) fn new(dfa: &Dfa) -> Option<Self> {
        let mut originals: Vec<u8> = Vec::new();
        let mut classes = Box::new([FOREIGN as u8; 256]);
        for (class, original) in classes.iter_mut().zip(dfa.alphabet.ascii) {
            let number = originals.iter().position(|other| *other == original).unwrap_or(originals.len());
            if number == originals.len() {
                originals.push(original);
            }
            *class = u8::try_from(number + 2).ok()?;
        }
        let count = originals.len() + 2;
        if count > MAX_CLASSES || dfa.states() > 256 {
            return None;
        }
        let singles: Vec<Vec<u8>> = (0..count).map(|class| single(dfa, &originals, class)).collect::<Option<_>>()?;
        let mut columns = Columns::default();
        let mut offsets = Vec::with_capacity(count * count);
        for first in &singles {
            for second in &singles {
                let column =
                    first.iter().map(|state| second.get(usize::from(*state)).copied()).collect::<Option<_>>()?;
                offsets.push(columns.offset(column)?);
            }
        }
        Some(Self { classes, count, offsets: offsets.into(), columns: columns.all.into() })
    }

    /// Reads bytes from a state on, as long as all are ASCII and the verdict is open. Returns the state then reached and how
    /// many bytes have been read.
    #[inline]
    pub(super) fn read(&self, start: u16, text: &[u8]) -> (u16, usize) {
        let Ok(mut state) = u8::try_from(start) else { return (start, 0) };
        let (chunks, rest) = text.as_chunks::<CHUNK>();
        for (number, chunk) in chunks.iter().enumerate() {
            let before = state;
            for [first, second] in chunk.as_chunks::<2>().0 {
                state = self.next(state, *first, self.class(*second));
            }
            if u16::from(state) <= ALWAYS {
                return Self::end(before, state, chunk, number * CHUNK);
            }
        }
        let before = state;
        let (pairs, last) = rest.as_chunks::<2>();
        for [first, second] in pairs {
            state = self.next(state, *first, self.class(*second));
        }
        if let [last] = last {
            state = self.next(state, *last, NOTHING);
        }
        Self::end(before, state, rest, text.len() - rest.len())
    }

    /// The result behind some bytes, or before them if they are not ASCII.
    #[inline]
    fn end(before: u8, after: u8, bytes: &[u8], at: usize) -> (u16, usize) {
        if u16::from(after) == DEAD && !bytes.is_ascii() {
            return (u16::from(before), at);
        }
        (u16::from(after), at + bytes.len())
    }

    #[inline]
    fn class(&self, byte: u8) -> usize {
        usize::from(self.classes[usize::from(byte)])
    }

    #[inline]
    fn next(&self, state: u8, first: u8, second: usize) -> u8 {
        let Some(offset) = self.offsets.get(self.class(first) * self.count + second) else { return 0 };
        self.columns.get(usize::from(*offset) + usize::from(state)).copied().unwrap_or_default()
    }
}

/// The next state by state, for one of the classes.
fn single(dfa: &Dfa, originals: &[u8], class: usize) -> Option<Vec<u8>> {
    (0..dfa.states())
        .map(|state| {
            let state = u16::try_from(state).ok()?;
            let next = match class {
                FOREIGN => DEAD,
                NOTHING => state,
                class => dfa.next(state, *originals.get(class - 2)?)?,
            };
            u8::try_from(next).ok()
        })
        .collect()
}

/// Columns, each of them once.
#[derive(Default)]
struct Columns {
    all: Vec<u8>,
    known: HashMap<Vec<u8>, u16, Quick>,
}

impl Columns {
    /// Where a column begins, which is added if need be; `None` if there is no room.
    fn offset(&mut self, column: Vec<u8>) -> Option<u16> {
        if let Some(offset) = self.known.get(&column) {
            return Some(*offset);
        }
        let offset = u16::try_from(self.all.len()).ok()?;
        self.all.extend(&column);
        self.known.insert(column, offset);
        (self.all.len() <= MAX_SIZE).then_some(offset)
    }
}
