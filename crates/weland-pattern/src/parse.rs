//! Reads the source of a pattern.
//!
//! The syntax is that of ECMA-262 with the `u` flag's view of characters (one Unicode scalar value each, `\u{…}`,
//! `\p{…}`), and with Annex B's leniency where it has one reading only: `{`, `}` and `]` may stand for themselves,
//! any punctuation may be escaped, `-` next to a class escape is itself.

mod class;
mod escape;

use crate::PatternError;
use crate::ast::Ast;
use crate::charset::{CharSet, CharSets};
use escape::Escaped;

/// How deep groups may nest. Everything that walks the tree recurses at most this deep.
const MAX_NESTING: usize = 200;
/// How many ranges all character sets of a pattern may have together (a range takes eight bytes).
const MAX_RANGES: usize = 200_000;

/// The tree of a pattern and its character sets.
pub(crate) fn parse(source: &str) -> Result<(Ast, CharSets), PatternError> {
    let mut parser = Parser { source, at: 0, nesting: 0, sets: CharSets::default() };
    let ast = parser.alternation()?;
    if parser.at < source.len() {
        let place = parser.at..parser.at + 1;
        return Err(PatternError::new(
            place,
            "this `)` closes no group",
            "remove it, or write `\\)` for a parenthesis",
        ));
    }
    Ok((ast, parser.sets))
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    nesting: usize,
    sets: CharSets,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn text(&self, start: usize) -> &str {
        self.source.get(start..self.at).unwrap_or("")
    }

    /// An error about the source from `start` to the present place.
    fn error(&self, start: usize, message: impl Into<String>, help: impl Into<String>) -> PatternError {
        PatternError::new(start..self.at, message, help)
    }

    fn set(&mut self, set: CharSet, start: usize) -> Result<Ast, PatternError> {
        let number = self.sets.intern(set);
        if self.sets.total_ranges() > MAX_RANGES {
            return Err(self.error(
                start,
                format!("the pattern's character classes have more than {MAX_RANGES} ranges"),
                "use fewer different classes",
            ));
        }
        Ok(Ast::Set(number))
    }

    fn alternation(&mut self) -> Result<Ast, PatternError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(Ast::alternate(branches, &mut self.sets))
    }

    fn sequence(&mut self) -> Result<Ast, PatternError> {
        let mut parts = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            parts.push(self.term()?);
        }
        Ok(Ast::concat(parts))
    }

    fn term(&mut self) -> Result<Ast, PatternError> {
        let start = self.at;
        let (atom, repeatable) = self.atom()?;
        let before = self.at;
        let Some((min, max)) = self.quantifier()? else {
            return Ok(atom);
        };
        if !repeatable {
            return Err(self.error(
                start,
                format!(
                    "`{}` is a condition on a place and cannot be repeated",
                    self.source.get(start..before).unwrap_or("")
                ),
                "remove the quantifier",
            ));
        }
        Ok(Ast::repeat(atom, min, max))
    }

    /// One atom, and whether a quantifier may follow.
    fn atom(&mut self) -> Result<(Ast, bool), PatternError> {
        let start = self.at;
        if let Some(quantifier) = self.stray_quantifier()? {
            return Err(quantifier);
        }
        let c = match self.bump() {
            Some('^') => return Ok((Ast::Start, false)),
            Some('$') => return Ok((Ast::End, false)),
            Some('(') => return self.group(start),
            Some('[') => {
                let set = self.class(start)?;
                return Ok((self.set(set, start)?, true));
            }
            Some('.') => return Ok((self.set(CharSet::dot(), start)?, true)),
            Some('\\') if self.eat("b") => return Ok((self.boundary(false), false)),
            Some('\\') if self.eat("B") => return Ok((self.boundary(true), false)),
            Some('\\') => match self.escape(start, false)? {
                Escaped::Char(code) => CharSet::single(code),
                Escaped::Set(set) => set,
            },
            Some(c) => CharSet::single(u32::from(c)),
            None => return Ok((Ast::Empty, false)),
        };
        Ok((self.set(c, start)?, true))
    }

    fn boundary(&mut self, negated: bool) -> Ast {
        Ast::Boundary { word: self.sets.intern(CharSet::word()), negated }
    }

    /// The rest of a group, after its `(`.
    fn group(&mut self, start: usize) -> Result<(Ast, bool), PatternError> {
        if self.nesting == MAX_NESTING {
            return Err(self.error(
                start,
                format!("groups nest deeper than {MAX_NESTING} levels"),
                "remove groups that are not needed",
            ));
        }
        self.nesting += 1;
        let kind = self.group_kind(start)?;
        let body = self.alternation()?;
        self.nesting -= 1;
        if !self.eat(")") {
            self.at = start + 1;
            return Err(self.error(
                start,
                "this group is not closed",
                "add the missing `)`, or write `\\(` for a parenthesis",
            ));
        }
        Ok(match kind {
            None => (body, true),
            Some((ahead, negated)) => (Ast::Look { body: Box::new(body), ahead, negated }, ahead),
        })
    }

    /// What follows the `(`: `None` for a plain group, else (ahead, negated) of a look-around.
    fn group_kind(&mut self, start: usize) -> Result<Option<(bool, bool)>, PatternError> {
        if !self.eat("?") || self.eat(":") {
            return Ok(None);
        }
        for (prefix, kind) in [("=", (true, false)), ("!", (true, true)), ("<=", (false, false)), ("<!", (false, true))]
        {
            if self.eat(prefix) {
                return Ok(Some(kind));
            }
        }
        if self.eat("<") {
            return self.group_name(start).map(|()| None);
        }
        let help = match self.bump() {
            Some('P') => "ECMA-262 writes a named group as `(?<name>…)`",
            Some('>') => "ECMA-262 has no atomic groups; `(?:…)` matches the same texts or more",
            Some('#') => "ECMA-262 has no comments; remove it",
            _ => {
                "flags are not supported; spell out what is meant, such as `[Aa]` for either case or `[^]` for any character"
            }
        };
        Err(self.error(start, format!("`{}` starts no kind of group", self.text(start)), help))
    }

    fn group_name(&mut self, start: usize) -> Result<(), PatternError> {
        let name = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            self.bump();
        }
        let named = self.text(name).starts_with(|c: char| !c.is_numeric());
        if named && self.eat(">") {
            return Ok(());
        }
        Err(self.error(
            start,
            "the name of this group is not an identifier followed by `>`",
            "write `(?<name>…)`, or `(?:…)` for a group without a name",
        ))
    }

    /// The error about a quantifier that stands where an atom has to stand, if one does.
    fn stray_quantifier(&mut self) -> Result<Option<PatternError>, PatternError> {
        let start = self.at;
        if self.quantifier()?.is_none() {
            return Ok(None);
        }
        let doubled = self.source.get(..start).is_some_and(|before| before.ends_with(['*', '+', '?', '}']));
        let help = if doubled {
            "ECMA-262 has no possessive quantifiers; remove one of the two"
        } else {
            "put something before it, or escape it with `\\`"
        };
        Ok(Some(self.error(start, format!("there is nothing that `{}` could repeat", self.text(start)), help)))
    }

    /// A quantifier, greedy or lazy (the language is the same): the least and the greatest count.
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let counts = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let start = self.at;
                let Some(counts) = self.braces() else {
                    self.at = start;
                    return Ok(None);
                };
                if counts.1.is_some_and(|max| max < counts.0) {
                    let message = format!("the counts of `{}` are out of order", self.text(start));
                    return Err(self.error(start, message, "write the smaller count first"));
                }
                self.eat("?");
                return Ok(Some(counts));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        self.eat("?");
        Ok(Some(counts))
    }

    /// `{n}`, `{n,}` or `{n,m}`; anything else is no quantifier, but text.
    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        self.eat("{");
        let min = self.count()?;
        let max = match self.eat(",") {
            false => Some(min),
            true if self.peek() == Some('}') => None,
            true => Some(self.count()?),
        };
        self.eat("}").then_some((min, max))
    }

    /// A decimal count; one that is too large for any text becomes the largest number.
    fn count(&mut self) -> Option<u32> {
        let start = self.at;
        let mut count = 0u32;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            count = count.saturating_mul(10).saturating_add(digit);
            self.at += 1;
        }
        (self.at > start).then_some(count)
    }
}

#[cfg(test)]
mod tests;
