//! Reads a text from both ends at once, two characters a step: neither way waits for the other.

use std::collections::HashMap;

use super::pairs::{Pairs, Transitions, classes};
use super::{ALWAYS, Dfa};
use crate::hash::Quick;

/// How many bytes are read from each end between two looks whether the verdict is known.
const CHUNK: usize = 16;
/// How many states an automaton may have, in either direction.
const MAX_STATES: usize = 256;

/// Two automata: that of the pattern, and one that reads backwards.
#[derive(Debug, Clone)]
pub(crate) struct Ends {
    pairs: Pairs,
    start: usize,
    /// Where the automaton starts that reads backwards.
    end: usize,
    /// What the states of the automaton that reads backwards are: the states of the other one from which the characters that
    /// were read lead to a match.
    states: Box<[States]>,
}

impl Ends {
    /// `None` if the tables would be large.
    pub(super) fn new(dfa: &Dfa) -> Option<Self> {
        let last = u8::try_from(dfa.states().checked_sub(1)?).ok()?;
        let next = |state, class| u8::try_from(dfa.next(u16::from(state), class)?).ok();
        let column = |class| (0..=last).map(|state| next(state, class)).collect();
        let forward = classes(&dfa.alphabet).into_iter().map(column).collect::<Option<_>>()?;
        let Reverse { sets, transitions, start: end } = Reverse::new(dfa)?;
        let pairs = Pairs::new(&dfa.alphabet, forward, transitions)?;
        Some(Self { pairs, start: usize::from(dfa.start), end, states: sets.into() })
    }

    /// Whether the automaton accepts the text, if that is ASCII; `false` if not, unless what is behind does not matter.
    #[inline]
    pub(super) fn is_match(&self, text: &[u8]) -> bool {
        self.read(text).is_some_and(|(front, back)| self.states.get(back).is_some_and(|states| states.contains(front)))
    }

    /// The states in which both automata meet; `None` does not occur.
    #[inline]
    fn read(&self, text: &[u8]) -> Option<(usize, usize)> {
        let (mut front, mut back) = (self.start, self.end);
        let mut rest = text;
        while let Some((first, more)) = rest.split_first_chunk::<CHUNK>()
            && let Some((middle, last)) = more.split_last_chunk::<CHUNK>()
        {
            for (next, before) in first.as_chunks().0.iter().zip(last.as_chunks().0.iter().rev()) {
                front = self.pairs.next(front, *next)?;
                back = self.pairs.before(back, *before)?;
            }
            // These two states are never left; from the second one, whatever follows is a match.
            if front <= usize::from(ALWAYS) {
                return Some((front, self.end));
            }
            rest = middle;
        }
        let (first, more) = rest.split_at_checked(rest.len() / 4 * 2)?;
        let (middle, last) = more.split_at_checked(more.len() - first.len())?;
        for (next, before) in first.as_chunks().0.iter().zip(last.as_chunks().0.iter().rev()) {
            front = self.pairs.next(front, *next)?;
            back = self.pairs.before(back, *before)?;
        }
        let (pair, single) = middle.as_chunks();
        if let [pair] = pair {
            front = self.pairs.next(front, *pair)?;
        }
        if let [byte] = single {
            front = self.pairs.next_single(front, *byte)?;
        }
        Some((front, back))
    }
}

/// States of an automaton, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct States([u64; MAX_STATES / 64]);

impl States {
    fn contains(&self, state: usize) -> bool {
        self.0.get(state / 64).is_some_and(|word| word >> (state % 64) & 1 == 1)
    }

    fn insert(&mut self, state: usize) {
        if let Some(word) = self.0.get_mut(state / 64) {
            *word |= 1 << (state % 64);
        }
    }

    fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let bits = |(number, word): (usize, u64)| {
            std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)))
                .take_while(|word| *word != 0)
                .map(move |word| number * 64 + word.trailing_zeros() as usize)
        };
        (0..).zip(self.0).flat_map(bits)
    }
}

/// An automaton that reads backwards. State 0 is the empty set, from which nothing leads to a match.
struct Reverse {
    sets: Vec<States>,
    transitions: Transitions,
    start: usize,
}

impl Reverse {
    fn new(dfa: &Dfa) -> Option<Self> {
        let classes = classes(&dfa.alphabet);
        let sources = classes.iter().map(|class| sources(dfa, *class)).collect::<Option<Vec<_>>>()?;
        let mut accepting = States::default();
        (0..dfa.states()).filter(|state| dfa.accepts(*state as u16)).for_each(|state| accepting.insert(state));
        let mut reverse = Self { sets: Vec::new(), transitions: vec![Vec::new(); classes.len()], start: 0 };
        let mut known = HashMap::default();
        reverse.state(States::default(), &mut known)?;
        reverse.start = usize::from(reverse.state(accepting, &mut known)?);
        let mut number = 0;
        while let Some(set) = reverse.sets.get(number).copied() {
            for (class, sources) in sources.iter().enumerate() {
                let mut before = States::default();
                set.iter().filter_map(|state| sources.get(state)).for_each(|sources| before.extend(sources));
                let before = reverse.state(before, &mut known)?;
                reverse.transitions.get_mut(class)?.push(before);
            }
            number += 1;
        }
        Some(reverse)
    }

    /// The number of a set, which is new if need be; `None` if there are too many.
    fn state(&mut self, set: States, known: &mut HashMap<States, u8, Quick>) -> Option<u8> {
        if let Some(number) = known.get(&set) {
            return Some(*number);
        }
        let number = u8::try_from(self.sets.len()).ok()?;
        self.sets.push(set);
        known.insert(set, number);
        Some(number)
    }
}

/// For each state, those from which a character of a class leads to it.
fn sources(dfa: &Dfa, class: u8) -> Option<Vec<States>> {
    let mut sources = vec![States::default(); dfa.states()];
    for state in 0..dfa.states() {
        let target = dfa.next(u16::try_from(state).ok()?, class)?;
        sources.get_mut(usize::from(target))?.insert(state);
    }
    Some(sources)
}
