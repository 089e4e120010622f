//! The encodings that texts and bytes of a form may come in.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use weland_core::{Blob, DecodeError, FilePart};

/// The header by which a part says that it is base64. RFC 7578 deprecates it, and OpenAPI 3.1 takes it for what
/// `contentEncoding` means.
pub(super) const TRANSFER_ENCODING: &str = "Content-Transfer-Encoding";

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A field with its content as it is meant. It is base64 if a header says so, or if the model does.
///
/// # Errors
/// When it is something else.
pub(super) fn decode(mut field: FilePart, is_base64: bool) -> Result<FilePart, DecodeError> {
    let is_stated = field.get_header(TRANSFER_ENCODING).is_some_and(|value| value.eq_ignore_ascii_case("base64"));
    if is_base64 || is_stated {
        field.content = base64(&field.content)?;
    }
    field.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(TRANSFER_ENCODING));
    Ok(field)
}

/// Bytes that are written as base64, possibly in several lines.
fn base64(content: &Blob) -> Result<Blob, DecodeError> {
    let text: Vec<u8> = content.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(text).map(Blob::from).map_err(|_| DecodeError::new("the value is not base64"))
}

/// Bytes as text of a charset; `None` if they are none, or if the charset is not known.
pub(super) fn decoded(bytes: &[u8], charset: &str) -> Option<String> {
    let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(charset));
    if is(&["utf-8", "utf8", "us-ascii"]) {
        return std::str::from_utf8(bytes).ok().map(str::to_owned);
    }
    is(&["iso-8859-1", "latin1"]).then(|| bytes.iter().map(|byte| char::from(*byte)).collect())
}
