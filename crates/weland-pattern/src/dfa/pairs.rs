//! A table by which two automata read two characters at once, one forwards and one backwards.
//!
//! What takes the time is that each state has to be loaded before the place of the next one is known. With two characters a
//! load, there are half as many.

use std::collections::HashMap;

use crate::alphabet::Alphabet;
use crate::hash::Quick;

/// How many classes of ASCII characters a pattern may tell apart, the two below included.
const MAX_CLASSES: usize = 64;
/// How large the table may be, in bytes.
const MAX_SIZE: usize = 1 << 15;
/// The class of bytes that are part of other characters than those of ASCII. They lead to the dead end.
const FOREIGN: usize = 0;
/// The class that stands behind the last character of a text, if their number is odd.
const NOTHING: usize = 1;

/// The states of an automaton are numbers from 0, which is the dead end. For each class, the next state by state.
pub(super) type Transitions = Vec<Vec<u8>>;

/// What both automata share, so that few addresses have to be at hand.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    /// What each byte adds to the number of its pair, as the first one and as the second one.
    bytes: Box<[[u16; 2]; 256]>,
    /// For each pair, where its columns begin: that of the automaton that reads forwards, and of the other one.
    offsets: Box<[[u16; 2]]>,
    /// The next state by state, for all columns that differ.
    columns: Box<[u8]>,
}

impl Pairs {
    /// The table of two automata, with transitions for each of the [`classes`]. `None` if it would be large.
    pub(super) fn new(alphabet: &Alphabet, forward: Transitions, backward: Transitions) -> Option<Self> {
        let classes = classes(alphabet);
        let count = classes.len() + 2;
        if count > MAX_CLASSES {
            return None;
        }
        let (forward, backward) = (with_own_classes(forward)?, with_own_classes(backward)?);
        let mut columns = Columns::default();
        let mut offsets = Vec::with_capacity(count * count);
        for (first, last) in forward.iter().zip(&backward) {
            for (second, before) in forward.iter().zip(&backward) {
                offsets.push([columns.offset(first, second)?, columns.offset(before, last)?]);
            }
        }
        let mut bytes = Box::new([[(FOREIGN * count) as u16, FOREIGN as u16]; 256]);
        for (byte, class) in bytes.iter_mut().zip(alphabet.ascii) {
            let number = classes.iter().position(|other| *other == class)? + 2;
            *byte = [u16::try_from(number * count).ok()?, u16::try_from(number).ok()?];
        }
        Some(Self { bytes, offsets: offsets.into(), columns: columns.all.into() })
    }

    /// The state behind two bytes; `None` does not occur.
    #[inline]
    pub(super) fn next(&self, state: usize, [first, second]: [u8; 2]) -> Option<usize> {
        let [_, second] = self.bytes[usize::from(second)];
        let [offset, _] = self.offsets(first, second)?;
        self.target(offset, state)
    }

    /// The state behind one byte; `None` does not occur.
    #[inline]
    pub(super) fn next_single(&self, state: usize, byte: u8) -> Option<usize> {
        let [offset, _] = self.offsets(byte, NOTHING as u16)?;
        self.target(offset, state)
    }

    /// The state of the automaton that reads backwards before two bytes; `None` does not occur.
    #[inline]
    pub(super) fn before(&self, state: usize, [first, second]: [u8; 2]) -> Option<usize> {
        let [_, second] = self.bytes[usize::from(second)];
        let [_, offset] = self.offsets(first, second)?;
        self.target(offset, state)
    }

    #[inline]
    fn offsets(&self, first: u8, second: u16) -> Option<[u16; 2]> {
        let [first, _] = self.bytes[usize::from(first)];
        self.offsets.get(usize::from(first) + usize::from(second)).copied()
    }

    #[inline]
    fn target(&self, offset: u16, state: usize) -> Option<usize> {
        self.columns.get(usize::from(offset) + state).copied().map(usize::from)
    }
}

/// The classes of the ASCII characters, each of them once.
pub(super) fn classes(alphabet: &Alphabet) -> Vec<u8> {
    let mut classes = alphabet.ascii.to_vec();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// Transitions with those for the two classes that only this table has.
fn with_own_classes(transitions: Transitions) -> Option<Transitions> {
    let states = transitions.first()?.len();
    let last = u8::try_from(states.checked_sub(1)?).ok()?;
    Some([vec![0; states], (0..=last).collect()].into_iter().chain(transitions).collect())
}

/// Columns, each of them once.
#[derive(Default)]
struct Columns {
    all: Vec<u8>,
    known: HashMap<Vec<u8>, u16, Quick>,
    current: Vec<u8>,
}

impl Columns {
    /// Where the column of two transitions begins, which is added if need be; `None` if there is no room.
    fn offset(&mut self, early: &[u8], late: &[u8]) -> Option<u16> {
        self.current.clear();
        for state in early {
            self.current.push(*late.get(usize::from(*state))?);
        }
        if let Some(offset) = self.known.get(&self.current) {
            return Some(*offset);
        }
        let offset = u16::try_from(self.all.len()).ok()?;
        self.all.extend(&self.current);
        self.known.insert(self.current.clone(), offset);
        (self.all.len() <= MAX_SIZE).then_some(offset)
    }
}
