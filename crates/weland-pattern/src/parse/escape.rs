//! Escapes: what may follow a `\`.

use super::Parser;
use crate::PatternError;
use crate::category;
use crate::charset::{CharSet, LAST};

const NO_REFERENCES: &str = "back-references are not supported";

/// What an escape stands for.
pub(super) enum Escaped {
    Char(u32),
    Set(CharSet),
}

impl Parser<'_> {
    /// The rest of an escape, after its `\` at `start`.
    pub(super) fn escape(&mut self, start: usize, in_class: bool) -> Result<Escaped, PatternError> {
        let Some(c) = self.bump() else {
            return Err(self.error(
                start,
                "the pattern ends in the midst of an escape",
                "write `\\\\` for a backslash",
            ));
        };
        Ok(match c {
            't' => Escaped::Char(0x09),
            'n' => Escaped::Char(0x0A),
            'v' => Escaped::Char(0x0B),
            'f' => Escaped::Char(0x0C),
            'r' => Escaped::Char(0x0D),
            'b' if in_class => Escaped::Char(0x08),
            'd' | 'D' => Escaped::Set(CharSet::digit().negate_if(c == 'D')),
            's' | 'S' => Escaped::Set(CharSet::space().negate_if(c == 'S')),
            'w' | 'W' => Escaped::Set(CharSet::word().negate_if(c == 'W')),
            'p' | 'P' => Escaped::Set(self.property(start)?.negate_if(c == 'P')),
            'c' => Escaped::Char(self.control(start)?),
            'x' => match self.hex(2) {
                Some(code) => Escaped::Char(code),
                None => {
                    return Err(self.error(
                        start,
                        "`\\x` needs two hexadecimal digits",
                        "write, for instance, `\\x2E`",
                    ));
                }
            },
            'u' => Escaped::Char(self.unicode(start)?),
            '0'..='9' => Escaped::Char(self.decimal(start, c, in_class)?),
            'k' => {
                return Err(self.error(start, NO_REFERENCES, "match the repeated text on its own"));
            }
            'a'..='z' | 'A'..='Z' => return Err(self.unknown(start)),
            other => Escaped::Char(u32::from(other)),
        })
    }

    fn unknown(&self, start: usize) -> PatternError {
        let escape = self.text(start);
        let help = match escape {
            "\\A" => "write `^` for the start of the text".to_owned(),
            "\\z" | "\\Z" => "write `$` for the end of the text".to_owned(),
            "\\a" => "write `\\x07`".to_owned(),
            "\\e" => "write `\\x1B`".to_owned(),
            "\\h" => "write `[ \\t]`".to_owned(),
            "\\R" => "write `(?:\\r\\n|[\\n\\r])`".to_owned(),
            "\\B" => "`\\B` has no meaning in a character class".to_owned(),
            other => format!("write `{}` for the letter", other.trim_start_matches('\\')),
        };
        self.error(start, format!("`{escape}` is not an escape of ECMA-262"), help)
    }

    /// `\0`, a legacy octal escape in a class, or a back-reference.
    fn decimal(&mut self, start: usize, first: char, in_class: bool) -> Result<u32, PatternError> {
        if in_class {
            return self.octal(start, first);
        }
        let digits = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        match first {
            '0' if self.at == digits => Ok(0),
            '0' => Err(self.error(
                start,
                format!("`{}` is an octal escape", self.text(start)),
                "write the character as `\\xHH`",
            )),
            _ => Err(self.error(start, NO_REFERENCES, "match the repeated text on its own")),
        }
    }

    /// Annex B: up to three octal digits in a class, as long as the code is at most 255.
    fn octal(&mut self, start: usize, first: char) -> Result<u32, PatternError> {
        let mut code = first.to_digit(8).ok_or_else(|| self.unknown(start))?;
        for _ in 0..2 {
            match self.peek().and_then(|c| c.to_digit(8)).map(|digit| code * 8 + digit) {
                Some(longer) if longer < 256 => code = longer,
                _ => break,
            }
            self.at += 1;
        }
        Ok(code)
    }

    fn control(&mut self, start: usize) -> Result<u32, PatternError> {
        match self.bump() {
            Some(letter) if letter.is_ascii_alphabetic() => Ok(u32::from(letter) % 32),
            _ => Err(self.error(start, "`\\c` needs a letter", "write, for instance, `\\cJ` for a line feed")),
        }
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let text = self.rest().get(..digits)?;
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let code = u32::from_str_radix(text, 16).ok()?;
        self.at += digits;
        Some(code)
    }

    /// `\uHHHH` (two of them for a character beyond U+FFFF) or `\u{H…}`.
    fn unicode(&mut self, start: usize) -> Result<u32, PatternError> {
        if self.eat("{") {
            let digits = self.at;
            while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                self.at += 1;
            }
            let value = |code: u32, c: char| code.saturating_mul(16).saturating_add(c.to_digit(16).unwrap_or(0));
            let code = self.text(digits).chars().fold(0, value);
            let code = Some(code).filter(|code| self.at > digits && *code <= LAST);
            return match code {
                Some(code) if self.eat("}") => Ok(code),
                _ => Err(self.error(
                    start,
                    "`\\u{` needs a code point in hexadecimal and a `}`",
                    "the largest is `\\u{10FFFF}`",
                )),
            };
        }
        let Some(code) = self.hex(4) else {
            return Err(self.error(
                start,
                "`\\u` needs four hexadecimal digits",
                "write, for instance, `\\u00E9` or `\\u{1F600}`",
            ));
        };
        let after = self.at;
        if (0xD800..0xDC00).contains(&code) && self.eat("\\u") {
            match self.hex(4) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    return Ok(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
                }
                _ => self.at = after,
            }
        }
        Ok(code)
    }

    /// `\p{…}`, after its `p`.
    fn property(&mut self, start: usize) -> Result<CharSet, PatternError> {
        let name_start = self.at + 1;
        let closed = self.eat("{") && {
            while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '=') {
                self.at += 1;
            }
            self.peek() == Some('}')
        };
        if !closed {
            return Err(self.error(
                start,
                "`\\p` needs the name of a property in braces",
                "write, for instance, `\\p{L}` for letters",
            ));
        }
        let name = self.text(name_start).to_owned();
        self.at += 1;
        category::property(&name).ok_or_else(|| {
            let message = format!("`{name}` is not a supported Unicode property");
            self.error(start, message, category::help(&name))
        })
    }
}
