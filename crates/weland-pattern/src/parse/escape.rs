//! Escapes: what may follow a `\`.

use super::Parser;
use crate::PatternError;
use crate::category;
use crate::charset::{CharSet, LAST};
use crate::construct::Construct;

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
            'p' | 'P' => Escaped::Set(self.property(start, c == 'P')?),
            'c' => Escaped::Char(self.control(start)?),
            'h' | 'H' => Escaped::Set(self.horizontal(start, c == 'H')),
            'V' => {
                self.note(start, Construct::Set("[^\\n-\\r\\x85\\u2028\\u2029]".to_owned()));
                Escaped::Set(CharSet::vertical_space().negate())
            }
            'e' | 'a' => {
                let code = if c == 'e' { 0x1B } else { 0x07 };
                self.note(start, Construct::Code(code));
                Escaped::Char(code)
            }
            'x' => match self.hex(2).or_else(|| self.braced_hex(start)) {
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
            '0' if !in_class => Escaped::Char(self.zero(start)?),
            // Outside of a class, the other digits begin back-references.
            '0'..='9' => Escaped::Char(self.octal(start, c)?),
            'a'..='z' | 'A'..='Z' => return Err(self.unknown(start)),
            other => Escaped::Char(u32::from(other)),
        })
    }

    fn unknown(&self, start: usize) -> PatternError {
        let escape = self.text(start);
        let help = match escape {
            "\\A" | "\\z" | "\\Z" | "\\R" | "\\B" | "\\Q" => {
                format!("`{escape}` has no meaning in a character class")
            }
            other => format!("write `{}` for the letter", other.trim_start_matches('\\')),
        };
        self.error(start, format!("`{escape}` is not an escape of ECMA-262"), help).unsupported()
    }

    fn horizontal(&mut self, start: usize, negated: bool) -> CharSet {
        let caret = if negated { "^" } else { "" };
        let set = format!("[{caret} \\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000]");
        self.note(start, Construct::Set(set));
        CharSet::horizontal_space().negate_if(negated)
    }

    /// `\0`, or with more digits Java's octal escape.
    fn zero(&mut self, start: usize) -> Result<u32, PatternError> {
        let digits = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == digits {
            return Ok(0);
        }
        self.java_octal(start, digits..self.at).ok_or_else(|| {
            let message = format!("`{}` is an octal escape", self.text(start));
            self.error(start, message, "write the character as `\\xHH`")
        })
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

    /// The rest of a code point in braces.
    pub(super) fn braced_code(&mut self) -> Option<u32> {
        let digits = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
            self.at += 1;
        }
        let value = |code: u32, c: char| code.saturating_mul(16).saturating_add(c.to_digit(16).unwrap_or(0));
        let code = self.text(digits).chars().fold(0, value);
        (self.at > digits && code <= LAST && self.eat("}")).then_some(code)
    }

    /// `\uHHHH` (two of them for a character beyond U+FFFF) or `\u{H…}`.
    fn unicode(&mut self, start: usize) -> Result<u32, PatternError> {
        if self.eat("{") {
            return self.braced_code().ok_or_else(|| {
                self.error(start, "`\\u{` needs a code point in hexadecimal and a `}`", "the largest is `\\u{10FFFF}`")
            });
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

    /// `\p{…}` or `\P{…}`, after its letter.
    fn property(&mut self, start: usize, negated: bool) -> Result<CharSet, PatternError> {
        let name = self.property_name(start)?;
        let posix = category::posix(&name).filter(|_| self.is_java || category::property(&name).is_none());
        if let Some((ranges, text)) = posix {
            if category::property(&name).is_none() {
                let caret = if negated { "^" } else { "" };
                self.note(start, Construct::Set(format!("[{caret}{text}]")));
            }
            return Ok(self.cased(CharSet::new(ranges.to_vec())).negate_if(negated));
        }
        let ecma = category::of_java(&name);
        let set = category::property(ecma.as_deref().unwrap_or(&name)).ok_or_else(|| {
            let message = format!("`{name}` is not a supported Unicode property");
            self.error(start, message, category::HELP).unsupported()
        })?;
        if let Some(ecma) = ecma {
            let letter = if negated { 'P' } else { 'p' };
            self.note(start, Construct::Set(format!("\\{letter}{{{ecma}}}")));
        }
        Ok(self.cased(set).negate_if(negated))
    }

    /// The name in braces; in Java, a name of one letter needs none.
    fn property_name(&mut self, start: usize) -> Result<String, PatternError> {
        if let Some(letter) = self.peek().filter(char::is_ascii_alphabetic) {
            self.at += 1;
            self.note(start, Construct::Set(format!("{}{{{letter}}}", self.text(start).trim_end_matches(letter))));
            return Ok(letter.to_string());
        }
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
        Ok(name)
    }
}
