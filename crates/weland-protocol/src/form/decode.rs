//! Reading forms.

use std::ops::Range;

use weland_core::{DecodeError, Member, Structure};

use super::Style;
use super::fields::{Field, Fields, is_number, shown};
use crate::missing::{Missing, MissingMembers, Segment};

/// How deep values may lie in each other.
const DEPTH: usize = 128;

/// Reads values out of the fields of a form, as servers do. Fields of no member are passed over.
#[derive(Debug)]
pub(crate) struct FormDecoder<'a> {
    pub(super) fields: &'a [Field<'a>],
    pub(super) style: Style,
    /// The value that is read next.
    pub(super) node: Node,
    pub(super) levels: Vec<Level>,
    pub(super) missing: MissingMembers,
}

/// A value: its fields, and where in their keys the step behind its own begins.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) fields: Range<usize>,
    pub(super) inner: usize,
}

/// A structure, list or map that has been entered, and what of it is being read.
#[derive(Debug)]
pub(super) enum Level {
    Members(&'static [Member], usize),
    /// What is left, and how many elements have begun.
    List(Node, usize),
    /// What is left, and the key of the current entry.
    Map(Node, String),
}

impl<'a> FormDecoder<'a> {
    /// Reads all fields into a structure, and says which required members were absent.
    ///
    /// # Errors
    /// When a value is not of its member's type, or comes twice.
    pub(crate) fn decode(
        fields: &'a Fields<'a>,
        style: Style,
        value: &mut dyn Structure,
    ) -> Result<MissingMembers, DecodeError> {
        let node = Node { fields: 0..fields.0.len(), inner: 0 };
        let mut decoder =
            Self { fields: &fields.0, style, node, levels: Vec::new(), missing: MissingMembers::default() };
        decoder.value(value)?;
        Ok(decoder.missing)
    }

    pub(super) fn enter(&mut self, level: Level) -> Result<(), DecodeError> {
        if self.levels.len() >= DEPTH {
            return Err(self.error(format_args!("values are nested deeper than {DEPTH} levels")));
        }
        self.levels.push(level);
        Ok(())
    }

    /// An error about the value that is being read, which names the first of its fields.
    #[cold]
    pub(super) fn error(&self, message: impl std::fmt::Display) -> DecodeError {
        match self.fields.get(self.node.fields.start).filter(|_| !self.node.fields.is_empty()) {
            Some((key, _)) => DecodeError::new(format!("{message}, in the field `{}`", shown(key))),
            None => DecodeError::new(message.to_string()),
        }
    }

    /// Takes the first value off those within a value: the step that leads to it, and itself.
    pub(super) fn next_inner(&self, outer: &mut Node) -> Option<(&'a str, Node)> {
        let rest = self.fields.get(outer.fields.clone())?;
        let key = &*rest.first()?.0;
        let length = key.bytes().skip(outer.inner).position(|byte| byte == b'.');
        let end = length.map_or(key.len().max(outer.inner), |length| outer.inner + length);
        let step = key.get(outer.inner..end).unwrap_or_default();
        let is_same = |(key, _): &&Field<'_>| {
            let ends = key.as_bytes().get(end).is_none_or(|byte| *byte == b'.');
            ends && key.get(outer.inner..end) == Some(step)
        };
        let count = rest.iter().take_while(is_same).count();
        let fields = outer.fields.start..outer.fields.start + count;
        outer.fields.start = fields.end;
        Some((step, Node { fields, inner: end + 1 }))
    }

    /// The text that a value is itself, beside what is within it.
    ///
    /// # Errors
    /// When it has several.
    pub(super) fn own_text(&self, node: &mut Node) -> Result<Option<&'a str>, DecodeError> {
        let is_own = |index: usize| self.fields.get(index).is_some_and(|(key, _)| key.len() < node.inner);
        let start = node.fields.start;
        if node.fields.is_empty() || !is_own(start) {
            return Ok(None);
        }
        if node.fields.len() > 1 && is_own(start + 1) {
            return Err(self.repeated());
        }
        node.fields.start += 1;
        Ok(self.fields.get(start).map(|(_, text)| &**text))
    }

    #[cold]
    fn repeated(&self) -> DecodeError {
        self.error("the value comes twice; leave one of the two out")
    }

    /// What is within a value that contains others. Without any, its own text may be empty.
    ///
    /// # Errors
    /// When it has a text.
    pub(super) fn contents(&self, what: &str) -> Result<Node, DecodeError> {
        let mut node = self.node.clone();
        match self.own_text(&mut node)? {
            Some(text) if !text.is_empty() || !node.fields.is_empty() => {
                Err(self.error(format_args!("expected {what}, whose parts are in fields of their own; found a text")))
            }
            _ => Ok(node),
        }
    }

    /// The elements of a list or the entries of a map, which lie behind `step` unless that is left out.
    ///
    /// # Errors
    /// When something else is there.
    pub(super) fn numbered(&self, step: Option<&str>, what: &str) -> Result<Node, DecodeError> {
        let mut contents = self.contents(what)?;
        let Some(wanted) = step else { return Ok(contents) };
        let Some((step, inner)) = self.next_inner(&mut contents) else { return Ok(contents) };
        if step != wanted || !contents.fields.is_empty() {
            let here = self.at(&inner);
            return Err(here.error(format_args!("expected only `{wanted}` behind the name of {what}")));
        }
        let here = self.at(&inner);
        here.contents(what)
    }

    /// The same decoder at another value, to describe it.
    pub(super) fn at(&self, node: &Node) -> FormDecoder<'a> {
        FormDecoder {
            fields: self.fields,
            style: self.style,
            node: node.clone(),
            levels: Vec::new(),
            missing: MissingMembers::default(),
        }
    }

    /// Goes to the next element of a list or entry of a map.
    ///
    /// # Errors
    /// When its number is none.
    pub(super) fn next_numbered(&mut self, left: &mut Node) -> Result<bool, DecodeError> {
        let Some((step, inner)) = self.next_inner(left) else { return Ok(false) };
        self.node = inner;
        match is_number(step) {
            true => Ok(true),
            false => Err(self.error("the elements of a list are numbered, from 1 on and without leading zeros")),
        }
    }

    /// The value that is being read, as one that is missing.
    pub(super) fn here(&self) -> Missing {
        Missing { path: self.levels.iter().filter_map(segment).collect() }
    }
}

fn segment(level: &Level) -> Option<Segment> {
    Some(match level {
        Level::Members(members, index) => {
            let member = members.get(*index)?;
            Segment::Member { index: *index, name: member.name }
        }
        Level::List(_, begun) => Segment::Index(begun.saturating_sub(1)),
        Level::Map(_, key) => Segment::Key(key.clone()),
    })
}
