//! Links to operations.

use std::collections::BTreeSet;

use weland_model::closest;

use super::super::findings::Verdict::{Doubtful, Wrong};
use super::super::spec::{Kind, NEW};
use super::{Context, at};

/// Checks all links.
pub(super) fn check(context: &mut Context<'_, '_>) {
    let operations = context.all(Kind::Operation);
    let ids: BTreeSet<&str> = operations.iter().filter_map(|operation| operation.get_str("operationId")).collect();
    for link in context.all(Kind::Link) {
        let Some(id) = link.get("operationId") else {
            if link.get("operationRef").is_none() && NEW.has(context.version) {
                let message = "a link lacks `operationId` or `operationRef`".to_owned();
                context.add(Wrong, "missing-field", at(link), message, "add one of them");
            }
            continue;
        };
        let Some(text) = id.as_str() else { continue };
        // Documents without operations describe parts for others.
        if operations.is_empty() || ids.contains(text) {
            continue;
        }
        let help = match closest(text, ids.iter().copied()) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "name an operation by its `operationId`".into(),
        };
        context.add(Doubtful, "unknown-operation", id.span, format!("there is no operation `{text}`"), help);
    }
}
