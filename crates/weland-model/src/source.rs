//! Source files and places in them.

use std::sync::{Arc, OnceLock};

/// A file of a [`Sources`] collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The position of the file in [`Sources::files`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a file; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span of a file.
    #[must_use]
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// From the start of this span to the end of the other, which is in the same file.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { file: self.file, start: self.start, end: end.end.max(self.start) }
    }

    /// The empty span at the end of this one.
    #[must_use]
    pub fn at_end(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// The empty span at the start of this one.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }
}

/// A line and a column, both counted from 1; columns count Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A file that was read: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: Arc<str>,
    text: Arc<str>,
    /// Found when a place is asked for: most files have nothing to report.
    line_starts: OnceLock<Vec<u32>>,
    built_in: bool,
}

impl SourceFile {
    /// The path as given by the caller; only shown, never opened.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    #[must_use]
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Whether the file came with the program and not from the user.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// Line and column of a byte offset. Offsets past the end give the end.
    #[must_use]
    pub fn location(&self, offset: u32) -> Location {
        let line_starts = self.line_starts();
        let line = line_starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).and_then(|index| line_starts.get(index)).map_or(0, |&start| start as usize);
        let bytes = self.text.as_bytes();
        let end = (offset as usize).min(bytes.len());
        let before = bytes.get(start..end).unwrap_or_default();
        // A byte that does not continue a UTF-8 sequence starts a character.
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        Location {
            line: u32::try_from(line.max(1)).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }

    /// The text of a line (from 1), without its line break.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.line_starts().get(index)? as usize;
        let end = match self.line_starts().get(index + 1) {
            Some(&next) => next as usize,
            None => self.text.len(),
        };
        let text = self.text.get(start..end)?;
        Some(text.trim_end_matches(['\n', '\r']))
    }
}

/// All files of a model.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file of the user.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        self.push(path.into(), text.into(), false)
    }

    /// Adds a file that comes with the program.
    pub fn add_built_in(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        self.push(path.into(), text.into(), true)
    }

    fn push(&mut self, path: Arc<str>, text: Arc<str>, built_in: bool) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path, text, line_starts: OnceLock::new(), built_in });
        id
    }

    /// The file of an id that this collection gave out.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.index())
    }

    /// All files in the order in which they were added.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Whether the span is in a file that came with the program.
    #[must_use]
    pub fn is_built_in(&self, span: Span) -> bool {
        self.get(span.file).is_some_and(SourceFile::is_built_in)
    }

    /// Path, line and column of the start of a span.
    #[must_use]
    pub fn locate(&self, span: Span) -> Option<(&str, Location)> {
        let file = self.get(span.file)?;
        Some((file.path(), file.location(span.start)))
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let after_breaks = text
        .bytes()
        .enumerate()
        .filter(|&(_, byte)| byte == b'\n')
        .filter_map(|(index, _)| u32::try_from(index + 1).ok());
    std::iter::once(0).chain(after_breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_count_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.smithy", "ab\näö x\r\n");
        let file = sources.get(id).unwrap();
        let at = |offset| {
            let location = file.location(offset);
            (location.line, location.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (1, 3));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(8), (2, 4));
        assert_eq!(at(11), (3, 1));
        assert_eq!(at(999), (3, 1));
        assert_eq!(file.line(2), Some("äö x"));
        assert_eq!(file.line(3), Some(""));
        assert_eq!(file.line(4), None);
    }
}
