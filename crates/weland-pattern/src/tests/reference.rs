//! A third way to match, as close to the definition as can be and as slow: all the ways in which a part may match.

use crate::ast::{Ast, Capturing};
use crate::charset::CharSet;
use std::collections::{BTreeMap, BTreeSet};

type Syntax = Ast<Capturing>;
/// Where the texts of groups start and end.
type Captured = BTreeMap<u32, (usize, usize)>;

/// Whether the tree matches somewhere in the text.
pub(super) fn is_match(ast: &Syntax, sets: &[CharSet], text: &[char]) -> bool {
    let reference = Reference { sets, text };
    (0..=text.len()).any(|at| !reference.ways(ast, &State { at, captured: BTreeMap::new() }, false).is_empty())
}

/// A place in the text, and what the groups have captured on the way there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    at: usize,
    captured: Captured,
}

struct Reference<'a> {
    sets: &'a [CharSet],
    text: &'a [char],
}

impl Reference<'_> {
    fn has(&self, set: usize, at: usize) -> bool {
        self.text.get(at).is_some_and(|c| self.sets[set].contains(*c))
    }

    /// How a part may match from a state on, in the order in which ways are tried (with greedy quantifiers).
    fn ways(&self, ast: &Syntax, from: &State, backward: bool) -> Vec<State> {
        let here_if = |holds: bool| holds.then(|| from.clone()).into_iter().collect();
        match ast {
            Ast::Empty => here_if(true),
            Ast::Set(set) => self.read(from, backward, |at| self.has(*set, at)),
            Ast::Concat(parts) if backward => self.sequence(parts.iter().rev(), from, true),
            Ast::Concat(parts) => self.sequence(parts.iter(), from, false),
            Ast::Alternate(branches) => {
                distinct(branches.iter().flat_map(|branch| self.ways(branch, from, backward)).collect())
            }
            Ast::Repeat { body, min, max } => self.repeat(body, (*min, *max), from, backward, &mut BTreeSet::new()),
            Ast::Start => here_if(from.at == 0),
            Ast::End => here_if(from.at == self.text.len()),
            Ast::Boundary { word, negated } => {
                let before = from.at > 0 && self.has(*word, from.at - 1);
                here_if((before != self.has(*word, from.at)) != *negated)
            }
            Ast::Look { body, ahead, negated: true } => here_if(self.ways(body, from, !ahead).is_empty()),
            // The first way is the only one.
            Ast::Look { body, ahead, negated: false } => {
                let first = self.ways(body, from, !ahead).into_iter().next();
                first.map(|way| State { at: from.at, ..way }).into_iter().collect()
            }
            Ast::Group { number, body, .. } => {
                let mut ways = self.ways(body, from, backward);
                for way in &mut ways {
                    way.captured.insert(*number, (from.at.min(way.at), from.at.max(way.at)));
                }
                ways
            }
            Ast::Reference { number, .. } => {
                let (start, end) = from.captured.get(number).copied().unwrap_or((0, 0));
                let mut chars: Vec<char> = self.text[start..end].to_vec();
                if backward {
                    chars.reverse();
                }
                chars.iter().fold(vec![from.clone()], |states, c| {
                    states.iter().flat_map(|from| self.read(from, backward, |at| self.text[at] == *c)).collect()
                })
            }
        }
    }

    fn read(&self, from: &State, backward: bool, has: impl Fn(usize) -> bool) -> Vec<State> {
        let at = if backward { from.at.checked_sub(1) } else { Some(from.at) };
        let at = at.filter(|at| *at < self.text.len() && has(*at));
        at.map(|at| State { at: if backward { at } else { at + 1 }, ..from.clone() }).into_iter().collect()
    }

    fn sequence<'a>(&self, parts: impl Iterator<Item = &'a Syntax>, from: &State, backward: bool) -> Vec<State> {
        parts.fold(vec![from.clone()], |states, part| {
            distinct(states.iter().flat_map(|state| self.ways(part, state, backward)).collect())
        })
    }

    fn repeat(
        &self,
        body: &Syntax,
        (min, max): (u32, Option<u32>),
        from: &State,
        backward: bool,
        known: &mut BTreeSet<(State, u32, Option<u32>)>,
    ) -> Vec<State> {
        if max == Some(0) {
            return vec![from.clone()];
        }
        if !known.insert((from.clone(), min, max)) {
            return Vec::new();
        }
        let mut fresh = from.clone();
        forget(body, &mut fresh.captured);
        let mut ways = Vec::new();
        for round in self.ways(body, &fresh, backward) {
            if min > 0 || round.at != from.at {
                let counts = (min.saturating_sub(1), max.map(|max| max - 1));
                ways.append(&mut self.repeat(body, counts, &round, backward, known));
            }
        }
        if min == 0 {
            ways.push(from.clone());
        }
        distinct(ways)
    }
}

/// Takes the captures of the groups in a part away.
fn forget(ast: &Syntax, captured: &mut Captured) {
    if let Ast::Group { number, .. } = ast {
        captured.remove(number);
    }
    ast.parts().iter().for_each(|part| forget(part, captured));
}

/// The states without those that have come before.
fn distinct(mut states: Vec<State>) -> Vec<State> {
    let mut known = BTreeSet::new();
    states.retain(|state| known.insert(state.clone()));
    states
}
