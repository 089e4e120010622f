//! Identifiers and properties of resources.

use std::sync::Arc;

use weland_model::{NamedTarget, Severity, ShapeType};

use crate::change::Change;
use crate::compare::{Comparison, Pair};

pub(super) fn resources(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Resource) {
        let (Some(old), Some(new)) = (pair.old.as_resource(), pair.new.as_resource()) else { continue };
        for (what, old, new) in
            [("identifiers", &old.identifiers, &new.identifiers), ("properties", &old.properties, &new.properties)]
        {
            compare(comparison, pair, what, (old, new), changes);
        }
    }
}

fn compare(
    comparison: &Comparison<'_>,
    pair: Pair<'_>,
    what: &str,
    (old, new): (&[NamedTarget], &[NamedTarget]),
    changes: &mut Vec<Change>,
) {
    let find = |named: &[NamedTarget], name: &Arc<str>| named.iter().position(|other| other.name == *name);
    let is_kept = |named: &&NamedTarget| {
        let other = find(new, &named.name).and_then(|index| new.get(index));
        other.is_some_and(|other| comparison.pairs.same(&named.target.id, &other.target.id))
    };
    let gone: Vec<&NamedTarget> = old.iter().filter(|named| !is_kept(named)).collect();
    let added: Vec<&NamedTarget> = new.iter().filter(|named| find(old, &named.name).is_none()).collect();
    // Properties may be added; identifiers say what a resource is.
    let is_breaking = !gone.is_empty() || what == "identifiers";
    if gone.is_empty() && added.is_empty() {
        return;
    }
    let describe = |named: &[NamedTarget]| {
        let named: Vec<String> = named.iter().map(|it| format!("`{}: {}`", it.name, it.target.id)).collect();
        if named.is_empty() { "none".to_owned() } else { named.join(", ") }
    };
    let message = format!("the {what} of `{}` changed from {} to {}", pair.new.id, describe(old), describe(new));
    let severity = if is_breaking { Severity::Error } else { Severity::Note };
    let places =
        (gone.first().map_or(pair.old.span, |it| it.name_span), added.first().map_or(pair.new.span, |it| it.name_span));
    let change = Change::new("resource-changed", severity, pair.new.id.clone(), message)
        .help("tools that manage resources know them by these; the messages of operations change only if their members do")
        .at(places.0, places.1);
    changes.push(if what == "identifiers" { change.reference("ChangedResourceIdentifiers") } else { change });
}
