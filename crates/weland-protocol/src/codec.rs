//! Codecs as values: how structures become documents of a format, and documents structures.

use std::fmt;

use weland_core::{DecodeError, EncodeError, Member, Structure};

use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// A format of documents. Protocols and HTTP bindings take a reference to one, so that a program links only the codecs of the
/// protocols that it uses.
pub trait Codec: fmt::Debug + Send + Sync {
    /// The media type of the documents.
    fn media_type(&self) -> &'static str;

    /// Whether a structure none of whose members is set is a document, too. Otherwise there is no body where no member can be in one,
    /// or where the structure that is the body is not set.
    fn has_empty_documents(&self) -> bool {
        true
    }

    /// Whether a request has to state the media type of its body. Clients of some protocols don't.
    fn must_be_stated(&self) -> bool {
        true
    }

    /// Whether bytes and text that are a body as a whole are sent as they are, and not as a document.
    fn has_raw_payloads(&self) -> bool {
        true
    }

    /// Encodes a structure or union; of a structure, the members that `include` selects.
    ///
    /// # Errors
    /// When the format cannot represent a value.
    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError>;

    /// Encodes the value of one member as a document of its own; `None` if it is not set.
    ///
    /// # Errors
    /// When the format cannot represent a value.
    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError>;

    /// Decodes a structure or union, and returns the required members that were absent. No bytes at all are a structure without
    /// members.
    ///
    /// # Errors
    /// When the bytes are not a document, or a value is not of its member's type.
    fn decode(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        filter: MemberFilter,
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError>;

    /// Decodes a document that is the value of one member.
    ///
    /// # Errors
    /// When the bytes are not a document, or a value is not of its member's type.
    fn decode_member(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        member: (usize, &'static Member),
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError>;

    /// Encodes the document of an error that has nothing but a message.
    fn encode_message(&self, message: &str) -> Vec<u8>;

    /// The code and the message in the document of an error, as far as they can be read.
    fn error_details(&self, bytes: &[u8]) -> ErrorDetails;
}

/// The format of the documents that messages are, and that of the documents in events, which outlive their message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Codecs<'a> {
    pub(crate) documents: &'a dyn Codec,
    pub(crate) events: &'static dyn Codec,
}

impl From<&'static dyn Codec> for Codecs<'static> {
    fn from(codec: &'static dyn Codec) -> Self {
        Self { documents: codec, events: codec }
    }
}

/// Which members of the outermost structure a document may set.
#[derive(Debug, Clone, Copy)]
pub struct MemberFilter {
    /// Whether a member is one of them.
    pub include: fn(&Member) -> bool,
    /// Whether the member `message` is found whatever the case of its name. Services disagree with their models there.
    pub any_case_message: bool,
}

impl MemberFilter {
    /// All members.
    pub const ALL: Self = Self::new(|_| true);

    /// The members that `include` selects, by their exact names.
    pub const fn new(include: fn(&Member) -> bool) -> Self {
        Self { include, any_case_message: false }
    }
}

/// What the document of an error says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorDetails {
    /// The error code as the document has it, with a namespace or a URI if there is one.
    pub code: Option<String>,
    /// The shape of the error as the document names it by `__type`.
    pub shape: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
}
