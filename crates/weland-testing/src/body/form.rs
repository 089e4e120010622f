//! Forms, compared by their fields: in which order they come, and which characters are escaped, does not matter.

use weland_protocol::parse_query;

use crate::report::Difference;

/// Compares two forms; `None` if one of them is none.
pub(super) fn differences(expected: &[u8], actual: &[u8]) -> Option<Vec<Difference>> {
    let (expected, mut actual) = (fields(expected)?, fields(actual)?);
    let mut differences = Vec::new();
    let place = |key: &str| format!("the field `{key}` of the body");
    for (key, text) in expected {
        match actual.iter().position(|(other, _)| *other == key) {
            Some(index) => {
                let (_, other) = actual.remove(index);
                if other != text {
                    differences.push(Difference::new(place(&key), text, other));
                }
            }
            None => differences.push(Difference::new(place(&key), text, "(missing)")),
        }
    }
    let others = actual.into_iter().map(|(key, text)| Difference::new(place(&key), "(missing)", text));
    differences.extend(others);
    Some(differences)
}

fn fields(form: &[u8]) -> Option<Vec<(String, String)>> {
    let fields = parse_query(std::str::from_utf8(form).ok()?).ok()?;
    Some(fields.into_iter().map(|(key, text)| (key.into_owned(), text.into_owned())).collect())
}
