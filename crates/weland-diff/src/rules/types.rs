//! Shapes that have become another type.

use weland_model::{Severity, ShapeType};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;
use crate::kinds;
use crate::kinds::{Relation, of_types};
use crate::usage::Features;

pub(super) fn types(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes().filter(|pair| pair.old.shape_type != pair.new.shape_type) {
        let (before, after) = (pair.old.shape_type, pair.new.shape_type);
        let wire = match of_types(pair.old, pair.new) {
            Relation::Same => Default::default(),
            Relation::Wider => pair.usage.widened(),
            Relation::Narrower if kinds::is_number(after) => pair.usage.cut(),
            Relation::Narrower => pair.usage.narrowed(),
            Relation::Other => pair.usage.rewritten(),
        };
        let by_form = pair.usage.read_by(Features::WHOLE_NUMBERS);
        let wire = if kinds::is_other_number(pair.old, pair.new) { wire.max(by_form.rewritten()) } else { wire };
        let was_enum = before == ShapeType::String && after == ShapeType::Enum;
        // A string with `@enum` is the same as the enum that it has become.
        let is_same = was_enum && kinds::has_type(pair.old);
        let message = format!("`{}` was a {before} and is a {after} now", pair.new.id);
        let change = Change::new(
            "shape-type-changed",
            if is_same { Severity::Note } else { Severity::Error },
            pair.new.id.clone(),
            message,
        );
        changes.push(
            change
                .help("define another shape, and use it in new members")
                .at(pair.old.span, pair.new.span)
                .wire(wire)
                .rust(match (pair.usage.is_used(), is_same) {
                    (true, false) => RustApi::Major,
                    (true, true) => RustApi::Patch,
                    _ => RustApi::None,
                })
                .reference("ChangedShapeType"),
        );
    }
}
