//! Character classes: `[…]`.

use super::Parser;
use super::escape::Escaped;
use crate::PatternError;
use crate::charset::CharSet;

impl Parser<'_> {
    /// The rest of a class, after its `[`.
    pub(super) fn class(&mut self, start: usize) -> Result<CharSet, PatternError> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        while !self.eat("]") {
            let low_start = self.at;
            let low = self.class_atom(start)?;
            // A hyphen is a range's only between two atoms.
            let ranged = self.rest().starts_with('-') && !self.rest().starts_with("-]");
            if !ranged {
                low.add_to(&mut ranges);
                continue;
            }
            self.eat("-");
            let high = self.class_atom(start)?;
            match (low, high) {
                (Escaped::Char(low), Escaped::Char(high)) if low <= high => ranges.push((low, high)),
                (Escaped::Char(_), Escaped::Char(_)) => {
                    let message = format!("the range `{}` ends before it starts", self.text(low_start));
                    return Err(self.error(low_start, message, "swap its ends, or write `\\-` for a hyphen"));
                }
                (low, high) => {
                    // Annex B: next to a set the hyphen stands for itself.
                    low.add_to(&mut ranges);
                    high.add_to(&mut ranges);
                    ranges.push((0x2D, 0x2D));
                }
            }
        }
        Ok(self.cased(CharSet::new(ranges)).negate_if(negated))
    }

    fn class_atom(&mut self, class: usize) -> Result<Escaped, PatternError> {
        let start = self.at;
        match self.bump() {
            Some('\\') => self.escape(start, true),
            Some(c) => Ok(Escaped::Char(u32::from(c))),
            None => {
                self.at = class + 1;
                Err(self.error(
                    class,
                    "this character class is not closed",
                    "add the missing `]`, or write `\\[` for a bracket",
                ))
            }
        }
    }
}

impl Escaped {
    fn add_to(&self, ranges: &mut Vec<(u32, u32)>) {
        match self {
            Escaped::Char(code) => ranges.push((*code, *code)),
            Escaped::Set(set) => ranges.extend_from_slice(set.ranges()),
        }
    }
}
