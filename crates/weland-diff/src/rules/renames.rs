//! Names of shapes within services.

use weland_model::query::names::ServiceNames;
use weland_model::{Severity, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;
use crate::kinds;
use crate::usage::Features;

pub(super) fn renames(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        let (old, new) = (ServiceNames::new(pair.old), ServiceNames::new(pair.new));
        let renamed = |service: &weland_model::Shape| {
            let data = service.as_service().into_iter().flat_map(|data| &data.rename);
            data.map(|rename| rename.from.id.clone()).collect::<Vec<_>>()
        };
        let mut ids: Vec<_> = renamed(pair.old).into_iter().chain(renamed(pair.new)).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            let (Some(before), Some(after)) = (comparison.old.get(&id), comparison.new.get(&id)) else { continue };
            let names = (old.name(&before.id), new.name(&after.id));
            if names.0 == names.1 {
                continue;
            }
            let has_type = kinds::has_type(after) && comparison.new_usage(&id).is_used();
            // Errors are told apart by their names, and elements of XML are called after shapes.
            let features = if after.traits.contains(trait_id::ERROR) { Features::ERROR_NAMES } else { Features::XML };
            let wire = comparison.new_usage(&id).read_by(features).conditional();
            let message = format!("`{id}` is called `{}` within `{}` instead of `{}`", names.1, pair.new.id, names.0);
            changes.push(
                Change::new("rename-changed", Severity::Error, pair.new.id.clone(), message)
                    .help("the name is part of code; it is part of messages for errors and the elements of XML")
                    .at(pair.old.span, pair.new.span)
                    .wire(wire)
                    .rust(if has_type { RustApi::Major } else { RustApi::Patch })
                    .reference("ServiceRename"),
            );
        }
    }
}
