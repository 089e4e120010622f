//! Takes back-references out of a pattern, as far as a pattern without them matches the same texts.
//!
//! A part of the pattern is followed in the order in which ECMA-262 evaluates it, with what the groups have captured
//! before it. Where a group is referred to later, it has one outcome for each text that it can match, and what follows
//! has alternatives up to the last reference: `(a|b)c\1d` becomes `(?:aca|bcb)d`. Whichever alternative a search with
//! backtracking could come to is among them; the order in which it tries them does not change whether there is a match.

mod scope;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::PatternError;
use crate::ast::{Ast, Capturing};
use crate::charset::{CharSet, CharSets};
use crate::parse::Parsed;
use values::{Limit, MAX_TEXTS, Values};

/// How many parts the pattern may have, and how many may be made on the way to it.
const MAX_PARTS: usize = 50_000;

/// How many groups may be referred to.
const MAX_GROUPS: usize = 200;

type Syntax = Ast<Capturing>;
/// The groups that are referred to later.
type Live = BTreeSet<u32>;
/// What groups that are referred to later have captured; the others of them have captured nothing.
type Captured = BTreeMap<u32, Rc<str>>;

/// One of the ways to match a part.
struct Outcome {
    captured: Captured,
    ast: Ast,
}

/// The pattern without back-references.
pub(crate) fn expand(parsed: Parsed, source: &str) -> Result<(Ast, CharSets), PatternError> {
    let Parsed { ast, sets, referred, .. } = parsed;
    if referred.is_empty() {
        return Ok((scope::without_groups(&ast), sets));
    }
    let alphabet = scope::alphabet(&ast, sets.as_slice());
    let mut expansion = Expansion { source, referred, sets, alphabet, backward: false, parts: 0, work: 0 };
    if expansion.referred.len() > MAX_GROUPS {
        return Err(expansion.too_large());
    }
    let outcomes = expansion.part(&ast, &Captured::new(), &Live::new())?;
    let ast = expansion.either(outcomes);
    Ok((ast, expansion.sets))
}

struct Expansion<'a> {
    source: &'a str,
    referred: BTreeMap<u32, Range<usize>>,
    sets: CharSets,
    /// The characters of all texts that can match, if they are known.
    alphabet: Option<CharSet>,
    /// Whether sequences are evaluated from their end, as in a look-behind.
    backward: bool,
    parts: usize,
    work: usize,
}

impl Expansion<'_> {
    /// The ways to match a part. No two of them have captured the same.
    fn part(&mut self, ast: &Syntax, captured: &Captured, live: &Live) -> Result<Vec<Outcome>, PatternError> {
        if let Some(size) = scope::size_without_groups(ast) {
            self.spend(size)?;
            return Ok(vec![outcome(captured, live, scope::without_groups(ast))]);
        }
        self.spend(1)?;
        match ast {
            Ast::Group { number, body, .. } => self.group(*number, body, captured, live),
            Ast::Reference { number, either_case, .. } => {
                let text = captured.get(number).cloned().unwrap_or_default();
                Ok(vec![outcome(captured, live, self.literal(&text, *either_case)?)])
            }
            Ast::Concat(parts) => self.sequence(parts, captured, live),
            Ast::Alternate(branches) => {
                let mut outcomes = Vec::new();
                for branch in branches {
                    outcomes.append(&mut self.part(branch, captured, live)?);
                }
                Ok(self.merge(outcomes))
            }
            Ast::Repeat { body, min, max } => self.repetition(body, (*min, *max), captured, live),
            Ast::Look { body, ahead, negated } => self.look(body, (*ahead, *negated), captured, live),
            Ast::Empty | Ast::Set(_) | Ast::Start | Ast::End | Ast::Boundary { .. } => {
                Ok(vec![outcome(captured, live, scope::without_groups(ast))])
            }
        }
    }

    fn literal(&mut self, text: &str, either_case: bool) -> Result<Ast, PatternError> {
        let mut parts = Vec::new();
        for c in text.chars() {
            self.spend(1)?;
            let set = CharSet::single(u32::from(c));
            parts.push(Ast::Set(self.sets.intern(if either_case { set.in_either_case() } else { set })));
        }
        Ok(Ast::concat(parts))
    }

    fn group(
        &mut self,
        number: u32,
        body: &Syntax,
        captured: &Captured,
        live: &Live,
    ) -> Result<Vec<Outcome>, PatternError> {
        let outcomes = self.part(body, captured, live)?;
        if !live.contains(&number) {
            return Ok(outcomes);
        }
        let mut divided = Vec::new();
        for Outcome { captured, ast } in outcomes {
            for (text, ast) in self.texts(number, &ast)? {
                let mut captured = captured.clone();
                captured.insert(number, text);
                divided.push(Outcome { captured, ast });
            }
        }
        Ok(divided)
    }

    /// Each text that a group can match, with what matches it alone.
    fn texts(&mut self, number: u32, ast: &Ast) -> Result<Vec<(Rc<str>, Ast)>, PatternError> {
        let Expansion { sets, alphabet, work, .. } = self;
        let texts = match (Values { sets, alphabet: alphabet.as_ref(), work }).texts(ast) {
            Ok(texts) => texts,
            Err(Limit::Size) => return Err(self.too_large()),
            Err(limit) => {
                let many = match limit {
                    Limit::Endless => "endlessly many texts".to_owned(),
                    _ => format!("more than {MAX_TEXTS} texts"),
                };
                let help =
                    "match the repeated text on its own, or let the group match a few texts only, as `([-:]?)` does";
                return Err(self.unsupported(number, &format!("a group that can match {many}"), help));
            }
        };
        self.spend(texts.iter().map(|(_, ast)| scope::size(ast)).sum())?;
        Ok(texts)
    }

    fn sequence(&mut self, parts: &[Syntax], captured: &Captured, live: &Live) -> Result<Vec<Outcome>, PatternError> {
        let mut parts: Vec<&Syntax> = parts.iter().collect();
        if self.backward {
            parts.reverse();
        }
        // What all outcomes begin with, and what each goes on with.
        let mut common: Vec<Ast> = Vec::new();
        let mut open: Vec<(Captured, Vec<Ast>)> = vec![(captured.clone(), Vec::new())];
        for (part, live) in parts.iter().zip(scope::live_after(&parts, live)) {
            let mut found: BTreeMap<Captured, Vec<Vec<Ast>>> = BTreeMap::new();
            for (captured, before) in open {
                let outcomes = self.part(part, &captured, &live)?;
                self.spend(before.iter().map(scope::size).sum::<usize>() * outcomes.len().saturating_sub(1))?;
                for Outcome { captured, ast } in outcomes {
                    let way = before.iter().cloned().chain([ast]).collect();
                    found.entry(captured).or_default().push(way);
                }
            }
            open = found.into_iter().map(|(captured, ways)| (captured, self.join(ways))).collect();
            if let [(_, ways)] = open.as_mut_slice() {
                common.append(ways);
            }
        }
        self.spend(common.iter().map(scope::size).sum::<usize>() * open.len().saturating_sub(1))?;
        let whole = |(captured, rest)| {
            let ast = self.in_order([common.clone(), rest].concat());
            Outcome { captured, ast }
        };
        Ok(open.into_iter().map(whole).collect())
    }

    /// One sequence for several.
    fn join(&mut self, mut ways: Vec<Vec<Ast>>) -> Vec<Ast> {
        if ways.len() == 1 {
            return ways.pop().unwrap_or_default();
        }
        let branches = ways.into_iter().map(|way| self.in_order(way)).collect();
        vec![Ast::alternate(branches, &mut self.sets)]
    }

    /// A sequence of parts in the order of their evaluation.
    fn in_order(&self, mut parts: Vec<Ast>) -> Ast {
        if self.backward {
            parts.reverse();
        }
        Ast::concat(parts)
    }

    /// What groups have captured in a round is forgotten as soon as the next one begins: what counts is the last round.
    fn repetition(
        &mut self,
        body: &Syntax,
        (min, max): (u32, Option<u32>),
        captured: &Captured,
        live: &Live,
    ) -> Result<Vec<Outcome>, PatternError> {
        let outcomes = self.part(body, captured, &Live::new())?;
        let round = self.either(outcomes);
        let inner = scope::groups(body);
        let Some(number) = inner.intersection(live).next() else {
            return Ok(vec![outcome(captured, live, Ast::repeat(round, min, max))]);
        };
        let last = self.part(body, captured, live)?;
        if max != Some(min) && last.iter().any(|last| is_refused(last, &inner, max)) {
            let what = "a group in a repetition whose last round may match nothing";
            return Err(self.unsupported(
                *number,
                what,
                "let each round of the repetition match at least one character",
            ));
        }
        let before = Ast::repeat(round, min.saturating_sub(1), max.map(|max| max.saturating_sub(1)));
        self.spend(scope::size(&before) * last.len())?;
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(last.len() + 1);
        for Outcome { captured, ast } in last {
            outcomes.push(Outcome { captured, ast: self.in_order(vec![before.clone(), ast]) });
        }
        if min == 0 {
            outcomes.push(outcome(captured, live, Ast::Empty));
        }
        Ok(self.merge(outcomes))
    }

    /// A look-around is never tried in another way once it holds, which matters to what it has captured.
    fn look(
        &mut self,
        body: &Syntax,
        (ahead, negated): (bool, bool),
        captured: &Captured,
        live: &Live,
    ) -> Result<Vec<Outcome>, PatternError> {
        let outer = std::mem::replace(&mut self.backward, !ahead);
        let inner: Live = match negated {
            true => Live::new(),
            false => scope::groups(body).intersection(live).copied().collect(),
        };
        let outcomes = match inner.iter().find(|number| !scope::is_determined(body, **number, !ahead)) {
            Some(number) => {
                let help = "move the reference into the look-around, or the group out of it";
                return Err(self.unsupported(*number, "a group in a look-around that may match in several ways", help));
            }
            None if inner.is_empty() => {
                let outcomes = self.part(body, captured, &Live::new())?;
                vec![outcome(captured, live, self.either(outcomes))]
            }
            None => self.part(body, captured, live)?,
        };
        self.backward = outer;
        let look = |body| Ast::Look { body: Box::new(body), ahead, negated };
        Ok(outcomes.into_iter().map(|Outcome { captured, ast }| Outcome { captured, ast: look(ast) }).collect())
    }

    /// One outcome for all that have captured the same.
    fn merge(&mut self, outcomes: Vec<Outcome>) -> Vec<Outcome> {
        let mut merged: BTreeMap<Captured, Vec<Ast>> = BTreeMap::new();
        for Outcome { captured, ast } in outcomes {
            merged.entry(captured).or_default().push(ast);
        }
        let one = |(captured, branches)| Outcome { captured, ast: Ast::alternate(branches, &mut self.sets) };
        merged.into_iter().map(one).collect()
    }

    /// All outcomes, whatever they have captured.
    fn either(&mut self, outcomes: Vec<Outcome>) -> Ast {
        Ast::alternate(outcomes.into_iter().map(|outcome| outcome.ast).collect(), &mut self.sets)
    }

    fn spend(&mut self, parts: usize) -> Result<(), PatternError> {
        self.parts = self.parts.saturating_add(parts);
        if self.parts > MAX_PARTS { Err(self.too_large()) } else { Ok(()) }
    }

    fn too_large(&self) -> PatternError {
        let place = self.referred.values().min_by_key(|range| range.start).cloned().unwrap_or_default();
        let message = format!(
            "the pattern is too large: it refers to more than {MAX_GROUPS} groups, or has more than {MAX_PARTS} parts with \
             the texts written out that back-references repeat"
        );
        PatternError::new(place, message, "use fewer back-references, or let their groups match fewer texts")
            .unsupported()
    }

    fn unsupported(&self, number: u32, what: &str, help: &str) -> PatternError {
        let place = self.referred.get(&number).cloned().unwrap_or_default();
        let reference = self.source.get(place.clone()).unwrap_or_default();
        PatternError::new(place.clone(), format!("`{reference}` refers to {what}"), help).unsupported()
    }
}

fn outcome(captured: &Captured, live: &Live, ast: Ast) -> Outcome {
    let live = captured.iter().filter(|(number, _)| live.contains(number));
    Outcome { captured: live.map(|(number, text)| (*number, Rc::clone(text))).collect(), ast }
}

/// Whether ECMA-262 refuses what is taken for a last round: one that matches nothing, after those that there have to be.
/// It makes no difference if there is no earlier round, and this one has captured nothing.
fn is_refused(last: &Outcome, inner: &Live, max: Option<u32>) -> bool {
    let captured = last.captured.iter().any(|(number, text)| inner.contains(number) && !text.is_empty());
    last.ast.can_be_empty() && (captured || max != Some(1))
}
