//! Reading XML.

use std::borrow::Cow;

use weland_core::{DecodeError, Member};

use super::XmlCodec;
use super::tree::Tree;
use super::unescape::{text_of, unescape};
use crate::missing::{Missing, MissingMembers, Segment};
use crate::strictness::Strictness;

/// Reads values out of an XML document.
///
/// After an error a decoder is of no further use.
#[derive(Debug)]
pub struct XmlDecoder<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) codec: XmlCodec,
    pub(super) strictness: Strictness,
    /// The next value.
    pub(super) next: Source<'a>,
    pub(super) levels: Vec<Level>,
    pub(super) missing: MissingMembers,
    /// Where the document as a whole belongs.
    parent: Option<Segment>,
}

/// Where a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source<'a> {
    /// In an element.
    Element(usize),
    /// In an attribute of an element, as it stands in the text.
    Attribute(usize, &'a str),
}

/// A structure, list or map that is being read.
#[derive(Debug)]
pub(super) enum Level {
    /// The members, the index of the current one, and the index behind the elements of the structure.
    Members(&'static [Member], usize, usize),
    List(Items),
    /// The entries, and the key of the current one.
    Map(Items, String),
}

/// The elements of a list or the entries of a map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Items {
    /// What is looked at next.
    pub(super) at: usize,
    /// The index behind all that may be one.
    pub(super) end: usize,
    /// The name of each.
    pub(super) name: &'static str,
    /// How many have begun.
    pub(super) begun: usize,
    /// Whether other elements may stand between them, since they have no element around them.
    pub(super) flattened: bool,
}

impl<'a> XmlDecoder<'a> {
    /// A decoder at the root element of a document.
    ///
    /// # Errors
    /// When the bytes are no well-formed document.
    pub fn new(bytes: &'a [u8], strictness: Strictness, codec: XmlCodec) -> Result<Self, DecodeError> {
        Ok(Self {
            tree: Tree::parse(bytes)?,
            codec,
            strictness,
            next: Source::Element(0),
            levels: Vec::new(),
            missing: MissingMembers::default(),
            parent: None,
        })
    }

    /// The name of the element that the decoder is at, without its prefix.
    pub fn name(&self) -> &'a str {
        local(self.tree.name(self.element()))
    }

    /// Goes to the first element with this name inside of the one that the decoder is at; `false` if there is none.
    pub fn enter(&mut self, name: &str) -> bool {
        let found = self.child(self.element(), name);
        if let Some(child) = found {
            self.next = Source::Element(child);
        }
        found.is_some()
    }

    /// The text of the first element with this name inside of the one that the decoder is at; `None` if there is none, or it holds
    /// elements.
    pub fn child_text(&self, name: &str) -> Option<String> {
        let child = self.child(self.element(), name)?;
        self.text_at(Source::Element(child)).ok().map(Cow::into_owned)
    }

    /// The required members that were absent from what has been read.
    pub fn finish(self) -> MissingMembers {
        self.missing
    }

    /// Whether there is nothing in the element that the decoder is at.
    pub(super) fn is_empty(&self) -> bool {
        self.tree.content(self.element()).0.is_empty()
    }

    /// Sets the member that the document as a whole is the value of.
    pub(super) fn within(mut self, index: usize, name: &'static str) -> Self {
        self.parent = Some(Segment::Member { index, name });
        self
    }

    pub(super) fn element(&self) -> usize {
        match self.next {
            Source::Element(element) | Source::Attribute(element, _) => element,
        }
    }

    /// What is wrong with the next value.
    #[cold]
    pub(super) fn error(&self, message: impl std::fmt::Display) -> DecodeError {
        self.tree.error(self.element(), message)
    }

    /// The first element with this name inside of another one.
    pub(super) fn child(&self, element: usize, name: &str) -> Option<usize> {
        let (mut child, end) = (element + 1, self.tree.end(element));
        while child < end {
            if is_name(self.tree.name(child), name) {
                return Some(child);
            }
            child = self.tree.end(child);
        }
        None
    }

    /// The text of the next value.
    pub(super) fn text(&self) -> Result<Cow<'a, str>, DecodeError> {
        self.text_at(self.next)
    }

    /// The text of a value.
    pub(super) fn text_at(&self, source: Source<'a>) -> Result<Cow<'a, str>, DecodeError> {
        match source {
            Source::Attribute(element, text) => {
                unescape(text, true).map_err(|(_, message)| self.tree.error(element, message))
            }
            Source::Element(element) if self.tree.has_children(element) => {
                Err(self.tree.error(element, "expected text, found elements"))
            }
            Source::Element(element) => Ok(match self.tree.content(element) {
                (text, true) => Cow::Borrowed(text),
                (text, false) => Cow::Owned(text_of(text)),
            }),
        }
    }

    /// Whether an element says that it is null.
    pub(super) fn is_nil(&self, element: usize) -> bool {
        let mut attributes = self.tree.attributes(element);
        attributes.any(|(name, value)| name.ends_with(":nil") && matches!(value, "true" | "1"))
    }

    #[inline]
    pub(super) fn at_member(&mut self, index: usize) {
        if let Some(Level::Members(_, current, _)) = self.levels.last_mut() {
            *current = index;
        }
    }

    /// The member that is being read, as one that is missing.
    pub(super) fn here(&self) -> Missing {
        let inner = self.levels.iter().filter_map(|level| {
            Some(match level {
                Level::Members(members, index, _) => Segment::Member { index: *index, name: members.get(*index)?.name },
                Level::List(items) => Segment::Index(items.begun.saturating_sub(1)),
                Level::Map(_, key) => Segment::Key(key.clone()),
            })
        });
        Missing { path: self.parent.iter().cloned().chain(inner).collect() }
    }
}

/// A name without its prefix.
#[inline]
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Whether an element or attribute with one name is the one that a model calls by another. Prefixes are up to whoever writes a
/// document.
#[inline]
pub(super) fn is_name(found: &str, name: &str) -> bool {
    found == name || (found.contains(':') || name.contains(':')) && local(found) == local(name)
}
