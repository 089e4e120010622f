//! Structures and unions: values whose parts the model names.

use weland_core::{DecodeError, Member, ShapeType, Structure};

use super::Style;
use super::decode::{FormDecoder, Level};
use crate::seen::Seen;

impl FormDecoder<'_> {
    /// Reads a structure or union.
    pub(super) fn value(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        match value.schema().shape_type {
            ShapeType::Union => self.union_value(value),
            _ => self.object(value),
        }
    }

    fn object(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let members = value.schema().members;
        let mut left = self.contents("a structure")?;
        self.enter(Level::Members(members, 0))?;
        let mut seen = Seen::default();
        while let Some((step, inner)) = self.next_inner(&mut left) {
            let Some((index, member)) = self.member(members, step) else { continue };
            self.node = inner;
            self.at_member(index);
            value.decode_member(index, member, self).map_err(|error| error.within(member.name))?;
            seen.insert(index);
        }
        self.note_missing(members, &seen);
        value.set_defaults();
        self.levels.pop();
        Ok(())
    }

    fn member(&self, members: &'static [Member], step: &str) -> Option<(usize, &'static Member)> {
        members.iter().enumerate().find(|(_, member)| self.style.is_name(member, step))
    }

    fn at_member(&mut self, index: usize) {
        if let Some(Level::Members(_, current)) = self.levels.last_mut() {
            *current = index;
        }
    }

    /// Whether a form does not show the member if it is empty, so that one without fields is there all the same.
    fn is_hidden_if_empty(&self, member: &Member) -> bool {
        match member.schema.shape_type {
            ShapeType::Structure => !member.schema.has_required(),
            ShapeType::Map => true,
            ShapeType::List => self.style == Style::Ec2,
            _ => false,
        }
    }

    /// Remembers what is missing.
    fn note_missing(&mut self, members: &'static [Member], seen: &Seen) {
        for (index, member) in members.iter().enumerate() {
            if member.required && !seen.contains(index) && !self.is_hidden_if_empty(member) {
                self.at_member(index);
                let mut missing = std::mem::take(&mut self.missing);
                missing.push(|| self.here());
                self.missing = missing;
            }
        }
    }

    /// A union: exactly one member.
    fn union_value(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        const WRONG: &str = "a union has exactly one member out of those that the model names";
        let members = value.schema().members;
        let mut left = self.contents("a union")?;
        self.enter(Level::Members(members, 0))?;
        let only = self.next_inner(&mut left).filter(|_| left.fields.is_empty());
        let Some((step, inner)) = only else { return Err(self.error(WRONG)) };
        let Some((index, member)) = self.member(members, step) else { return Err(self.error(WRONG)) };
        self.node = inner;
        self.at_member(index);
        value.decode_member(index, member, self).map_err(|error| error.within(member.name))?;
        self.levels.pop();
        Ok(())
    }
}
