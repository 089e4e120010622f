//! Reading parts.

use bytes::Bytes;
use weland_core::{DecodeError, FilePart};

use super::super::field::Received;
use super::super::form::MAX_FIELDS;
use super::{head, malformed};
use crate::media::parameter;
use crate::strictness::Strictness;

/// How many parts a form may have.
const MAX_PARTS: usize = MAX_FIELDS;

/// How long a boundary may be (RFC 2046, section 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// Reads fields, or parts that have no names. `content_type` is the header, with the boundary.
///
/// # Errors
/// When the form is malformed, or has too many parts.
pub(in super::super) fn read(
    content_type: &str,
    body: &Bytes,
    (is_named, strictness): (bool, Strictness),
) -> Result<Received<'static>, DecodeError> {
    let boundary = parameter(content_type, "boundary")
        .filter(|boundary| !boundary.is_empty())
        .ok_or_else(|| malformed("`Content-Type` has no `boundary`"))?;
    if boundary.len() > MAX_BOUNDARY {
        return Err(malformed(&format!("its boundary has more than {MAX_BOUNDARY} characters")));
    }
    let delimiter = Delimiter::new(format!("\r\n--{boundary}").into_bytes());
    let mut fields = Vec::new();
    // What stands before the first boundary means nothing.
    let mut at = delimiter.end_of_preamble(body).ok_or_else(|| malformed("it has no boundary"))?;
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return Ok(Received { fields, raw: Vec::new(), strictness });
        }
        // Space may stand behind a boundary.
        let line = head::line_end(rest).ok_or_else(|| malformed("it ends within a boundary"))?;
        let start = at + line;
        let part = body.get(start..).unwrap_or_default();
        let length = delimiter.find(part).ok_or_else(|| malformed("its last boundary is missing"))?;
        if fields.len() == MAX_PARTS {
            return Err(malformed(&format!("it has more than {MAX_PARTS} parts")));
        }
        fields.extend(field(&body.slice(start..start + length), is_named)?);
        at = start + length + delimiter.text.len();
    }
}

/// The name and the value of a part, which begins with the end of the line before it; `None` if it has no name and should
/// have one.
fn field(part: &Bytes, is_named: bool) -> Result<Option<(String, FilePart)>, DecodeError> {
    let (head, content) = head::split(part)?;
    let mut file = FilePart::new(content);
    let name = head::read(head, is_named, &mut file)?;
    let name = if is_named { name } else { Some(name.unwrap_or_default()) };
    Ok(name.map(|name| (name, file)))
}

/// What stands between parts. It is looked for from its end, so that most of a file is skipped in steps of its length; what
/// makes that slow, a file made of pieces of the boundary, costs the length of the boundary for each byte at most.
struct Delimiter {
    text: Vec<u8>,
    /// How far the end of the delimiter is from the last place of each byte in it.
    steps: [usize; 256],
}

impl Delimiter {
    fn new(text: Vec<u8>) -> Self {
        let mut steps = [text.len(); 256];
        let last = text.len().saturating_sub(1);
        for (index, byte) in text.iter().take(last).enumerate() {
            if let Some(step) = steps.get_mut(usize::from(*byte)) {
                *step = last - index;
            }
        }
        Self { text, steps }
    }

    /// The first place where it stands.
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(window) = bytes.get(at..at + self.text.len()) {
            if window == self.text {
                return Some(at);
            }
            let last = window.last().map_or(0, |byte| usize::from(*byte));
            at += self.steps.get(last).copied().unwrap_or(1);
        }
        None
    }

    /// Where the first delimiter ends, which needs no line before it.
    fn end_of_preamble(&self, bytes: &[u8]) -> Option<usize> {
        let first = self.text.get(2..).unwrap_or_default();
        if bytes.starts_with(first) { Some(first.len()) } else { self.find(bytes).map(|at| at + self.text.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Delimiter;

    #[test]
    fn the_delimiter_is_found_wherever_it_stands() {
        let delimiter = Delimiter::new(b"\r\n--ab".to_vec());
        let cases: [(&[u8], Option<usize>); 9] = [
            (b"", None),
            (b"\r\n--a", None),
            (b"\r\n--ab", Some(0)),
            (b"x\r\n--ab--", Some(1)),
            (b"\r\n--a\r\n--ab", Some(5)),
            (b"\r\n\r\n--ab", Some(2)),
            (b"\r\n--\r\n--ba\r\n--ab\r\n--ab", Some(10)),
            (b"bbbbbbbbbbb\r\n--ab", Some(11)),
            (b"\r\n--bb", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(delimiter.find(bytes), expected, "{bytes:?}");
            let naive = bytes.windows(6).position(|window| window == b"\r\n--ab");
            assert_eq!(naive, expected, "{bytes:?}");
        }
        assert_eq!(delimiter.end_of_preamble(b"--ab\r\n"), Some(4));
        assert_eq!(delimiter.end_of_preamble(b"text\r\n--ab\r\n"), Some(10));
    }
}
