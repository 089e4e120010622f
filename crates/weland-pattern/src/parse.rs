//! Reads the source of a pattern.
//!
//! The syntax is that of ECMA-262 with the `u` flag's view of characters (one Unicode scalar value each, `\u{…}`,
//! `\p{…}`), and with Annex B's leniency where it has one reading only: `{`, `}` and `]` may stand for themselves,
//! any punctuation may be escaped, `-` next to a class escape is itself. What only Java's patterns have is read as well,
//! as far as it can be said in these terms.

mod class;
mod escape;
mod java;
mod quantifier;
mod reference;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::PatternError;
use crate::ast::{self, Capturing};
use crate::charset::{CharSet, CharSets};
use crate::construct::Construct;
use escape::Escaped;
use java::Flags;
use reference::{Groups, References};

type Ast = ast::Ast<Capturing>;

/// How deep groups may nest. Everything that walks the tree recurses at most this deep.
const MAX_NESTING: usize = 200;
/// How many ranges all character sets of a pattern may have together (a range takes eight bytes).
const MAX_RANGES: usize = 200_000;

/// A pattern that was read.
pub(crate) struct Parsed {
    pub(crate) ast: Ast,
    /// The sets of characters in the tree.
    pub(crate) sets: CharSets,
    /// What is not ECMA-262.
    pub(crate) foreign: Vec<(Range<usize>, Construct)>,
    /// The groups that back-references name, each with the place of the first such reference.
    pub(crate) referred: BTreeMap<u32, Range<usize>>,
}

/// Reads a pattern. One that is not ECMA-262 is Java's, so that names which both have mean what they mean in Java.
pub(crate) fn parse(source: &str) -> Result<Parsed, PatternError> {
    let (parsed, groups) = read(source, false, References::default())?;
    let references = groups.resolve(source)?;
    let is_java = !parsed.foreign.is_empty();
    if !is_java && references.is_empty() {
        return Ok(parsed);
    }
    read(source, is_java, references).map(|(parsed, _)| parsed)
}

/// Reads a pattern whose references are known. Groups that they do not name only group.
fn read(source: &str, is_java: bool, references: References) -> Result<(Parsed, Groups), PatternError> {
    let mut parser = Parser {
        source,
        at: 0,
        nesting: 0,
        sets: CharSets::default(),
        flags: Flags::default(),
        quote_end: 0,
        foreign: Vec::new(),
        is_java,
        groups: Groups::default(),
        references,
    };
    let ast = parser.alternation()?;
    if parser.at < source.len() {
        let place = parser.at..parser.at + 1;
        return Err(PatternError::new(
            place,
            "this `)` closes no group",
            "remove it, or write `\\)` for a parenthesis",
        ));
    }
    let Parser { sets, foreign, groups, references, .. } = parser;
    Ok((Parsed { ast, sets, foreign, referred: references.into_first() }, groups))
}

/// What a group is, beside its body.
enum GroupKind {
    Plain,
    /// With its number.
    Capturing(u32),
    Look {
        ahead: bool,
        negated: bool,
    },
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    nesting: usize,
    sets: CharSets,
    flags: Flags,
    /// Up to where characters stand for themselves; 0 outside of quotes.
    quote_end: usize,
    foreign: Vec<(Range<usize>, Construct)>,
    /// Whether names that ECMA-262 and Java have mean what they mean in Java.
    is_java: bool,
    groups: Groups,
    /// The back-references, as far as an earlier reading has found them.
    references: References,
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
        loop {
            self.quote();
            if self.at >= self.quote_end && matches!(self.peek(), None | Some('|' | ')')) {
                break;
            }
            parts.push(self.term()?);
        }
        Ok(Ast::concat(parts))
    }

    fn term(&mut self) -> Result<Ast, PatternError> {
        let start = self.at;
        let (atom, repeatable) = self.atom()?;
        let before = self.at;
        let Some(quantifier) = self.quantifier()? else {
            return Ok(atom);
        };
        if !repeatable {
            // A condition on a place, which holds there as often as it is asked for.
            let construct = if quantifier.min > 0 { Construct::Useless } else { Construct::Unconditional };
            self.note(before, construct);
        } else if quantifier.possessive {
            return self.possessive(atom, (start, before), quantifier);
        }
        Ok(Ast::repeat(atom, quantifier.min, quantifier.max))
    }

    /// One atom, and whether a quantifier may follow.
    fn atom(&mut self) -> Result<(Ast, bool), PatternError> {
        let start = self.at;
        if self.at < self.quote_end {
            let quoted = self.bump().map_or(0, u32::from);
            self.unquote();
            let set = self.cased(CharSet::single(quoted));
            return Ok((self.set(set, start)?, true));
        }
        if self.stray_quantifier()? {
            return Ok((Ast::Empty, true));
        }
        if let Some(place) = self.place() {
            return Ok(place);
        }
        let c = match self.bump() {
            Some('^') => return Ok((self.start(), false)),
            Some('$') => return Ok((self.end(), false)),
            Some('(') => return self.group(start),
            Some('[') => {
                let set = self.class(start)?;
                return Ok((self.set(set, start)?, true));
            }
            Some('.') if self.flags.dot_all => CharSet::any(),
            Some('.') => CharSet::dot(),
            Some('\\') if self.eat("b") => return Ok((self.boundary(false), false)),
            Some('\\') if self.eat("B") => return Ok((self.boundary(true), false)),
            Some('\\') if matches!(self.peek(), Some('1'..='9' | 'k')) => return Ok((self.reference(start)?, true)),
            Some('\\') => match self.escape(start, false)? {
                Escaped::Char(code) => self.cased(CharSet::single(code)),
                Escaped::Set(set) => set,
            },
            Some(c) => self.cased(CharSet::single(u32::from(c))),
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
        let outer = self.flags;
        let Some(kind) = self.group_kind(start)? else {
            return Ok((Ast::Empty, false));
        };
        self.nesting += 1;
        let body = self.alternation()?;
        self.nesting -= 1;
        self.flags = outer;
        if !self.eat(")") {
            self.at = start + 1;
            return Err(self.error(
                start,
                "this group is not closed",
                "add the missing `)`, or write `\\(` for a parenthesis",
            ));
        }
        Ok(match kind {
            GroupKind::Capturing(number) if self.references.name(number) => {
                (Ast::Group { number, body: Box::new(body), mark: Capturing }, true)
            }
            GroupKind::Plain | GroupKind::Capturing(_) => (body, true),
            GroupKind::Look { ahead, negated } => (Ast::Look { body: Box::new(body), ahead, negated }, ahead),
        })
    }

    /// What follows the `(`; `None` if that is all of it, flags that hold from here on.
    fn group_kind(&mut self, start: usize) -> Result<Option<GroupKind>, PatternError> {
        if !self.eat("?") {
            return Ok(Some(GroupKind::Capturing(self.groups.begin(None))));
        }
        if self.eat(":") {
            return Ok(Some(GroupKind::Plain));
        }
        for (prefix, ahead, negated) in
            [("=", true, false), ("!", true, true), ("<=", false, false), ("<!", false, true)]
        {
            if self.eat(prefix) {
                return Ok(Some(GroupKind::Look { ahead, negated }));
            }
        }
        if self.eat("<") {
            let name = self.group_name(start)?;
            return Ok(Some(GroupKind::Capturing(self.groups.begin(Some(name)))));
        }
        let help = match self.peek() {
            Some('P') => "ECMA-262 writes a named group as `(?<name>…)`",
            Some('>') => "ECMA-262 has no atomic groups; `(?:…)` matches the same texts or more",
            Some('#') => "ECMA-262 has no comments; remove it",
            _ => return Ok((!self.group_flags(start)?).then_some(GroupKind::Plain)),
        };
        let is_atomic = self.bump() == Some('>');
        let error = self.error(start, format!("`{}` starts no kind of group", self.text(start)), help);
        Err(if is_atomic { error.unsupported() } else { error })
    }

    fn group_name(&mut self, start: usize) -> Result<String, PatternError> {
        self.identifier().ok_or_else(|| {
            self.error(
                start,
                "the name of this group is not an identifier followed by `>`",
                "write `(?<name>…)`, or `(?:…)` for a group without a name",
            )
        })
    }

    /// The rest of a name in angle brackets.
    fn identifier(&mut self) -> Option<String> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            self.bump();
        }
        let name = self.text(start).to_owned();
        (name.starts_with(|c: char| !c.is_numeric()) && self.eat(">")).then_some(name)
    }

    /// A quantifier that stands where an atom has to stand, if one does. Java takes counts in braces for a repetition of
    /// nothing.
    fn stray_quantifier(&mut self) -> Result<bool, PatternError> {
        let start = self.at;
        let is_counted = self.peek() == Some('{');
        if self.quantifier()?.is_none() {
            return Ok(false);
        }
        if is_counted {
            self.note(start, Construct::Useless);
            return Ok(true);
        }
        let message = format!("there is nothing that `{}` could repeat", self.text(start));
        Err(self.error(start, message, "put something before it, or escape it with `\\`"))
    }
}

#[cfg(test)]
mod tests;
