//! Back-references: `\1` and `\k<name>`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Ast, Parser};
use crate::PatternError;
use crate::ast::Capturing;

/// The groups that capture, and the references to groups, as far as they were read.
#[derive(Default)]
pub(super) struct Groups {
    count: u32,
    /// The number of each group that has a name; `None` if several have it.
    names: BTreeMap<String, Option<u32>>,
    references: Vec<(Target, Range<usize>)>,
}

/// What a reference says of its group.
enum Target {
    Number(u32),
    Name(String),
}

/// The references of a pattern, once all its groups are known.
#[derive(Default)]
pub(super) struct References {
    /// The numbers of their groups, in the order of the references.
    numbers: Vec<u32>,
    /// The place of the first reference to each group.
    first: BTreeMap<u32, Range<usize>>,
}

impl References {
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether one of them names the group of this number.
    pub(super) fn name(&self, number: u32) -> bool {
        self.first.contains_key(&number)
    }

    pub(super) fn into_first(self) -> BTreeMap<u32, Range<usize>> {
        self.first
    }
}

impl Groups {
    /// The number of a group that begins here.
    pub(super) fn begin(&mut self, name: Option<String>) -> u32 {
        self.count = self.count.saturating_add(1);
        if let Some(name) = name {
            self.names.entry(name).and_modify(|number| *number = None).or_insert(Some(self.count));
        }
        self.count
    }

    /// Finds the groups of all references.
    pub(super) fn resolve(self, source: &str) -> Result<References, PatternError> {
        let mut resolved = References::default();
        for (target, range) in &self.references {
            let number = match target {
                Target::Number(number) if *number > self.count => return Err(no_such_number(*number, range, source)),
                Target::Number(number) => *number,
                Target::Name(name) => self.named(name, range)?,
            };
            resolved.numbers.push(number);
            resolved.first.entry(number).or_insert_with(|| range.clone());
        }
        Ok(resolved)
    }

    fn named(&self, name: &str, range: &Range<usize>) -> Result<u32, PatternError> {
        match self.names.get(name) {
            Some(Some(number)) => Ok(*number),
            Some(None) => {
                let message = format!("more than one group is named `{name}`");
                Err(PatternError::new(range.clone(), message, "give each group a name of its own").unsupported())
            }
            None => {
                let message = format!("there is no group named `{name}`");
                Err(PatternError::new(range.clone(), message, format!("name a group by `(?<{name}>…)`")))
            }
        }
    }
}

/// A number that has too many readings: with the flag `u` it is a mistake, without it the octal code of a character or
/// the digits themselves, and in Java it matches nothing.
fn no_such_number(number: u32, range: &Range<usize>, source: &str) -> PatternError {
    let escape = source.get(range.clone()).unwrap_or_default();
    let message = format!("`{escape}` refers to a group {number}, and there is none");
    let help = "count the groups by their `(`, leaving out those that begin with `(?:` and the like; if a character was \
                meant, write its code as `\\xHH`";
    PatternError::new(range.clone(), message, help).unsupported()
}

impl Parser<'_> {
    /// The rest of a back-reference, after its `\` at `start`. It is nothing as long as its group is not known.
    pub(super) fn reference(&mut self, start: usize) -> Result<Ast, PatternError> {
        let target = match self.eat("k") {
            true => Target::Name(self.referred_name(start)?),
            false => Target::Number(self.referred_number()),
        };
        let known = self.references.numbers.get(self.groups.references.len()).copied();
        self.groups.references.push((target, start..self.at));
        let either_case = self.flags.ignore_case;
        Ok(known.map_or(Ast::Empty, |number| Ast::Reference { number, either_case, mark: Capturing }))
    }

    fn referred_name(&mut self, start: usize) -> Result<String, PatternError> {
        let name = self.eat("<").then(|| self.identifier()).flatten();
        name.ok_or_else(|| {
            let help = "write `\\k<name>` for what the group `(?<name>…)` has matched, or `k` for the letter";
            self.error(start, "`\\k` needs the name of a group in angle brackets", help)
        })
    }

    fn referred_number(&mut self) -> u32 {
        let mut number = 0u32;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        number
    }
}
