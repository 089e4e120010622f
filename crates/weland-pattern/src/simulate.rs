//! The way to match that always works: all ways through the pattern are followed at once, in time proportional to
//! the text's length times the pattern's.
//!
//! Each look-around gets a pass of its own over the text, which notes at which places it holds: forwards for a
//! look-behind, backwards (with the pattern reversed) for a look-ahead. The main pass then asks the notes.

mod program;

use crate::PatternError;
use crate::ast::Ast;
use crate::charset::CharSet;
use program::{Compiler, Condition, Inst, MAX_LOOKS, MAX_PARTS, Program};
use std::collections::VecDeque;

/// A pattern as programs for the simulation.
#[derive(Debug, Clone)]
pub(crate) struct Simulation {
    sets: Vec<CharSet>,
    main: Program,
    /// The programs of the look-arounds; inner ones come before those that ask them.
    looks: Vec<Program>,
}

impl Simulation {
    /// Fails only if the pattern is absurdly large.
    pub(crate) fn new(ast: &Ast, sets: Vec<CharSet>, source: &str) -> Result<Simulation, PatternError> {
        let mut compiler = Compiler::new();
        let main = compiler.program(ast, false).ok_or_else(|| {
            PatternError::new(
                0..source.len(),
                format!(
                    "the pattern is too large: it has more than {MAX_LOOKS} look-arounds, or with its repeats written \
                     out more than {MAX_PARTS} parts"
                ),
                "use smaller counts (a length can be checked on its own) or fewer look-arounds",
            )
        })?;
        Ok(Simulation { sets, main, looks: compiler.looks })
    }

    /// Whether a pattern is so small that there surely is a simulation of it.
    pub(crate) fn surely_fits(ast: &Ast) -> bool {
        program::parts(ast) <= MAX_PARTS
    }

    /// Whether the pattern matches somewhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let mut pass = Pass { sets: &self.sets, text: text.chars().collect(), holds: Vec::new() };
        for look in &self.looks {
            let mut places = vec![0; pass.text.len() / 64 + 1];
            pass.run(look, |place| {
                if let Some(word) = places.get_mut(place / 64) {
                    *word |= 1 << (place % 64);
                }
                false
            });
            pass.holds.push(places);
        }
        let mut found = false;
        pass.run(&self.main, |_| {
            found = true;
            true
        });
        found
    }
}

/// A text, and what is known about its places.
struct Pass<'a> {
    sets: &'a [CharSet],
    text: Vec<char>,
    /// For each look-around, whether it holds at each place: a bit each.
    holds: Vec<Vec<u64>>,
}

/// Where a run stands.
struct Run {
    /// The step in which each instruction was last visited (steps count from 1).
    visited: Vec<usize>,
    /// Instructions to visit.
    open: Vec<usize>,
    /// `Set` instructions that wait for the next character.
    waiting: Vec<usize>,
    /// `Count` instructions that are under way, and when each of their rounds started.
    counting: Vec<usize>,
    rounds: Vec<VecDeque<usize>>,
}

impl Pass<'_> {
    /// Runs a program from every place; `found` hears of each place where a match ends, and says whether to stop.
    fn run(&self, program: &Program, mut found: impl FnMut(usize) -> bool) {
        let mut run = Run {
            visited: vec![0; program.insts.len()],
            open: Vec::new(),
            waiting: Vec::new(),
            counting: Vec::new(),
            rounds: vec![VecDeque::new(); program.counters],
        };
        let length = self.text.len();
        for step in 1..=length + 1 {
            let place = if program.reversed { length + 1 - step } else { step - 1 };
            run.open.push(program.start);
            if self.visit(program, &mut run, step, place) && found(place) {
                return;
            }
            let next = if program.reversed { place.checked_sub(1) } else { Some(place) };
            if let Some(c) = next.and_then(|at| self.text.get(at)) {
                self.read(program, &mut run, step, *c);
            }
        }
    }

    /// Follows everything that needs no character; whether the end of the program was reached.
    fn visit(&self, program: &Program, run: &mut Run, step: usize, place: usize) -> bool {
        let mut matched = false;
        run.waiting.clear();
        while let Some(at) = run.open.pop() {
            match run.visited.get_mut(at) {
                Some(visited) if *visited < step => *visited = step,
                _ => continue,
            }
            match program.insts.get(at) {
                Some(Inst::Set { .. }) => run.waiting.push(at),
                Some(Inst::Count { min, next, counter, .. }) => {
                    if let Some(rounds) = run.rounds.get_mut(*counter) {
                        if rounds.is_empty() {
                            run.counting.push(at);
                        }
                        rounds.push_back(step);
                    }
                    if *min == 0 {
                        run.open.push(*next);
                    }
                }
                Some(Inst::Split(first, second)) => run.open.extend([*first, *second]),
                Some(Inst::Check(condition, next)) if self.holds(condition, place) => run.open.push(*next),
                Some(Inst::Check(..)) => {}
                Some(Inst::Match) | None => matched = true,
            }
        }
        matched
    }

    /// Reads a character with everything that waits for one.
    fn read(&self, program: &Program, run: &mut Run, step: usize, c: char) {
        let has = |set: &usize| self.sets.get(*set).is_some_and(|set| set.contains(c));
        for at in &run.waiting {
            match program.insts.get(*at) {
                Some(Inst::Set { set, next }) if has(set) => run.open.push(*next),
                _ => {}
            }
        }
        let Run { counting, rounds, open, .. } = run;
        counting.retain(|at| {
            let Some(Inst::Count { set, min, max, next, counter }) = program.insts.get(*at) else {
                return false;
            };
            let Some(rounds) = rounds.get_mut(*counter) else {
                return false;
            };
            if !has(set) {
                rounds.clear();
                return false;
            }
            // A round's count so far is `step + 1 - start`. Of the rounds that have reached the least count, the
            // youngest lasts longest.
            let count = |start: &usize| step + 1 - start;
            while rounds.front().is_some_and(|start| max.is_some_and(|max| count(start) > max)) {
                rounds.pop_front();
            }
            while rounds.get(1).is_some_and(|start| count(start) >= *min) {
                rounds.pop_front();
            }
            if rounds.front().is_some_and(|start| count(start) >= *min) {
                open.push(*next);
            }
            !rounds.is_empty()
        });
    }

    fn holds(&self, condition: &Condition, place: usize) -> bool {
        match condition {
            Condition::Start => place == 0,
            Condition::End => place == self.text.len(),
            Condition::Boundary { word, negated } => {
                let word = |at: Option<usize>| {
                    let c = at.and_then(|at| self.text.get(at));
                    c.zip(self.sets.get(*word)).is_some_and(|(c, set)| set.contains(*c))
                };
                (word(place.checked_sub(1)) != word(Some(place))) != *negated
            }
            Condition::Look { number, negated } => {
                let word = self.holds.get(*number).and_then(|places| places.get(place / 64));
                word.is_some_and(|word| word >> (place % 64) & 1 == 1) != *negated
            }
        }
    }
}
