//! Finds the name that was probably meant.

/// The closest of the names, if it is close enough for a typo. Of equally close names, the
/// first one.
pub(crate) fn suggestion<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Very short names differ in case at most.
    let limit = (wrong.chars().count() / 3).min(4);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let bound = best.map_or(limit + 1, |(distance, _)| distance);
        if name.len().abs_diff(wrong.len()) >= bound.saturating_add(4 * limit) {
            continue;
        }
        let distance = distance(wrong, name);
        if distance < bound {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Edits (insert, delete, replace) between two words; none when only letter case differs.
fn distance(a: &str, b: &str) -> usize {
    if a.eq_ignore_ascii_case(b) {
        return 0;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(usize::MAX - 1);
            let replaced = diagonal + usize::from(x != *y);
            left = replaced.min(left + 1).min(above + 1);
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn close_names_are_found() {
        let names = ["structure", "string", "service", "operation"];
        assert_eq!(suggestion("structrue", names), Some("structure"));
        assert_eq!(suggestion("String", names), Some("string"));
        assert_eq!(suggestion("strng", names), Some("string"));
        assert_eq!(suggestion("zebra", names), None);
        assert_eq!(suggestion("", names), None);
        assert_eq!(suggestion("a", ["A", "b"]), Some("A"));
        assert_eq!(suggestion("a", ["b"]), None);
    }
}
