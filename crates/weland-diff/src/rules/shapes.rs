//! Shapes that were added, removed or renamed.

use weland_model::{Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;
use crate::usage::{Features, Usage};
use crate::{kinds, text};

pub(super) fn shapes(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for shape in comparison.pairs.removed.values().filter(|shape| is_told_here(shape)) {
        if shape.traits.contains(trait_id::PRIVATE) {
            continue;
        }
        let is_used = comparison.old_usage(&shape.id).is_used() && kinds::has_type(shape);
        let is_simple = shape.shape_type.is_simple() && !kinds::has_type(shape);
        let change = Change::new(
            "shape-removed",
            if is_simple { Severity::Warning } else { Severity::Error },
            shape.id.clone(),
            format!("the {} was removed", text::shape(shape)),
        );
        changes.push(
            change
                .help(match is_used {
                    true => "the type is gone from generated crates, and code that names it doesn't compile any more",
                    false => {
                        "models that refer to it can't be loaded any more; generated crates don't have it as a type"
                    }
                })
                .at(shape.span, None)
                .rust(if is_used { RustApi::Major } else { RustApi::None })
                .reference(if is_simple { "RemovedShape.ScalarShape" } else { "RemovedShape" }),
        );
    }
    for shape in comparison.pairs.added.values().filter(|shape| is_told_here(shape)) {
        let is_type = comparison.new_usage(&shape.id).is_used() && kinds::has_type(shape);
        changes.push(
            Change::new(
                "shape-added",
                Severity::Note,
                shape.id.clone(),
                format!("the {} was added", text::shape(shape)),
            )
            .at(None, shape.span)
            .rust(if is_type { RustApi::Minor } else { RustApi::None })
            .reference("AddedShape"),
        );
    }
    renamed(comparison, changes);
}

fn renamed(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes().filter(|pair| pair.old.id != pair.new.id && is_told_here(pair.new)) {
        let is_type = kinds::has_type(pair.old) || kinds::has_type(pair.new);
        let has_new_name = is_type && !comparison.code.same_type(pair.old, pair.new);
        let message = format!("the {} is called `{}` now", text::shape(pair.old), pair.new.id);
        // Errors are told apart by their names.
        let is_told = pair.new.traits.contains(trait_id::ERROR) && pair.old.id.name() != pair.new.id.name();
        let usage = if is_told { pair.usage.read_by(Features::ERROR_NAMES) } else { Usage::default() };
        let severity = if has_new_name || usage.is_used() { Severity::Error } else { Severity::Note };
        let change = Change::new("shape-renamed", severity, pair.new.id.clone(), message)
            .at(pair.old.span, pair.new.span)
            .wire(usage.conditional());
        let is_data = pair.new.shape_type.is_data() && pair.usage.is_used();
        changes.push(match has_new_name {
            true => change
                .help("its type in generated crates has another name; `rename` in weland.yaml can keep the old one")
                .rust(if pair.usage.is_used() { RustApi::Major } else { RustApi::None }),
            // Schemas have the name, and those of shapes that are no types are called after it. None of that is API.
            false if is_data && pair.old.id.name() != pair.new.id.name() => change.rust(RustApi::Patch),
            false => change,
        });
    }
}

/// Services, operations and traits have rules of their own.
fn is_told_here(shape: &Shape) -> bool {
    !matches!(shape.shape_type, ShapeType::Service | ShapeType::Operation) && !shape.traits.contains(trait_id::TRAIT)
}
