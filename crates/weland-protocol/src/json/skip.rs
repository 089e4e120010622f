//! Values that nobody wants.

use weland_core::DecodeError;

use super::decode::JsonDecoder;

impl JsonDecoder<'_> {
    /// Hands out those members of an object that are strings, and skips the others.
    pub(crate) fn strings(&mut self, mut member: impl FnMut(&str, &str)) -> Result<(), DecodeError> {
        self.consume(b'{', "an object")?;
        let mut first = true;
        while let Some(key) = self.next_member(first)? {
            first = false;
            if self.peek_value()? == b'"' {
                member(&key, &self.read_string()?);
            } else {
                self.skip_value()?;
            }
        }
        Ok(())
    }

    /// Reads past any value, without recursion however deep it is nested.
    pub(super) fn skip_value(&mut self) -> Result<(), DecodeError> {
        // What closes the objects and arrays that are open, innermost last.
        let mut open: Vec<u8> = Vec::new();
        loop {
            if let Some(close) = self.skip_start()? {
                self.skip_space();
                if self.peek() == Some(close) {
                    self.at += 1;
                } else {
                    self.skip_key(close, true)?;
                    open.push(close);
                    continue;
                }
            }
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(());
                };
                self.skip_space();
                if self.peek() != Some(close) {
                    self.skip_key(close, false)?;
                    break;
                }
                self.at += 1;
                open.pop();
            }
        }
    }

    /// Reads past a scalar, or opens an object or array and says what closes it.
    fn skip_start(&mut self) -> Result<Option<u8>, DecodeError> {
        match self.peek_value()? {
            b'{' => {
                self.at += 1;
                return Ok(Some(b'}'));
            }
            b'[' => {
                self.at += 1;
                return Ok(Some(b']'));
            }
            b'"' => drop(self.read_string()?),
            b't' | b'f' => drop(self.read_boolean()?),
            b'n' => self.literal("null")?,
            _ => drop(self.read_number()?),
        }
        Ok(None)
    }

    /// Reads up to the next value: past the comma, unless it is the first, and past the key in an object.
    fn skip_key(&mut self, close: u8, first: bool) -> Result<(), DecodeError> {
        if close == b'}' {
            // `}` itself has been dealt with, but may not follow a comma.
            return match self.next_member(first)? {
                Some(_) => Ok(()),
                None => Err(self.error("expected a key in quotes")),
            };
        }
        if !first {
            self.consume(b',', "`,` or `]`")?;
        }
        Ok(())
    }
}
