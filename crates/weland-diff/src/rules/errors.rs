//! The errors of operations and services.

use weland_model::{Severity, Shape, ShapeType, Target};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, Pair};

pub(super) fn errors(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for shape_type in [ShapeType::Service, ShapeType::Operation] {
        for pair in comparison.shapes_of(shape_type) {
            compare(comparison, pair, changes);
        }
    }
}

fn errors_of(shape: &Shape) -> &[Target] {
    let of_operation = shape.as_operation().map(|data| &data.errors);
    let found = of_operation.or_else(|| shape.as_service().map(|data| &data.errors));
    found.map(Vec::as_slice).unwrap_or_default()
}

fn compare(comparison: &Comparison<'_>, pair: Pair<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (errors_of(pair.old), errors_of(pair.new));
    let what = if pair.new.shape_type == ShapeType::Service { "Service" } else { "Operation" };
    let rust = |level| if pair.usage.is_used() { level } else { RustApi::None };
    for gone in old.iter().filter(|error| !new.iter().any(|other| comparison.pairs.same(&error.id, &other.id))) {
        let message = format!("`{}` no longer fails with `{}`", pair.new.id, gone.id);
        changes.push(
            Change::new("error-removed", Severity::Warning, pair.new.id.clone(), message)
                .help("code that handles it doesn't compile any more; keep it in the model")
                .at(gone.span, pair.new.span)
                .wire(pair.usage.conditional_for_new_clients())
                .rust(rust(RustApi::Major))
                .reference(format!("Removed{what}Error.{}", gone.id.name())),
        );
    }
    for added in new.iter().filter(|error| !old.iter().any(|other| comparison.pairs.same(&other.id, &error.id))) {
        let message = format!("`{}` may fail with `{}` now", pair.new.id, added.id);
        changes.push(
            Change::new("error-added", Severity::Warning, pair.new.id.clone(), message)
                .help("old clients don't know it: respond with it only to requests that use what is new")
                .at(pair.old.span, added.span)
                .wire(pair.usage.conditional_for_old_clients())
                .rust(rust(RustApi::Minor))
                .reference(format!("Added{what}Error.{}", added.id.name())),
        );
    }
}
