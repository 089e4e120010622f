//! Rust source without its comments and the contents of its literals.

/// Replaces comments and the contents of strings and characters by spaces; line breaks stay.
pub(super) fn strip(source: &str) -> String {
    let mut stripper = Stripper { rest: source, out: String::with_capacity(source.len()) };
    while stripper.step() {}
    stripper.out
}

struct Stripper<'s> {
    rest: &'s str,
    out: String,
}

impl Stripper<'_> {
    /// Advances by one token. Returns whether there is more.
    fn step(&mut self) -> bool {
        let rest = self.rest;
        let Some(first) = rest.chars().next() else {
            return false;
        };
        let hidden = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_string(rest).filter(|_| !self.in_word()) {
            length
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        if hidden == 0 {
            self.out.push(first);
            self.rest = rest.get(first.len_utf8()..).unwrap_or_default();
        } else {
            let (hide, after) = rest.split_at(hidden);
            let blank = |c| if c == '\n' { '\n' } else { ' ' };
            self.out.extend(hide.chars().map(blank));
            self.rest = after;
        }
        true
    }

    fn in_word(&self) -> bool {
        self.out.ends_with(|c: char| c.is_alphanumeric() || c == '_')
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut position = 0;
    while let Some(here) = rest.get(position..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            depth += 1;
            position += 2;
        } else if here.starts_with("*/") {
            depth = depth.saturating_sub(1);
            position += 2;
            if depth == 0 {
                return position;
            }
        } else {
            position += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let body = rest.trim_start_matches(['b', 'c']);
    let prefix = rest.len() - body.len();
    let body = body.strip_prefix('r').filter(|_| prefix <= 1)?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let text = body.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = text.find(&end).map_or(text.len(), |at| at + end.len());
    Some(rest.len() - text.len() + length)
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (index, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            // The escaped character may itself be a quote.
            let after = rest.char_indices().nth(3).map(|(index, _)| index);
            let close = after.and_then(|after| Some(after + rest.get(after..)?.find('\'')?));
            close.map_or(0, |close| close + 1)
        }
        Some(_) => match characters.next() {
            Some((index, '\'')) => index + 1,
            _ => 0,
        },
        None => 0,
    }
}
