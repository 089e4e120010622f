//! The protocols of services.

use weland_model::query::protocols;
use weland_model::{Severity, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::Comparison;
use crate::text;

/// Whether the trait is a protocol, which this rule tells of.
pub(super) fn is_protocol(model: &weland_model::Model, id: &str) -> bool {
    model.get(id).is_some_and(|definition| definition.traits.contains(trait_id::PROTOCOL_DEFINITION))
}

pub(super) fn protocols(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        let old = protocols::protocols(comparison.old, pair.old);
        let new = protocols::protocols(comparison.new, pair.new);
        let id = &pair.new.id;
        for gone in old.iter().filter(|protocol| !new.iter().any(|other| other.id == protocol.id)) {
            changes.push(
                Change::new(
                    "protocol-removed",
                    Severity::Error,
                    id.clone(),
                    format!("`{id}` no longer speaks `{}`", gone.id),
                )
                .help("keep it as long as clients speak it: a server can have several protocols")
                .at(gone.span, pair.new.span)
                .wire(Wire { old_clients: Effect::Breaking, ..Wire::COMPATIBLE })
                .rust(RustApi::Patch)
                .reference(format!("ModifiedTrait.Remove.{}", gone.id)),
            );
        }
        for protocol in &new {
            match old.iter().find(|other| other.id == protocol.id) {
                None => {
                    // Clients speak the first one that they know.
                    let is_first = new.first().is_some_and(|first| first.id == protocol.id);
                    let effect = if is_first { Effect::Breaking } else { Effect::Compatible };
                    changes.push(
                        Change::new(
                            "protocol-added",
                            Severity::Note,
                            id.clone(),
                            format!("`{id}` speaks `{}`, too", protocol.id),
                        )
                        .help("servers have to speak it before clients are generated that prefer it")
                        .at(pair.old.span, protocol.span)
                        .wire(Wire { new_clients: effect, ..Wire::COMPATIBLE })
                        .rust(RustApi::Patch)
                        .reference(format!("ModifiedTrait.Add.{}", protocol.id)),
                    );
                }
                Some(other) if other.value != protocol.value => {
                    let (from, to) = (text::value(&other.value), text::value(&protocol.value));
                    let message = format!("the protocol `{}` of `{id}` changed from {from} to {to}", protocol.id);
                    changes.push(
                        Change::new("protocol-changed", Severity::Warning, id.clone(), message)
                            .help("check that peers of the other model cope with it")
                            .at(other.span, protocol.span)
                            .wire(Wire::CONDITIONAL)
                            .rust(RustApi::Patch)
                            .reference(format!("ModifiedTrait.Update.{}", protocol.id)),
                    );
                }
                Some(_) => {}
            }
        }
    }
}
