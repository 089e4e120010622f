//! Quantifiers: how often an atom is repeated.

use super::Parser;
use crate::PatternError;

/// How often something is repeated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantifier {
    /// The least count.
    pub(super) min: u32,
    /// The greatest count, if there is one.
    pub(super) max: Option<u32>,
    /// Whether it keeps what it has matched, which is Java's: `a*+`.
    pub(super) possessive: bool,
}

impl Parser<'_> {
    /// A quantifier; greedy or lazy, the language is the same.
    pub(super) fn quantifier(&mut self) -> Result<Option<Quantifier>, PatternError> {
        let (min, max) = match self.peek() {
            _ if self.at < self.quote_end => return Ok(None),
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
                return Ok(Some(self.mode(counts)));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(self.mode((min, max))))
    }

    /// What follows the counts: `?` makes the quantifier lazy, `+` possessive.
    fn mode(&mut self, (min, max): (u32, Option<u32>)) -> Quantifier {
        let possessive = !self.eat("?") && self.eat("+");
        Quantifier { min, max, possessive }
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
