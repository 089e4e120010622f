//! Strings, text blocks and documentation comments.

use crate::idl::text::text_block;
use crate::json_text;

/// Writes a string: as a text block if it has several lines and a block can hold it.
pub(super) fn string(out: &mut String, text: &str) {
    match block(text) {
        Some(block) => out.push_str(&block),
        None => json_text::string(out, text),
    }
}

/// A string as a text block without indentation.
fn block(text: &str) -> Option<String> {
    if !text.trim_end_matches('\n').contains('\n') || !is_plain(text) {
        return None;
    }
    let mut block = String::from("\"\"\"\n");
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\\']) {
        let (before, from) = rest.split_at(at);
        block.push_str(before);
        if let Some(after) = from.strip_prefix('\\') {
            block.push_str("\\\\");
            rest = after;
            continue;
        }
        rest = from.trim_start_matches('"');
        let run = from.len() - rest.len();
        // Three quotes would end the block, as would quotes right before its end.
        let quote = if run > 2 || rest.is_empty() { "\\\"" } else { "\"" };
        block.push_str(&quote.repeat(run));
    }
    block.push_str(rest);
    block.push_str("\"\"\"");
    // Indentation that all lines share would be taken away.
    let same = text_block(&block).is_ok_and(|read| read == text);
    same.then_some(block)
}

/// Writes documentation as comments, each line with its line break.
///
/// Returns `false`, and writes nothing, if comments can't hold the text.
pub(super) fn doc_comment(out: &mut String, text: &str) -> bool {
    if !is_plain(text) {
        return false;
    }
    for line in text.split('\n') {
        out.push_str("///");
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
    true
}

/// Whether a text survives as lines of a file: no control characters, no blanks at the ends of
/// lines.
fn is_plain(text: &str) -> bool {
    let plain =
        |line: &str| !line.ends_with(char::is_whitespace) && !line.contains(|c: char| c.is_control() && c != '\t');
    text.split('\n').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idl::text;

    fn written(text: &str) -> String {
        let mut out = String::new();
        string(&mut out, text);
        out
    }

    #[test]
    fn strings_are_read_back() {
        let texts = [
            "",
            "a",
            "a\nb",
            "a\nb\n",
            "a\n\nb\n\n",
            " a\n  b",
            " a\n  b\n",
            "a \nb",
            "a\r\nb",
            "\n",
            "\n\n",
            "a\\\nb\\",
            "\"\nb",
            "a\n\"",
            "a\n\"\"\"\n",
            "a\n\"\"\"\"\"b\"\"",
            "\t\u{8}\u{c}\u{1}\u{7f}\u{85}",
            "a\u{2028}\nb",
            "ä\n😀",
            "\ta\n\tb",
            "a\n\u{a0}\nb",
            "a\n\u{a0}b",
        ];
        for text in texts {
            let lexeme = written(text);
            let read = match lexeme.starts_with("\"\"\"") {
                true => text::text_block(&lexeme).unwrap(),
                false => text::quoted(&lexeme).unwrap(),
            };
            assert_eq!(read, text, "{lexeme}");
        }
    }

    #[test]
    fn several_lines_make_a_text_block() {
        assert_eq!(written("a \"b\"\nc\\\n"), "\"\"\"\na \"b\"\nc\\\\\n\"\"\"");
        assert_eq!(written("a\n"), "\"a\\n\"");
        assert_eq!(written("a \nb"), "\"a \\nb\"");
    }

    #[test]
    fn documentation_that_comments_cannot_hold_is_refused() {
        for text in ["a ", "a\t\nb", "a\r\nb", "\u{1}"] {
            assert!(!doc_comment(&mut String::new(), text), "{text:?}");
        }
        let mut out = String::new();
        assert!(doc_comment(&mut out, " a\n\nb\n"));
        assert_eq!(out, "///  a\n///\n/// b\n///\n");
    }
}
