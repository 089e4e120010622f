//! Forms in several parts: `multipart/form-data` (RFC 7578).

mod head;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(super) use read::read;
pub(super) use write::write;

use weland_core::{DecodeError, Schema};

use super::field::{Received, part};
use super::json_name;
use crate::media;

/// The media type of files that nothing else is known of.
const OCTETS: &str = "application/octet-stream";

/// Whether all parts are of the types that the model states for them. A part that does not state its type may be of any.
///
/// # Errors
/// When one is not; the text is for whoever has sent it.
pub(super) fn check(form: &Received<'_>, schema: &Schema) -> Result<(), String> {
    for (name, sent) in &form.fields {
        let member = schema.members.iter().find(|member| !member.rest && json_name(member) == name);
        let wanted = member.and_then(part).and_then(|part| part.content_type);
        if let (Some(wanted), Some(found)) = (wanted, &sent.content_type)
            && !ranges(wanted).any(|range| media::is_in(found, media::essence(range)))
        {
            let wanted = ranges(wanted).collect::<Vec<_>>().join(" or ");
            let message =
                format!("the part `{name}` has to be of the type {wanted}, but its `Content-Type` says `{found}`");
            return Err(message);
        }
    }
    Ok(())
}

/// Whether the model states the types of any parts.
pub(super) fn has_types(schema: &Schema) -> bool {
    schema.members.iter().filter_map(part).any(|part| part.content_type.is_some())
}

/// The media types, or ranges of them, that a list names.
fn ranges(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|range| !range.is_empty())
}

fn malformed(what: &str) -> DecodeError {
    DecodeError::new(format!("the multipart body is malformed: {what}"))
}
