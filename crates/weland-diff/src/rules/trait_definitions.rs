//! Definitions of traits.

use weland_model::{Severity, Shape, trait_id};

use crate::change::Change;
use crate::compare::Comparison;

pub(super) fn trait_definitions(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let is_trait = |shape: &&&Shape| shape.traits.contains(trait_id::TRAIT);
    for shape in comparison.pairs.removed.values().filter(is_trait) {
        let message = format!("the trait `{}` is no longer defined", shape.id);
        changes.push(
            Change::new("trait-definition-removed", Severity::Error, shape.id.clone(), message)
                .help("models that apply it can't be loaded any more")
                .at(shape.span, None)
                .reference("RemovedTraitDefinition"),
        );
    }
    for shape in comparison.pairs.added.values().filter(is_trait) {
        let message = format!("the trait `{}` was defined", shape.id);
        changes.push(
            Change::new("trait-definition-added", Severity::Note, shape.id.clone(), message)
                .at(None, shape.span)
                .reference("AddedTraitDefinition"),
        );
    }
}
