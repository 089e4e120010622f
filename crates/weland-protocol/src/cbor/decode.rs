//! Reading CBOR.

use std::borrow::Cow;

use weland_core::{DecodeError, Member};

use super::read::{DEPTH, Reader};
use crate::missing::{Missing, MissingMembers, Segment};
use crate::strictness::Strictness;

/// Reads values out of CBOR, in one pass and without copying strings that come in one piece.
///
/// After an error a decoder is of no further use.
#[derive(Debug)]
pub struct CborDecoder<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) strictness: Strictness,
    pub(super) levels: Vec<Level>,
    pub(super) missing: MissingMembers,
    /// Where the document as a whole belongs.
    parent: Option<Segment>,
}

/// A list or map that has been opened, and what of it is being read.
#[derive(Debug)]
pub(super) enum Level {
    Members(&'static [Member], usize),
    /// How much is left, if that is known, and how many elements have begun.
    List(Option<u64>, usize),
    /// How much is left, if that is known, and where the key of the current entry is.
    Map(Option<u64>, Option<usize>),
}

impl<'a> CborDecoder<'a> {
    /// A decoder at the start of a document.
    pub fn new(bytes: &'a [u8], strictness: Strictness) -> Self {
        let reader = Reader::new(bytes);
        Self { reader, strictness, levels: Vec::new(), missing: MissingMembers::default(), parent: None }
    }

    /// Sets the member that the document as a whole is the value of.
    pub(super) fn within(mut self, index: usize, name: &'static str) -> Self {
        self.parent = Some(Segment::Member { index, name });
        self
    }

    /// Makes sure that nothing follows, and says which required members were absent.
    ///
    /// # Errors
    /// When there is anything.
    pub fn finish(self) -> Result<MissingMembers, DecodeError> {
        match self.reader.is_at_end() {
            true => Ok(self.missing),
            false => Err(self.reader.error("unexpected bytes after the end of the value")),
        }
    }

    pub(super) fn enter(&mut self, level: Level) -> Result<(), DecodeError> {
        if self.levels.len() >= DEPTH {
            return Err(self.reader.error(format_args!("values are nested deeper than {DEPTH} levels")));
        }
        self.levels.push(level);
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.levels.pop();
    }

    /// Whether another element follows; leaves the list if not.
    pub(super) fn another_element(&mut self) -> Result<bool, DecodeError> {
        let Some(Level::List(left, begun)) = self.levels.last_mut() else {
            return Err(self.reader.error("an element is asked for outside of a list"));
        };
        *begun += 1;
        let goes_on = self.reader.goes_on(left)?;
        if !goes_on {
            self.leave();
        }
        Ok(goes_on)
    }

    /// The key of the next entry; leaves the map if there is none.
    pub(super) fn another_key(&mut self) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let Some(Level::Map(left, key)) = self.levels.last_mut() else {
            return Err(self.reader.error("a key is asked for outside of a map"));
        };
        if !self.reader.goes_on(left)? {
            self.leave();
            return Ok(None);
        }
        *key = Some(self.reader.at());
        self.reader.text().map(Some)
    }

    /// Refuses the current key of a map, which has come before; does not if the last one counts. The key may be sensitive, so
    /// the error names its place only.
    #[cold]
    pub(super) fn repeated_entry(&self) -> Result<(), DecodeError> {
        match (self.strictness, self.levels.last()) {
            (Strictness::Strict, Some(Level::Map(_, Some(at)))) => {
                Err(self.reader.from(*at).error("a key comes twice in one map; leave one of the two out"))
            }
            _ => Ok(()),
        }
    }

    /// Passes over the next value.
    pub(super) fn skip(&mut self) -> Result<(), DecodeError> {
        let depth = self.levels.len();
        self.reader.skip(depth)
    }

    /// The value that is being read, as one that is missing.
    pub(super) fn here(&self) -> Missing {
        let inner = self.levels.iter().filter_map(|level| self.segment(level));
        Missing { path: self.parent.iter().cloned().chain(inner).collect() }
    }

    fn segment(&self, level: &Level) -> Option<Segment> {
        Some(match level {
            Level::Members(members, index) => {
                let member = members.get(*index)?;
                Segment::Member { index: *index, name: member.name }
            }
            Level::List(_, begun) => Segment::Index(begun.saturating_sub(1)),
            Level::Map(_, key) => {
                let key = key.and_then(|at| self.reader.from(at).text().ok());
                Segment::Key(key.map(Cow::into_owned).unwrap_or_default())
            }
        })
    }
}
