//! Changes that the configuration accepts.

use crate::changes::Changes;
use crate::config::Accepted;

/// Marks the changes that entries accept. Returns the entries that accept nothing.
pub(super) fn mark<'a>(changes: &mut Changes, accepted: &'a [Accepted]) -> Vec<&'a Accepted> {
    let mut unused = Vec::new();
    for entry in accepted {
        let mut is_used = false;
        for located in &mut changes.changes {
            let change = &located.change;
            let is_shape = entry.shape.as_ref().is_none_or(|shape| change.subject == *shape.as_str());
            if is_shape && change.names().any(|name| name == entry.change) {
                located.accepted.get_or_insert_with(|| entry.reason.clone());
                is_used = true;
            }
        }
        if !is_used {
            unused.push(entry);
        }
    }
    unused
}
