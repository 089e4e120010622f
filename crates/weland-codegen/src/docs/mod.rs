//! From documentation of the model (CommonMark, often with HTML) to the text of Rust doc comments.
//!
//! Nothing in it may be taken for a link to an item, for a test, or for HTML that is not closed: rustdoc warns of these.

mod html;
mod inline;
mod lines;

use std::borrow::Cow;

use weland_service::Docs;

/// The lines of a doc comment; `fallback` if the model has no documentation.
pub(crate) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    lines_or_else(docs, || fallback.to_owned())
}

/// The lines of a doc comment; Markdown from `fallback` if the model has no documentation.
pub(crate) fn lines_or_else(docs: &Docs, fallback: impl FnOnce() -> String) -> Vec<String> {
    let found = docs.text.as_deref().map(markdown).unwrap_or_default();
    let mut lines = if found.is_empty() { lines::wrapped(&fallback()) } else { found };
    for note in &docs.notes {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(markdown(note));
    }
    lines
}

/// Text in the midst of a doc comment's line.
pub(crate) fn inline(text: &str) -> String {
    markdown(&line(text)).join(" ")
}

/// Text on one line, as it is.
pub(crate) fn line(text: &str) -> String {
    readable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as code within a line.
pub(crate) fn code(text: &str) -> String {
    let text = readable(text).replace('\n', " ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.trim().is_empty() { String::new() } else { format!("{fence}{pad}{text}{pad}{fence}") }
}

fn markdown(text: &str) -> Vec<String> {
    lines::tidy(inline::blocks(&readable(text)))
}

/// The text without what must not stand in a comment: carriage returns, control characters, marks that turn the direction
/// of writing.
fn readable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let letters = text.chars();
    letters
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let docs = Docs { text: Some(text.to_owned()), ..Docs::default() };
        assert_eq!(lines(&docs, "Nothing."), expected, "{text}");
    }

    #[test]
    fn html_becomes_markdown() {
        check("<p>Use <code>a[0]</code> or a[0].</p><p>x < y</p>", &["Use `a[0]` or a\\[0\\].", "", "x \\< y"]);
        check(
            "<ul> <li> <p>one</p> </li> <li>two <b>bold</b></li> </ul> <br/>end",
            &["- one", "", "- two **bold**", "", "end"],
        );
        check(
            "<a href=\"https://example.com/x?y=1\">a <i>link</i></a>, <a href='z'>none</a>, <a>bare</a>",
            &["[a _link_](<https://example.com/x?y=1>), none, bare"],
        );
        check("<pre><code>a &lt; [b]\n  c</code></pre>", &["```text", "a < [b]", "  c", "```"]);
        check("Vec<T>, <!-- not --> <unclosed, </p>x", &["Vec\\<T>,  \\<unclosed,", "", "x"]);
    }

    #[test]
    fn text_is_indented_as_the_item_that_it_belongs_to() {
        check(
            "<p> Types. </p>\n   <ul> <li> <p>If <code>a</code>\n        is\n   it. </p> <p>More.</p> </li>\n <li>\n  <b>\n b </b>\n </li></ul>\n  <p>End\n  .</p>",
            &["Types.", "", "- If `a`", "  is", "  it.", "", "  More.", "", "- **b**", "", "End", "."],
        );
        check(
            "<ol><li>one<ul><li>a\n b</li></ul></li><li>two</li></ol>",
            &["1. one", "", "   - a", "     b", "", "2. two"],
        );
        check(
            "- a\n   b\nc\n    - d\n        e\n\n      f\n\n  g\n\nh",
            &["- a", "  b", "  c", "  - d", "    e", "", "    f", "", "  g", "", "h"],
        );
        check("10. a\n    b\n11. c\nd", &["10. a", "    b", "11. c", "    d"]);
        check("more than\n250. And\n1. a", &["more than", "250. And", "1. a"]);
        check("> a\nb\n\nc", &["> a", "> b", "", "c"]);
        check(
            "> a\n>\nb\n> - c\nd\n> e\n>   - f\ng",
            &["> a", ">", "b", "> - c", ">   d", ">   e", ">   - f", ">     g"],
        );
        check("> > a\n> b\nc\n\n- > d\n  e", &["> > a", "> > b", "> > c", "", "- > d", "  > e"]);
        check("# a\n10. b\nc\n\n* * *\n    d\n- # e\nf", &["# a", "10. b", "    c", "", "* * *", "d", "- # e", "f"]);
        check("- - a\n    b\n- 1. c\nd", &["- - a", "    b", "- 1. c", "     d"]);
        check("<li>a</li><li>b</li>", &["- a", "- b"]);
        check("<b> a </b>, <i></i>c", &["**a** , c"]);
    }

    #[test]
    fn notes_are_paragraphs_behind_the_text() {
        let notes = vec!["See [a](https://example.com).".to_owned(), "Since 1.".to_owned()];
        let docs = Docs { text: Some("Text.".to_owned()), deprecated: None, notes };
        let expected = ["Text.", "", "See [a](<https://example.com>).", "", "Since 1."];
        assert_eq!(lines(&docs, ""), expected);
        assert_eq!(lines(&Docs { text: None, ..docs.clone() }, "Fallback.")[0], "Fallback.");
        assert_eq!(lines(&Docs { text: None, ..docs }, ""), expected[2..]);
    }

    #[test]
    fn nothing_is_a_link_by_accident() {
        check("[a], [b][c], [^1] and [d](e f)", &["\\[a\\], \\[b\\]\\[c\\], \\[^1\\] and \\[d\\](e f)"]);
        check("[text](https://example.com/a) and \\[x\\]", &["[text](<https://example.com/a>) and \\[x\\]"]);
        check("https://<b>host</b>.example.com, https://", &["https\\://**host**.example.com, https\\://"]);
        check("https://<span>host</span>.example.com", &["https\\://host.example.com"]);
        check("See https://example.com/a.", &["See <https://example.com/a>."]);
        check("[text](https://example.com/a_(b)) c)", &["[text](<https://example.com/a_(b)>) c)"]);
        check("(https://a.b/c_(d)?e=[1]).", &["(<https://a.b/c_(d)?e=[1]>)."]);
        check("(<https://example.com>)", &["(<https://example.com>)"]);
    }

    #[test]
    fn code_stays_as_it_is_and_is_no_test() {
        check("`Vec<u8>` is [x]", &["`Vec<u8>` is \\[x\\]"]);
        check("x ```a\nb``` c", &["x `a b` c"]);
        check("``a ` b`` and ` alone [x]", &["``a ` b`` and \\` alone \\[x\\]"]);
        check("```rust\nfn f() {\n    [x]\n}\n```\nafter", &["```text", "fn f() {", "    [x]", "}", "```", "after"]);
        check("~~~\n```\nunclosed", &["````text", "```", "unclosed", "````"]);
        check("    indented\n    text\n\n\n      more", &["indented", "text", "", "more"]);
    }

    #[test]
    fn comments_hold_no_surprises() {
        check("a\rb\r\nc\u{0}\u{202e}d", &["a", "b", "c d"]);
        check("  \n", &["Nothing."]);
        assert_eq!(lines(&Docs::default(), "Nothing."), ["Nothing."]);
        assert_eq!(inline("A \"b\"\n[c] <d>"), "A \"b\" \\[c\\] \\<d>");
        assert_eq!(line(" a\r\n b\u{7}"), "a b");
    }

    #[test]
    fn long_lines_are_wrapped_where_that_changes_nothing() {
        let text = format!("- {} # {}", "word ".repeat(20).trim(), "more ".repeat(10).trim());
        let docs = Docs { text: Some(text.clone()), ..Docs::default() };
        let wrapped = lines(&docs, "");
        assert_eq!(wrapped.len(), 2);
        assert!(wrapped.iter().all(|line| line.len() <= 100) && wrapped[1].starts_with("  "), "{wrapped:?}");
        let url = format!("https://example.com/{}", "c".repeat(90));
        check(&format!("- [a]({url}) b"), &[&format!("- [a](<{url}>)"), "  b"]);
        assert_eq!(wrapped.join(" ").split_whitespace().collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn code_spans_hold_any_text() {
        for (text, span) in [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), (" ", "")] {
            assert_eq!(code(text), span);
        }
    }
}
