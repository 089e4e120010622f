//! JSON with its places. It is read only where something is wrong with it.

use std::ops::Range;

use super::tree::{Data, Entry, Node};

/// How many lists and objects may be within each other; readers of values stop before.
const DEPTH: usize = 256;

/// How many lists and objects are within each other at most.
pub(super) fn depth(json: &[u8]) -> usize {
    let (mut depth, mut most, mut in_text, mut is_escaped) = (0_usize, 0, false, false);
    for &byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => {
                depth += 1;
                most = most.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// The value of a text; or where it stops being JSON, in bytes.
pub(super) fn parse(text: &str) -> Result<Node, usize> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < text.len() { Err(reader.at) } else { Ok(value) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Goes on if the next byte is this one.
    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), usize> {
        if self.eat(byte) { Ok(()) } else { Err(self.at) }
    }

    fn value(&mut self, depth: usize) -> Result<Node, usize> {
        self.space();
        let start = self.at;
        let data = match self.peek() {
            _ if depth > DEPTH => return Err(start),
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Data::Scalar(self.text(start)?.1),
            Some(_) => self.word()?,
            None => return Err(start),
        };
        Ok(Node { range: start..self.at, data })
    }

    fn map(&mut self, depth: usize) -> Result<Data, usize> {
        self.at += 1;
        let mut map = Vec::new();
        self.space();
        if self.eat(b'}') {
            return Ok(Data::Map(map));
        }
        loop {
            self.space();
            let (key_range, json) = self.text(self.at)?;
            let key: String = serde_json::from_str(&json).map_err(|_| key_range.start)?;
            self.space();
            self.expect(b':')?;
            let value = self.value(depth + 1)?;
            map.push(Entry { key, key_range, value });
            self.space();
            if !self.eat(b',') {
                self.expect(b'}')?;
                return Ok(Data::Map(map));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Data, usize> {
        self.at += 1;
        let mut list = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(Data::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.space();
            if !self.eat(b',') {
                self.expect(b']')?;
                return Ok(Data::List(list));
            }
        }
    }

    /// A text with its quotes.
    fn text(&mut self, start: usize) -> Result<(Range<usize>, String), usize> {
        self.expect(b'"')?;
        let mut is_escaped = false;
        for (index, byte) in self.rest().bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => {
                    self.at += index + 1;
                    let range = start..self.at;
                    let json = self.text.get(range.clone()).unwrap_or_default().to_owned();
                    return Ok((range, json));
                }
                0..0x20 => return Err(self.at + index),
                _ => {}
            }
        }
        Err(self.text.len())
    }

    /// `true`, `false`, `null` or a number.
    fn word(&mut self) -> Result<Data, usize> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if word.is_empty() || serde_json::from_str::<&serde_json::value::RawValue>(word).is_err() {
            return Err(self.at);
        }
        self.at += end;
        Ok(Data::Scalar(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text = "{ \"a\\u0062\": [1, {\"c\": \"ä\"}],\n \"d\": null }";
        let Data::Map(map) = parse(text).unwrap().data else { panic!() };
        assert_eq!((&*map[0].key, &text[map[0].key_range.clone()]), ("ab", "\"a\\u0062\""));
        let Data::List(list) = &map[0].value.data else { panic!() };
        assert_eq!(&text[list[1].range.clone()], "{\"c\": \"ä\"}");
        assert_eq!(&text[map[1].value.range.clone()], "null");
        assert_eq!(parse(text).unwrap().to_json(), "{\"ab\":[1,{\"c\":\"ä\"}],\"d\":null}");
    }

    #[test]
    fn what_is_no_json_has_the_place_where_it_stops_being_any() {
        let cases = [
            ("", 0),
            ("{", 1),
            ("{\"a\" 1}", 5),
            ("[1, ]", 4),
            ("[1 2]", 3),
            ("tru", 0),
            ("{\"a\": 01}", 6),
            ("\"a", 2),
            ("1 x", 2),
            ("\"a\nb\"", 2),
        ];
        for (text, offset) in cases {
            assert_eq!(parse(text), Err(offset), "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), Err(257));
    }

    #[test]
    fn brackets_in_texts_are_no_depth() {
        for (text, expected) in [("1", 0), ("[]", 1), ("{\"a\": [\"[[\\\"[\"], \"b\": [[]]}", 3), ("]]][", 1)] {
            assert_eq!(depth(text.as_bytes()), expected, "{text}");
        }
    }
}
