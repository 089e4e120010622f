//! Patterns such as `^[a-z][a-z0-9-]{0,62}$`: a few places with characters of their own, then any number of characters of one
//! kind. They need no states.

use super::{DEAD, Dfa};

/// How many different sets of characters a pattern may have: one per bit.
const MAX_SETS: usize = 8;
/// How many places may have a set of their own.
const MAX_PLACES: usize = 16;

/// What ASCII texts have to be like.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// The sets that hold each byte, as bits. Bytes of other characters are in none.
    sets: Box<[u8; 256]>,
    /// The bit of the set for each of the first places.
    places: Box<[u8]>,
    /// The bit of the set for all places after those.
    rest: u8,
    min: usize,
    max: usize,
}

impl Run {
    /// The form of an automaton whose state depends only on how many characters have been read.
    pub(super) fn new(dfa: &Dfa) -> Option<Self> {
        let path = Path::new(dfa)?;
        let (min, max) = path.lengths()?;
        let (rest, mut places) = path.sets.split_last()?;
        while let Some((last, before)) = places.split_last()
            && last == rest
        {
            places = before;
        }
        if places.len() > MAX_PLACES {
            return None;
        }
        let mut run = Self { sets: Box::new([0; 256]), places: Box::default(), rest: 0, min, max };
        let mut known = Vec::new();
        run.places = places.iter().map(|set| run.bit(*set, &mut known)).collect::<Option<_>>()?;
        run.rest = run.bit(*rest, &mut known)?;
        Some(run)
    }

    /// The bit of a set, which is new if need be.
    fn bit(&mut self, set: u128, known: &mut Vec<u128>) -> Option<u8> {
        let number = known.iter().position(|other| *other == set).unwrap_or(known.len());
        if number == known.len() {
            known.push(set);
        }
        let bit = (number < MAX_SETS).then(|| 1 << number)?;
        for (code, sets) in self.sets.iter_mut().take(128).enumerate() {
            *sets |= if set >> code & 1 == 1 { bit } else { 0 };
        }
        Some(bit)
    }

    /// Whether the automaton accepts the text, if that is ASCII; `false` if not.
    #[inline]
    pub(super) fn is_match(&self, text: &[u8]) -> bool {
        if text.len() < self.min || text.len() > self.max {
            return false;
        }
        let sets = |byte: &u8| self.sets[usize::from(*byte)];
        let (places, rest) = text.split_at(self.places.len().min(text.len()));
        places.iter().zip(&self.places).all(|(byte, bit)| sets(byte) & bit != 0)
            && rest.iter().fold(self.rest, |left, byte| left & sets(byte)) != 0
    }
}

/// The states of an automaton that lie one behind the other.
struct Path {
    /// For each state, the ASCII characters that lead on: to the next state, or from the last one to itself, if it repeats.
    sets: Vec<u128>,
    accepting: Vec<bool>,
    repeats: bool,
}

impl Path {
    /// `None` if characters that do not lead to the dead end lead to different states.
    fn new(dfa: &Dfa) -> Option<Self> {
        let mut path = Self { sets: Vec::new(), accepting: vec![dfa.accepts(dfa.start)], repeats: false };
        let mut state = dfa.start;
        loop {
            let mut target = DEAD;
            let mut set = 0;
            for (class, code) in dfa.alphabet.ascii.iter().zip(0..) {
                let next = dfa.next(state, *class)?;
                if next == DEAD {
                    continue;
                }
                if target != DEAD && next != target {
                    return None;
                }
                target = next;
                set |= 1 << code;
            }
            if target == DEAD {
                return Some(path);
            }
            path.sets.push(set);
            if target == state {
                path.repeats = true;
                return Some(path);
            }
            // States that lie in a circle lead nowhere.
            if path.accepting.len() > dfa.states() {
                return None;
            }
            path.accepting.push(dfa.accepts(target));
            state = target;
        }
    }

    /// The least and the greatest length of texts that are accepted, if all lengths between them are.
    fn lengths(&self) -> Option<(usize, usize)> {
        let min = self.accepting.iter().position(|accepts| *accepts)?;
        let last = self.accepting.iter().rposition(|accepts| *accepts)?;
        let is_last = last + 1 == self.accepting.len();
        if !self.accepting.get(min..=last)?.iter().all(|accepts| *accepts) || self.repeats && !is_last {
            return None;
        }
        Some((min, if self.repeats { usize::MAX } else { last }))
    }
}
