//! The texts that a group can match.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::ast::Ast;
use crate::charset::{CharSet, CharSets};

/// How many texts a group may match that a reference names.
pub(super) const MAX_TEXTS: usize = 1000;
/// How many parts of ways may be made.
const MAX_WORK: usize = 1_000_000;

/// Why texts cannot be counted up.
pub(super) enum Limit {
    /// There is no longest one.
    Endless,
    /// There are more than [`MAX_TEXTS`].
    Many,
    /// They are too long, or there are too many ways to them.
    Size,
}

/// A way through a part: the text that it reads, as sets of one character with the conditions on the places between.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    text: String,
    parts: Vec<Ast>,
}

pub(super) struct Values<'a> {
    pub(super) sets: &'a mut CharSets,
    /// The characters that have to be considered, if not all.
    pub(super) alphabet: Option<&'a CharSet>,
    pub(super) work: &'a mut usize,
}

impl Values<'_> {
    /// Each text that a part matches, with a part that matches only this one.
    pub(super) fn texts(&mut self, ast: &Ast) -> Result<Vec<(Rc<str>, Ast)>, Limit> {
        let mut texts: BTreeMap<String, Vec<Ast>> = BTreeMap::new();
        for Way { text, parts } in self.ways(ast)? {
            texts.entry(text).or_default().push(Ast::concat(parts));
        }
        Ok(texts.into_iter().map(|(text, ways)| (text.into(), Ast::alternate(ways, self.sets))).collect())
    }

    fn ways(&mut self, ast: &Ast) -> Result<BTreeSet<Way>, Limit> {
        match ast {
            Ast::Empty => Ok(BTreeSet::from([Way::default()])),
            Ast::Set(set) => self.characters(*set),
            Ast::Concat(parts) => {
                let mut ways = BTreeSet::from([Way::default()]);
                for part in parts {
                    let more = self.ways(part)?;
                    ways = self.product(&ways, &more)?;
                }
                Ok(ways)
            }
            Ast::Alternate(branches) => {
                let mut ways = BTreeSet::new();
                for branch in branches {
                    ways.append(&mut self.ways(branch)?);
                    limited(&ways)?;
                }
                Ok(ways)
            }
            Ast::Repeat { body, min, max } => {
                let body = self.ways(body)?;
                self.rounds(&body, *min, *max)
            }
            Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Look { .. } => {
                Ok(BTreeSet::from([Way { text: String::new(), parts: vec![ast.clone()] }]))
            }
            Ast::Group { mark, .. } | Ast::Reference { mark, .. } => match *mark {},
        }
    }

    fn characters(&mut self, set: usize) -> Result<BTreeSet<Way>, Limit> {
        let Some(set) = self.sets.as_slice().get(set) else {
            return Ok(BTreeSet::new());
        };
        let set = self.alphabet.map_or_else(|| set.clone(), |alphabet| set.intersection(alphabet));
        // One more than there may be is enough to know.
        let chars: Vec<char> = set.chars().take(MAX_TEXTS + 1).collect();
        let mut single = |c: char| Ast::Set(self.sets.intern(CharSet::single(u32::from(c))));
        let ways = chars.into_iter().map(|c| Way { text: c.to_string(), parts: vec![single(c)] }).collect();
        limited(&ways)?;
        Ok(ways)
    }

    /// Each way of the first followed by each of the second.
    fn product(&mut self, first: &BTreeSet<Way>, second: &BTreeSet<Way>) -> Result<BTreeSet<Way>, Limit> {
        let mut ways = BTreeSet::new();
        for before in first {
            for after in second {
                *self.work += 1 + before.parts.len() + after.parts.len();
                if *self.work > MAX_WORK {
                    return Err(Limit::Size);
                }
                let text = format!("{}{}", before.text, after.text);
                ways.insert(Way { text, parts: [before.parts.as_slice(), &after.parts].concat() });
                limited(&ways)?;
            }
        }
        Ok(ways)
    }

    fn rounds(&mut self, body: &BTreeSet<Way>, min: u32, max: Option<u32>) -> Result<BTreeSet<Way>, Limit> {
        let nothing = BTreeSet::from([Way::default()]);
        if body.iter().all(|way| way.text.is_empty()) {
            // Conditions hold at a place as often as they are asked for.
            return Ok(if min == 0 { nothing } else { body.clone() });
        }
        let max = max.ok_or(Limit::Endless)?;
        let mut ways = if min == 0 { nothing.clone() } else { BTreeSet::new() };
        let mut reached = nothing;
        for round in 1..=max {
            reached = self.product(&reached, body)?;
            if round >= min {
                ways.extend(reached.iter().cloned());
                limited(&ways)?;
            }
        }
        Ok(ways)
    }
}

fn limited(ways: &BTreeSet<Way>) -> Result<(), Limit> {
    if ways.len() > MAX_TEXTS { Err(Limit::Many) } else { Ok(()) }
}
