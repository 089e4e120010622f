//! What a part of a file that was skipped after an error may have defined.

use weland_model::ShapeType;

use super::cursor::Parser;

impl<'a> Parser<'a, '_> {
    /// Remembers what a skipped part of the file may have defined.
    pub(super) fn lose(&mut self, start: usize, end: usize) {
        let text = self.text;
        let mut previous = Word { text: "", start: 0, end: 0 };
        for word in words(text, start, end) {
            let between = text.get(previous.end..word.start).unwrap_or_default();
            let is_apart = !between.is_empty() && between.chars().all(|c| c == ' ' || c == '\t');
            if is_apart && self.is_definition(previous) {
                self.lose_name(previous.text, word.text);
            } else if text.get(..word.start).is_some_and(|before| before.ends_with('#')) {
                // Names that are imported are relative, too.
                if self.starts_line(word.start, "use ") {
                    self.out.lost.push(word.text.into());
                }
            }
            previous = word;
        }
    }

    fn lose_name(&mut self, keyword: &str, name: &'a str) {
        match keyword {
            "metadata" => self.out.lost_metadata.push(name.into()),
            "operation" => {
                let suffixes = [&self.input_suffix, &self.output_suffix];
                let inline = suffixes.map(|suffix| format!("{name}{suffix}").into());
                self.out.lost.extend(inline);
                self.out.lost.push(name.into());
            }
            _ => self.out.lost.push(name.into()),
        }
    }

    /// Whether a word is in front of the name that a statement defines: a keyword, or what may have been meant as one since
    /// it is at the start of a line.
    fn is_definition(&self, word: Word<'_>) -> bool {
        let is_other = matches!(word.text, "use" | "namespace" | "apply");
        let is_keyword = ShapeType::from_keyword(word.text).is_some() || matches!(word.text, "set" | "metadata");
        !word.text.is_empty() && !is_other && (is_keyword || self.starts_line(word.start, word.text))
    }

    /// Whether the line of a place starts with a text, at the left margin.
    fn starts_line(&self, place: usize, text: &str) -> bool {
        let before = self.text.get(..place).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text.get(start..).unwrap_or_default();
        line.starts_with(text) && (place == start || text.ends_with(' '))
    }
}

/// Letters, digits and underscores, with their place.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// The words that start in a part of a text.
fn words(text: &str, start: usize, end: usize) -> impl Iterator<Item = Word<'_>> {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut at = start;
    std::iter::from_fn(move || {
        while at < end && !is_word(at) {
            at += 1;
        }
        let start = at;
        while is_word(at) {
            at += 1;
        }
        (start < end && start < at).then(|| Word { text: text.get(start..at).unwrap_or_default(), start, end: at })
    })
}
