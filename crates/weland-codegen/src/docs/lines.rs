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

/// Text, laid out so that each line is indented as the item of a list that it belongs to.
fn text_lines(text: &str, out: &mut Vec<String>) {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let shared = filled().map(indent).min().unwrap_or_default();
    let mut layout = Layout { out, items: Vec::new(), paragraph: None, quote: Quote::default() };
    for line in text.lines() {
        let bare = line.trim();
        match bare.is_empty() {
            true => layout.gap(),
            false => layout.line(indent(line).saturating_sub(shared), bare),
        }
    }
}

/// An item of a list.
struct Item {
    /// How far its text is indented in the source.
    source: usize,
    /// How far it is indented here.
    column: usize,
    is_numbered: bool,
}

struct Layout<'o> {
    out: &'o mut Vec<String>,
    /// The items around the place, inner ones last.
    items: Vec<Item>,
    /// How far the lines of the paragraph are indented that the place is in. Text that is indented by four or more would
    /// be code; none is.
    paragraph: Option<usize>,
    quote: Quote,
}

/// The quote that a paragraph stands in.
#[derive(Default)]
struct Quote {
    /// How deep it is; 0 if there is none.
    depth: usize,
    /// How far text is indented in it.
    column: usize,
}

impl Layout<'_> {
    fn gap(&mut self) {
        if self.out.last().is_some_and(|last| !last.is_empty()) {
            self.out.push(String::new());
        }
        self.paragraph = None;
    }

    fn line(&mut self, indent: usize, bare: &str) {
        // Within a paragraph, a number at the start of a line may be just that.
        let may_start =
            self.paragraph.is_none() || self.items.iter().any(|item| item.is_numbered && indent < item.source);
        let marker = list_marker(bare).filter(|_| !is_rule(bare));
        let marker = marker.filter(|it| may_start || matches!(*it, "-" | "*" | "+" | "1." | "1)"));
        if marker.is_some() || self.paragraph.is_none() {
            while self.items.last().is_some_and(|item| indent < item.source) {
                self.items.pop();
            }
        }
        let outer = self.items.last().map_or(0, |item| item.column);
        let Some(mut marker) = marker else { return self.text(outer, bare) };
        let (mut start, mut column, mut text) = (" ".repeat(outer), outer, bare);
        // An item may begin with another list.
        loop {
            text = text.get(marker.len()..).unwrap_or_default().trim_start();
            column += marker.len() + 1;
            start.push_str(&format!("{marker} "));
            let is_numbered = marker.len() > 1;
            self.items.push(Item { source: indent + bare.len() - text.len(), column, is_numbered });
            let Some(inner) = list_marker(text).filter(|_| !is_rule(text)) else { break };
            marker = inner;
        }
        wrap(start, text, &" ".repeat(column), self.out);
        self.paragraph = Some(column).filter(|_| !stands_alone(text));
        self.quote = Quote { depth: quoted(text).0, column: 0 };
    }

    fn text(&mut self, outer: usize, bare: &str) {
        let continues = self.paragraph.is_some();
        let column = self.paragraph.unwrap_or(outer);
        self.paragraph = Some(column);
        let (depth, text) = quoted(bare);
        if !continues {
            self.quote = Quote::default();
        }
        // What follows a quote in the same paragraph is part of it, marked or not.
        self.quote.depth = self.quote.depth.max(depth);
        if self.quote.depth == 0 {
            let is_underline = continues && bare.bytes().all(|byte| byte == b'=');
            if is_underline || stands_alone(bare) {
                self.paragraph = None;
            }
            return wrap(" ".repeat(column), bare, &" ".repeat(column), self.out);
        }
        let mark = format!("{}{}", " ".repeat(column), "> ".repeat(self.quote.depth));
        if text.trim().is_empty() {
            self.out.push(mark.trim_end().to_owned());
            self.paragraph = None;
            return;
        }
        let own = text.len() - text.trim_start().len();
        let text = text.trim_start();
        let marker = list_marker(text).map_or(0, |marker| marker.len() + 1);
        let start = if marker > 0 { own } else { own.max(self.quote.column) };
        self.quote.column = start + marker;
        let hanging = format!("{mark}{}", " ".repeat(self.quote.column));
        wrap(mark + &" ".repeat(start), text, &hanging, self.out);
    }
}

/// How many marks of a quote a line starts with, and what follows them and a blank.
fn quoted(line: &str) -> (usize, &str) {
    let (mut depth, mut text) = (0, line);
    while let Some(rest) = text.trim_start().strip_prefix('>') {
        depth += 1;
        text = rest;
    }
    (depth, text.strip_prefix(' ').unwrap_or(text))
}

/// Whether a line is a heading or a rule, which no further line belongs to.
fn stands_alone(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let is_heading =
        (1..=6).contains(&(line.len() - heading.len())) && (heading.is_empty() || heading.starts_with(' '));
    is_heading || is_rule(line)
}

/// Whether a line is a rule, such as `---` or `* * *`, which may be the underline of a heading.
fn is_rule(line: &str) -> bool {
    let Some(sign) = line.chars().next().filter(|sign| matches!(sign, '*' | '-' | '_')) else { return false };
    let signs = line.chars().filter(|letter| *letter == sign).count();
    signs >= 3 && line.chars().all(|letter| letter == sign || letter == ' ')
}

/// What marks a line as an item of a list.
fn list_marker(line: &str) -> Option<&str> {
    let (marker, text) = line.split_once(' ')?;
    let number = marker.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_marker = (is_number || matches!(marker, "-" | "*" | "+")) && !text.trim().is_empty();
    is_marker.then_some(marker)
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
    text_lines(text, &mut out);
    out
}

/// Breaks a long line at spaces, but not in tables and headings, and not where the next line would start something else.
/// The first line starts with `start`, further ones with `hanging`.
fn wrap(start: String, text: &str, hanging: &str, out: &mut Vec<String>) {
    let is_fixed = text.starts_with(['|', '#', '>']) || text.contains(" | ");
    let mut current = start;
    if current.chars().count() + text.chars().count() <= WIDTH || is_fixed {
        out.push(current + text);
        return;
    }
    let mut is_first = true;
    for word in text.split(' ').map(str::trim).filter(|word| !word.is_empty()) {
        let length = current.chars().count() + 1 + word.chars().count();
        if !is_first && length > WIDTH && !starts_block(word) {
            out.push(std::mem::replace(&mut current, hanging.to_owned()));
        } else if !is_first {
            current.push(' ');
        }
        is_first = false;
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
