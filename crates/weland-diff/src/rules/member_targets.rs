//! Members whose values are of another shape.

use weland_model::{Severity, ShapeType};

use crate::change::{Change, RustApi, Wire};
use crate::compare::{Comparison, MemberPair};
use crate::kinds::{self, Relation, Targets, has_type};
use crate::usage::Features;

pub(super) fn member_targets(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for member in comparison.members() {
        let is_enum = matches!(member.shapes.new.shape_type, ShapeType::Enum | ShapeType::IntEnum);
        if !is_enum && !comparison.pairs.same(&member.old.target, &member.new.target) {
            changes.extend(change(comparison, member));
        }
    }
}

fn change<'m>(comparison: &Comparison<'m>, member: MemberPair<'m>) -> Option<Change> {
    let (old, new) = (member.old, member.new);
    let (from, to) = (comparison.old.target(old)?, comparison.new.target(new)?);
    let mut targets = Targets::new(comparison);
    let usage = member.usage;
    let (wire, words) = match targets.relation(&old.target, &new.target) {
        Relation::Same => (Wire::COMPATIBLE, "their values are the same"),
        Relation::Wider => (usage.widened(), "the new one has more values"),
        Relation::Narrower if kinds::holds_numbers(comparison.new, to) => {
            (usage.cut(), "the new one holds fewer values")
        }
        Relation::Narrower => (usage.narrowed(), "the new one has fewer values"),
        Relation::Other => (usage.rewritten(), "their values have nothing in common"),
    };
    let by_form = usage.read_by(Features::WHOLE_NUMBERS);
    let wire = if kinds::is_other_number(from, to) { wire.max(by_form.rewritten()) } else { wire };
    let rust = match targets.same_rust_type(&old.target, &new.target) {
        _ if !member.shapes.usage.is_used() => RustApi::None,
        true => RustApi::Patch,
        false => RustApi::Major,
    };
    let is_significant = from.shape_type != to.shape_type || has_type(from) || from.shape_type > ShapeType::Map;
    let severity = match is_significant || rust == RustApi::Major {
        true => Severity::Error,
        false if wire == Wire::COMPATIBLE => Severity::Note,
        false => Severity::Warning,
    };
    let message = format!(
        "the type of `{}` changed from `{}` ({}) to `{}` ({}): {words}",
        member.id(),
        from.id,
        from.shape_type,
        to.id,
        to.shape_type
    );
    let change = Change::new("member-type-changed", severity, member.id(), message)
        .at(old.target_span, new.target_span)
        .wire(wire)
        .rust(rust)
        .reference("ChangedMemberTarget");
    Some(match severity {
        Severity::Error => change.help("add a member of the new type, and deprecate this one"),
        _ => change,
    })
}
