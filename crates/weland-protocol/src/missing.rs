//! Required members that were absent from the input.

pub use weland_core::{Missing, MissingMembers, Segment};

/// Puts a step in front of the way to each of those that are missing.
pub(crate) fn within(missing: MissingMembers, segment: &Segment) -> MissingMembers {
    let mut all = MissingMembers::default();
    all.append(std::slice::from_ref(segment), missing);
    all
}

/// Notes that a member was there.
pub(crate) fn mark(set: &mut [bool], index: usize) {
    if let Some(set) = set.get_mut(index) {
        *set = true;
    }
}
