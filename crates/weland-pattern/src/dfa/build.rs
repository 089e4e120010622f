//! Finds the states of an automaton and lays out its table.

use super::Dfa;
use crate::alphabet::{Alphabet, Classes};
use crate::ast::Ast;
use crate::charset::CharSet;
use crate::expr::{Facts, Id, Pool};
use crate::hash::{Places, hash_of};
use crate::lower::lower;

/// How many states an automaton may have.
const MAX_STATES: usize = 5000;
/// How many entries a table may have (two bytes each).
const MAX_ENTRIES: usize = 1 << 17;

/// So many states have room from the start, which is enough for most patterns.
const USUAL_STATES: usize = 32;

/// The automaton of a pattern, or `None` if it has none of a moderate size.
pub(super) fn build(ast: &Ast, sets: &[CharSet]) -> Option<Dfa> {
    let (alphabet, builder) = Builder::new(ast, sets)?;
    builder.finish(alphabet)
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

/// What tells the classes apart in a state.
#[derive(Default)]
struct Fronts {
    sets: Vec<Classes>,
    of_classes: Vec<u64>,
}

/// Makes states. The first one is that of the empty text.
#[derive(Debug)]
pub(super) struct Builder {
    pool: Pool,
    stride: usize,
    states: Vec<State>,
    index: Places,
}

impl Builder {
    /// A builder with the first state, and what its classes are. `None` if the pattern becomes large.
    pub(super) fn new(ast: &Ast, sets: &[CharSet]) -> Option<(Alphabet, Self)> {
        let (alphabet, classes) = Alphabet::new(sets)?;
        let mut pool = Pool::new(Classes::all(alphabet.count));
        let lowered = lower(ast, &classes, &mut pool)?;
        let mut builder = Self { pool, stride: alphabet.count, states: Vec::new(), index: Places::default() };
        builder.state(lowered.main, lowered.behind, true);
        Some((alphabet, builder))
    }

    /// The automaton with all states.
    pub(super) fn finish(mut self, alphabet: Alphabet) -> Option<Dfa> {
        let targets = self.explore()?;
        self.table(&targets, alphabet)
    }

    /// Whether all texts that lead to a state match; `None` if that depends on what follows.
    pub(super) fn verdict(&self, state: usize) -> Option<bool> {
        match self.states.get(state)?.main {
            Id::NEVER => Some(false),
            Id::ANY => Some(true),
            _ => None,
        }
    }

    /// Whether the text that leads to a state matches.
    pub(super) fn accepts(&self, state: usize) -> bool {
        self.states.get(state).is_some_and(|state| self.pool.nullable(state.main, state.facts))
    }

    /// The state after a character of a class, which is new if need be; `None` if there are too many.
    pub(super) fn target(&mut self, state: usize, class: u8) -> Option<usize> {
        let state = self.states.get(state)?.clone();
        let target = self.next(&state, class)?;
        self.is_moderate().then_some(target)
    }

    /// How many states there are.
    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.states.len()
    }

    fn is_moderate(&self) -> bool {
        self.states.len() <= MAX_STATES && self.states.len() * self.stride <= MAX_ENTRIES
    }

    /// The number of a state, which is new if need be.
    fn state(&mut self, main: Id, behind: Vec<Id>, at_start: bool) -> usize {
        // Facts that are not asked any more need no tracking.
        let behind = if self.pool.facts(main) >> 1 == 0 { Vec::new() } else { behind };
        let mut facts = Facts::from(at_start);
        for (id, bit) in behind.iter().zip(1..) {
            facts |= Facts::from(self.pool.nullable(*id, facts)) << bit;
        }
        let state = State { main, behind, facts };
        let hash = hash_of(&state);
        if let Some(number) = self.index.find(hash, |place| self.states.get(place) == Some(&state)) {
            return number;
        }
        let number = self.states.len();
        self.index.insert(hash, number, |place| self.states.get(place).map_or(0, hash_of));
        self.states.push(state);
        number
    }

    /// Finds all states that can be reached: for each, the next state by class.
    fn explore(&mut self) -> Option<Vec<usize>> {
        let mut targets = Vec::with_capacity(USUAL_STATES * self.stride);
        let mut known: Vec<(u64, usize)> = Vec::new();
        let mut fronts = Fronts::default();
        let mut number = 0;
        while let Some(state) = self.states.get(number).cloned() {
            known.clear();
            self.fronts(&state, &mut fronts);
            for (class, &front) in (0..=u8::MAX).zip(&fronts.of_classes) {
                let same = known.iter().find(|(other, _)| *other == front);
                let target = match same {
                    Some((_, target)) => *target,
                    None => self.next(&state, class)?,
                };
                if same.is_none() {
                    known.push((front, target));
                }
                targets.push(target);
            }
            if !self.is_moderate() {
                return None;
            }
            number += 1;
        }
        Some(targets)
    }

    /// For each class a number, such that classes of the same number lead to the same state.
    fn fronts(&mut self, state: &State, fronts: &mut Fronts) {
        let Fronts { sets, of_classes } = fronts;
        sets.clear();
        of_classes.clear();
        for id in state.behind.iter().chain([&state.main]) {
            self.pool.fronts(*id, sets);
        }
        let classes = (0..=u8::MAX).take(self.stride);
        if sets.len() > 64 {
            return of_classes.extend(classes.map(u64::from));
        }
        of_classes.resize(self.stride, 0);
        for (bit, set) in (0..).zip(sets.iter()) {
            for (class, front) in classes.clone().zip(of_classes.iter_mut()) {
                *front |= u64::from(set.contains(class)) << bit;
            }
        }
    }

    fn next(&mut self, state: &State, class: u8) -> Option<usize> {
        let main = self.pool.derivative(state.main, class, state.facts);
        let behind = state.behind.iter().map(|id| self.pool.derivative(*id, class, state.facts)).collect();
        (!self.pool.exhausted()).then(|| self.state(main, behind, false))
    }

    /// Orders the states and lays out the table.
    fn table(&self, targets: &[usize], alphabet: Alphabet) -> Option<Dfa> {
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
        // The first two places are those of the dead end and of the state that always accepts.
        let mut places: Vec<u16> = vec![0; self.states.len()];
        let mut rows = Vec::with_capacity(self.states.len());
        let mut first_accepting = 0;
        for wanted in 0..4 {
            first_accepting = 2 + rows.len();
            for (number, place) in places.iter_mut().enumerate().filter(|(n, _)| kind(*n) == wanted) {
                *place = wanted;
                if wanted >= 2 {
                    rows.push(number);
                    *place = u16::try_from(rows.len() + 1).ok()?;
                }
            }
        }
        let place = |number: Option<&usize>| number.and_then(|n| places.get(*n)).copied().unwrap_or(0);
        let column = |class: usize| {
            let targets = rows.iter().map(|number| place(targets.get(number * self.stride + class)));
            [0, 1].into_iter().chain(targets).collect()
        };
        let columns = (0..self.stride).map(column).collect();
        let first_accepting = u16::try_from(first_accepting).ok()?;
        Some(Dfa { alphabet, columns, start: place(Some(&0)), first_accepting })
    }

    /// For each state, those that lead to it.
    fn reverse(&self, targets: &[usize]) -> Reverse {
        let mut steps: Vec<(usize, usize)> = Vec::with_capacity(4 * self.states.len());
        for (from, row) in targets.chunks(self.stride).enumerate() {
            let mut last = None;
            for to in row {
                // Neighbouring classes mostly lead to the same state.
                if last.replace(to) != Some(to) {
                    steps.push((*to, from));
                }
            }
        }
        steps.sort_unstable();
        steps.dedup();
        Reverse { steps }
    }
}

/// The states that lead to others.
struct Reverse {
    /// Target and source of each step, in order.
    steps: Vec<(usize, usize)>,
}

impl Reverse {
    fn sources(&self, target: usize) -> impl Iterator<Item = usize> {
        let first = self.steps.partition_point(|(to, _)| *to < target);
        let steps = self.steps.get(first..).unwrap_or_default().iter();
        steps.take_while(move |(to, _)| *to == target).map(|(_, from)| *from)
    }
}

/// The states from which one of the given states can be reached.
fn reaches(reverse: &Reverse, given: &[bool]) -> Vec<bool> {
    let mut reached = given.to_vec();
    let mut open: Vec<usize> = (0..given.len()).filter(|n| given.get(*n) == Some(&true)).collect();
    while let Some(number) = open.pop() {
        for source in reverse.sources(number) {
            if let Some(known @ false) = reached.get_mut(source) {
                *known = true;
                open.push(source);
            }
        }
    }
    reached
}
