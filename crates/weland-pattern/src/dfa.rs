//! The fast way to match: a table of states by character class, made ahead of the first text.

use crate::alphabet::Alphabet;
use crate::ast::Ast;
use crate::charset::CharSet;
use crate::expr::{Facts, Id, Pool, Quick};
use crate::lower::lower;
use std::collections::HashMap;

/// How many states an automaton may have.
const MAX_STATES: usize = 4096;
/// How many entries a table may have (four bytes each).
const MAX_ENTRIES: usize = 1 << 17;

/// A deterministic automaton. States are offsets into the table: the first is a dead end, the second accepts
/// whatever follows, then come those that reject at the end of the text, then those that accept there.
#[derive(Debug, Clone)]
pub(crate) struct Dfa {
    alphabet: Alphabet,
    table: Vec<u32>,
    start: u32,
    first_accepting: u32,
}

impl Dfa {
    /// The automaton of a pattern, or `None` if it has none of a moderate size.
    pub(crate) fn new(ast: &Ast, sets: &[CharSet]) -> Option<Dfa> {
        let (alphabet, classes) = Alphabet::new(sets)?;
        let mut pool = Pool::new(crate::alphabet::Classes::all(alphabet.count));
        let lowered = lower(ast, &classes, &mut pool)?;
        let mut builder = Builder { pool, stride: alphabet.count, states: Vec::new(), index: HashMap::default() };
        builder.state(lowered.main, lowered.behind, true);
        let targets = builder.explore()?;
        Some(builder.finish(&targets, alphabet))
    }

    /// Whether the automaton accepts the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let always = self.alphabet.count as u32;
        let mut state = self.start;
        for c in text.chars() {
            if state <= always {
                break;
            }
            let class = match self.alphabet.ascii.get(c as usize) {
                Some(class) => *class,
                None => self.alphabet.class(c),
            };
            state = match self.table.get(state as usize + usize::from(class)) {
                Some(next) => *next,
                None => return false,
            };
        }
        state == always || state >= self.first_accepting
    }

    /// How many states there are, and how many classes of characters.
    #[cfg(test)]
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.table.len() / self.alphabet.count, self.alphabet.count)
    }
}

/// A state under construction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    /// What has to follow.
    main: Id,
    /// For each look-behind, what would make its match end.
    behind: Vec<Id>,
    facts: Facts,
}

struct Builder {
    pool: Pool,
    stride: usize,
    states: Vec<State>,
    index: HashMap<State, usize, Quick>,
}

impl Builder {
    /// The number of a state, which is new if need be.
    fn state(&mut self, main: Id, behind: Vec<Id>, at_start: bool) -> usize {
        // Facts that are not asked any more need no tracking.
        let behind = if self.pool.facts(main) >> 1 == 0 { Vec::new() } else { behind };
        let mut facts = Facts::from(at_start);
        for (id, bit) in behind.iter().zip(1..) {
            facts |= Facts::from(self.pool.nullable(*id, facts)) << bit;
        }
        let state = State { main, behind, facts };
        if let Some(&number) = self.index.get(&state) {
            return number;
        }
        let number = self.states.len();
        self.states.push(state.clone());
        self.index.insert(state, number);
        number
    }

    /// Finds all states that can be reached: for each, the next state by class.
    fn explore(&mut self) -> Option<Vec<usize>> {
        let mut targets = Vec::new();
        let mut number = 0;
        while let Some(state) = self.states.get(number).cloned() {
            for class in (0..=u8::MAX).take(self.stride) {
                let main = self.pool.derivative(state.main, class, state.facts);
                let behind: Vec<Id> =
                    state.behind.iter().map(|id| self.pool.derivative(*id, class, state.facts)).collect();
                if self.pool.exhausted() {
                    return None;
                }
                targets.push(self.state(main, behind, false));
            }
            if self.states.len() > MAX_STATES || self.states.len() * self.stride > MAX_ENTRIES {
                return None;
            }
            number += 1;
        }
        Some(targets)
    }

    /// Orders the states and lays out the table.
    fn finish(&self, targets: &[usize], alphabet: Alphabet) -> Dfa {
        let accepting: Vec<bool> =
            self.states.iter().map(|state| self.pool.nullable(state.main, state.facts)).collect();
        let rejecting: Vec<bool> = accepting.iter().map(|accepts| !accepts).collect();
        let reverse = self.reverse(targets);
        let can_accept = reaches(&reverse, &accepting);
        let can_reject = reaches(&reverse, &rejecting);
        // The kinds in the order of the table.
        let kind = |n: usize| match (can_accept.get(n), can_reject.get(n), accepting.get(n)) {
            (Some(false), _, _) => 0,
            (_, Some(false), _) => 1,
            (_, _, Some(false)) => 2,
            _ => 3,
        };
        let mut offsets = vec![0; self.states.len()];
        let mut table: Vec<u32> = Vec::new();
        let mut rows = vec![0, 0];
        let mut first_accepting = 0;
        for wanted in 0..4 {
            if wanted == 3 {
                first_accepting = rows.len() * self.stride;
            }
            for (number, offset) in offsets.iter_mut().enumerate().filter(|(n, _)| kind(*n) == wanted) {
                *offset = match wanted {
                    0 | 1 => wanted * self.stride,
                    _ => {
                        rows.push(number);
                        (rows.len() - 1) * self.stride
                    }
                };
            }
        }
        table.resize(self.stride, 0);
        table.resize(2 * self.stride, self.stride as u32);
        for number in rows.into_iter().skip(2) {
            let row = targets.get(number * self.stride..).unwrap_or_default().iter().take(self.stride);
            table.extend(row.map(|target| offsets.get(*target).map_or(0, |offset| *offset as u32)));
        }
        let start = offsets.first().map_or(0, |offset| *offset as u32);
        Dfa { alphabet, table, start, first_accepting: first_accepting as u32 }
    }

    /// For each state, those that lead to it.
    fn reverse(&self, targets: &[usize]) -> Vec<Vec<usize>> {
        let mut reverse: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (from, row) in targets.chunks(self.stride).enumerate() {
            for to in row {
                match reverse.get_mut(*to) {
                    Some(sources) if sources.last() != Some(&from) => sources.push(from),
                    _ => {}
                }
            }
        }
        reverse
    }
}

/// The states from which one of the given states can be reached.
fn reaches(reverse: &[Vec<usize>], given: &[bool]) -> Vec<bool> {
    let mut reached = given.to_vec();
    let mut open: Vec<usize> = (0..given.len()).filter(|n| given.get(*n) == Some(&true)).collect();
    while let Some(number) = open.pop() {
        for source in reverse.get(number).into_iter().flatten() {
            match reached.get_mut(*source) {
                Some(known @ false) => {
                    *known = true;
                    open.push(*source);
                }
                _ => {}
            }
        }
    }
    reached
}
