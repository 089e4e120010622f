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
}

impl Writer {
    /// Writes what starts here, and gives what follows it.
    fn next<'t>(&mut self, letter: char, rest: &'t str) -> &'t str {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '`' => self.backticks(rest),
            '<' => self.angle(after),
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
            _ => self.copy(letter, after),
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
                let length = count + end + count;
                self.text.push_str(&rest[..length].replace('\n', " "));
                &rest[length..]
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
            // A paragraph that an item of a list starts with is the item.
            ("p", false) if self.text.trim_end().ends_with("\n-") => {
                self.text.truncate(self.text.trim_end().len());
                self.text.push(' ');
            }
            _ => self.text.push_str(tag.markdown()),
        }
        behind
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
