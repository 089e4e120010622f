//! CBOR (RFC 8949) as `smithy.protocols#rpcv2Cbor` writes it.

mod big;
mod decode;
mod document;
mod encode;
mod error;
mod read;
mod structures;
mod values;
mod write;

use weland_core::{DecodeError, EncodeError, Member, Structure};

pub use self::decode::CborDecoder;
pub use self::encode::CborEncoder;
pub(crate) use self::error::with_type;
use crate::codec::{Codec, ErrorDetails, MemberFilter};
use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// The media type of documents.
const MEDIA_TYPE: &str = "application/cbor";

/// The major types of data items.
mod major {
    pub(super) const UNSIGNED: u8 = 0;
    pub(super) const NEGATIVE: u8 = 1;
    pub(super) const BYTES: u8 = 2;
    pub(super) const TEXT: u8 = 3;
    pub(super) const LIST: u8 = 4;
    pub(super) const MAP: u8 = 5;
    pub(super) const TAG: u8 = 6;
    pub(super) const OTHER: u8 = 7;
}

/// Tags in front of data items.
mod tag {
    pub(super) const EPOCH: u64 = 1;
    pub(super) const BIG: u64 = 2;
    pub(super) const NEGATIVE_BIG: u64 = 3;
    pub(super) const DECIMAL: u64 = 4;
}

/// CBOR with the conventions of `smithy.protocols#rpcv2Cbor`: keys are the names of members in the model, and timestamps are
/// seconds with a tag, whatever format the model states.
///
/// ```
/// use weland_core::{Member, Schema, schema, structure};
/// use weland_protocol::cbor::CborCodec;
/// use weland_protocol::{Codec, MemberFilter, Strictness};
///
/// #[derive(Default)]
/// struct Point {
///     x: i32,
/// }
///
/// structure! {
///     Point = POINT: Schema::structure("Point");
///     0 x: Member::new("x", &schema::INTEGER).required(),
/// }
///
/// let bytes = CborCodec.encode(&Point { x: 3 }, |_| true)?;
/// assert_eq!(bytes, [0xbf, 0x61, b'x', 3, 0xff]);
/// let mut again = Point::default();
/// CborCodec.decode(&bytes, &mut again, MemberFilter::ALL, Strictness::Strict)?;
/// assert_eq!(again.x, 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CborCodec;

impl Codec for CborCodec {
    fn media_type(&self) -> &'static str {
        MEDIA_TYPE
    }

    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError> {
        let mut encoder = CborEncoder::new();
        encoder.value(value, include);
        encoder.finish()
    }

    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError> {
        let mut encoder = CborEncoder::new();
        value.encode_member(index, member, &mut encoder);
        let bytes = encoder.finish().map_err(|error| error.within(member.name))?;
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    fn decode(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        filter: MemberFilter,
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        // An empty map.
        let bytes = if bytes.is_empty() { &[0xa0] } else { bytes };
        let mut decoder = CborDecoder::new(bytes, strictness);
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
        let mut decoder = CborDecoder::new(bytes, strictness).within(index, member.name);
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
