//! Finding members by their keys.

use weland_core::Member;

use super::JsonCodec;
use crate::codec::MemberFilter;

/// The member with this key. Those behind `expected` are tried first, since members usually come in the model's order and
/// its name has been tried already. It may still be the one, if the key is written with escapes.
pub(super) fn find(
    codec: &JsonCodec,
    members: &'static [Member],
    expected: usize,
    key: &str,
) -> Option<(usize, &'static Member)> {
    let (before, after) = members.split_at_checked(expected + 1).unwrap_or((members, &[]));
    let start = before.len();
    // Few members have names of their own on the wire, so the others are looked through without asking for these.
    let position = |list: &[Member]| list.iter().position(|member| member.name == key && member.wire_names.is_empty());
    let index = match position(after) {
        Some(index) => start + index,
        None => match position(before) {
            Some(index) => index,
            None => renamed(codec, members, key)?,
        },
    };
    members.get(index).map(|member| (index, member))
}

/// The index of the member that has names of its own, and of them this key.
#[cold]
fn renamed(codec: &JsonCodec, members: &[Member], key: &str) -> Option<usize> {
    members.iter().position(|member| !member.wire_names.is_empty() && codec.name(member) == key)
}

/// The member `message`, if the key is that but for its case, and the filter passes over the case.
pub(super) fn find_message(
    codec: &JsonCodec,
    filter: MemberFilter,
    members: &'static [Member],
    key: &str,
) -> Option<(usize, &'static Member)> {
    if !filter.any_case_message || !key.eq_ignore_ascii_case("message") {
        return None;
    }
    members.iter().enumerate().find(|(_, member)| codec.name(member).eq_ignore_ascii_case("message"))
}
