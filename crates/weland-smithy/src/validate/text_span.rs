//! Places within strings.

use std::ops::Range;

use weland_model::{Node, Span};

/// The place of some bytes of a string, if the string was written without escapes; else, the
/// whole string.
pub(super) fn part(node: &Node, at: Range<usize>) -> Span {
    let span = node.span;
    let text = node.as_str().unwrap_or_default();
    let is_plain = span.end.saturating_sub(span.start) as usize == text.len() + 2;
    let offset = |at: usize| u32::try_from(at).unwrap_or(0).saturating_add(span.start + 1);
    match is_plain {
        true => Span::new(span.file, offset(at.start), offset(at.end)),
        false => span,
    }
}
