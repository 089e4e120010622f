//! Files in forms.

use std::fmt;

use crate::value::Blob;
use crate::zero::Zero;

/// A file in a form of several parts: its bytes, and what the headers of the part say of them.
///
/// Bytes are a file without a name. Only forms have room for more than the bytes: wherever else the value is written, as a
/// document or as what `serde` makes of it, it is a blob.
///
/// ```
/// use weland_core::FilePart;
///
/// let file = FilePart::new("<svg/>").file_name("a.svg").content_type("image/svg+xml").header("X-Author", "Ada");
/// assert_eq!(file.get_header("x-author"), Some("Ada"));
/// assert_eq!(FilePart::from(vec![1, 2]).content.len(), 2);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct FilePart {
    /// The bytes.
    pub content: Blob,
    /// The name of the file, as whoever sends it states it: to be shown, but not to be trusted with a path. A file without a
    /// name is sent under that of its member.
    pub file_name: Option<String>,
    /// The media type. A file without one is sent in the first that the model states, or as `application/octet-stream`.
    pub content_type: Option<String>,
    /// Further headers of the part, in order.
    pub headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file with these bytes.
    pub fn new(content: impl Into<Blob>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// Sets the name of the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The value of a further header, the first if there are several. Names are the same in any case.
    pub fn get_header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }
}

impl<T: Into<Blob>> From<T> for FilePart {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

impl AsRef<[u8]> for FilePart {
    fn as_ref(&self) -> &[u8] {
        self.content.as_ref()
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { content, file_name, content_type, headers } = self;
        let mut out = f.debug_struct("FilePart");
        out.field("content", content).field("file_name", file_name).field("content_type", content_type);
        out.field("headers", headers).finish()
    }
}

impl Zero for FilePart {
    fn zero() -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::FilePart;
    use crate::Blob;

    #[test]
    fn bytes_and_text_are_files_without_a_name() {
        let of_text: FilePart = "abc".into();
        assert_eq!(of_text, FilePart::from(b"abc".to_vec()));
        assert_eq!(of_text, Blob::from("abc").into());
        assert_eq!((of_text.file_name.as_deref(), of_text.as_ref()), (None, &b"abc"[..]));
    }

    #[test]
    fn of_headers_that_come_twice_the_first_counts() {
        let part = FilePart::new("").header("X-A", "1").header("x-a", "2");
        assert_eq!((part.get_header("X-a"), part.get_header("X-B")), (Some("1"), None));
    }
}
