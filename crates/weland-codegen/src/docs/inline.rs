//! Text, code and links within documentation.

use super::code;
use super::html::{is_url, tag, text};

/// A part of documentation.
pub(super) enum Block {
    /// Markdown, still to be tidied.
    Text(String),
    /// Lines of code.
    Code(Vec<String>),
}

/// Parts of documentation, with everything escaped that means more to rustdoc than to Smithy.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut rest = text;
    let mut starts_line = true;
    while let Some(letter) = rest.chars().next() {
        if starts_line && let Some((lines, after)) = fenced(rest) {
            writer.code(lines);
            rest = after;
            continue;
        }
        starts_line = letter == '\n';
        rest = writer.next(letter, rest);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    text: String,
    /// The target of the link whose text is being written.
    link: Option<String>,
    /// The lists around the place, inner ones last.
    lists: Vec<List>,
    /// Where the text of the last item starts.
    item: Option<usize>,
    /// Whether blanks that follow mean nothing.
    is_fresh: bool,
}

/// A list of HTML.
struct List {
    /// The number of the item, if they are numbered.
    number: Option<u32>,
    /// How far its items and their text are indented.
    indent: usize,
    column: usize,
}

impl Writer {
    /// Writes what starts here, and gives what follows it.
    fn next<'t>(&mut self, letter: char, rest: &'t str) -> &'t str {
        let after = &rest[letter.len_utf8()..];
        if self.is_fresh && self.swallows(letter) {
            return after;
        }
        self.is_fresh = false;
        match letter {
            '<' => self.angle(after),
            '\n' if !self.lists.is_empty() => {
                self.break_line("\n");
                after
            }
            '`' => self.backticks(rest),
            '[' => self.bracket(after),
            ']' => {
                self.text.push_str("\\]");
                after
            }
            '\\' => match after.chars().next().filter(char::is_ascii_punctuation) {
                Some(escaped) => {
                    self.text.extend(['\\', escaped]);
                    &after[1..]
                }
                None => self.copy(letter, after),
            },
            'h' if !self.text.ends_with(|before: char| before.is_alphanumeric()) => self.address(rest, after),
            _ => {
                // Letters that mean nothing more come in long runs.
                let end =
                    after.find(['<', '\n', '`', '[', ']', '\\', 'h']).map_or(rest.len(), |at| letter.len_utf8() + at);
                let (run, behind) = rest.split_at(end);
                self.text.push_str(run);
                behind
            }
        }
    }

    fn copy<'t>(&mut self, letter: char, after: &'t str) -> &'t str {
        self.text.push(letter);
        after
    }

    /// Code, if as many backticks follow in the same paragraph; else nothing but backticks.
    fn backticks<'t>(&mut self, rest: &'t str) -> &'t str {
        let behind = rest.trim_start_matches('`');
        let count = rest.len() - behind.len();
        let paragraph = behind.split("\n\n").next().unwrap_or(behind);
        match closing(paragraph, count) {
            Some(end) => {
                // A line that starts with three would start a block.
                self.text.push_str(&code(&rest[count..count + end]));
                &rest[count + end + count..]
            }
            None => {
                self.text.push_str(&"\\`".repeat(count));
                behind
            }
        }
    }

    /// A tag, a comment, an address in angle brackets, or what is none of these.
    fn angle<'t>(&mut self, after: &'t str) -> &'t str {
        if let Some((url, behind)) = after.split_once('>').filter(|(url, _)| is_url(url)) {
            self.text.push_str(&format!("<{url}>"));
            return behind;
        }
        if let Some((_, behind)) = after.strip_prefix("!--").and_then(|comment| comment.split_once("-->")) {
            return behind;
        }
        let Some((tag, behind)) = tag(after) else {
            self.text.push_str("\\<");
            return after;
        };
        match (tag.name.as_str(), tag.closes) {
            ("code" | "tt" | "kbd" | "samp", false) => {
                let end = format!("</{}>", tag.name);
                let Some((content, behind)) = behind.split_once(&end) else { return behind };
                self.text.push_str(&code(&text(content)));
                return behind;
            }
            ("pre", false) => {
                let Some((content, behind)) = behind.split_once("</pre>") else { return behind };
                self.code(text(content).trim_matches('\n').lines().map(str::to_owned).collect());
                return behind;
            }
            ("a", false) => {
                self.end_link();
                if let Some(url) = tag.href() {
                    self.text.push('[');
                    self.link = Some(url.to_owned());
                }
            }
            ("a", true) => self.end_link(),
            ("ul" | "ol", false) => self.start_list(tag.name == "ol"),
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.break_line("\n\n");
            }
            ("li", false) => self.item(),
            ("b" | "strong" | "i" | "em", _) => self.emphasis(tag.markdown(), tag.closes),
            // The text of an item is its first paragraph.
            ("p", false) if self.item == Some(self.text.len()) => self.is_fresh = true,
            _ => match tag.markdown() {
                markdown if markdown.starts_with('\n') => {
                    let sign = markdown.trim_start_matches('\n');
                    self.break_line(&markdown[..markdown.len() - sign.len()]);
                    self.text.push_str(sign);
                }
                markdown => self.text.push_str(markdown),
            },
        }
        behind
    }

    /// Ends a line. What follows belongs to the item of a list that the place is in.
    fn break_line(&mut self, breaks: &str) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push_str(breaks);
        let column = self.lists.last().map_or(0, |list| list.column);
        self.text.push_str(&" ".repeat(column));
        self.is_fresh = true;
    }

    /// Whether a blank at the start of a line, or of emphasis, means nothing. Outside of lists, lines may be Markdown.
    fn swallows(&self, letter: char) -> bool {
        let is_html = !self.lists.is_empty() || self.text.ends_with(['*', '_']);
        matches!(letter, ' ' | '\t') || (letter == '\n' && is_html)
    }

    fn start_list(&mut self, is_numbered: bool) {
        let indent = self.lists.last().map_or(0, |list| list.column);
        self.break_line("\n\n");
        self.lists.push(List { number: is_numbered.then_some(0), indent, column: indent });
    }

    fn item(&mut self) {
        if self.lists.is_empty() {
            self.start_list(false);
        }
        let Some(list) = self.lists.last_mut() else { return };
        list.number = list.number.map(|number| number + 1);
        let marker = list.number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        list.column = list.indent + marker.len();
        let line = format!("\n{}{marker}", " ".repeat(list.indent));
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push_str(&line);
        self.item = Some(self.text.len());
        self.is_fresh = true;
    }

    /// Emphasis holds for text without blanks at its ends.
    fn emphasis(&mut self, sign: &str, closes: bool) {
        if !closes {
            self.text.push_str(sign);
            self.is_fresh = true;
            return;
        }
        let text = self.text.trim_end();
        let blanks = self.text[text.len()..].to_owned();
        self.text.truncate(text.len());
        match self.text.strip_suffix(sign).map(str::len) {
            Some(length) => self.text.truncate(length),
            None => self.text.push_str(sign),
        }
        self.text.push_str(&blanks);
    }

    /// A link to the web; any other bracket is no link.
    fn bracket<'t>(&mut self, after: &'t str) -> &'t str {
        let link = after.split_once("](").and_then(|(text, behind)| {
            let (url, behind) = behind.split_at(unbalanced(behind)?);
            let behind = &behind[1..];
            let is_plain = !text.contains(['[', ']', '`', '<', '\n', '\\']);
            (is_plain && is_url(url)).then_some((text, url, behind))
        });
        match link.filter(|_| self.link.is_none()) {
            Some((text, url, behind)) => {
                self.text.push_str(&format!("[{text}](<{url}>)"));
                behind
            }
            None => {
                self.text.push_str("\\[");
                after
            }
        }
    }

    /// An address in the text becomes a link, unless it stands in one.
    fn address<'t>(&mut self, rest: &'t str, after: &'t str) -> &'t str {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '`' | '\'' | '\\');
        let url = rest.split(ends).next().unwrap_or_default();
        let url = without_punctuation(url);
        let has_host = url.split_once("://").is_some_and(|(_, host)| !host.is_empty());
        if !has_host && url.ends_with("://") && self.link.is_none() {
            // What follows a tag would make it an address.
            self.text.push_str(&url.replace("://", "\\://"));
            return &rest[url.len()..];
        }
        if self.link.is_some() || !has_host || !is_url(url) {
            return self.copy('h', after);
        }
        self.text.push_str(&format!("<{url}>"));
        &rest[url.len()..]
    }

    fn end_link(&mut self) {
        if let Some(url) = self.link.take() {
            self.text.push_str(&format!("](<{url}>)"));
        }
    }

    fn code(&mut self, lines: Vec<String>) {
        self.end_link();
        self.blocks.push(Block::Text(std::mem::take(&mut self.text)));
        self.blocks.push(Block::Code(lines));
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_link();
        self.blocks.push(Block::Text(self.text));
        self.blocks
    }
}

/// Where a parenthesis closes that was not opened here.
fn unbalanced(text: &str) -> Option<usize> {
    let mut open = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// An address without what belongs to the sentence around it.
fn without_punctuation(url: &str) -> &str {
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let belongs = match last {
            ')' => url.matches('(').count() >= url.matches(')').count(),
            ']' => url.matches('[').count() >= url.matches(']').count(),
            _ => !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '}' | '*' | '_'),
        };
        if belongs {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

/// Where a run of exactly so many backticks starts.
fn closing(text: &str, count: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`') {
        let run = &text[at + start..];
        let length = run.len() - run.trim_start_matches('`').len();
        if length == count {
            return Some(at + start);
        }
        at += start + length;
    }
    None
}

/// The lines of fenced code that starts here, and what follows it. Code that is not closed goes on to the end.
fn fenced(text: &str) -> Option<(Vec<String>, &str)> {
    let (first, mut rest) = text.split_once('\n').unwrap_or((text, ""));
    let opening = first.trim_start();
    let sign = opening.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let count = opening.len() - opening.trim_start_matches(sign).len();
    if count < 3 || opening[count..].contains('`') {
        return None;
    }
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        let bare = line.trim();
        if bare.len() >= count && bare.trim_start_matches(sign).is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    Some((lines, rest))
}
