//! XML as restXml and the query protocols of AWS write it.
//!
//! A structure is an element with an element for each member, a list one with an element for each of its elements, a map one with
//! an element `entry` for each of its entries. What a member's [`Xml`](weland_core::Xml) says goes before that.
//!
//! Where a protocol has elements around those of a structure, [`XmlEncoder`] writes and [`XmlDecoder`] enters them:
//!
//! ```
//! use weland_core::{Member, Schema, schema, structure};
//! use weland_protocol::xml::{XmlCodec, XmlDecoder, XmlEncoder};
//! use weland_protocol::{MemberFilter, Strictness};
//!
//! #[derive(Default)]
//! struct City {
//!     name: Option<String>,
//! }
//!
//! structure! {
//!     City = CITY: Schema::structure("City");
//!     0 name: Member::new("Name", &schema::STRING),
//! }
//!
//! let mut encoder = XmlEncoder::new(XmlCodec::REST);
//! encoder.open("GetCityResponse", None);
//! encoder.element("GetCityResult", None, &City { name: Some("Oslo".to_owned()) }, |_| true);
//! encoder.text("RequestId", "id-1");
//! encoder.close("GetCityResponse");
//! let document = encoder.finish()?;
//!
//! let mut city = City::default();
//! let mut decoder = XmlDecoder::new(&document, Strictness::Lenient, XmlCodec::REST)?;
//! assert_eq!(decoder.child_text("RequestId").as_deref(), Some("id-1"));
//! assert!(decoder.enter("GetCityResult"));
//! decoder.value(&mut city, MemberFilter::ALL)?;
//! assert_eq!(city.name.as_deref(), Some("Oslo"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decode;
mod encode;
mod error;
mod lists;
mod scan;
mod structures;
mod tree;
mod unescape;
mod unwrapped;
mod values;
mod write;

use weland_core::{DecodeError, EncodeError, Member, Structure, TimestampFormat, XmlNamespace};

pub use self::decode::XmlDecoder;
pub use self::encode::XmlEncoder;
pub(crate) use self::error::ErrorCodec;
pub use self::error::ErrorDocument;
pub(crate) use self::unwrapped::UnwrappedCodec;
use crate::codec::{Codec, ErrorDetails, MemberFilter};
use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// XML with the conventions of a protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlCodec {
    /// The media type of the documents.
    pub media_type: &'static str,
    /// The format of timestamps whose members have none of their own.
    pub timestamp_format: TimestampFormat,
    /// The namespace that the root element declares, unless its shape or member has one.
    pub namespace: Option<XmlNamespace>,
}

impl XmlCodec {
    /// The conventions of `aws.protocols#restXml`.
    pub const REST: Self =
        Self { media_type: "application/xml", timestamp_format: TimestampFormat::DateTime, namespace: None };

    /// Sets the namespace of the root element.
    #[must_use]
    pub const fn with_namespace(mut self, namespace: Option<XmlNamespace>) -> Self {
        self.namespace = namespace;
        self
    }
}

impl Codec for XmlCodec {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn has_empty_documents(&self) -> bool {
        false
    }

    /// Botocore states none.
    fn must_be_stated(&self) -> bool {
        false
    }

    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError> {
        let schema = value.schema();
        let mut encoder = XmlEncoder::new(*self);
        encoder.element(schema.xml_name(), schema.xml_namespace().or(self.namespace), value, include);
        encoder.finish()
    }

    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError> {
        let namespace = member.xml_namespace().or(member.schema.xml_namespace()).or(self.namespace);
        let mut encoder = XmlEncoder::with_root(*self, root_name(member), namespace);
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
        let root = value.schema().xml_name();
        let (bytes, root) = if bytes.is_empty() { (&b"<_/>"[..], "_") } else { (bytes, root) };
        let mut decoder = XmlDecoder::new(bytes, strictness, *self)?;
        if value.schema().error.is_some() {
            decoder.enter_error();
        } else {
            decoder.expect_name(root)?;
        }
        decoder.value(value, filter)?;
        Ok(decoder.finish())
    }

    fn decode_member(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        (index, member): (usize, &'static Member),
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        let mut decoder = XmlDecoder::new(bytes, strictness, *self)?.within(index, member.name);
        decoder.expect_name(root_name(member))?;
        value.decode_member(index, member, &mut decoder)?;
        Ok(decoder.finish())
    }

    fn encode_message(&self, message: &str) -> Vec<u8> {
        ErrorCodec { codec: *self, wrapped: false, document: ErrorDocument::default() }.encode_message(message)
    }

    fn error_details(&self, bytes: &[u8]) -> ErrorDetails {
        let ErrorDocument { code, message, .. } = ErrorDocument::read(bytes);
        ErrorDetails { code, shape: None, message }
    }
}

/// The name of the root element that the value of a member is.
fn root_name(member: &Member) -> &'static str {
    let own = member.xml.and_then(|xml| xml.name);
    own.unwrap_or_else(|| member.schema.xml_name())
}
