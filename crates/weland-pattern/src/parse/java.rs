//! What Java's patterns have and ECMA-262 has not. Models hold it, since Smithy's own tools compile patterns as Java's.
//!
//! It is matched where the same can be said in terms of ECMA-262, and noted, so that authors can be told.

use std::ops::Range;

use super::quantifier::Quantifier;
use super::{Ast, Parser};
use crate::PatternError;
use crate::charset::CharSet;
use crate::construct::Construct;

/// The flags that hold at a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
}

impl Parser<'_> {
    /// Notes that what stands from `start` to the present place is not ECMA-262.
    pub(super) fn note(&mut self, start: usize, construct: Construct) {
        self.foreign.push((start..self.at, construct));
    }

    /// The set for the case that is asked for.
    pub(super) fn cased(&self, set: CharSet) -> CharSet {
        if self.flags.ignore_case { set.in_either_case() } else { set }
    }

    /// The rest of a group that begins with flags, after `(?`: whether it ends there, as in `(?i)`, with flags that hold
    /// to the end of the group around it. Otherwise the flags hold in the group, as in `(?i:…)`.
    pub(super) fn group_flags(&mut self, start: usize) -> Result<bool, PatternError> {
        let letters = self.at;
        let mut flags = self.flags;
        let mut on = true;
        let ends = loop {
            match self.bump() {
                Some('i') => flags.ignore_case = on,
                Some('m') => flags.multiline = on,
                Some('s') => flags.dot_all = on,
                Some('-') if on => on = false,
                Some(end @ (')' | ':')) if self.at > letters + 1 => break end == ')',
                other => {
                    let message = format!("`{}` starts no kind of group", self.text(start));
                    let error = self.error(start, message, "the flags that can be used are `i`, `m` and `s`");
                    let is_flag = matches!(other, Some('d' | 'u' | 'x' | 'U'));
                    return Err(if is_flag { error.unsupported() } else { error });
                }
            }
        };
        self.flags = flags;
        self.note(start, Construct::Flags);
        Ok(ends)
    }

    /// `^`, which with the flag `m` is also behind the end of a line, unless that ends the text.
    pub(super) fn start(&mut self) -> Ast {
        if !self.flags.multiline {
            return Ast::Start;
        }
        let end = Ast::Set(self.sets.intern(CharSet::line_end()));
        let behind = Ast::concat(vec![look(end, false, false), self.between_halves(true)]);
        let start = Ast::alternate(vec![Ast::Start, behind], &mut self.sets);
        Ast::concat(vec![start, look(Ast::End, true, true)])
    }

    /// `$`, which with the flag `m` is also before the end of a line.
    pub(super) fn end(&mut self) -> Ast {
        if !self.flags.multiline {
            return Ast::End;
        }
        let end = Ast::Set(self.sets.intern(CharSet::line_end()));
        let before = Ast::concat(vec![look(end, true, false), self.between_halves(true)]);
        Ast::alternate(vec![Ast::End, before], &mut self.sets)
    }

    /// A place between a carriage return and a line feed, which are one end of a line; or any other place.
    fn between_halves(&mut self, negated: bool) -> Ast {
        let return_before = look(self.character('\r'), false, negated);
        let feed_after = look(self.character('\n'), true, negated);
        match negated {
            true => Ast::alternate(vec![return_before, feed_after], &mut self.sets),
            false => Ast::concat(vec![return_before, feed_after]),
        }
    }

    fn character(&mut self, c: char) -> Ast {
        Ast::Set(self.sets.intern(CharSet::single(u32::from(c))))
    }

    /// An escape that is no set of characters: `\A`, `\z`, `\Z`, `\R`; and whether a quantifier may follow.
    pub(super) fn place(&mut self) -> Option<(Ast, bool)> {
        let start = self.at;
        let (escape, construct) = [
            ("\\A", Construct::Write("^")),
            ("\\z", Construct::Write("$")),
            ("\\Z", Construct::Write("(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?$)")),
            ("\\R", Construct::Write("(?:\\r\\n|[\\n-\\r\\x85\\u2028\\u2029])")),
        ]
        .into_iter()
        .find(|(escape, _)| self.eat(escape))?;
        self.note(start, construct);
        Some(match escape {
            "\\A" => (Ast::Start, false),
            "\\z" => (Ast::End, false),
            "\\Z" => (self.last_line(), false),
            _ => {
                let both = Ast::concat(vec![self.character('\r'), self.character('\n')]);
                let one = Ast::Set(self.sets.intern(CharSet::vertical_space()));
                (Ast::alternate(vec![both, one], &mut self.sets), true)
            }
        })
    }

    /// `\Z`: the end of the text, or before the end of a line that ends it.
    fn last_line(&mut self) -> Ast {
        let both = Ast::concat(vec![self.character('\r'), self.character('\n'), Ast::End]);
        let one = Ast::Set(self.sets.intern(CharSet::line_end()));
        let ends = Ast::alternate(vec![both, Ast::concat(vec![one, Ast::End])], &mut self.sets);
        let before = Ast::concat(vec![look(ends, true, false), self.between_halves(true)]);
        Ast::alternate(vec![Ast::End, before], &mut self.sets)
    }

    /// Goes into `\Q…\E`, in which all characters stand for themselves; an empty one is passed over.
    pub(super) fn quote(&mut self) {
        let start = self.at;
        while self.at >= self.quote_end && self.eat("\\Q") {
            let length = self.rest().find("\\E");
            self.quote_end = self.at + length.unwrap_or(self.rest().len());
            let end = self.quote_end + length.map_or(0, |_| 2);
            self.foreign.push((start..end, Construct::Quote));
            self.unquote();
        }
    }

    /// Goes past the `\E` of a quote that has come to its end, so that a quantifier holds for the last character.
    pub(super) fn unquote(&mut self) {
        if self.at == self.quote_end {
            self.eat("\\E");
            self.quote_end = 0;
        }
    }

    /// A repetition that never gives back what it has matched. Of a single character that is as many as there are.
    pub(super) fn possessive(
        &mut self,
        atom: Ast,
        (start, end): (usize, usize),
        Quantifier { min, max, .. }: Quantifier,
    ) -> Result<Ast, PatternError> {
        self.foreign.push((end..self.at, Construct::Possessive { atom: start..end, min, max }));
        let Ast::Set(set) = atom else {
            let message = format!("`{}` never gives back what it has matched", self.text(end));
            let help = "leave out the `+` behind the quantifier, if that matches the same texts";
            return Err(self.error(end, message, help).unsupported());
        };
        let no_more = look(Ast::Set(set), true, true);
        let repeat = |min, max| Ast::repeat(Ast::Set(set), min, max);
        Ok(match max {
            None => Ast::concat(vec![repeat(min, None), no_more]),
            Some(max) if max == min => repeat(min, Some(max)),
            Some(max) => {
                let fewer = Ast::concat(vec![repeat(min, Some(max - 1)), no_more]);
                Ast::alternate(vec![repeat(max, Some(max)), fewer], &mut self.sets)
            }
        })
    }

    /// The code of `\x{H…}` after its `\x`, if it is that.
    pub(super) fn braced_hex(&mut self, start: usize) -> Option<u32> {
        let before = self.at;
        let code = self.eat("{").then(|| self.braced_code()).flatten();
        match code {
            Some(code) => self.note(start, Construct::Code(code)),
            None => self.at = before,
        }
        code
    }

    /// The rest of an octal escape, after its `\0`: up to three digits, if the code is at most 255.
    pub(super) fn java_octal(&mut self, start: usize, digits: Range<usize>) -> Option<u32> {
        let text = self.source.get(digits.clone())?;
        let longest = if text.starts_with(['0', '1', '2', '3']) { 3 } else { 2 };
        let length = text.bytes().take_while(|byte| (b'0'..b'8').contains(byte)).count().min(longest);
        let code = u32::from_str_radix(text.get(..length)?, 8).ok()?;
        self.at = digits.start + length;
        self.note(start, Construct::Code(code));
        Some(code)
    }
}

fn look(body: Ast, ahead: bool, negated: bool) -> Ast {
    Ast::Look { body: Box::new(body), ahead, negated }
}
