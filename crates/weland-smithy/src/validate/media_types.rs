//! Media types are well-formed.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for applied in context.applied(trait_id::MEDIA_TYPE).map(|found| found.applied) {
        let Some(text) = applied.value.as_str().filter(|text| !is_media_type(text)) else { continue };
        let message = format!("`{text}` isn't a media type");
        diagnostics.push(
            Diagnostic::error("invalid-media-type", applied.value.span, message)
                .help("write a type and a subtype, such as `image/png` or `text/plain; charset=utf-8`"),
        );
    }
}

/// Whether a text is a media type as RFC 9110 defines it: `type/subtype` and parameters, each behind a `;`.
fn is_media_type(text: &str) -> bool {
    let Some(rest) = token(text).and_then(|rest| token(rest.strip_prefix('/')?)) else { return false };
    let mut rest = rest;
    while !rest.is_empty() {
        match parameter(rest) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

/// What follows `; name=value`.
fn parameter(text: &str) -> Option<&str> {
    let name = trim(trim(text).strip_prefix(';')?);
    let value = token(name)?.strip_prefix('=')?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted_string(quoted),
        None => token(value),
    }
}

fn trim(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// What follows a token.
fn token(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !super::header_names::is_token_character(c)).unwrap_or(text.len());
    text.get(end..).filter(|_| end > 0)
}

/// What follows a quoted string whose opening quote has been read.
fn quoted_string(text: &str) -> Option<&str> {
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return text.get(at + 1..),
            '\\' => _ = characters.next()?,
            '\t' => {}
            control if control.is_control() => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn media_types_are_told_from_other_texts() {
        for text in
            ["text/plain", "application/vnd.example+json", "text/plain;charset=utf-8", "a/b ; c=d; e=\"f;\\\" g\""]
        {
            assert!(is_media_type(text), "{text}");
        }
        for text in
            ["", "text", "text/", "/plain", "a/b/c", "a/b;", "a/b; c", "a/b; c=", "a/b; c=\"d", "a b/c", "a/b c"]
        {
            assert!(!is_media_type(text), "{text}");
        }
    }
}
