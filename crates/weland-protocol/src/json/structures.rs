//! Structures and unions: objects whose members the model names.

use weland_core::documents::{DocumentDecoder, DocumentFormat};
use weland_core::schema::UnionEncoding;
use weland_core::{DecodeError, Dialect, Document, Member, Schema, ShapeType, Structure};

use super::decode::{Entry, JsonDecoder, Level};
use super::members::{find, find_message};
use crate::codec::MemberFilter;
use crate::missing::{Missing, Segment};
use crate::seen::Seen;
use crate::strictness::Strictness;

/// A member with its index, if a key is that of one.
type Found = Option<(usize, &'static Member)>;

/// The way through an object.
struct Walk {
    members: &'static [Member],
    /// The order that its members come in, if it is not the model's.
    order: Option<usize>,
    /// Which member comes next, if it is the model's.
    place: usize,
    /// Whether no key has come yet.
    first: bool,
}

impl JsonDecoder<'_> {
    /// Reads the outermost structure.
    pub(super) fn value(&mut self, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        let schema = value.schema();
        match schema.encoding {
            UnionEncoding::Tagged if schema.shape_type != ShapeType::Union => self.object(value, filter),
            UnionEncoding::Tagged => self.union_value(value),
            UnionEncoding::Untagged(_) | UnionEncoding::Discriminated(_) => self.buffered(value),
        }
    }

    /// A union whose member is found by what is in the value, so that this is read as a document first.
    fn buffered(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let start = self.at;
        let document = super::document::read(self)?;
        let format = self.document_format();
        let mut inner = DocumentDecoder::new(&document, format);
        inner.value(value).map_err(|error| self.placed(start, error))?;
        let place = self.here().path;
        self.missing.append(&place, inner.into_missing());
        Ok(())
    }

    /// An error in a value that began here.
    #[cold]
    fn placed(&mut self, start: usize, error: DecodeError) -> DecodeError {
        self.at = start;
        DecodeError { message: self.error(&error.message).message, path: error.path }
    }

    fn object(&mut self, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        let (schema, codec) = (value.schema(), self.codec);
        let members = schema.members;
        self.consume(b'{', "an object")?;
        self.enter(Level::Members(members, 0))?;
        let mut rest = Vec::new();
        let (mut met, mut seen) = (Seen::default(), Seen::default());
        let mut walk = Walk { members, order: self.orders.of(members), place: 0, first: true };
        while let Some((key, found)) = self.next_found(&mut walk, filter)? {
            match found {
                Some((index, member)) if (filter.include)(member) && !member.rest => {
                    self.meet(&mut met, index, member)?;
                    if self.is_absent(member)? {
                        continue;
                    }
                    self.at_member(index);
                    value.decode_member(index, member, self).map_err(|error| error.within(codec.name(member)))?;
                    seen.insert(index);
                }
                Some((_, member)) if !member.rest => self.skip_value()?,
                _ => self.other_key(schema, key, &mut rest)?,
            }
        }
        if !rest.is_empty() {
            self.read_rest(value, rest)?;
        }
        self.note_missing(members, &seen, filter);
        if self.strictness() == Strictness::Strict {
            value.set_defaults();
        }
        self.leave();
        Ok(())
    }

    /// Whether the next value is a null that stands for an absent member; consumes it then.
    #[inline]
    pub(super) fn is_absent(&mut self, member: &Member) -> Result<bool, DecodeError> {
        if member.nullable || !self.take_null()? {
            return Ok(false);
        }
        if self.codec.dialect == Dialect::Smithy { Ok(true) } else { self.null_as_value(member) }
    }

    /// A null where it is not the same as absence.
    #[cold]
    fn null_as_value(&mut self, member: &Member) -> Result<bool, DecodeError> {
        if member.schema.shape_type != ShapeType::Document && self.strictness() == Strictness::Lenient {
            return Ok(true);
        }
        self.at -= "null".len();
        if member.schema.shape_type == ShapeType::Document {
            return Ok(false);
        }
        let name = self.codec.name(member);
        Err(self.error(format_args!("null is no value of `{name}`")))
    }

    /// Reads past the value of a key that is no member's, and remembers both if one of the members holds such.
    fn other_key(&mut self, schema: &Schema, key: usize, rest: &mut Vec<Entry>) -> Result<(), DecodeError> {
        if schema.rest.is_some() {
            rest.push(Entry { key: (key, self.at), value: self.at });
        } else if self.strictness() == Strictness::Strict && schema.refuses_other_keys() {
            self.at = key;
            let key = self.read_string()?;
            let key = key.get(..64).unwrap_or(&key);
            let message = format!("`{key}` is no key of this object, which has those of its members only");
            return Err(self.error(message));
        }
        self.skip_value()
    }

    /// Reads the keys that are no members', as the map that one of the members is.
    #[cold]
    fn read_rest(&mut self, value: &mut dyn Structure, rest: Vec<Entry>) -> Result<(), DecodeError> {
        let Some((index, member)) = value.schema().rest_member() else { return Ok(()) };
        let end = self.at;
        self.at_member(index);
        self.rest = rest;
        value.decode_member(index, member, self)?;
        self.at = end;
        Ok(())
    }

    /// Remembers that a member has come, be it as null, and refuses its repetition in strict input.
    #[inline]
    fn meet(&self, met: &mut Seen, index: usize, member: &Member) -> Result<(), DecodeError> {
        if met.insert(index) || self.strictness() == Strictness::Lenient {
            return Ok(());
        }
        let name = self.codec.name(member);
        Err(self.error(format_args!("`{name}` comes twice in one object; leave one of the two out")))
    }

    /// Reads the next key of an object, and finds its member. Gives also where the key begins; `None` at the closing brace.
    #[inline]
    fn next_found(&mut self, walk: &mut Walk, filter: MemberFilter) -> Result<Option<(usize, Found)>, DecodeError> {
        let members = walk.members;
        let expected = self.orders.expected(walk.order, walk.place);
        let first = std::mem::take(&mut walk.first);
        let start = self.at;
        if let Some(member) = members.get(expected)
            && !member.rest
            && self.take_compact_key(first, self.codec.name(member))
        {
            walk.place = expected + 1;
            return Ok(Some((start, Some((expected, member)))));
        }
        if !self.at_key(first)? {
            return Ok(None);
        }
        let start = self.at;
        let found = self.read_key(members, expected, filter)?;
        if let Some((index, _)) = found {
            if index != expected {
                walk.order = self.orders.note(walk.order, members, walk.place, index);
            }
            walk.place = index + 1;
        }
        Ok(Some((start, found)))
    }

    /// Reads the next key and finds its member. Members usually come in the model's order, so `expected` is tried before
    /// the key is even looked at.
    #[inline]
    fn read_key(
        &mut self,
        members: &'static [Member],
        expected: usize,
        filter: MemberFilter,
    ) -> Result<Found, DecodeError> {
        if let Some(member) = members.get(expected)
            && self.take_key(self.codec.name(member))?
        {
            return Ok(Some((expected, member)));
        }
        let key = self.read_string()?;
        self.consume(b':', "`:`")?;
        Ok(find(&self.codec, members, expected, &key).or_else(|| find_message(&self.codec, filter, members, &key)))
    }

    #[inline]
    fn at_member(&mut self, index: usize) {
        if let Some(Level::Members(_, current)) = self.levels.last_mut() {
            *current = index;
        }
    }

    /// Remembers what is missing.
    fn note_missing(&mut self, members: &'static [Member], seen: &Seen, filter: MemberFilter) {
        for (index, member) in members.iter().enumerate() {
            let is_missing = member.required && (filter.include)(member) && !seen.contains(index);
            if is_missing {
                self.at_member(index);
                let mut missing = std::mem::take(&mut self.missing);
                missing.push(|| self.here());
                self.missing = missing;
            }
        }
    }

    /// The member that is being read, as one that is missing.
    fn here(&self) -> Missing {
        let inner = self.levels.iter().filter_map(|level| self.segment(level));
        Missing { path: self.parent.iter().cloned().chain(inner).collect() }
    }

    fn segment(&self, level: &Level) -> Option<Segment> {
        Some(match level {
            Level::Members(members, index) => {
                let member = members.get(*index).filter(|member| !member.rest)?;
                Segment::Member { index: *index, name: member.name }
            }
            Level::List(begun) => Segment::Index(begun.saturating_sub(1)),
            Level::Map(key) | Level::Rest(_, key) => {
                let (start, end) = key.unwrap_or_default();
                let raw = self.text.get(start..end).unwrap_or_default();
                let key = Self::new(raw.as_bytes(), self.strictness())
                    .and_then(|mut key| Ok(key.read_string()?.into_owned()));
                Segment::Key(key.unwrap_or_default())
            }
        })
    }

    /// Keeps a member of a union that the model does not name, if one of those that it names holds such.
    fn keep_member(&mut self, value: &mut dyn Structure, key: &str) -> Result<bool, DecodeError> {
        let Some((index, member)) = value.schema().rest_member() else {
            self.skip_value()?;
            return Ok(false);
        };
        let kept = Document::Map([(key.to_owned(), super::document::read(self)?)].into());
        value.decode_member(index, member, &mut DocumentDecoder::new(&kept, self.document_format()))?;
        Ok(true)
    }

    fn document_format(&self) -> DocumentFormat {
        self.codec.document_format(self.strictness())
    }

    /// A union: an object with exactly one member that is not null.
    fn union_value(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let (members, codec) = (value.schema().members, self.codec);
        self.consume(b'{', "an object")?;
        self.enter(Level::Members(members, 0))?;
        let mut met = Seen::default();
        let (mut known, mut unknown, mut first) = (0, 0, true);
        while let Some(key) = self.next_member(first)? {
            first = false;
            let found = find(&codec, members, 0, &key);
            if let Some((index, member)) = found {
                self.meet(&mut met, index, member)?;
            }
            if self.take_null()? {
                continue;
            }
            let Some((index, member)) = found.filter(|(_, member)| !member.rest) else {
                if self.keep_member(value, &key)? {
                    known += 1;
                } else {
                    unknown += usize::from(key != "__type");
                }
                continue;
            };
            known += 1;
            if known > 1 {
                return Err(self.error("a union has exactly one member, found another"));
            }
            self.at_member(index);
            value.decode_member(index, member, self).map_err(|error| error.within(codec.name(member)))?;
        }
        // A client leaves a union without a member that it knows as unknown, an empty one as well.
        let acceptable = self.strictness() == Strictness::Lenient || known == 1 && unknown == 0;
        if !acceptable {
            return Err(self.error("a union has exactly one member out of those that the model names"));
        }
        self.leave();
        Ok(())
    }
}
