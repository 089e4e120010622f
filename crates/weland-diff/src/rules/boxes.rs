//! Members whose values are in a `Box`, or no longer are.

use weland_model::{Severity, ShapeType};

use crate::change::{Change, RustApi};
use crate::compare::Comparison;

pub(super) fn boxes(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    let of = comparison.code.boxed_members;
    let Some((old, new)) = of(comparison.old).zip(of(comparison.new)) else { return };
    if old.is_empty() && new.is_empty() {
        return;
    }
    for member in comparison.members().filter(|member| member.shapes.usage.is_used()) {
        if !matches!(member.shapes.new.shape_type, ShapeType::Structure | ShapeType::Union) {
            continue;
        }
        let id = member.id();
        let was = member.shapes.old.id.with_member(&member.old.name).is_ok_and(|id| old.contains(&id));
        let words = match (was, new.contains(&id)) {
            (false, true) => "is in a `Box` now",
            (true, false) => "is no longer in a `Box`",
            _ => continue,
        };
        changes.push(
            Change::new("box-changed", Severity::Warning, id.clone(), format!("the value of `{id}` {words}"))
                .help("messages are the same, but code that uses the value doesn't compile any more")
                .at(member.old.span, member.new.span)
                .rust(RustApi::Major),
        );
    }
}
