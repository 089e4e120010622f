//! JSON with places, read piece by piece: no tree of the whole file is made.

use std::borrow::Cow;

use weland_model::{Diagnostic, Entry, FileId, Node, NodeKind, Number, Object, SharedTexts, Span};

use super::scan;
use crate::escape::{Dialect, unescape};
use crate::raw::{MAX_DEPTH, Name};
use weland_model::NameMap;

/// Up to so many keys of an object are compared with each other; more are looked up.
const FEW: usize = 16;

/// Reading stopped; the diagnostic has been recorded.
pub(super) struct Failed;

/// A place in a text.
pub(super) struct Reader<'a> {
    pub(super) found: Vec<Diagnostic>,
    file: FileId,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: u32,
    texts: SharedTexts,
    /// The keys so far of the objects around the place, inner ones last.
    keys: Vec<Name<'a>>,
    /// The same of entries and items of values.
    entries: Vec<Entry>,
    items: Vec<Node>,
}

/// The keys of an object that is being read.
pub(super) struct Keys<'a> {
    /// Where they start among all that the reader remembers.
    first: usize,
    /// All of them, if they are many.
    many: NameMap<Cow<'a, str>, Span>,
    started: bool,
}

impl<'a> Reader<'a> {
    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn new(file: FileId, text: &'a str) -> Self {
        Self {
            found: Vec::new(),
            file,
            text,
            bytes: text.as_bytes(),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            depth: 0,
            texts: SharedTexts::default(),
            keys: Vec::new(),
            entries: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Whether an object comes next. Steps over blanks.
    pub(super) fn at_object(&mut self) -> bool {
        self.skip_blanks();
        self.bytes.get(self.at) == Some(&b'{')
    }

    /// The place, as an empty span.
    pub(super) fn place(&self) -> Span {
        self.span(self.at, self.at)
    }

    /// Demands that nothing but blanks follows.
    pub(super) fn end(&mut self) -> Result<(), Failed> {
        self.skip_blanks();
        if self.at < self.bytes.len() { self.expected("the end of the file") } else { Ok(()) }
    }

    /// A value. How deep it may be nested does not depend on where in the AST it stands.
    pub(super) fn value(&mut self) -> Result<Node, Failed> {
        let outer = std::mem::take(&mut self.depth);
        let value = self.inner_value();
        self.depth = outer;
        value
    }

    /// A value, perhaps within another one.
    fn inner_value(&mut self) -> Result<Node, Failed> {
        self.skip_blanks();
        let start = self.at;
        let kind = match self.bytes.get(start) {
            Some(b'{') => self.object_value()?,
            Some(b'[') => self.array()?,
            Some(b'"') => {
                let text = self.string()?;
                NodeKind::String(self.texts.get(&text))
            }
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.keyword("true", NodeKind::Bool(true))?,
            Some(b'f') => self.keyword("false", NodeKind::Bool(false))?,
            Some(b'n') => self.keyword("null", NodeKind::Null)?,
            _ => return self.expected("a value"),
        };
        Ok(Node::new(kind, self.span(start, self.at)))
    }

    /// A string without copying it; `None` if something else comes next.
    pub(super) fn name(&mut self) -> Result<Option<Name<'a>>, Failed> {
        self.skip_blanks();
        let start = self.at;
        if self.bytes.get(start) != Some(&b'"') {
            return Ok(None);
        }
        let text = self.string()?;
        Ok(Some(Name { text, span: self.span(start, self.at) }))
    }

    /// Steps into the object that comes next.
    pub(super) fn start_object(&mut self) -> Result<Keys<'a>, Failed> {
        self.step_in()?;
        Ok(Keys { first: self.keys.len(), many: NameMap::default(), started: false })
    }

    /// The next key of an object, whose value has to be read next; `None` behind the end of the object. Of entries with
    /// the same key, only the first one is handed out.
    pub(super) fn next_key(&mut self, keys: &mut Keys<'a>) -> Result<Option<Name<'a>>, Failed> {
        loop {
            self.skip_blanks();
            if self.eat(b'}') {
                self.keys.truncate(keys.first);
                self.depth -= 1;
                return Ok(None);
            }
            if keys.started && !self.eat(b',') {
                return self.expected("`,` or `}`");
            }
            keys.started = true;
            let Some(key) = self.name()? else { return self.expected("a key in quotes") };
            self.skip_blanks();
            if !self.eat(b':') {
                return self.expected("`:`");
            }
            if self.is_new(&key, keys) {
                return Ok(Some(key));
            }
            self.inner_value()?;
        }
    }

    /// Whether an object has no such key yet, which is remembered.
    fn is_new(&mut self, key: &Name<'a>, keys: &mut Keys<'a>) -> bool {
        let many = &mut keys.many;
        let known = self.keys.get(keys.first..).unwrap_or_default();
        if known.len() == FEW && many.is_empty() {
            many.extend(known.iter().map(|known| (known.text.clone(), known.span)));
        }
        let earlier = match many.is_empty() {
            true => known.iter().find(|known| known.text == key.text).map(|known| known.span),
            false => many.get(&key.text).copied(),
        };
        let Some(earlier) = earlier else {
            match many.is_empty() {
                true => self.keys.push(key.clone()),
                false => {
                    many.insert(key.text.clone(), key.span);
                }
            }
            return true;
        };
        let message = format!("duplicate key `{}`", key.text);
        self.found.push(
            Diagnostic::error("duplicate-key", key.span, message)
                .related(earlier, "first given here")
                .help("remove one of the two"),
        );
        false
    }

    /// The value of a key of the object that comes next, without moving on or reporting anything.
    pub(super) fn ahead(&mut self, key: &str) -> Option<Node> {
        let (at, depth, keys, found) = (self.at, self.depth, self.keys.len(), self.found.len());
        let value = self.find(key).unwrap_or_default();
        (self.at, self.depth) = (at, depth);
        self.keys.truncate(keys);
        self.found.truncate(found);
        value
    }

    fn find(&mut self, wanted: &str) -> Result<Option<Node>, Failed> {
        let mut keys = self.start_object()?;
        while let Some(key) = self.next_key(&mut keys)? {
            if key.text == wanted {
                return self.value().map(Some);
            }
            self.skip_value();
        }
        Ok(None)
    }

    /// Steps over a value that is well-formed, or to some place in it if it is not.
    fn skip_value(&mut self) {
        let mut open = 0_usize;
        loop {
            self.skip_blanks();
            match self.bytes.get(self.at) {
                Some(b'{' | b'[') => open += 1,
                Some(b'}' | b']') => open = open.saturating_sub(1),
                Some(b'"') => {
                    self.at += 1;
                    loop {
                        self.at = scan::end_of_plain_text(self.bytes, self.at);
                        match self.bytes.get(self.at) {
                            Some(b'\\') => self.at += 2,
                            _ => break,
                        }
                    }
                }
                Some(b',' | b':') => {}
                Some(_) => {
                    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
                    while self.bytes.get(self.at + 1).is_some_and(is_word) {
                        self.at += 1;
                    }
                }
                None => return,
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }

    /// Steps over a bracket.
    fn step_in(&mut self) -> Result<(), Failed> {
        if self.depth == MAX_DEPTH {
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            return self.fail("nesting-too-deep", self.at, self.at + 1, message);
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    fn object_value(&mut self) -> Result<NodeKind, Failed> {
        let first = self.entries.len();
        let mut keys = self.start_object()?;
        while let Some(key) = self.next_key(&mut keys)? {
            let value = self.inner_value()?;
            let text = self.texts.get(&key.text);
            self.entries.push(Entry { key: text, key_span: key.span, value });
        }
        Ok(NodeKind::Object(Object::new(self.entries.drain(first..).collect())))
    }

    fn array(&mut self) -> Result<NodeKind, Failed> {
        let first = self.items.len();
        self.step_in()?;
        self.skip_blanks();
        while !self.eat(b']') {
            if self.items.len() > first && !self.eat(b',') {
                return self.expected("`,` or `]`");
            }
            let item = self.inner_value()?;
            self.items.push(item);
            self.skip_blanks();
        }
        self.depth -= 1;
        Ok(NodeKind::Array(self.items.drain(first..).collect()))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Failed> {
        let start = self.at + 1;
        let mut end = start;
        let mut escaped = false;
        loop {
            end = scan::end_of_plain_text(self.bytes, end);
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
        if !escaped {
            return Ok(Cow::Borrowed(text));
        }
        match unescape(text, Dialect::Json) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(bad) => self.fail("syntax-error", start + bad.at.start, start + bad.at.end, bad.message),
        }
    }

    fn number(&mut self) -> Result<NodeKind, Failed> {
        let start = self.at;
        self.eat(b'-');
        if self.eat(b'0') {
            if self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                return self.fail("syntax-error", start, self.at, "a number starts with a needless zero".into());
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
        let text = self.text.get(start..self.at).unwrap_or_default();
        Ok(NodeKind::Number(Number::from_text(text)))
    }

    fn digits(&mut self) -> Result<(), Failed> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start {
            return self.expected("a digit");
        }
        Ok(())
    }

    fn keyword(&mut self, word: &str, kind: NodeKind) -> Result<NodeKind, Failed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_longer = |next: &u8| next.is_ascii_alphanumeric();
        let next = self.bytes.get(self.at + word.len());
        if !rest.starts_with(word) || next.is_some_and(is_longer) {
            return self.expected("a value");
        }
        self.at += word.len();
        Ok(kind)
    }

    fn skip_blanks(&mut self) {
        self.at = scan::end_of_blanks(self.bytes, self.at);
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, offset(start), offset(end))
    }

    fn expected<T>(&mut self, what: &str) -> Result<T, Failed> {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let found = match next {
            Some('\n' | '\r') => "the end of the line".to_owned(),
            Some(character) => format!("`{}`", character.escape_debug()),
            None => "the end of the file".to_owned(),
        };
        let end = self.at + next.map_or(0, char::len_utf8);
        let message = format!("expected {what}, but found {found}");
        self.fail("syntax-error", self.at, end, message)
    }

    fn fail<T>(&mut self, code: &'static str, start: usize, end: usize, message: String) -> Result<T, Failed> {
        let span = self.span(start, end);
        let help = match code {
            "syntax-error" => "the file must be valid JSON",
            _ => "flatten the value",
        };
        self.found.push(Diagnostic::error(code, span, message).help(help));
        Err(Failed)
    }
}
