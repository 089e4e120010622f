//! Finds the name that was probably meant.

/// The closest of the names, if it is close enough for a typo: one edit for three characters, and
/// four edits at most. Case does not count, and two exchanged characters are one edit. Of equally
/// close names, it is the first one.
///
/// ```
/// use weland_model::closest;
///
/// assert_eq!(closest("strcuture", ["string", "structure"]), Some("structure"));
/// assert_eq!(closest("zebra", ["string", "structure"]), None);
/// ```
#[must_use]
pub fn closest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = wrong.to_lowercase();
    // Very short names differ in case at most.
    let limit = (wrong.chars().count() / 3).min(4);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let bound = best.map_or(limit + 1, |(distance, _)| distance);
        // A character has four bytes at most.
        if name.len().abs_diff(wrong.len()) >= 4 * (limit + 1) {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &name.to_lowercase());
        if distance < bound {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn close_names_are_found() {
        let names = ["structure", "string", "service", "operation"];
        assert_eq!(closest("structrue", names), Some("structure"));
        assert_eq!(closest("String", names), Some("string"));
        assert_eq!(closest("strng", names), Some("string"));
        assert_eq!(closest("zebra", names), None);
        assert_eq!(closest("", names), None);
        assert_eq!(closest("a", ["A", "b"]), Some("A"));
        assert_eq!(closest("a", ["b"]), None);
        assert_eq!(closest("mdoel", ["model"]), Some("model"));
        assert_eq!(closest("Bücehr", ["bücher"]), Some("bücher"));
    }
}
