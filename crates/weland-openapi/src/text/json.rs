//! JSON as events, read without recursion.

use std::borrow::Cow;

use weland_model::{Diagnostic, FileId, Span};

use super::event::Event;

/// A reader of JSON.
#[derive(Debug)]
pub(super) struct Json<'t> {
    file: FileId,
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// What is open: whether each is an object.
    open: Vec<bool>,
    state: State,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Value,
    /// A value or the end of the list that has just begun.
    FirstItem,
    /// A key or the end of the object that has just begun.
    FirstKey,
    /// The value of a key.
    KeyValue,
    /// A comma or the end of what is open.
    AfterValue,
    End,
}

impl<'t> Json<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { file, text, bytes: text.as_bytes(), at, open: Vec::new(), state: State::Value }
    }

    /// The next event; `None` after the last one.
    ///
    /// # Errors
    /// The text is not JSON.
    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Box<Diagnostic>> {
        self.skip_blanks();
        let state = self.state;
        match state {
            State::Value => self.value().map(Some),
            State::FirstItem if self.eat(b']') => Ok(Some(self.close())),
            State::FirstItem => self.value().map(Some),
            State::FirstKey if self.eat(b'}') => Ok(Some(self.close())),
            State::FirstKey => self.key().map(Some),
            State::KeyValue if !self.eat(b':') => self.expected("`:`"),
            State::KeyValue => {
                self.skip_blanks();
                self.value().map(Some)
            }
            State::AfterValue => self.after_value(),
            State::End if self.at < self.bytes.len() => self.expected("the end of the file"),
            State::End => Ok(None),
        }
    }

    fn after_value(&mut self) -> Result<Option<(Event<'t>, Span)>, Box<Diagnostic>> {
        let is_map = self.open.last() == Some(&true);
        if self.eat(if is_map { b'}' } else { b']' }) {
            return Ok(Some(self.close()));
        }
        if !self.eat(b',') {
            return self.expected(if is_map { "`,` or `}`" } else { "`,` or `]`" });
        }
        self.skip_blanks();
        if is_map { self.key() } else { self.value() }.map(Some)
    }

    /// Behind the bracket that closes what is open.
    fn close(&mut self) -> (Event<'t>, Span) {
        self.open.pop();
        self.state = self.after();
        (Event::End, self.span(self.at - 1, self.at))
    }

    /// What may come behind a value.
    fn after(&self) -> State {
        if self.open.is_empty() { State::End } else { State::AfterValue }
    }

    fn key(&mut self) -> Result<(Event<'t>, Span), Box<Diagnostic>> {
        let start = self.at;
        if self.bytes.get(start) != Some(&b'"') {
            return self.expected("a key in quotes");
        }
        let text = self.string()?;
        self.state = State::KeyValue;
        Ok((Event::Key(text), self.span(start, self.at)))
    }

    fn value(&mut self) -> Result<(Event<'t>, Span), Box<Diagnostic>> {
        let start = self.at;
        let event = match self.bytes.get(start) {
            Some(b'{') => return Ok(self.opened(true)),
            Some(b'[') => return Ok(self.opened(false)),
            Some(b'"') => Event::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Event::Number(Cow::Borrowed(self.number()?)),
            Some(b't') => self.keyword("true", Event::Bool(true))?,
            Some(b'f') => self.keyword("false", Event::Bool(false))?,
            Some(b'n') => self.keyword("null", Event::Null)?,
            _ => return self.expected("a value"),
        };
        self.state = self.after();
        Ok((event, self.span(start, self.at)))
    }

    fn opened(&mut self, is_map: bool) -> (Event<'t>, Span) {
        self.at += 1;
        self.open.push(is_map);
        let (state, event) = match is_map {
            true => (State::FirstKey, Event::StartMap),
            false => (State::FirstItem, Event::StartList),
        };
        self.state = state;
        (event, self.span(self.at - 1, self.at))
    }

    fn string(&mut self) -> Result<Cow<'t, str>, Box<Diagnostic>> {
        let start = self.at + 1;
        let mut end = start;
        let mut escaped = false;
        loop {
            let rest = self.bytes.get(end..).unwrap_or_default();
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            end += plain.unwrap_or(rest.len());
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                _ => {
                    self.at = end.min(self.bytes.len());
                    return self.expected("`\"` at the end of the string");
                }
            }
        }
        self.at = end + 1;
        let text = self.text.get(start..end).unwrap_or_default();
        if escaped { self.unescaped(text, start).map(Cow::Owned) } else { Ok(Cow::Borrowed(text)) }
    }

    /// Replaces the escapes of a text that starts at an offset.
    fn unescaped(&self, text: &'t str, start: usize) -> Result<String, Box<Diagnostic>> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(index) = rest.find('\\') {
            let (before, from) = rest.split_at(index);
            out.push_str(before);
            let Some((character, length)) = escape(from) else {
                let offset = start + text.len() - from.len();
                let letter = from.chars().nth(1).unwrap_or('\\');
                let message = match letter {
                    'u' => "`\\u` must be followed by the four hexadecimal digits of a character".to_owned(),
                    _ => format!("`\\{letter}` is not an escape"),
                };
                return self.fail(offset, offset + 1 + letter.len_utf8(), message);
            };
            out.push(character);
            rest = from.get(length..).unwrap_or_default();
        }
        out.push_str(rest);
        Ok(out)
    }

    fn number(&mut self) -> Result<&'t str, Box<Diagnostic>> {
        let start = self.at;
        self.eat(b'-');
        if self.eat(b'0') {
            if self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                return self.fail(start, self.at, "a number starts with a needless zero".into());
            }
        } else {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn digits(&mut self) -> Result<(), Box<Diagnostic>> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start { self.expected("a digit") } else { Ok(()) }
    }

    fn keyword(&mut self, word: &str, event: Event<'t>) -> Result<Event<'t>, Box<Diagnostic>> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_longer = |next: &u8| next.is_ascii_alphanumeric();
        if !rest.starts_with(word) || self.bytes.get(self.at + word.len()).is_some_and(is_longer) {
            return self.expected("a value");
        }
        self.at += word.len();
        Ok(event)
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, offset(start), offset(end))
    }

    fn expected<T>(&self, what: &str) -> Result<T, Box<Diagnostic>> {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let found = match next {
            Some('\n' | '\r') => "the end of the line".to_owned(),
            Some(character) => format!("`{}`", character.escape_debug()),
            None => "the end of the file".to_owned(),
        };
        let end = self.at + next.map_or(0, char::len_utf8);
        self.fail(self.at, end, format!("expected {what}, but found {found}"))
    }

    fn fail<T>(&self, start: usize, end: usize, message: String) -> Result<T, Box<Diagnostic>> {
        let span = self.span(start, end);
        Err(Box::new(Diagnostic::error("syntax-error", span, message).help("the file must be valid JSON")))
    }
}

/// The character that the escape at the start of a text stands for, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let character = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((character, 2))
}

fn unicode(text: &str) -> Option<(char, usize)> {
    let first = hex(text)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, 6));
    }
    let second = hex(text.get(6..).filter(|rest| rest.starts_with("\\u"))?)?;
    let is_pair = (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(&second);
    let code = is_pair.then(|| 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))?;
    Some((char::from_u32(code)?, 12))
}

/// The number of the `\uXXXX` at the start of a text.
fn hex(text: &str) -> Option<u32> {
    let digits = text.get(2..6)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}
