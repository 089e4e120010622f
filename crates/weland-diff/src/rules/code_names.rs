//! Names in code that differ from those of the model, and are other ones than before.

use weland_model::{Severity, ShapeId, ShapeType, Span};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;
use crate::kinds;
use crate::rust_code::{member_name, shape_name};

pub(super) fn code_names(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    // What has another name in the model is told by other rules.
    for pair in comparison.shapes().filter(|pair| pair.old.id == pair.new.id && pair.usage.is_used()) {
        let has_name = kinds::has_type(pair.new) || pair.new.shape_type == ShapeType::Operation;
        if has_name && !comparison.code.same_type(pair.old, pair.new) {
            let names = (shape_name(pair.old), shape_name(pair.new));
            changes.push(change(pair.new.id.clone(), names, (pair.old.span, pair.new.span)));
        }
    }
    for member in comparison.members() {
        if member.old.name != member.new.name || !member.shapes.usage.is_used() {
            continue;
        }
        let names = (member_name(member.old), member_name(member.new));
        let is_same = match member.shapes.new.shape_type {
            ShapeType::Structure => comparison.code.same_field(member.old, member.new),
            ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => comparison.code.same_variant(names.0, names.1),
            _ => true,
        };
        if !is_same {
            changes.push(change(member.id(), names, (member.old.span, member.new.span)));
        }
    }
}

fn change(id: ShapeId, (before, after): (&str, &str), (old, new): (Span, Span)) -> Change {
    let message = format!("`{id}` is called `{after}` in code instead of `{before}`");
    Change::new("code-name-changed", Severity::Error, id, message)
        .help("messages are the same, but code that uses the old name doesn't compile any more")
        .at(old, new)
        .rust(RustApi::Major)
}
