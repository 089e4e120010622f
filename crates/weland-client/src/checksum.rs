//! Checksums of requests and responses.

use http::{HeaderMap, HeaderValue};
use weland_core::{Binding, ErrorKind, OperationSchema, OtherError, Structure};
pub(crate) use weland_protocol::checksum::{Algorithm, Hasher};
use weland_protocol::checksum::{Checked, is_checksum};
use weland_protocol::{Body, member_text, set_member_text};

/// The checksum that a request has to have, unless the input has one: of the algorithm that it asks for; otherwise, if
/// there has to be one, CRC32, which is then entered into the input if that has a member for it, or MD5 where the model
/// says no more than that.
pub(crate) fn choose(operation: &OperationSchema, input: &mut dyn Structure) -> Result<Option<Algorithm>, OtherError> {
    if has_own(input) {
        return Ok(None);
    }
    let asked = operation.checksum_member.and_then(|name| member_text(input, name)).filter(|name| !name.is_empty());
    let algorithm = match (asked, operation.checksum_member) {
        (Some(name), _) => Algorithm::named(&name).ok_or_else(|| {
            let known = "CRC32, CRC32C, CRC64NVME, SHA1 and SHA256";
            OtherError::new(
                ErrorKind::Request,
                format!("checksums of the algorithm `{name}` cannot be made, only {known}"),
            )
        })?,
        (None, _) if operation.md5_required => Algorithm::Md5,
        (None, _) if !operation.checksum_required => return Ok(None),
        (None, member) => {
            if let Some(member) = member {
                set_member_text(input, member, "CRC32");
            }
            Algorithm::Crc32
        }
    };
    supported().map(|()| Some(algorithm))
}

/// Whether the input asks for responses to be checked.
pub(crate) fn checks_response(operation: &OperationSchema, input: &dyn Structure) -> Result<bool, OtherError> {
    let mode = operation.validation_member.and_then(|name| member_text(input, name));
    match mode.as_deref() {
        // A response without a body may have the checksum of what there would be.
        Some("ENABLED") if operation.http.is_none_or(|http| http.method != "HEAD") => supported().map(|()| true),
        _ => Ok(false),
    }
}

fn supported() -> Result<(), OtherError> {
    if cfg!(feature = "checksums") {
        return Ok(());
    }
    let message = "the operation needs checksums: enable the feature `checksums` of `weland-client`";
    Err(OtherError::new(ErrorKind::Request, message))
}

/// Whether the input has a checksum that the caller has made.
fn has_own(input: &dyn Structure) -> bool {
    input.schema().members.iter().any(|member| match member.binding {
        Binding::Header(name) => is_checksum(&name.to_ascii_lowercase()) && member_text(input, member.name).is_some(),
        _ => false,
    })
}

/// Whether a header has a checksum.
pub(crate) fn is_present(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| is_checksum(name.as_str()))
}

/// Puts the checksum of a body into its header, unless the caller has set one.
pub(crate) fn add(algorithm: Algorithm, headers: &mut HeaderMap, body: &[u8]) {
    if let Some(mut hasher) = Hasher::new(algorithm) {
        hasher.update(body);
        insert(algorithm, headers, hasher);
    }
}

/// Puts a checksum into its header, unless the caller has set one.
pub(crate) fn insert(algorithm: Algorithm, headers: &mut HeaderMap, hasher: Hasher) {
    let name = algorithm.header();
    if headers.contains_key(&name) || is_present(headers) {
        return;
    }
    // Base64 is ASCII.
    if let Ok(value) = HeaderValue::from_str(&hasher.finish()) {
        headers.insert(name, value);
    }
}

/// The body of a response, which fails at its end if it does not have the checksum that its headers announce.
///
/// A checksum with a hyphen is one of checksums of parts, which cannot be made from the whole.
pub(crate) fn checked(operation: &OperationSchema, headers: &HeaderMap, body: Body) -> Body {
    let announced = operation.response_checksums.iter().find_map(|name| {
        let algorithm = Algorithm::named(name)?;
        let value = headers.get(algorithm.header())?.to_str().ok().filter(|value| !value.contains('-'))?;
        Some((Hasher::new(algorithm)?, value.to_owned()))
    });
    match announced {
        Some((hasher, expected)) => Body::new(Checked::new(body, hasher, expected)),
        None => body,
    }
}

#[cfg(all(test, feature = "checksums"))]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_catalogue() {
        let cases = [
            (Algorithm::Md5, "content-md5", "JfnnlDI7RTiF9RgfG2JNCw=="),
            (Algorithm::Crc32, "x-amz-checksum-crc32", "y/Q5Jg=="),
            (Algorithm::Crc32c, "x-amz-checksum-crc32c", "4waSgw=="),
            (Algorithm::Crc64Nvme, "x-amz-checksum-crc64nvme", "rosUhgp5mIg="),
            (Algorithm::Sha1, "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
            (Algorithm::Sha256, "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
        ];
        for (algorithm, name, expected) in cases {
            let mut headers = HeaderMap::new();
            add(algorithm, &mut headers, b"123456789");
            assert_eq!(headers[name], expected);
            headers.insert(name, HeaderValue::from_static("mine"));
            add(algorithm, &mut headers, b"123456789");
            assert_eq!(headers[name], "mine");
        }
    }
}
