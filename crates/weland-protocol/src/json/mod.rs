//! JSON as restJson1 and its relatives write it.

mod decode;
mod document;
mod encode;
mod error;
mod members;
mod order;
mod scan;
mod skip;
mod structures;
mod unescape;
mod values;
mod write;

use weland_core::documents::DocumentFormat;
use weland_core::{DecodeError, Dialect, EncodeError, Member, Structure, TimestampFormat};

pub use self::decode::{JsonDecoder, decode};
pub use self::encode::{JsonEncoder, encode};
pub(crate) use self::error::{problem_details, with_type};
pub(crate) use self::write::write_string;
use crate::codec::{Codec, ErrorDetails, MemberFilter};
use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// JSON with the conventions of a protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonCodec {
    /// The media type of the documents.
    pub media_type: &'static str,
    /// Whether a request has to state that media type.
    pub must_be_stated: bool,
    /// The format of timestamps whose members have none of their own.
    pub timestamp_format: TimestampFormat,
    /// Whether all timestamps are in that format, whatever their members say.
    pub one_timestamp_format: bool,
    /// Whether numbers of any size are written as strings of their digits, which no reader of JSON rounds. Both are read.
    pub big_numbers_as_strings: bool,
    /// Whether bytes and text that are a body as a whole are sent as they are.
    pub raw_payloads: bool,
    /// Which of a member's [wire names](Member::wire_names) are the keys of objects. Members without such a name, and all
    /// members if this is empty, have their names in the model as keys.
    pub names: &'static str,
    /// Whose idea of values is followed.
    pub dialect: Dialect,
}

impl JsonCodec {
    /// The conventions of `aws.protocols#restJson1`.
    pub const REST: Self = Self {
        media_type: "application/json",
        must_be_stated: true,
        timestamp_format: TimestampFormat::EpochSeconds,
        one_timestamp_format: false,
        big_numbers_as_strings: false,
        raw_payloads: true,
        names: Member::JSON_NAME,
        dialect: Dialect::Smithy,
    };

    /// The conventions of `aws.protocols#awsJson1_0`.
    pub const AWS_JSON1_0: Self = Self { media_type: "application/x-amz-json-1.0", names: "", ..Self::REST };

    /// The conventions of `aws.protocols#awsJson1_1`.
    pub const AWS_JSON1_1: Self = Self { media_type: "application/x-amz-json-1.1", ..Self::AWS_JSON1_0 };

    /// The conventions of `smithy.protocols#rpcv2Json`.
    pub const RPC_V2: Self = Self { one_timestamp_format: true, big_numbers_as_strings: true, names: "", ..Self::REST };

    /// The conventions of `alloy#simpleRestJson`. Clients should state the only media type that there is, but need not.
    pub const SIMPLE_REST: Self =
        Self { must_be_stated: false, timestamp_format: TimestampFormat::DateTime, raw_payloads: false, ..Self::REST };

    /// The conventions of `weland.openapi#rest`.
    pub const OPENAPI: Self =
        Self { timestamp_format: TimestampFormat::DateTime, dialect: Dialect::JsonSchema, ..Self::REST };

    /// How values are spelled in documents that stand for text of this format.
    pub const fn document_format(&self, strictness: Strictness) -> DocumentFormat {
        DocumentFormat {
            names: self.names,
            timestamp_format: self.timestamp_format,
            strictness,
            dialect: self.dialect,
            serde: false,
        }
    }

    /// The key of a member.
    #[inline]
    fn name(&self, member: &Member) -> &'static str {
        member.wire_name(self.names)
    }

    /// The format of the timestamps of a member.
    fn timestamp_format(&self, member: &Member) -> TimestampFormat {
        member.timestamp_format.filter(|_| !self.one_timestamp_format).unwrap_or(self.timestamp_format)
    }
}

impl Codec for JsonCodec {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn must_be_stated(&self) -> bool {
        self.must_be_stated
    }

    fn has_raw_payloads(&self) -> bool {
        self.raw_payloads
    }

    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError> {
        let mut encoder = JsonEncoder::with_codec(*self);
        encoder.value(value, include);
        encoder.finish()
    }

    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError> {
        let mut encoder = JsonEncoder::with_codec(*self);
        value.encode_member(index, member, &mut encoder);
        encoder.fail_within(member);
        encoder.finish().map(|bytes| (!bytes.is_empty()).then_some(bytes))
    }

    fn decode(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        filter: MemberFilter,
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        let bytes = if bytes.is_empty() { b"{}" } else { bytes };
        let mut decoder = JsonDecoder::with_codec(bytes, strictness, *self)?;
        decoder.value(value, filter)?;
        decoder.finish()
    }

    fn decode_member(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        (index, member): (usize, &'static Member),
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        let mut decoder = JsonDecoder::with_codec(bytes, strictness, *self)?.within(index, member.name);
        if self.dialect == Dialect::JsonSchema && strictness == Strictness::Strict {
            // It would look like a body that is not there.
            decoder.is_absent(member)?;
        }
        value.decode_member(index, member, &mut decoder)?;
        decoder.finish()
    }

    fn encode_message(&self, message: &str) -> Vec<u8> {
        error::encode(message)
    }

    fn error_details(&self, bytes: &[u8]) -> ErrorDetails {
        error::details(bytes)
    }
}
