//! What text stands for: references, line ends, sections and comments.

use std::borrow::Cow;

use super::scan::short;

/// The character that a text begins with a reference to, and the length of the reference. There are the five entities of XML,
/// and characters by their numbers; XML 1.0 has no references to control characters, but what is sent may need them.
pub(super) fn reference(text: &str) -> Result<(char, usize), String> {
    let end = text.bytes().take(12).position(|byte| byte == b';');
    let name = end.and_then(|end| text.get(1..end)).unwrap_or_default();
    let character = match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(numbered),
    };
    character.zip(end.map(|end| end + 1)).ok_or_else(|| match name {
        "" => "`&` has to be written as `&amp;`".to_owned(),
        name => format!("`&{};` is no reference that a message may have", short(name)),
    })
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    u32::from_str_radix(digits, radix).ok().filter(|_| is_number).and_then(char::from_u32)
}

/// The value of an attribute or of text without markup. In attributes, all space is spaces.
///
/// # Errors
/// When it has something that is not allowed there: where, and what.
pub(super) fn unescape(text: &str, attribute: bool) -> Result<Cow<'_, str>, (usize, String)> {
    if !text.as_bytes().iter().any(is_special) {
        return Ok(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let clean = rest.as_bytes().iter().position(is_special).unwrap_or(rest.len());
        out.push_str(rest.get(..clean).unwrap_or_default());
        at += clean;
        match rest.as_bytes().get(clean) {
            None => break,
            Some(b'&') => {
                let (character, length) =
                    reference(rest.get(clean..).unwrap_or_default()).map_err(|message| (at, message))?;
                out.push(character);
                at += length;
                continue;
            }
            // A line end is one character, however it is written.
            Some(b'\r') if rest.as_bytes().get(clean + 1) == Some(&b'\n') => {}
            Some(b'\r' | b'\n' | b'\t') if attribute => out.push(' '),
            Some(b'\r' | b'\n') => out.push('\n'),
            Some(b'\t') => out.push('\t'),
            Some(_) => return Err((at, "a control character can only be written as a reference".to_owned())),
        }
        at += 1;
    }
    Ok(Cow::Owned(out))
}

/// Whether a byte may not stand for itself.
fn is_special(byte: &u8) -> bool {
    *byte == b'&' || *byte < 0x20
}

/// The text of content that is known to be well-formed and to have no elements.
pub(super) fn text_of(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, markup)) = rest.split_once('<') {
        push(&mut out, before);
        rest = if let Some(section) = markup.strip_prefix("![CDATA[") {
            let (text, after) = section.split_once("]]>").unwrap_or((section, ""));
            out.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
            after
        } else if let Some(comment) = markup.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else {
            markup.split_once("?>").map_or("", |(_, after)| after)
        };
    }
    push(&mut out, rest);
    out
}

fn push(out: &mut String, text: &str) {
    // It was looked through when the elements were found.
    out.push_str(&unescape(text, false).unwrap_or_default());
}
