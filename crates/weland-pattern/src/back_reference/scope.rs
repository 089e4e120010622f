//! What holds for a part of a pattern, seen from outside.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Live, Syntax};
use crate::ast::Ast;
use crate::charset::CharSet;

/// How many parts it has, itself included.
pub(super) fn size<C>(ast: &Ast<C>) -> usize {
    1 + ast.parts().iter().map(size).sum::<usize>()
}

/// How many parts it has, if none of them is a group that captures or a reference.
pub(super) fn size_without_groups(ast: &Syntax) -> Option<usize> {
    if matches!(ast, Ast::Group { .. } | Ast::Reference { .. }) {
        return None;
    }
    ast.parts().iter().try_fold(1, |sum, part| Some(sum + size_without_groups(part)?))
}

/// The same part for matching. References are only to be found where groups have no captures.
pub(super) fn without_groups(ast: &Syntax) -> Ast {
    let all = |parts: &[Syntax]| parts.iter().map(without_groups).collect();
    let boxed = |body: &Syntax| Box::new(without_groups(body));
    match ast {
        Ast::Empty | Ast::Reference { .. } => Ast::Empty,
        Ast::Set(set) => Ast::Set(*set),
        Ast::Concat(parts) => Ast::Concat(all(parts)),
        Ast::Alternate(branches) => Ast::Alternate(all(branches)),
        Ast::Repeat { body, min, max } => Ast::Repeat { body: boxed(body), min: *min, max: *max },
        Ast::Start => Ast::Start,
        Ast::End => Ast::End,
        Ast::Boundary { word, negated } => Ast::Boundary { word: *word, negated: *negated },
        Ast::Look { body, ahead, negated } => Ast::Look { body: boxed(body), ahead: *ahead, negated: *negated },
        Ast::Group { body, .. } => without_groups(body),
    }
}

/// For each part of a sequence in the order of evaluation, the groups that are referred to after it.
pub(super) fn live_after(parts: &[&Syntax], live: &Live) -> Vec<Rc<Live>> {
    let mut later = Rc::new(live.clone());
    let mut all = Vec::with_capacity(parts.len());
    for part in parts.iter().rev() {
        all.push(Rc::clone(&later));
        let mut found = Live::new();
        references(part, &mut found);
        if !found.is_subset(&later) {
            Rc::make_mut(&mut later).append(&mut found);
        }
    }
    all.reverse();
    all
}

fn references(ast: &Syntax, found: &mut Live) {
    if let Ast::Reference { number, .. } = ast {
        found.insert(*number);
    }
    ast.parts().iter().for_each(|part| references(part, found));
}

/// The groups that can have captured something once the part has matched. A negative look-around holds if it has not.
pub(super) fn groups(ast: &Syntax) -> Live {
    let mut found = Live::new();
    add_groups(ast, &mut found);
    found
}

fn add_groups(ast: &Syntax, found: &mut Live) {
    match ast {
        Ast::Look { negated: true, .. } => return,
        Ast::Group { number, .. } => {
            found.insert(*number);
        }
        _ => {}
    }
    ast.parts().iter().for_each(|part| add_groups(part, found));
}

/// Whether a group in a look-around always captures, and always the text between two places that follow from that of the
/// look-around, so that there is one way only.
pub(super) fn is_determined(ast: &Syntax, number: u32, backward: bool) -> bool {
    match ast {
        Ast::Group { number: it, body, .. } if *it == number => length(body).is_some(),
        Ast::Group { body, .. } => is_determined(body, number, backward),
        Ast::Look { body, ahead, negated: false } => is_determined(body, number, !ahead),
        Ast::Concat(parts) => {
            let Some(at) = parts.iter().position(|part| groups(part).contains(&number)) else {
                return false;
            };
            let (before, rest) = parts.split_at(at);
            let Some((part, after)) = rest.split_first() else {
                return false;
            };
            let earlier = if backward { after } else { before };
            earlier.iter().all(|part| length(part).is_some()) && is_determined(part, number, backward)
        }
        _ => false,
    }
}

/// The length of all texts that a part can match, if it is one.
fn length(ast: &Syntax) -> Option<u64> {
    match ast {
        Ast::Set(_) => Some(1),
        Ast::Empty | Ast::Start | Ast::End | Ast::Boundary { .. } | Ast::Look { .. } => Some(0),
        Ast::Concat(parts) => parts.iter().try_fold(0u64, |sum, part| sum.checked_add(length(part)?)),
        Ast::Alternate(branches) => {
            let mut lengths = branches.iter().map(length);
            let first = lengths.next()??;
            lengths.all(|length| length == Some(first)).then_some(first)
        }
        Ast::Repeat { body, min, max } => {
            (Some(*min) == *max).then_some(())?;
            length(body)?.checked_mul(u64::from(*min))
        }
        Ast::Group { body, .. } => length(body),
        Ast::Reference { .. } => None,
    }
}

/// The characters that the texts of a pattern consist of, if it has to match all of a text.
pub(super) fn alphabet(ast: &Syntax, sets: &[CharSet]) -> Option<CharSet> {
    if !is_anchored(ast, true) || !is_anchored(ast, false) {
        return None;
    }
    let mut read = Read::default();
    read.add(ast);
    if !read.references.is_subset(&read.groups) {
        // A look-around has captured what is read.
        return None;
    }
    let ranges = read.sets.iter().filter_map(|set| sets.get(*set)).flat_map(CharSet::ranges);
    let all = CharSet::new(ranges.copied().collect());
    Some(if read.either_case { all.in_either_case() } else { all })
}

/// Whether it matches at the start of a text only, or at the end only.
fn is_anchored(ast: &Syntax, at_start: bool) -> bool {
    match ast {
        Ast::Start => at_start,
        Ast::End => !at_start,
        Ast::Concat(parts) if at_start => one_is_anchored(parts.iter(), true),
        Ast::Concat(parts) => one_is_anchored(parts.iter().rev(), false),
        Ast::Alternate(branches) => branches.iter().all(|branch| is_anchored(branch, at_start)),
        Ast::Group { body, .. } => is_anchored(body, at_start),
        Ast::Repeat { body, min, .. } => *min > 0 && is_anchored(body, at_start),
        _ => false,
    }
}

/// Whether one of the parts is anchored, and the ones before it match at one place.
fn one_is_anchored<'a>(mut parts: impl Iterator<Item = &'a Syntax>, at_start: bool) -> bool {
    parts.find_map(|part| match is_anchored(part, at_start) {
        true => Some(true),
        false => (!part.is_zero_width()).then_some(false),
    }) == Some(true)
}

/// What reads characters: all but look-arounds.
#[derive(Default)]
struct Read {
    sets: BTreeSet<usize>,
    groups: Live,
    references: Live,
    either_case: bool,
}

impl Read {
    fn add(&mut self, ast: &Syntax) {
        match ast {
            Ast::Look { .. } => return,
            Ast::Set(set) => {
                self.sets.insert(*set);
            }
            Ast::Group { number, .. } => {
                self.groups.insert(*number);
            }
            Ast::Reference { number, either_case, .. } => {
                self.references.insert(*number);
                self.either_case |= either_case;
            }
            _ => {}
        }
        ast.parts().iter().for_each(|part| self.add(part));
    }
}
