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

/// The most names that a help line lists.
const MOST_LISTED: usize = 20;

/// A help line: the name that was probably meant, or else the valid names, of which there must be some.
///
/// ```
/// use weland_model::suggestion;
///
/// assert_eq!(suggestion("strcuture", &["string", "structure"]), "did you mean `structure`?");
/// assert_eq!(suggestion("zebra", &["string", "structure"]), "use one of `string`, `structure`");
/// ```
#[must_use]
pub fn suggestion(wrong: &str, names: &[&str]) -> String {
    if let Some(name) = closest(wrong, names.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    let listed: Vec<String> = names.iter().take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    match names.len() - listed.len() {
        0 => format!("use one of {}", listed.join(", ")),
        more => format!("use one of {} or of {more} others", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{closest, suggestion};

    #[test]
    fn long_lists_of_names_are_cut() {
        let names: Vec<String> = (0..50).map(|number| format!("name{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let help = suggestion("zebra", &names);
        assert!(help.ends_with("`name19` or of 30 others"), "{help}");
    }

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
