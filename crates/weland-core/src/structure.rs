//! The one interface between generated types and everything that is driven by schemas.

use crate::decode::{DecodeError, Decoder};
use crate::encode::Encoder;
use crate::schema::{Member, Schema, UNIT};
use crate::stream::Stream;

/// A structure or union whose members can be reached by their index in [`Schema::members`].
///
/// Implemented by [`structure!`](crate::structure!) and [`union!`](crate::union!), not by hand. Codecs, HTTP bindings and
/// validators work on `&dyn Structure`, so they are compiled once and not once per shape.
pub trait Structure {
    /// The schema of the shape.
    fn schema(&self) -> &'static Schema;

    /// Writes one member, if it is set. `member` is `self.schema().members[index]`.
    fn encode_member(&self, index: usize, member: &'static Member, to: &mut dyn Encoder);

    /// Reads one member.
    ///
    /// # Errors
    /// When the next value is malformed or not of the member's type.
    fn decode_member(
        &mut self,
        index: usize,
        member: &'static Member,
        from: &mut dyn Decoder,
    ) -> Result<(), DecodeError>;

    /// Gives members that are not set and have a default that only servers fill in their value.
    fn set_defaults(&mut self) {}

    /// The member that is a stream, if there is one.
    fn stream(&mut self) -> Option<Stream<'_>> {
        None
    }
}

/// What operations without input or output take and give.
impl Structure for () {
    fn schema(&self) -> &'static Schema {
        &UNIT
    }

    fn encode_member(&self, _: usize, _: &'static Member, _: &mut dyn Encoder) {}

    fn decode_member(&mut self, _: usize, _: &'static Member, _: &mut dyn Decoder) -> Result<(), DecodeError> {
        Ok(())
    }
}
