//! A third way to match, as close to the definition as can be and as slow: the sets of places where a match may end.

use crate::ast::Ast;
use crate::charset::CharSet;
use std::collections::BTreeSet;

/// Whether the tree matches somewhere in the text.
pub(super) fn is_match(ast: &Ast, sets: &[CharSet], text: &[char]) -> bool {
    let reference = Reference { sets, text };
    (0..=text.len()).any(|start| !reference.ends(ast, start).is_empty())
}

struct Reference<'a> {
    sets: &'a [CharSet],
    text: &'a [char],
}

impl Reference<'_> {
    fn has(&self, set: usize, at: usize) -> bool {
        self.text.get(at).is_some_and(|c| self.sets[set].contains(*c))
    }

    /// Where matches that start at a place end.
    fn ends(&self, ast: &Ast, start: usize) -> BTreeSet<usize> {
        let here_if = |holds: bool| holds.then_some(start).into_iter().collect();
        match ast {
            Ast::Empty => here_if(true),
            Ast::Set(set) => self.has(*set, start).then_some(start + 1).into_iter().collect(),
            Ast::Concat(parts) => {
                parts.iter().fold(BTreeSet::from([start]), |starts, part| self.ends_of_all(part, &starts))
            }
            Ast::Alternate(branches) => branches.iter().flat_map(|branch| self.ends(branch, start)).collect(),
            Ast::Repeat { body, min, max } => self.repeat(body, *min, *max, start),
            Ast::Start => here_if(start == 0),
            Ast::End => here_if(start == self.text.len()),
            Ast::Boundary { word, negated } => {
                let before = start > 0 && self.has(*word, start - 1);
                here_if((before != self.has(*word, start)) != *negated)
            }
            Ast::Look { body, ahead: true, negated } => here_if(self.ends(body, start).is_empty() == *negated),
            Ast::Look { body, ahead: false, negated } => {
                let found = (0..=start).any(|from| self.ends(body, from).contains(&start));
                here_if(found != *negated)
            }
        }
    }

    fn ends_of_all(&self, ast: &Ast, starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        starts.iter().flat_map(|start| self.ends(ast, *start)).collect()
    }

    fn repeat(&self, body: &Ast, min: u32, max: Option<u32>, start: usize) -> BTreeSet<usize> {
        let mut places = BTreeSet::from([start]);
        for _ in 0..min {
            places = self.ends_of_all(body, &places);
        }
        let mut all = places.clone();
        // More rounds than there are places find nothing new.
        let rounds = max.map_or(self.text.len() + 1, |max| (max - min) as usize);
        for _ in 0..rounds {
            places = self.ends_of_all(body, &places);
            all.extend(&places);
        }
        all
    }
}
