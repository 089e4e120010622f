//! From documentation of the model (CommonMark, often with HTML) to the text of Rust doc comments.

use crate::service::Docs;

/// The lines of a doc comment; `fallback` if the model says nothing.
pub fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let text = docs.text.as_deref().map(plain).filter(|text| !text.is_empty());
    text.as_deref().unwrap_or(fallback).lines().map(|line| line.trim_end().to_owned()).collect()
}

/// The text without HTML, and without anything that rustdoc would take for a link.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '`' => in_code = !in_code,
            '<' if !in_code => {
                if let Some((tag, after_tag)) = tag(after) {
                    out.push_str(replacement(tag));
                    rest = after_tag;
                    continue;
                }
                out.push('\\');
            }
            '[' | ']' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(letter);
        rest = after;
    }
    tidy(&out)
}

/// The name of the tag that starts here, with its slash, and what follows it.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (inside, after) = text.split_once('>')?;
    let name = inside.split([' ', '\n']).next()?;
    let bare = name.trim_start_matches('/').trim_end_matches('/');
    let is_tag = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !inside.contains('<');
    is_tag.then_some((name, after))
}

fn replacement(tag: &str) -> &'static str {
    match tag {
        "p" | "ul" | "ol" | "dl" | "/p" | "/ul" | "/ol" | "/dl" | "note" | "/note" | "important" | "/important" => {
            "\n\n"
        }
        "br" | "br/" | "/dt" | "/dd" | "/li" => "\n",
        "li" => "\n- ",
        "code" | "/code" => "`",
        "b" | "/b" | "strong" | "/strong" => "**",
        "i" | "/i" | "em" | "/em" => "_",
        _ => "",
    }
}

/// At most one empty line in a row, none at the ends; lines that are indented by accident are not code.
fn tidy(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if !line.is_empty() || out.last().is_some_and(|last| !last.is_empty()) {
            out.push(line);
        }
    }
    out.join("\n").trim().to_owned()
}

/// The first sentence, for places where only a line fits.
pub fn summary(docs: &Docs, fallback: &str) -> String {
    let text = lines(docs, fallback).into_iter().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_and_links_become_text() {
        let docs = |text: &str| Docs { text: Some(text.to_owned()), deprecated: None };
        assert_eq!(
            lines(&docs("<p>Use <code>a[0]</code> or a[0].</p><p>x < y</p>"), ""),
            ["Use `a\\[0\\]` or a\\[0\\].", "", "x \\< y"]
        );
        assert_eq!(lines(&docs("`Vec<u8>` is [x]"), ""), ["`Vec<u8>` is \\[x\\]"]);
        assert_eq!(lines(&Docs::default(), "Nothing."), ["Nothing."]);
        assert_eq!(summary(&docs("One. Two.\n\nThree."), ""), "One.");
    }
}
