//! HTML tags in documentation.

/// A tag: `<name attributes>`, `</name>`.
pub(super) struct Tag<'t> {
    pub(super) name: String,
    pub(super) closes: bool,
    attributes: &'t str,
}

/// Elements that documentation uses. Everything else in angle brackets is text, such as `Vec<T>`.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "important",
    "kbd",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// The tag that starts behind a `<`, and what follows it.
pub(super) fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let (inside, after) = text.split_once('>')?;
    if inside.contains('<') {
        return None;
    }
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/').trim_end_matches('/');
    let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let name = name.to_ascii_lowercase();
    let is_tag =
        ELEMENTS.contains(&name.as_str()) && (attributes.is_empty() || attributes.starts_with(char::is_whitespace));
    is_tag.then_some((Tag { name, closes, attributes }, after))
}

impl Tag<'_> {
    /// The target of a link to the web.
    pub(super) fn href(&self) -> Option<&str> {
        let (_, value) = self.attributes.split_once("href=")?;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let url = value.get(1..)?.split(quote).next()?;
        is_url(url).then_some(url)
    }

    /// What stands for it in Markdown. Links, lists and code are not made here.
    pub(super) fn markdown(&self) -> &'static str {
        match (self.name.as_str(), self.closes) {
            ("p" | "dl" | "note" | "important" | "table" | "div" | "blockquote" | "hr", _) => "\n\n",
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => "\n\n**",
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => "**\n\n",
            ("br", _) | ("dt" | "dd" | "tr", true) => "\n",
            ("td" | "th", true) => " ",
            ("b" | "strong", _) => "**",
            ("i" | "em", _) => "_",
            _ => "",
        }
    }
}

/// Whether a text is an address that can stand in a link.
pub(super) fn is_url(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>'))
}

/// The text between tags, for code: no tags, and the common entities as what they stand for.
pub(super) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        rest = match tag(after) {
            Some((_, behind)) => behind,
            None => {
                out.push('<');
                after
            }
        };
    }
    out.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(out, |text, (entity, letter)| text.replace(entity, letter))
}
