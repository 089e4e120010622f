//! Reads queries.

mod condition;

use super::{Path, Segment, Selector};

/// How deep conditions and queries may be nested.
const MAX_DEPTH: usize = 50;

/// The greatest index that JSON can be relied on to keep.
const MAX_INDEX: i64 = (1 << 53) - 1;

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct PathError {
    /// The offset in bytes.
    pub(in super::super) at: usize,
    /// What is wrong, to stand behind a colon.
    pub(in super::super) message: String,
}

type Parsed<T> = Result<T, PathError>;

impl Path {
    /// Reads a query.
    ///
    /// # Errors
    /// The text is no query of RFC 9535.
    pub(in super::super) fn parse(text: &str) -> Parsed<Self> {
        let mut parser = Parser { text, at: 0, depth: 0 };
        if !parser.eat("$") {
            return parser.fail("a query starts with `$`");
        }
        let segments = parser.segments()?;
        if parser.at < text.len() {
            return parser.fail("a segment is expected: `.name`, `[…]` or `..`");
        }
        Ok(Self { segments })
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fail<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(PathError { at: self.at, message: message.into() })
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// The characters at the front that belong to something.
    fn take(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let rest = self.rest();
        let taken = rest.get(..rest.find(|c| !belongs(c)).unwrap_or(rest.len())).unwrap_or_default().to_owned();
        self.at += taken.len();
        taken
    }

    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return self.fail(format!("conditions are nested more than {MAX_DEPTH} levels deep"));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.blanks();
            let is_descendant = self.eat("..");
            if self.eat("[") {
                segments.push(Segment { is_descendant, selectors: self.selectors()? });
            } else if is_descendant || self.eat(".") {
                let selector = if self.eat("*") { Selector::Wildcard } else { Selector::Name(self.shorthand()?) };
                segments.push(Segment { is_descendant, selectors: vec![selector] });
            } else {
                self.at = before;
                return Ok(segments);
            }
        }
    }

    /// A name behind a dot.
    fn shorthand(&mut self) -> Parsed<String> {
        let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        if !self.peek().is_some_and(is_first) {
            return self.fail("a name is expected; names that don't start with a letter are written `['…']`");
        }
        let name = self.take(|c| is_first(c) || c.is_ascii_digit());
        if self.peek() == Some('-') {
            return self.fail(format!("`-` can't be part of a name behind a dot; write `['{name}-…']`"));
        }
        Ok(name)
    }

    /// What is between brackets, and the closing one.
    fn selectors(&mut self) -> Parsed<Vec<Selector>> {
        let mut selectors = Vec::new();
        loop {
            self.blanks();
            selectors.push(self.selector()?);
            self.blanks();
            if self.eat("]") {
                return Ok(selectors);
            }
            if !self.eat(",") {
                return self.fail("`,` or `]` is expected");
            }
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('\'' | '"') => self.string().map(Selector::Name),
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.at += 1;
                self.blanks();
                Ok(Selector::Filter(Box::new(self.nested(Self::or)?)))
            }
            Some('-' | ':' | '0'..='9') => self.index_or_slice(),
            _ => self.fail("a selector is expected: a name in quotes, an index, `*` or `?`"),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.optional_integer()?;
        let before = self.at;
        self.blanks();
        if !self.eat(":") {
            self.at = before;
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => self.fail("an index is expected"),
            };
        }
        self.blanks();
        let end = self.optional_integer()?;
        let before = self.at;
        self.blanks();
        let step = if self.eat(":") {
            self.blanks();
            self.optional_integer()?
        } else {
            self.at = before;
            None
        };
        Ok(Selector::Slice { start, end, step: step.unwrap_or(1) })
    }

    fn optional_integer(&mut self) -> Parsed<Option<i64>> {
        match self.peek() {
            Some('-' | '0'..='9') => self.integer().map(Some),
            _ => Ok(None),
        }
    }

    fn integer(&mut self) -> Parsed<i64> {
        let start = self.at;
        let is_negative = self.eat("-");
        let digits = self.take(|c| c.is_ascii_digit());
        let is_canonical = digits == "0" && !is_negative || !digits.is_empty() && !digits.starts_with('0');
        match digits.parse::<i64>().ok().filter(|number| is_canonical && *number <= MAX_INDEX) {
            Some(number) => Ok(if is_negative { -number } else { number }),
            None => Err(PathError { at: start, message: "this is not an index".into() }),
        }
    }

    fn string(&mut self) -> Parsed<String> {
        let start = self.at;
        let quote = self.peek().unwrap_or('\'');
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                c if c == quote => return Ok(text),
                '\\' => text.push(self.escape(quote)?),
                '\0'..='\u{1f}' => {
                    self.at -= 1;
                    return self.fail("control characters must be escaped");
                }
                c => text.push(c),
            }
        }
        Err(PathError { at: start, message: "the quote isn't closed".into() })
    }

    /// What follows a backslash.
    fn escape(&mut self, quote: char) -> Parsed<char> {
        let start = self.at - 1;
        let invalid = PathError { at: start, message: "this is not an escape".into() };
        let Some(c) = self.peek() else { return Err(invalid) };
        self.at += c.len_utf8();
        Ok(match c {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            '/' | '\\' => c,
            c if c == quote => c,
            'u' => {
                let first = self.hex().ok_or_else(|| invalid.clone())?;
                let code = match first {
                    0xd800..=0xdbff if self.eat("\\u") => match self.hex() {
                        Some(second @ 0xdc00..=0xdfff) => 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                        _ => return Err(invalid),
                    },
                    first => first,
                };
                char::from_u32(code).ok_or(invalid)?
            }
            _ => return Err(invalid),
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(code)
    }
}
