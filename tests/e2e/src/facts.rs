//! What is publicly documented of the Lambda API, apart from the model: `tests/facts/lambda.json`.

use serde_json::Value;

/// All facts.
///
/// # Panics
/// When the file is not JSON.
pub fn facts() -> Value {
    serde_json::from_str(include_str!("../../facts/lambda.json")).expect("the facts are JSON")
}

/// The names in one of the flat lists: `operations`, `errors`, …
///
/// # Panics
/// When there is no such list.
pub fn names(list: &str) -> Vec<String> {
    let facts = facts();
    let entries = facts[list].as_array().unwrap_or_else(|| panic!("the facts have no list {list}"));
    entries.iter().map(|entry| entry["name"].as_str().expect("each entry has a name").to_owned()).collect()
}
