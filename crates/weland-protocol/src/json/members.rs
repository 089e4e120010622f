//! Members and their keys.

use weland_core::{DecodeError, Member};

use super::JsonCodec;
use super::decode::JsonDecoder;
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

impl JsonDecoder<'_> {
    /// Goes past the next key of an object with everything around it, if it is this one and written without white space and
    /// escapes, as most are.
    #[inline]
    pub(super) fn take_compact_key(&mut self, first: bool, key: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let rest = match (first, rest) {
            (true, rest) | (false, [b',', rest @ ..]) => rest,
            _ => return false,
        };
        let [b'"', rest @ ..] = rest else { return false };
        let Some((name, rest)) = rest.split_at_checked(key.len()) else { return false };
        let is_it = rest.first_chunk() == Some(b"\":") && is_same(name, key.as_bytes());
        if is_it {
            self.at += usize::from(!first) + key.len() + 3;
        }
        is_it
    }

    /// Reads a key and its colon, if it is this one and spelled without escapes.
    #[inline]
    pub(super) fn take_key(&mut self, key: &str) -> Result<bool, DecodeError> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        if !rest.starts_with(key.as_bytes()) || rest.get(key.len()) != Some(&b'"') {
            return Ok(false);
        }
        self.at += key.len() + 2;
        self.consume(b':', "`:`")?;
        Ok(true)
    }
}

/// Whether two texts of the same length are the same. They are short, and compared in pieces here rather than by a call.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        let mut pieces = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
        return last == other_last && pieces.all(|(one, other)| one == other);
    }
    if let (Some(last), Some(other_last)) = (one.last_chunk::<4>(), other.last_chunk::<4>()) {
        return last == other_last && one.first_chunk::<4>() == other.first_chunk();
    }
    one.iter().zip(other).all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_length_are_compared_byte_by_byte() {
        for length in 0..40 {
            let one = vec![b'a'; length];
            assert!(is_same(&one, &one.clone()), "{length}");
            for position in 0..length {
                let mut other = one.clone();
                other[position] = b'b';
                assert!(!is_same(&one, &other), "{length}, {position}");
            }
        }
    }
}
