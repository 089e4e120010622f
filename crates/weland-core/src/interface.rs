//! The one interface between types and formats, and everything else that is driven by schemas.
//!
//! [`Structure`] is what types implement, [`Encoder`] and [`Decoder`] are what formats implement. Each names the others, so
//! they are defined together.

use std::borrow::Cow;
use std::task::{Context, Poll};

use crate::byte_stream::{BoxError, ByteStream};
use crate::codec_error::DecodeError;
use crate::file_part::FilePart;
use crate::schema::{Member, Schema, UNIT};
use crate::timestamp::Timestamp;
use crate::value::{Blob, Document};

/// The index that stands for a value that is none of the members', which unions without tags keep: a document.
pub const UNKNOWN: usize = usize::MAX;

/// A structure or union whose members can be reached by their index in [`Schema::members`].
///
/// Implemented by [`structure!`](crate::structure!) and [`union!`](crate::union!), not by hand. Codecs, HTTP bindings and
/// validators work on `&dyn Structure`, so they are compiled once and not once per shape.
pub trait Structure {
    /// The schema of the shape.
    fn schema(&self) -> &'static Schema;

    /// Writes one member, if it is set. `member` is `self.schema().members[index]`. At [`UNKNOWN`], where it is a document, a
    /// union without tags writes the value that it has kept.
    fn encode_member(&self, index: usize, member: &'static Member, to: &mut dyn Encoder);

    /// Reads one member; at [`UNKNOWN`] a document for a union without tags to keep.
    ///
    /// # Errors
    /// When the next value is malformed or not of the member's type.
    fn decode_member(
        &mut self,
        index: usize,
        member: &'static Member,
        from: &mut dyn Decoder,
    ) -> Result<(), DecodeError>;

    /// Sets the members that are absent and have a default, which is up to servers.
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

/// What is in a box: recursive shapes have some. Only structures and unions do.
impl<T: Structure> Structure for Box<T> {
    fn schema(&self) -> &'static Schema {
        (**self).schema()
    }

    fn encode_member(&self, index: usize, member: &'static Member, to: &mut dyn Encoder) {
        (**self).encode_member(index, member, to);
    }

    fn decode_member(
        &mut self,
        index: usize,
        member: &'static Member,
        from: &mut dyn Decoder,
    ) -> Result<(), DecodeError> {
        (**self).decode_member(index, member, from)
    }

    fn set_defaults(&mut self) {
        (**self).set_defaults();
    }

    fn stream(&mut self) -> Option<Stream<'_>> {
        (**self).stream()
    }
}

/// Writes values in some format. Object-safe, so that a shape's code is compiled once for all formats.
///
/// Every call names the member that the value belongs to: its wire name, its binding, its timestamp format. Writing cannot
/// fail half-way; an encoder that meets a value it cannot represent remembers that and says so at the end.
pub trait Encoder {
    /// A structure or union: the encoder asks `value` for its members in the order that the format needs.
    fn structure(&mut self, member: &'static Member, value: &dyn Structure);
    /// The start of a list of `len` elements, which follow under [`Schema::element`](crate::Schema::element).
    fn begin_list(&mut self, member: &'static Member, len: usize);
    /// The end of the innermost list.
    fn end_list(&mut self);
    /// The start of a map of `len` entries, each a [`key`](Self::key) and a value.
    fn begin_map(&mut self, member: &'static Member, len: usize);
    /// The key of the next entry.
    fn key(&mut self, key: &str);
    /// The end of the innermost map.
    fn end_map(&mut self);
    /// A boolean.
    fn boolean(&mut self, member: &'static Member, value: bool);
    /// A byte, short, integer, long or intEnum.
    fn integer(&mut self, member: &'static Member, value: i64);
    /// A float.
    fn float(&mut self, member: &'static Member, value: f32);
    /// A double.
    fn double(&mut self, member: &'static Member, value: f64);
    /// A bigInteger or bigDecimal, in decimal digits.
    fn big_number(&mut self, member: &'static Member, value: &str);
    /// A string or enum.
    fn string(&mut self, member: &'static Member, value: &str);
    /// A value of the enum `shape` that the model names. Whoever checks values has nothing to look up.
    fn named_value(&mut self, member: &'static Member, shape: &'static Schema, value: &'static str) {
        let _ = shape;
        self.string(member, value);
    }
    /// A blob.
    fn blob(&mut self, member: &'static Member, value: &[u8]);
    /// Says that the blob that follows is this file. Where there is no room for more than its bytes, that means nothing.
    fn file_part(&mut self, _: &FilePart) {}
    /// A timestamp.
    fn timestamp(&mut self, member: &'static Member, value: Timestamp);
    /// A document.
    fn document(&mut self, member: &'static Member, value: &Document);
    /// Null, for a member that has it as a value: a missing element of a sparse list or map, or a member that may be null.
    fn null(&mut self, member: &'static Member);
}

/// Reads values from some format. Object-safe, so that a shape's code is compiled once for all formats.
///
/// Each method reads the next value, which belongs to `member`, and fails if it is not of that type.
pub trait Decoder {
    /// A structure or union: the decoder calls [`Structure::decode_member`] for each member that it meets.
    ///
    /// # Errors
    /// When the input is malformed, or a member's value is not of its type.
    fn structure(&mut self, member: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError>;
    /// The start of a list.
    ///
    /// # Errors
    /// When the value is not a list.
    fn begin_list(&mut self, member: &'static Member) -> Result<(), DecodeError>;
    /// Whether another element follows; `false` ends the list.
    ///
    /// # Errors
    /// When the input is malformed.
    fn next_element(&mut self, member: &'static Member) -> Result<bool, DecodeError>;
    /// The start of a map.
    ///
    /// # Errors
    /// When the value is not a map.
    fn begin_map(&mut self, member: &'static Member) -> Result<(), DecodeError>;
    /// The key of the next entry; `None` ends the map.
    ///
    /// # Errors
    /// When the input is malformed.
    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError>;
    /// Says that the current key has been met before in its map, after its value was read. Where a format lets the last of
    /// several values count, that is no error.
    ///
    /// # Errors
    /// When no key may be repeated.
    fn repeated_key(&mut self) -> Result<(), DecodeError> {
        Ok(())
    }
    /// Consumes a null, if the next value is one.
    ///
    /// # Errors
    /// When the input is malformed.
    fn null(&mut self) -> Result<bool, DecodeError>;
    /// A boolean.
    ///
    /// # Errors
    /// When the value is something else.
    fn boolean(&mut self, member: &'static Member) -> Result<bool, DecodeError>;
    /// A whole number that fits the member's type.
    ///
    /// # Errors
    /// When the value is something else or does not fit.
    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError>;
    /// A float or double; also `NaN`, `Infinity` and `-Infinity`.
    ///
    /// # Errors
    /// When the value is something else.
    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError>;
    /// The digits of a bigInteger or bigDecimal.
    ///
    /// # Errors
    /// When the value is not a number.
    fn big_number(&mut self, member: &'static Member) -> Result<String, DecodeError>;
    /// A string or enum.
    ///
    /// # Errors
    /// When the value is something else.
    fn string(&mut self, member: &'static Member) -> Result<Cow<'_, str>, DecodeError>;
    /// A blob.
    ///
    /// # Errors
    /// When the value is something else, or not in the encoding that the format uses for bytes.
    fn blob(&mut self, member: &'static Member) -> Result<Blob, DecodeError>;
    /// Adds to the file that the last blob is what the input says of it beside its bytes.
    fn file_part(&mut self, _: &mut FilePart) {}
    /// A timestamp in the format that holds for the member.
    ///
    /// # Errors
    /// When the value is something else.
    fn timestamp(&mut self, member: &'static Member) -> Result<Timestamp, DecodeError>;
    /// Any value.
    ///
    /// # Errors
    /// When the input is malformed.
    fn document(&mut self, member: &'static Member) -> Result<Document, DecodeError>;
}

/// The stream that a structure holds; see [`Structure::stream`](crate::Structure::stream).
#[allow(missing_debug_implementations, reason = "a borrowed view that is matched at once")]
pub enum Stream<'a> {
    /// A streaming blob.
    Bytes(&'a mut ByteStream),
    /// An event stream.
    Events(&'a mut dyn Events),
}

/// Reads the events of a stream off the wire; made by the protocol.
pub trait EventSource: Send {
    /// Reads the next event into `event`, a union; `None` when the stream has ended.
    fn poll_event(&mut self, cx: &mut Context<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>>;
}

/// An [`EventStream`](crate::EventStream) of any event type, as the protocol sees it.
pub trait Events {
    /// The next event to write.
    fn poll_next_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Box<dyn Structure + Send>, BoxError>>>;
    /// Lets the stream read its events from `source`.
    fn attach(&mut self, source: Box<dyn EventSource>);
    /// Takes the stream out, so that it can be sent while the rest of the structure is gone.
    fn take(&mut self) -> Box<dyn Events + Send>;
}
