//! Cross-origin resource sharing.

use weland_model::Node;

use crate::cors::Cors;

/// What the value of the trait says, with its defaults.
pub(super) fn resolve(node: &Node) -> Cors {
    let named = node.get("origins").and_then(Node::as_object).filter(|origins| !origins.is_empty());
    let named =
        named.map(|origins| origins.iter().filter_map(|(_, origin)| origin.as_str()).map(str::to_owned).collect());
    let origin = || vec![node.get_str("origin").unwrap_or(Cors::ANY_ORIGIN).to_owned()];
    let age = node.get("maxAge").and_then(Node::as_i64);
    Cors {
        origins: named.unwrap_or_else(origin),
        // -1 is for browsers that cache nothing.
        max_age: age.map_or(Cors::DEFAULT_MAX_AGE, |age| u64::try_from(age).unwrap_or(0)),
        allowed_headers: strings(node, "additionalAllowedHeaders"),
        exposed_headers: strings(node, "additionalExposedHeaders"),
    }
}

fn strings(node: &Node, key: &str) -> Vec<String> {
    let list = node.get(key).and_then(Node::as_array).unwrap_or_default();
    list.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}
