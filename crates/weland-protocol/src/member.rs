//! Single members of an input, by name.

use weland_core::Structure;

use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder, TextEncoder};

/// The value of a member as it would stand in a path; `None` if it is not set, is no simple value, or does not exist.
pub fn member_text(input: &dyn Structure, name: &str) -> Option<String> {
    let (index, member) = input.schema().members.iter().enumerate().find(|(_, member)| member.name == name)?;
    let texts = TextEncoder::texts(input, index, member, Location::Uri).ok()?;
    texts.values.into_iter().next().map(|(_, value)| value)
}

/// Sets a member to a value as it would stand in a path. One that does not exist or takes no such value stays as it is.
pub fn set_member_text(input: &mut dyn Structure, name: &str, text: &str) {
    let found = input.schema().members.iter().enumerate().find(|(_, member)| member.name == name);
    if let Some((index, member)) = found {
        let mut decoder = TextDecoder::values(vec![text.into()], Location::Uri, Strictness::Lenient);
        // What cannot be read is not set, which is what was promised.
        let _ = input.decode_member(index, member, &mut decoder);
    }
}
