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
    /// Made when a place is asked for: most files have nothing to report.
    index: OnceLock<Index>,
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
        let index = self.index();
        let bytes = self.text.as_bytes();
        let offset = (offset as usize).min(bytes.len());
        let line = index.line_starts.partition_point(|&start| start as usize <= offset);
        let start = line.checked_sub(1).and_then(|line| index.line_starts.get(line)).map_or(0, |&start| start as usize);
        let before = |offset| index.characters_before(bytes, offset);
        let column = before(offset).saturating_sub(before(start));
        Location {
            line: u32::try_from(line.max(1)).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }

    /// The text of a line (from 1), without its line break.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.index().line_starts.get(index)? as usize;
        let end = match self.index().line_starts.get(index + 1) {
            Some(&next) => next as usize,
            None => self.text.len(),
        };
        let text = self.text.get(start..end)?;
        Some(text.trim_end_matches(['\n', '\r']))
    }
}

/// What it takes to find lines and columns without reading all that is before them.
#[derive(Debug, Clone)]
struct Index {
    line_starts: Vec<u32>,
    /// How many characters start before each block of [`BLOCK`] bytes: lines may be as long as the file.
    characters: Vec<u32>,
}

const BLOCK: usize = 1024;

impl Index {
    fn new(text: &str) -> Self {
        let mut count = 0;
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            count += starts(block);
            characters.push(u32::try_from(count).unwrap_or(u32::MAX));
        }
        Self { line_starts: line_starts(text), characters }
    }

    /// How many characters start before an offset.
    fn characters_before(&self, bytes: &[u8], offset: usize) -> usize {
        let block = offset / BLOCK;
        let known = self.characters.get(block).map_or(0, |&count| count as usize);
        known + starts(bytes.get(block * BLOCK..offset).unwrap_or_default())
    }
}

/// How many characters start in these bytes: each byte that does not continue a UTF-8 sequence is a start.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
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
        self.files.push(SourceFile { path, text, index: OnceLock::new(), built_in });
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
    let after_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).filter_map(|index| u32::try_from(index + 1).ok());
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

    #[test]
    fn columns_of_long_lines_are_those_of_counting() {
        for length in [0, 1, 510, 511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 5000] {
            for before in ["", "a\n", "é\n\n"] {
                let text = format!("{before}{}", "aé".repeat(length / 2) + &"b".repeat(length % 2));
                let mut sources = Sources::default();
                let id = sources.add("a.smithy", text.as_str());
                let file = sources.get(id).unwrap();
                for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let line = text[..offset].rsplit('\n').next().unwrap();
                    let found = file.location(u32::try_from(offset).unwrap());
                    assert_eq!(found.column as usize, line.chars().count() + 1, "{length} {offset}");
                }
            }
        }
    }
}
