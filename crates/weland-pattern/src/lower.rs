//! Turns a syntax tree into an expression for the whole text.
//!
//! A part is lowered together with what follows it (its continuation), because a look-ahead is a condition on all
//! of that: "`(?=A)` then K" is the intersection of "A then anything" with K. Conditions on the text before a place
//! (`^`, look-behind) are facts that the automaton tracks beside the expression.

use crate::alphabet::Classes;
use crate::ast::Ast;
use crate::expr::{Id, Pool};

/// How often a repeated part that looks ahead is copied at most.
const MAX_COPIES: u32 = 16;
/// How many look-behinds there may be: facts are bits, and bit 0 is taken.
const MAX_BEHIND: usize = 63;

/// The expressions of a pattern.
pub(crate) struct Lowered {
    /// The texts that match.
    pub(crate) main: Id,
    /// For each fact from bit 1 on, the texts that end in a match of its look-behind. Inner ones come first.
    pub(crate) behind: Vec<Id>,
}

/// The expressions of a search for the pattern, or `None` if it has none of a moderate size.
pub(crate) fn lower(ast: &Ast, sets: &[Classes], pool: &mut Pool) -> Option<Lowered> {
    let mut lowering = Lowering { sets, pool, behind: Vec::new(), past_start: false };
    let main = lowering.search(ast, Id::ANY)?;
    let behind = lowering.behind;
    (!pool.exhausted()).then_some(Lowered { main, behind })
}

struct Lowering<'a> {
    sets: &'a [Classes],
    pool: &'a mut Pool,
    behind: Vec<Id>,
    /// Whether the part is only reached after a character, where `^` is false.
    past_start: bool,
}

impl Lowering<'_> {
    /// The pattern from any place on.
    fn search(&mut self, ast: &Ast, then: Id) -> Option<Id> {
        let outer = std::mem::replace(&mut self.past_start, false);
        let first = self.part(ast, then)?;
        self.past_start = true;
        let later = self.part(ast, then)?;
        self.past_start = outer;
        let later = self.pool.concat(Id::ANY, later);
        let later = self.pool.concat(Id::CHAR, later);
        Some(self.pool.or(vec![first, later]))
    }

    fn part(&mut self, ast: &Ast, then: Id) -> Option<Id> {
        if self.pool.exhausted() {
            return None;
        }
        Some(match ast {
            Ast::Empty => then,
            Ast::Set(number) => {
                let set = self.set(*number);
                self.pool.concat(set, then)
            }
            Ast::Concat(parts) => {
                let mut whole = then;
                for part in parts.iter().rev() {
                    whole = self.part(part, whole)?;
                }
                whole
            }
            Ast::Alternate(branches) => {
                let branches: Option<Vec<Id>> = branches.iter().map(|branch| self.part(branch, then)).collect();
                self.pool.or(branches?)
            }
            Ast::Repeat { body, min, max } if body.looks_ahead() => self.copies(body, *min, *max, then)?,
            Ast::Repeat { body, min, max } => {
                let body = self.part(body, Id::EMPTY)?;
                let repeat = self.pool.repeat(body, *min, *max);
                self.pool.concat(repeat, then)
            }
            Ast::Start if self.past_start => Id::NEVER,
            Ast::Start => {
                let start = self.pool.fact(0, false);
                self.pool.concat(start, then)
            }
            Ast::End => self.pool.and(vec![Id::EMPTY, then]),
            Ast::Boundary { word, negated } => self.boundary(*word, *negated, then)?,
            Ast::Look { body, ahead: true, negated } => {
                let ahead = self.part(body, Id::ANY)?;
                self.ahead(ahead, *negated, then)
            }
            Ast::Look { body, ahead: false, negated } => {
                if body.looks_ahead() {
                    return None;
                }
                let behind = self.search(body, Id::EMPTY)?;
                self.behind(behind, *negated, then)?
            }
            Ast::Group { mark, .. } | Ast::Reference { mark, .. } => match *mark {},
        })
    }

    fn set(&mut self, number: usize) -> Id {
        let classes = self.sets.get(number).copied().unwrap_or_default();
        self.pool.set(classes)
    }

    fn copies(&mut self, body: &Ast, min: u32, max: Option<u32>, then: Id) -> Option<Id> {
        let max = max.filter(|max| *max <= MAX_COPIES)?;
        let mut whole = then;
        for count in (0..max).rev() {
            let more = self.part(body, whole)?;
            // The last `max - min` copies may be left out.
            whole = if count < min { more } else { self.pool.or(vec![more, then]) };
        }
        Some(whole)
    }

    fn ahead(&mut self, ahead: Id, negated: bool, then: Id) -> Id {
        let ahead = if negated { self.pool.not(ahead) } else { ahead };
        self.pool.and(vec![ahead, then])
    }

    fn behind(&mut self, behind: Id, negated: bool, then: Id) -> Option<Id> {
        let known = self.behind.iter().position(|id| *id == behind);
        let number = known.unwrap_or(self.behind.len());
        if known.is_none() {
            if number == MAX_BEHIND {
                return None;
            }
            self.behind.push(behind);
        }
        let fact = self.pool.fact(u32::try_from(number + 1).ok()?, negated);
        Some(self.pool.concat(fact, then))
    }

    /// A place between a word character and something else: one side is one, the other is not.
    fn boundary(&mut self, word: usize, negated: bool, then: Id) -> Option<Id> {
        let word = self.set(word);
        let before = self.pool.concat(Id::ANY, word);
        let after = self.pool.concat(word, Id::ANY);
        let mut sides = Vec::with_capacity(2);
        for word_before in [false, true] {
            let word_after = word_before == negated;
            let rest = self.ahead(after, !word_after, then);
            sides.push(self.behind(before, !word_before, rest)?);
        }
        Some(self.pool.or(sides))
    }
}
