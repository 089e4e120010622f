//! The programs that the simulation runs.

use crate::ast::Ast;
use std::collections::HashMap;

/// How many instructions (and steps to make them) the programs of a pattern may take.
pub(crate) const MAX_PARTS: usize = 250_000;

/// How many look-arounds a pattern may have: the simulation notes for each of them where in the text it holds.
pub(crate) const MAX_LOOKS: usize = 250;

/// Something that can be true of a place in the text.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    Start,
    End,
    Boundary { word: usize, negated: bool },
    Look { number: usize, negated: bool },
}

/// An instruction. Numbers of instructions say where to go on.
#[derive(Debug, Clone)]
pub(super) enum Inst {
    /// Reads a character of a set.
    Set { set: usize, next: usize },
    /// Reads `min` to `max` characters of a set. Many rounds can be under way at once, all in one counter.
    Count { set: usize, min: usize, max: Option<usize>, next: usize, counter: usize },
    /// Goes both ways.
    Split(usize, usize),
    /// Goes on where the condition holds.
    Check(Condition, usize),
    /// The end.
    Match,
}

/// The instructions of the pattern or of one look-around.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    pub(super) start: usize,
    pub(super) counters: usize,
    /// Whether it reads the text from the end to the start.
    pub(super) reversed: bool,
}

/// How many parts the programs of a tree have at most. Each look-around counts as so many that not even their number is too
/// large, if that of the parts is not.
pub(super) fn parts(ast: &Ast) -> usize {
    let sum = |asts: &[Ast]| asts.iter().fold(asts.len(), |sum, ast| sum.saturating_add(parts(ast)));
    match ast {
        Ast::Concat(all) | Ast::Alternate(all) => sum(all),
        Ast::Look { body, .. } => parts(body).saturating_add(MAX_PARTS / MAX_LOOKS),
        Ast::Repeat { body, min, max } => {
            let rounds = max.unwrap_or(*min).saturating_add(1) as usize;
            let is_counted = matches!(**body, Ast::Set(_));
            if is_counted { 2 } else { rounds.saturating_mul(parts(body).saturating_add(1)).saturating_add(1) }
        }
        _ => 1,
    }
}

/// Makes the programs of a pattern.
pub(super) struct Compiler {
    insts: Vec<Inst>,
    counters: usize,
    reversed: bool,
    parts: usize,
    pub(super) looks: Vec<Program>,
    /// The numbers of look-arounds by their place in memory: repeats emit the same one many times.
    known: HashMap<*const Ast, usize>,
}

impl Compiler {
    pub(super) fn new() -> Compiler {
        Compiler { insts: Vec::new(), counters: 0, reversed: false, parts: 0, looks: Vec::new(), known: HashMap::new() }
    }

    /// The program of a tree, or `None` if it gets too large.
    pub(super) fn program(&mut self, ast: &Ast, reversed: bool) -> Option<Program> {
        let outer = (std::mem::take(&mut self.insts), self.counters, self.reversed);
        (self.counters, self.reversed) = (0, reversed);
        let end = self.push(Inst::Match)?;
        let start = self.emit(ast, end)?;
        let program = Program { insts: std::mem::take(&mut self.insts), start, counters: self.counters, reversed };
        (self.insts, self.counters, self.reversed) = outer;
        Some(program)
    }

    fn push(&mut self, inst: Inst) -> Option<usize> {
        self.insts.push(inst);
        self.parts += 1;
        (self.parts <= MAX_PARTS).then_some(self.insts.len() - 1)
    }

    /// Emits a part that goes on to `next`; where it starts.
    fn emit(&mut self, ast: &Ast, next: usize) -> Option<usize> {
        match ast {
            Ast::Empty => Some(next),
            Ast::Set(set) => self.push(Inst::Set { set: *set, next }),
            Ast::Concat(parts) if self.reversed => parts.iter().try_fold(next, |next, part| self.emit(part, next)),
            Ast::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.emit(part, next)),
            Ast::Alternate(branches) => {
                let mut whole = None;
                for branch in branches {
                    let branch = self.emit(branch, next)?;
                    whole = Some(match whole {
                        None => branch,
                        Some(others) => self.push(Inst::Split(others, branch))?,
                    });
                }
                whole
            }
            Ast::Repeat { body, min, max } => self.repeat(body, *min, *max, next),
            Ast::Start => self.push(Inst::Check(Condition::Start, next)),
            Ast::End => self.push(Inst::Check(Condition::End, next)),
            Ast::Boundary { word, negated } => {
                self.push(Inst::Check(Condition::Boundary { word: *word, negated: *negated }, next))
            }
            Ast::Look { body, ahead, negated } => {
                let number = self.look(body, *ahead)?;
                self.push(Inst::Check(Condition::Look { number, negated: *negated }, next))
            }
            Ast::Group { mark, .. } | Ast::Reference { mark, .. } => match *mark {},
        }
    }

    /// The number of a look-around.
    fn look(&mut self, body: &Ast, ahead: bool) -> Option<usize> {
        if let Some(number) = self.known.get(&std::ptr::from_ref(body)) {
            return Some(*number);
        }
        let program = self.program(body, ahead)?;
        self.looks.push(program);
        let number = self.looks.len() - 1;
        self.known.insert(std::ptr::from_ref(body), number);
        (self.looks.len() <= MAX_LOOKS).then_some(number)
    }

    fn repeat(&mut self, body: &Ast, min: u32, max: Option<u32>, next: usize) -> Option<usize> {
        if let (Ast::Set(set), true) = (body, min > 1 || max.is_some_and(|max| max > 1)) {
            let counter = self.counters;
            self.counters += 1;
            let (min, max) = (min as usize, max.map(|max| max as usize));
            return self.push(Inst::Count { set: *set, min, max, next, counter });
        }
        let mut whole = next;
        match max {
            None => {
                whole = self.push(Inst::Split(next, next))?;
                let round = self.emit(body, whole)?;
                if let Some(split) = self.insts.get_mut(whole) {
                    *split = Inst::Split(next, round);
                }
            }
            Some(max) => {
                for _ in min..max {
                    let more = self.emit(body, whole)?;
                    whole = self.push(Inst::Split(next, more))?;
                }
            }
        }
        for _ in 0..min {
            whole = self.emit(body, whole)?;
        }
        Some(whole)
    }
}
