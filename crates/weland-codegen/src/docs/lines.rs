//! Lines of doc comments.

use super::inline::Block;

/// The longest line of documentation.
const WIDTH: usize = 96;

/// The lines of all blocks: at most one empty line in a row, none at the ends.
pub(super) fn tidy(blocks: Vec<Block>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => text_lines(&text, &mut out),
            Block::Code(lines) => code_lines(lines, &mut out),
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// Indentation that all lines share goes, and what is left is not enough to make code of text.
fn text_lines(text: &str, out: &mut Vec<String>) {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let shared = filled().map(indent).min().unwrap_or_default();
    for line in text.lines() {
        let bare = line.trim();
        if !bare.is_empty() {
            let rest = indent(line).saturating_sub(shared).min(3);
            wrap(&format!("{}{bare}", " ".repeat(rest)), out);
        } else if out.last().is_some_and(|last| !last.is_empty()) {
            out.push(String::new());
        }
    }
}

fn code_lines(lines: Vec<String>, out: &mut Vec<String>) {
    let longest = lines
        .iter()
        .filter_map(|line| line.trim_start().strip_prefix("```"))
        .map(|rest| 3 + rest.len() - rest.trim_start_matches('`').len());
    let fence = "`".repeat(longest.max().map_or(3, |count| count + 1));
    out.push(format!("{fence}text"));
    out.extend(lines);
    out.push(fence);
}

/// The lines of Markdown, none of them too long.
pub(super) fn wrapped(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    text.lines().for_each(|line| wrap(line, &mut out));
    out
}

/// Breaks a long line at spaces, but not in tables and headings, and not where the next line would start something else.
fn wrap(line: &str, out: &mut Vec<String>) {
    let bare = line.trim_start();
    let is_fixed = bare.starts_with(['|', '#', '>']) || bare.contains(" | ");
    if line.chars().count() <= WIDTH || is_fixed {
        out.push(line.to_owned());
        return;
    }
    let own = line.len() - bare.len();
    let hanging = if bare.starts_with("- ") || bare.starts_with("* ") { own + 2 } else { own };
    let mut current = " ".repeat(own);
    for word in bare.split(' ').filter(|word| !word.is_empty()) {
        let is_first = current.trim().is_empty();
        let length = current.chars().count() + 1 + word.chars().count();
        if !is_first && length > WIDTH && !starts_block(word) {
            out.push(std::mem::replace(&mut current, " ".repeat(hanging)));
        } else if !is_first {
            current.push(' ');
        }
        current.push_str(word);
    }
    out.push(current);
}

/// Whether a word means something at the start of a line.
fn starts_block(word: &str) -> bool {
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    word.starts_with(['#', '>', '-', '+', '*', '=', '|', '~', '`', '_', ':'])
        || word.strip_suffix(['.', ')']).is_some_and(is_number)
}
