//! JSON texts.

use std::fmt::{self, Write};

use crate::value::{Entries, Value};

/// How many levels of arrays and objects a text may have.
const MAX_DEPTH: usize = 128;

impl Value {
    /// The value of a JSON text; `None` if the text is not JSON, or has a number beyond the range of doubles or more
    /// than 128 levels.
    pub fn from_json(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        let value = reader.value()?;
        reader.skip_white_space();
        (reader.at == text.len()).then_some(value)
    }
}

/// Writes the value as JSON, without white space. Numbers that are not finite are written as strings.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self)
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_white_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    /// Reads a value and the white space before it.
    fn value(&mut self) -> Option<Value> {
        self.skip_white_space();
        match self.rest().as_bytes().first()? {
            b'{' => self.nested(Self::map),
            b'[' => self.nested(Self::list),
            b'"' => self.string().map(|text| Value::string(&text)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => {
                let literals =
                    [("null", Value::Null), ("true", Value::Boolean(true)), ("false", Value::Boolean(false))];
                literals.into_iter().find(|(token, _)| self.eat(token)).map(|(_, value)| value)
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Option<Value> {
        let mut list = Vec::new();
        self.skip_white_space();
        while !self.eat("]") {
            if !list.is_empty() && !self.eat(",") {
                return None;
            }
            list.push(self.value()?);
            self.skip_white_space();
        }
        Some(Value::list(list))
    }

    fn map(&mut self) -> Option<Value> {
        let mut map = Entries::new();
        self.skip_white_space();
        while !self.eat("}") {
            if !map.is_empty() && !self.eat(",") {
                return None;
            }
            self.skip_white_space();
            let key = self.string()?;
            self.skip_white_space();
            if !self.eat(":") {
                return None;
            }
            map.insert(key.into(), self.value()?);
            self.skip_white_space();
        }
        Some(Value::map(map))
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.eat("-");
        if !self.eat("0") {
            self.digits()?;
        }
        if self.eat(".") {
            self.digits()?;
        }
        if self.eat("e") || self.eat("E") {
            let _ = self.eat("+") || self.eat("-");
            self.digits()?;
        }
        let value: f64 = self.text.get(start..self.at)?.parse().ok()?;
        value.is_finite().then_some(Value::Number(value))
    }

    fn digits(&mut self) -> Option<()> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        (count > 0).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        if !self.eat("\"") {
            return None;
        }
        let mut text = String::new();
        loop {
            let character = self.character()?;
            match character {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                '\0'..'\x20' => return None,
                character => text.push(character),
            }
        }
    }

    fn character(&mut self) -> Option<char> {
        let character = self.rest().chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.character()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.code_unit()?;
                let second = if (0xd800..0xdc00).contains(&first) && self.eat("\\u") { self.code_unit() } else { None };
                let units = [Some(first), second].into_iter().flatten();
                char::decode_utf16(units).next()?.ok()?
            }
            character @ ('"' | '\\' | '/') => character,
            _ => return None,
        })
    }

    fn code_unit(&mut self) -> Option<u16> {
        let digits = self.rest().get(..4)?;
        self.at += 4;
        let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| are_digits)
    }
}

fn write(out: &mut impl Write, value: &Value) -> fmt::Result {
    match value {
        Value::Null => out.write_str("null"),
        Value::Boolean(value) => write!(out, "{value}"),
        // Up to here, doubles are exact, and whole ones are written without a point.
        Value::Number(value) if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 => {
            write!(out, "{}", *value as i64)
        }
        Value::Number(value) if value.is_finite() => write!(out, "{value:?}"),
        Value::Number(value) if value.is_nan() => out.write_str("\"NaN\""),
        Value::Number(value) => out.write_str(if *value > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" }),
        Value::String(text) => write_string(out, text),
        Value::List(list) => {
            out.write_char('[')?;
            for (index, item) in list.iter().enumerate() {
                out.write_str(if index > 0 { "," } else { "" })?;
                write(out, item)?;
            }
            out.write_char(']')
        }
        Value::Map(map) => {
            out.write_char('{')?;
            for (index, (key, item)) in map.iter().enumerate() {
                out.write_str(if index > 0 { "," } else { "" })?;
                write_string(out, key)?;
                out.write_char(':')?;
                write(out, item)?;
            }
            out.write_char('}')
        }
    }
}

fn write_string(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '\0'..'\x20' => write!(out, "\\u{:04x}", u32::from(character))?,
            character => out.write_char(character)?,
        }
    }
    out.write_char('"')
}

#[cfg(test)]
mod tests;
