//! Services that were added, removed or renamed, and their versions.

use weland_model::{Severity, Shape, ShapeType};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::Comparison;
use crate::usage::Features;

pub(super) fn services(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let of_type = |shape: &&&Shape| shape.shape_type == ShapeType::Service;
    for service in comparison.pairs.removed.values().filter(of_type) {
        let message = format!("the service `{}` was removed", service.id);
        changes.push(
            Change::new("service-removed", Severity::Error, service.id.clone(), message)
                .help("keep it as long as it has clients")
                .at(service.span, None)
                .wire(Wire { old_clients: Effect::Breaking, new_clients: Effect::Compatible })
                .rust(RustApi::Major)
                .reference("RemovedShape"),
        );
    }
    for service in comparison.pairs.added.values().filter(of_type) {
        let message = format!("the service `{}` was added", service.id);
        changes.push(
            Change::new("service-added", Severity::Note, service.id.clone(), message)
                .at(None, service.span)
                .reference("AddedShape"),
        );
    }
    for pair in comparison.shapes_of(ShapeType::Service) {
        let (old, new) = (pair.old, pair.new);
        if old.id != new.id {
            let message = format!("the service `{}` is called `{}` now", old.id, new.id);
            let renamed = !comparison.code.same_type(old, new);
            // Some protocols say by its name which service a request is for.
            let usage = pair.usage.read_by(Features::SERVICE_NAMES);
            let wire = if old.id.name() == new.id.name() { Wire::COMPATIBLE } else { usage.rewritten() };
            let severity = if wire == Wire::COMPATIBLE { Severity::Danger } else { Severity::Error };
            changes.push(
                Change::new("service-renamed", severity, new.id.clone(), message)
                    .help("some protocols send the name of the service; users of generated crates know its types by it")
                    .at(old.span, new.span)
                    .wire(wire)
                    .rust(if renamed { RustApi::Major } else { RustApi::Patch }),
            );
        }
        let version = |service: &Shape| service.as_service().map(|data| data.version.to_string()).unwrap_or_default();
        let (before, after) = (version(old), version(new));
        if before != after {
            let message = format!("the version of `{}` changed from `{before}` to `{after}`", new.id);
            changes.push(
                Change::new("service-version-changed", Severity::Note, new.id.clone(), message)
                    .at(old.span, new.span)
                    .rust(RustApi::Patch),
            );
        }
    }
}
