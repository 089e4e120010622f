//! Frames of event streams, also those that are wrong.

/// The length of a frame, that of its headers, and the checksum of both.
const PRELUDE: usize = 12;

/// A header whose value is text.
pub(crate) fn header(name: &str, value: &str) -> Vec<u8> {
    /// The type of such a header.
    const STRING: u8 = 7;
    let mut bytes = vec![u8::try_from(name.len()).unwrap()];
    bytes.extend(name.as_bytes());
    bytes.push(STRING);
    bytes.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
    bytes.extend(value.as_bytes());
    bytes
}

/// The head of a frame that says that it has these lengths.
pub(crate) fn prelude(length: usize, headers: usize) -> Vec<u8> {
    let mut bytes = u32::try_from(length).unwrap().to_be_bytes().to_vec();
    bytes.extend(u32::try_from(headers).unwrap().to_be_bytes());
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes
}

/// A frame whose checksums are right.
pub(crate) fn frame(headers: &[Vec<u8>], payload: &[u8]) -> Vec<u8> {
    let headers = headers.concat();
    let mut bytes = prelude(PRELUDE + headers.len() + payload.len() + 4, headers.len());
    bytes.extend(headers);
    bytes.extend(payload);
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes
}

/// An event whose payload is a blob.
pub(crate) fn event(name: &str, payload: &str) -> Vec<u8> {
    typed(name, "application/octet-stream", payload)
}

/// An event whose payload is a document.
pub(crate) fn document(name: &str, payload: &str) -> Vec<u8> {
    typed(name, "application/json", payload)
}

fn typed(name: &str, media_type: &str, payload: &str) -> Vec<u8> {
    let headers = [header(":message-type", "event"), header(":event-type", name), header(":content-type", media_type)];
    frame(&headers, payload.as_bytes())
}

/// The same bytes, but for the one at this place.
pub(crate) fn flipped(mut bytes: Vec<u8>, place: usize) -> Vec<u8> {
    bytes[place] ^= 1;
    bytes
}
