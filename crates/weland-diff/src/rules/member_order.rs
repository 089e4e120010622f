//! The order of members.

use std::collections::BTreeSet;

use weland_model::{Member, Model, Severity, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;

/// Reports members that are in another order, or were added before others. Nothing of ours depends on it, other languages do.
/// In OpenAPI, properties and parameters have no order.
pub(super) fn member_order(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let unordered = openapi_namespaces(comparison.new);
    for shape_type in [ShapeType::Structure, ShapeType::Union] {
        for pair in comparison.shapes_of(shape_type) {
            if unordered.contains(pair.new.id.namespace()) {
                continue;
            }
            let names = |members: &[Member]| members.iter().map(|member| member.name.clone()).collect::<Vec<_>>();
            let (old, new) = (names(&pair.old.members), names(&pair.new.members));
            let kept_old: Vec<_> = old.iter().filter(|name| new.contains(name)).collect();
            let kept_new: Vec<_> = new.iter().filter(|name| old.contains(name)).collect();
            let inserted = new.iter().zip(&old).any(|(new, old)| new != old) && kept_old.len() == old.len();
            if kept_old == kept_new && !inserted {
                continue;
            }
            let what = if kept_old == kept_new { "got new members before others" } else { "have another order" };
            let message = format!("the members of `{}` {what}", pair.new.id);
            changes.push(
                Change::new("member-order-changed", Severity::Danger, pair.new.id.clone(), message)
                    .help(
                        "add members at the end: languages that lay out data by the model may depend on the order; \
                           messages and generated crates don't",
                    )
                    .at(pair.old.span, pair.new.span)
                    .rust(if pair.usage.is_used() { RustApi::Patch } else { RustApi::None })
                    .reference("ChangedMemberOrder"),
            );
        }
    }
}

/// The namespaces of services that are described by OpenAPI.
fn openapi_namespaces(model: &Model) -> BTreeSet<&str> {
    let services = model.services().filter(|service| service.traits.contains(trait_id::OPENAPI_REST));
    services.map(|service| service.id.namespace()).collect()
}
