//! Documents of errors.

use weland_core::{DecodeError, EncodeError, Member, Structure, XmlNamespace};

use super::XmlCodec;
use super::decode::{XmlDecoder, is_name, local};
use super::encode::XmlEncoder;
use super::scan::short;
use crate::codec::{Codec, ErrorDetails, MemberFilter};
use crate::missing::MissingMembers;
use crate::strictness::Strictness;

/// What the document of an error says, as far as all of them do: an element `Error`, with or without another one around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorDocument {
    /// Who is at fault: `Sender` or `Receiver`.
    pub fault: Option<String>,
    /// What names the error.
    pub code: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
}

impl ErrorDocument {
    /// No document.
    const NONE: Self = Self { fault: None, code: None, message: None, request_id: None };

    /// The elements that protocols have around that of an error.
    const AROUND: [&'static str; 3] = ["ErrorResponse", "Response", "Errors"];

    /// Reads as much of a document as can be read.
    pub fn read(bytes: &[u8]) -> Self {
        let mut error = Self::default();
        let Ok(mut decoder) = XmlDecoder::new(bytes, Strictness::Lenient, XmlCodec::REST) else { return error };
        let text = |decoder: &XmlDecoder<'_>, names: &[&str]| names.iter().find_map(|name| decoder.child_text(name));
        let request_id = |decoder: &XmlDecoder<'_>| text(decoder, &["RequestId", "RequestID", "requestId"]);
        error.request_id = request_id(&decoder);
        decoder.enter_error();
        error.fault = text(&decoder, &["Type"]);
        error.code = text(&decoder, &["Code", "code"]);
        error.message = text(&decoder, &["Message", "message"]);
        error.request_id = error.request_id.or_else(|| request_id(&decoder));
        error
    }

    /// Writes the document of an error. With `wrapped`, an element `ErrorResponse` is around it. `members` writes those of the error.
    fn encode(
        &self,
        wrapped: bool,
        namespace: Option<XmlNamespace>,
        members: impl FnOnce(&mut XmlEncoder),
    ) -> Result<Vec<u8>, EncodeError> {
        let mut encoder = XmlEncoder::new(XmlCodec::REST);
        if wrapped {
            encoder.open("ErrorResponse", namespace);
        }
        encoder.open("Error", None);
        for (name, text) in [("Type", &self.fault), ("Code", &self.code), ("Message", &self.message)] {
            if let Some(text) = text {
                encoder.text(name, text);
            }
        }
        members(&mut encoder);
        if wrapped {
            encoder.close("Error");
        }
        if let Some(id) = self.request_id.as_deref().filter(|id| !id.is_empty()) {
            encoder.text("RequestId", id);
        }
        encoder.close(if wrapped { "ErrorResponse" } else { "Error" });
        encoder.finish()
    }
}

impl XmlDecoder<'_> {
    /// Makes sure that the element that the decoder is at has this name, if input is read strictly; otherwise, that it is not the
    /// one of an error, which services have been known to respond with as if they had succeeded.
    ///
    /// # Errors
    /// When it has another one.
    pub fn expect_name(&self, name: &str) -> Result<(), DecodeError> {
        let found = self.tree.name(self.element());
        let is_error = matches!(local(found), "Error" | "ErrorResponse");
        if is_name(found, name) || self.strictness == Strictness::Lenient && !is_error {
            return Ok(());
        }
        if self.strictness == Strictness::Lenient {
            let ErrorDocument { code, message, .. } = ErrorDocument::read(self.tree.text.as_bytes());
            let [code, message] = [code, message].map(Option::unwrap_or_default);
            return Err(self.error(format_args!("the response says that the operation has failed: {code}: {message}")));
        }
        Err(self.error(format_args!("expected the element `{name}`, found `{}`", short(found))))
    }

    /// Enters the element of the error in the document of one, whatever is around it.
    pub fn enter_error(&mut self) {
        while ErrorDocument::AROUND.contains(&self.name()) && (self.enter("Error") || self.enter("Errors")) {}
    }
}

/// Documents of errors: their members stand beside the code.
#[derive(Debug)]
pub(crate) struct ErrorCodec {
    pub(crate) codec: XmlCodec,
    /// Whether there is an element around that of the error.
    pub(crate) wrapped: bool,
    /// What the document says beside the members.
    pub(crate) document: ErrorDocument,
}

impl ErrorCodec {
    /// What reads documents of errors, whatever is around them.
    pub(crate) const READER: Self = Self { codec: XmlCodec::REST, wrapped: true, document: ErrorDocument::NONE };
}

impl Codec for ErrorCodec {
    fn media_type(&self) -> &'static str {
        self.codec.media_type
    }

    fn encode(&self, value: &dyn Structure, include: fn(&Member) -> bool) -> Result<Vec<u8>, EncodeError> {
        self.document.encode(self.wrapped, self.codec.namespace, |encoder| encoder.members(value, include))
    }

    fn encode_member(
        &self,
        value: &dyn Structure,
        index: usize,
        member: &'static Member,
    ) -> Result<Option<Vec<u8>>, EncodeError> {
        self.codec.encode_member(value, index, member)
    }

    fn decode(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        filter: MemberFilter,
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        let bytes = if bytes.is_empty() { b"<Error/>" } else { bytes };
        let mut decoder = XmlDecoder::new(bytes, strictness, self.codec)?;
        decoder.enter_error();
        decoder.value(value, filter)?;
        Ok(decoder.finish())
    }

    fn decode_member(
        &self,
        bytes: &[u8],
        value: &mut dyn Structure,
        member: (usize, &'static Member),
        strictness: Strictness,
    ) -> Result<MissingMembers, DecodeError> {
        self.codec.decode_member(bytes, value, member, strictness)
    }

    fn encode_message(&self, message: &str) -> Vec<u8> {
        let document = ErrorDocument { message: Some(message.to_owned()), ..self.document.clone() };
        // Text alone is always written.
        document.encode(self.wrapped, self.codec.namespace, |_| {}).unwrap_or_default()
    }

    fn error_details(&self, bytes: &[u8]) -> ErrorDetails {
        self.codec.error_details(bytes)
    }
}
