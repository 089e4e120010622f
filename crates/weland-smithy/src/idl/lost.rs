//! What a part of a file that was skipped after an error may have defined.

use weland_model::ShapeType;

use super::cursor::Parser;

impl<'a> Parser<'a, '_> {
    /// Remembers what a skipped part of the file may have defined.
    pub(super) fn lose(&mut self, start: usize, end: usize) {
        let text = self.text;
        let mut previous = Word { text: "", start, end: start };
        // The word at the left margin of the line.
        let mut first = previous;
        for word in words(text, start, end) {
            let between = text.get(previous.end..word.start).unwrap_or_default();
            if between.contains('\n') || word.start == start {
                let is_at_margin = between.is_empty() || between.ends_with('\n');
                first = if is_at_margin { word } else { Word { text: "", ..word } };
            }
            let is_apart = !between.is_empty() && between.bytes().all(|byte| byte == b' ' || byte == b'\t');
            // Names that are imported are relative, too.
            if first.text == "use" && between == "#" {
                self.out.lost.push(word.text.into());
            } else if is_apart && is_definition(previous, first) {
                self.lose_name(previous.text, word.text);
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
}

/// Whether a word is in front of the name that a statement defines: a keyword, or what may have been meant as one since
/// it is at the left margin.
fn is_definition(word: Word<'_>, first: Word<'_>) -> bool {
    match word.text {
        "" | "use" | "namespace" | "apply" => false,
        "set" | "metadata" => true,
        text => word.start == first.start || ShapeType::from_keyword(text).is_some(),
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
