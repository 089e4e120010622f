//! Documents whose root element is the one member of a structure.

use weland_core::{DecodeError, EncodeError, Member, Structure};

use super::XmlCodec;
use super::decode::XmlDecoder;
use super::encode::XmlEncoder;
use crate::codec::{Codec, ErrorDetails, MemberFilter};
use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// Documents whose root element has the name of a structure and is the value of its one member, as some outputs of S3 are.
#[derive(Debug)]
pub(crate) struct UnwrappedCodec(pub(crate) XmlCodec);

fn member(value: &dyn Structure, include: fn(&Member) -> bool) -> Option<(usize, &'static Member)> {
    value.schema().members.iter().enumerate().find(|(_, member)| include(member))
}

impl Codec for UnwrappedCodec {
    fn media_type(&self) -> &'static str {
        self.0.media_type
    }

    fn has_empty_documents(&self) -> bool {
        false
    }

    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError> {
        let schema = value.schema();
        let namespace = schema.xml_namespace().or(self.0.namespace);
        let mut encoder = XmlEncoder::with_root(self.0, schema.xml_name(), namespace);
        if let Some((index, member)) = member(value, include) {
            value.encode_member(index, member, &mut encoder);
            encoder.fail_within(member);
        }
        let bytes = encoder.finish()?;
        // The root element is there in any case.
        if bytes.is_empty() { self.0.encode(value, |_| false) } else { Ok(bytes) }
    }

    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError> {
        self.0.encode_member(value, index, member)
    }

    fn decode(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        filter: MemberFilter,
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        let Some((index, member)) = member(value, filter.include).filter(|_| !bytes.is_empty()) else {
            return Ok(MissingMembers::default());
        };
        let mut decoder = XmlDecoder::new(bytes, strictness, self.0)?;
        decoder.expect_name(value.schema().xml_name())?;
        if !decoder.is_empty() {
            value.decode_member(index, member, &mut decoder)?;
        }
        Ok(decoder.finish())
    }

    fn decode_member(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        member: (usize, &'static Member),
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        self.0.decode_member(bytes, value, member, strictness)
    }

    fn encode_message(&self, message: &str) -> Vec<u8> {
        self.0.encode_message(message)
    }

    fn error_details(&self, bytes: &[u8]) -> ErrorDetails {
        self.0.error_details(bytes)
    }
}
