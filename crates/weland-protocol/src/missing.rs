//! Required members that were absent from the input.

pub use weland_core::{Missing, MissingMembers, Segment};

/// Notes that a member was there.
pub(crate) fn mark(set: &mut [bool], index: usize) {
    if let Some(set) = set.get_mut(index) {
        *set = true;
    }
}
