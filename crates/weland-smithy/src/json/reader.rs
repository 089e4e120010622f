//! JSON values with places.

use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, Entry, FileId, Node, NodeKind, Number, Object, Span};

use crate::escape::{Dialect, unescape};

/// How deep values may be nested. More than the IDL allows, since the AST adds levels.
const MAX_DEPTH: u32 = 160;

/// Reads one value that fills the text.
pub(super) fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut reader = Reader {
        file,
        text,
        bytes: text.as_bytes(),
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        depth: 0,
        diagnostics,
    };
    reader.document().ok()
}

/// Reading stopped; the diagnostic has been recorded.
struct Failed;

struct Reader<'a, 'd> {
    file: FileId,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: u32,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<Node, Failed> {
        let node = self.value()?;
        self.skip_blanks();
        if self.at < self.bytes.len() {
            return self.expected("the end of the file");
        }
        Ok(node)
    }

    fn value(&mut self) -> Result<Node, Failed> {
        self.skip_blanks();
        let start = self.at;
        let kind = match self.bytes.get(start) {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => NodeKind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.keyword("true", NodeKind::Bool(true))?,
            Some(b'f') => self.keyword("false", NodeKind::Bool(false))?,
            Some(b'n') => self.keyword("null", NodeKind::Null)?,
            _ => return self.expected("a value"),
        };
        Ok(Node::new(kind, self.span(start, self.at)))
    }

    fn nested(&mut self, rule: fn(&mut Self) -> Result<NodeKind, Failed>) -> Result<NodeKind, Failed> {
        if self.depth == MAX_DEPTH {
            let message = format!("values are nested more than {MAX_DEPTH} levels deep");
            return self.fail("nesting-too-deep", self.at, self.at + 1, message);
        }
        self.depth += 1;
        self.at += 1;
        let kind = rule(self);
        self.depth -= 1;
        kind
    }

    fn object(&mut self) -> Result<NodeKind, Failed> {
        let mut entries = Vec::new();
        self.skip_blanks();
        if self.eat(b'}') {
            return Ok(NodeKind::Object(Object::default()));
        }
        loop {
            self.skip_blanks();
            let start = self.at;
            if self.bytes.get(start) != Some(&b'"') {
                return self.expected("a key in quotes");
            }
            let key = self.string()?;
            let key_span = self.span(start, self.at);
            self.skip_blanks();
            if !self.eat(b':') {
                return self.expected("`:`");
            }
            let value = self.value()?;
            entries.push(Entry { key, key_span, value });
            self.skip_blanks();
            if self.eat(b'}') {
                let (entries, duplicates) = crate::keys::unique(entries);
                self.diagnostics.extend(duplicates);
                return Ok(NodeKind::Object(Object::new(entries)));
            }
            if !self.eat(b',') {
                return self.expected("`,` or `}`");
            }
        }
    }

    fn array(&mut self) -> Result<NodeKind, Failed> {
        let mut items = Vec::new();
        self.skip_blanks();
        if self.eat(b']') {
            return Ok(NodeKind::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_blanks();
            if self.eat(b']') {
                return Ok(NodeKind::Array(items));
            }
            if !self.eat(b',') {
                return self.expected("`,` or `]`");
            }
        }
    }

    fn string(&mut self) -> Result<Arc<str>, Failed> {
        let start = self.at;
        let mut end = start + 1;
        let mut escaped = false;
        loop {
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                Some(0..=0x1f) | None => {
                    self.at = end.min(self.bytes.len());
                    return self.expected("`\"` at the end of the string");
                }
                Some(_) => end += 1,
            }
        }
        self.at = end + 1;
        let text = self.text.get(start + 1..end).unwrap_or_default();
        if !escaped {
            return Ok(Arc::from(text));
        }
        match unescape(text, Dialect::Json) {
            Ok(text) => Ok(Arc::from(text)),
            Err(bad) => {
                let at = start + 1;
                self.fail("syntax-error", at + bad.at.start, at + bad.at.end, bad.message)
            }
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
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
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
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
        Err(Failed)
    }
}
