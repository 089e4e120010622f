//! The elements of a document, found in one pass.
//!
//! Shapes ask for elements in their own order, and the elements of a flattened list may have others in between. So the whole
//! document is read first, to a list of its elements with their extents, over which going from an element to the next one beside
//! it takes one step. What is wrong with the document is found here; nothing recurses, and an element takes a few bytes.

use weland_core::DecodeError;

use super::scan::{find_markup, is_name_end, is_space, short};
use super::unescape::{reference, unescape};

/// How deep elements may be nested.
const DEPTH: usize = 128;

/// The elements of a document in the order of their start tags: the first one is the root.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) text: &'a str,
    elements: Vec<Element>,
}

/// The extents of an element, in bytes.
#[derive(Debug, Clone, Copy)]
struct Element {
    name: (u32, u32),
    /// From the end of the start tag to the beginning of the end tag.
    content: (u32, u32),
    /// The index behind the last element that is inside of this one.
    end: u32,
    /// Whether the content is text that stands for itself.
    plain: bool,
    /// Whether there is text that is more than space.
    mixed: bool,
}

impl<'a> Tree<'a> {
    /// Finds the elements of a document.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or no well-formed document, or have a document type declaration: entities of its own are more
    /// than a message may have.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            DecodeError::new(format!("invalid UTF-8 after {} bytes; XML has to be UTF-8", error.valid_up_to()))
        })?;
        if u32::try_from(text.len()).is_err() {
            return Err(DecodeError::new("the document is too large: it has four gigabytes or more"));
        }
        let mut parser = Parser { text, at: 0, elements: Vec::new(), open: Vec::new() };
        parser.document()?;
        Ok(Self { text, elements: parser.elements })
    }

    /// The name of an element, with its prefix.
    pub(super) fn name(&self, element: usize) -> &'a str {
        self.elements.get(element).map_or("", |it| slice(self.text, it.name))
    }

    /// The index behind an element and all that is inside of it.
    pub(super) fn end(&self, element: usize) -> usize {
        self.elements.get(element).map_or(element, |it| it.end as usize)
    }

    /// Whether there is text beside the elements inside of an element.
    pub(super) fn is_mixed(&self, element: usize) -> bool {
        self.elements.get(element).is_some_and(|it| it.mixed)
    }

    /// Whether there are elements inside of an element.
    pub(super) fn has_children(&self, element: usize) -> bool {
        self.end(element) > element + 1
    }

    /// The attributes of an element, as they stand in the text.
    pub(super) fn attributes(&self, element: usize) -> Attributes<'a> {
        let tag = self.elements.get(element).map(|it| (it.name.1, it.content.0));
        Attributes { rest: tag.map_or("", |tag| slice(self.text, tag)) }
    }

    /// The content of an element that holds text only, as it stands in the text, and whether it stands for itself.
    pub(super) fn content(&self, element: usize) -> (&'a str, bool) {
        self.elements.get(element).map_or(("", true), |it| (slice(self.text, it.content), it.plain))
    }

    /// Where an element begins, behind its `<`.
    pub(super) fn position(&self, element: usize) -> usize {
        self.elements.get(element).map_or(0, |it| it.name.0 as usize)
    }

    /// What is wrong at an element.
    #[cold]
    pub(super) fn error(&self, element: usize, message: impl std::fmt::Display) -> DecodeError {
        error_at(self.text, self.position(element), message)
    }
}

fn slice(text: &str, (start, end): (u32, u32)) -> &str {
    text.get(start as usize..end as usize).unwrap_or_default()
}

/// What is wrong at a place of the text.
#[cold]
pub(super) fn error_at(text: &str, at: usize, message: impl std::fmt::Display) -> DecodeError {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
    DecodeError::new(format!("{message} (line {line}, column {column})"))
}

/// The attributes of a start tag that is known to be well-formed: their names, and their values as they stand in the text.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = self.rest.split_once('=')?;
        let rest = rest.trim_start_matches(is_space_char);
        let quote = rest.chars().next()?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        self.rest = rest;
        Some((name.trim_matches(is_space_char), value))
    }
}

fn is_space_char(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// Reads a document from its beginning to its end.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    elements: Vec<Element>,
    /// The elements around the place, by their indexes.
    open: Vec<u32>,
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Result<(), DecodeError> {
        self.declaration()?;
        loop {
            self.text_until_markup()?;
            if self.at >= self.text.len() {
                break;
            }
            self.markup()?;
        }
        if let Some(open) = self.open.last().and_then(|index| self.elements.get(*index as usize)) {
            let name = slice(self.text, open.name);
            return Err(self.error(format_args!("the element `{}` has no end tag", short(name))));
        }
        if self.elements.is_empty() {
            return Err(self.error("expected an element, found the end of the text"));
        }
        Ok(())
    }

    #[cold]
    fn error(&self, message: impl std::fmt::Display) -> DecodeError {
        error_at(self.text, self.at, message)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn innermost(&mut self) -> Option<&mut Element> {
        let index = *self.open.last()?;
        self.elements.get_mut(index as usize)
    }

    /// The XML declaration, which may say that the text is in an encoding that it is not in.
    fn declaration(&mut self) -> Result<(), DecodeError> {
        let Some(rest) = self.rest().strip_prefix("<?xml").filter(|rest| rest.starts_with(is_space_char)) else {
            return Ok(());
        };
        let Some((declaration, _)) = rest.split_once("?>") else {
            return Err(self.error("the XML declaration is not closed: `?>` is missing"));
        };
        let mut attributes = Attributes { rest: declaration };
        if let Some((_, encoding)) = attributes.find(|(name, _)| *name == "encoding")
            && !["UTF-8", "UTF8", "US-ASCII"].iter().any(|known| known.eq_ignore_ascii_case(encoding))
        {
            return Err(self.error(format_args!("the document is in `{}`; it has to be UTF-8", short(encoding))));
        }
        self.at += "<?xml".len() + declaration.len() + "?>".len();
        Ok(())
    }

    /// Text up to the next `<`. Outside of the root there is only space.
    fn text_until_markup(&mut self) -> Result<(), DecodeError> {
        let bytes = self.text.as_bytes();
        let mut text = TextKind::default();
        loop {
            let found = find_markup(bytes, self.at);
            text.solid =
                text.solid || !bytes.get(self.at..found).unwrap_or_default().iter().all(|byte| is_space(*byte));
            self.at = found;
            match self.peek() {
                None | Some(b'<') => break,
                Some(b'&') => {
                    reference(self.rest()).map_err(|message| self.error(message))?;
                    (text.solid, text.escaped) = (true, true);
                }
                Some(b'\r') => text.escaped = true,
                Some(b']') if self.rest().starts_with("]]>") => {
                    return Err(self.error("`]]>` has to be written as `]]&gt;`"));
                }
                Some(b']') => text.solid = true,
                Some(_) => return Err(self.error("a control character can only be written as a reference")),
            }
            self.at += 1;
        }
        match self.innermost() {
            Some(element) => {
                element.mixed |= text.solid;
                element.plain &= !text.escaped;
            }
            None if text.solid => return Err(self.error("text stands outside of the root element")),
            None => {}
        }
        Ok(())
    }

    /// What begins with `<`.
    fn markup(&mut self) -> Result<(), DecodeError> {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'/') => self.end_tag(),
            Some(b'?') => self.past("<?", "?>", "a processing instruction"),
            Some(b'!') if self.rest().starts_with("<!--") => self.past("<!--", "-->", "a comment"),
            Some(b'!') if self.rest().starts_with("<![CDATA[") => self.cdata(),
            Some(b'!') => Err(self.error("a document type declaration is not allowed in a message")),
            _ => self.start_tag(),
        }
    }

    fn past(&mut self, start: &str, end: &str, what: &str) -> Result<(), DecodeError> {
        let inner = self.rest().get(start.len()..).unwrap_or_default();
        let Some(length) = inner.find(end) else {
            return Err(self.error(format_args!("{what} is not closed: `{end}` is missing")));
        };
        self.at += start.len() + length + end.len();
        if let Some(element) = self.innermost() {
            element.plain = false;
        }
        Ok(())
    }

    fn cdata(&mut self) -> Result<(), DecodeError> {
        if self.open.is_empty() {
            return Err(self.error("text stands outside of the root element"));
        }
        self.past("<![CDATA[", "]]>", "a section of text")?;
        if let Some(element) = self.innermost() {
            element.mixed = true;
        }
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), DecodeError> {
        if self.open.is_empty() && !self.elements.is_empty() {
            return Err(self.error("a second element stands behind the root element"));
        }
        if self.open.len() >= DEPTH {
            return Err(self.error(format_args!("elements are nested deeper than {DEPTH} levels")));
        }
        self.at += 1;
        let name = self.name()?;
        let is_empty = self.attributes()?;
        let index = self.elements.len() as u32;
        let at = self.at as u32;
        let content = if is_empty { (at - 2, at - 2) } else { (at, at) };
        self.elements.push(Element { name, content, end: index + 1, plain: true, mixed: false });
        if !is_empty {
            self.open.push(index);
        }
        Ok(())
    }

    fn name(&mut self) -> Result<(u32, u32), DecodeError> {
        let start = self.at;
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = bytes.iter().position(|byte| is_name_end(*byte)).unwrap_or(bytes.len());
        if length == 0 || bytes.first().is_some_and(|byte| matches!(byte, b'-' | b'.' | b'0'..=b'9')) {
            return Err(self.error("expected a name"));
        }
        self.at += length;
        Ok((start as u32, self.at as u32))
    }

    /// The attributes and the end of a start tag; whether the element ends with it.
    #[inline]
    fn attributes(&mut self) -> Result<bool, DecodeError> {
        if self.peek() == Some(b'>') {
            self.at += 1;
            return Ok(false);
        }
        let mut names = Vec::new();
        loop {
            let before = self.at;
            self.skip_space();
            match self.peek() {
                Some(b'>') => {
                    self.at += 1;
                    break self.distinct(names).map(|()| false);
                }
                Some(b'/') if self.rest().starts_with("/>") => {
                    self.at += 2;
                    break self.distinct(names).map(|()| true);
                }
                Some(_) if self.at > before => names.push(self.attribute()?),
                Some(_) => return Err(self.error("expected a space, `>` or `/>`")),
                None => return Err(self.error("a start tag is not closed: `>` is missing")),
            }
        }
    }

    /// The name of an attribute, whose value is read past.
    fn attribute(&mut self) -> Result<&'a str, DecodeError> {
        let name = self.name()?;
        self.skip_space();
        if self.peek() != Some(b'=') {
            return Err(self.error("expected `=` behind the name of an attribute"));
        }
        self.at += 1;
        self.skip_space();
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            return Err(self.error("expected the value of an attribute in quotes"));
        };
        let rest = self.rest().get(1..).unwrap_or_default();
        let Some((value, _)) = rest.split_once(char::from(quote)) else {
            return Err(self.error("the value of an attribute is not closed: the quote is missing"));
        };
        if value.contains('<') {
            return Err(self.error("`<` has to be written as `&lt;` in an attribute"));
        }
        unescape(value, true).map_err(|(offset, message)| error_at(self.text, self.at + 1 + offset, message))?;
        self.at += value.len() + 2;
        Ok(slice(self.text, name))
    }

    fn distinct(&self, mut names: Vec<&str>) -> Result<(), DecodeError> {
        names.sort_unstable();
        match names.windows(2).find(|pair| pair.first() == pair.last()).and_then(<[&str]>::first) {
            Some(name) => Err(self.error(format_args!("the attribute `{}` comes twice in one tag", short(name)))),
            None => Ok(()),
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn end_tag(&mut self) -> Result<(), DecodeError> {
        let start = self.at as u32;
        let end = self.elements.len() as u32;
        let Some(index) = self.open.pop() else {
            return Err(self.error("an end tag without a start tag"));
        };
        let text = self.text;
        let name = self.elements.get_mut(index as usize).map_or("", |element| {
            (element.content.1, element.end) = (start, end);
            slice(text, element.name)
        });
        self.at += 2;
        if !self.rest().starts_with(name) {
            return Err(self.error(format_args!("expected the end tag of `{}`", short(name))));
        }
        self.at += name.len();
        self.skip_space();
        if self.peek() != Some(b'>') {
            return Err(self.error(format_args!("expected the end tag of `{}`", short(name))));
        }
        self.at += 1;
        Ok(())
    }
}

/// What a piece of text is like.
#[derive(Debug, Default, Clone, Copy)]
struct TextKind {
    /// Whether it is more than space.
    solid: bool,
    /// Whether it does not stand for itself.
    escaped: bool,
}
