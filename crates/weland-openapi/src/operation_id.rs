//! Ids of operations that say more than a name.

use weland_model::{Shape, trait_id};

/// An id without the path and the method of its operation, if it ends with them, as ids do that a framework has made of code:
/// `list_items` of `list_items_items_get`.
pub(crate) fn short<'a>(id: &'a str, path: &str, method: &str) -> Option<&'a str> {
    let path: String = path.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    id.strip_suffix(&format!("{path}_{}", method.to_ascii_lowercase()))
}

/// The id of an operation that a document has at this path: the one that it came with, if its name is made of that.
pub(crate) fn of<'a>(operation: &'a Shape, path: &str) -> &'a str {
    let given = operation.traits.get_str(trait_id::OPENAPI_OPERATION_ID);
    let method = operation.traits.get(trait_id::HTTP).and_then(|http| http.get_str("method")).unwrap_or_default();
    let id = given.filter(|given| short(given, path, method).is_some());
    id.unwrap_or(operation.id.name())
}
