//! Structures and unions: maps whose members the model names.

use weland_core::{DecodeError, Member, ShapeType, Structure};

use super::decode::{CborDecoder, Level};
use super::major;
use crate::codec::MemberFilter;
use crate::missing::mark;
use crate::strictness::Strictness;

impl CborDecoder<'_> {
    /// Reads the outermost structure.
    pub(super) fn value(&mut self, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        match value.schema().shape_type {
            ShapeType::Union => self.union_value(value),
            _ => self.object(value, filter),
        }
    }

    fn object(&mut self, value: &mut dyn Structure, filter: MemberFilter) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let mut left = self.reader.open(major::MAP, "a map")?;
        self.enter(Level::Members(members, 0))?;
        let (mut met, mut seen) = (vec![false; members.len()], vec![false; members.len()]);
        let mut next = 0;
        while self.reader.goes_on(&mut left)? {
            let Some((index, member)) = self.member(members, next, filter)? else {
                self.skip()?;
                continue;
            };
            next = index + 1;
            self.meet(&mut met, index, member)?;
            if !member.nullable && self.reader.null() {
                continue;
            }
            self.at_member(index);
            value.decode_member(index, member, self).map_err(|error| error.within(member.name))?;
            mark(&mut seen, index);
        }
        self.note_missing(members, &seen, filter);
        if self.strictness == Strictness::Strict {
            value.set_defaults();
        }
        self.leave();
        Ok(())
    }

    /// Reads the next key and finds its member. Members usually come in the model's order, so that `expected` is tried first.
    fn member(
        &mut self,
        members: &'static [Member],
        expected: usize,
        filter: MemberFilter,
    ) -> Result<Option<(usize, &'static Member)>, DecodeError> {
        let key = self.reader.text()?;
        let find = |is_it: &dyn Fn(&Member) -> bool| members.iter().position(is_it);
        let is_expected = members.get(expected).is_some_and(|member| member.name == key);
        let found = match is_expected {
            true => Some(expected),
            false => find(&|member| member.name == key),
        };
        let is_message = |name: &str| name.eq_ignore_ascii_case("message");
        let found = found.or_else(|| {
            let is_wanted = filter.any_case_message && is_message(&key);
            is_wanted.then(|| find(&|member| is_message(member.name))).flatten()
        });
        let found = found.and_then(|index| members.get(index).map(|member| (index, member)));
        Ok(found.filter(|(_, member)| (filter.include)(member)))
    }

    /// Remembers that a member has come, be it as null, and refuses its repetition in strict input.
    fn meet(&self, met: &mut [bool], index: usize, member: &Member) -> Result<(), DecodeError> {
        let is_repeated = met.get(index) == Some(&true);
        mark(met, index);
        match is_repeated && self.strictness == Strictness::Strict {
            true => {
                let name = member.name;
                Err(self.reader.error(format_args!("`{name}` comes twice in one map; leave one of the two out")))
            }
            false => Ok(()),
        }
    }

    fn at_member(&mut self, index: usize) {
        if let Some(Level::Members(_, current)) = self.levels.last_mut() {
            *current = index;
        }
    }

    /// Remembers what is missing.
    fn note_missing(&mut self, members: &'static [Member], seen: &[bool], filter: MemberFilter) {
        for (index, member) in members.iter().enumerate() {
            if member.required && (filter.include)(member) && seen.get(index) == Some(&false) {
                self.at_member(index);
                let mut missing = std::mem::take(&mut self.missing);
                missing.push(|| self.here());
                self.missing = missing;
            }
        }
    }

    /// A union: a map with exactly one member that is not null.
    fn union_value(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let mut left = self.reader.open(major::MAP, "a map")?;
        self.enter(Level::Members(members, 0))?;
        let mut met = vec![false; members.len()];
        let (mut known, mut unknown) = (0, 0);
        while self.reader.goes_on(&mut left)? {
            let key = self.reader.text()?;
            let found = members.iter().enumerate().find(|(_, member)| member.name == key);
            if let Some((index, member)) = found {
                self.meet(&mut met, index, member)?;
            }
            if self.reader.null() {
                continue;
            }
            let Some((index, member)) = found else {
                unknown += usize::from(key != "__type");
                self.skip()?;
                continue;
            };
            known += 1;
            if known > 1 {
                return Err(self.reader.error("a union has exactly one member, found another"));
            }
            self.at_member(index);
            value.decode_member(index, member, self).map_err(|error| error.within(member.name))?;
        }
        // A client leaves a union without a member that it knows as unknown, an empty one as well.
        let acceptable = self.strictness == Strictness::Lenient || known == 1 && unknown == 0;
        if !acceptable {
            return Err(self.reader.error("a union has exactly one member out of those that the model names"));
        }
        self.leave();
        Ok(())
    }
}
