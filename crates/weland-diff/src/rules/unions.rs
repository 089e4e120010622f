//! Members of unions.

use weland_model::{Member, Severity, ShapeType, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, Pair, member_id};

pub(super) fn unions(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Union) {
        let rust = |level| if pair.usage.is_used() { level } else { RustApi::None };
        for old in pair.old.members.iter().filter(|member| pair.new.member(&member.name).is_none()) {
            let message = format!("{} was removed", describe(pair, old, &pair.new.id));
            changes.push(
                Change::new("union-member-removed", Severity::Error, member_id(pair.old, old), message)
                    .help("keep it and mark it as `@deprecated`")
                    .at(old.span, pair.new.span)
                    .wire(pair.usage.narrowed())
                    .rust(rust(RustApi::Major))
                    .reference("RemovedShape"),
            );
        }
        for new in pair.new.members.iter().filter(|member| pair.old.member(&member.name).is_none()) {
            let message = format!("{} was added", describe(pair, new, &pair.new.id));
            let change = Change::new("union-member-added", Severity::Note, member_id(pair.new, new), message);
            let change = match pair.usage.output {
                true => {
                    change.help("old clients receive it as a member that they don't know: check that they cope with it")
                }
                false => change,
            };
            changes.push(
                change
                    .at(pair.old.span, new.span)
                    .wire(pair.usage.widened())
                    .rust(rust(RustApi::Minor))
                    .reference("AddedShape"),
            );
        }
    }
}

/// What a member of a union stands for.
fn describe(pair: Pair<'_>, member: &Member, union: &weland_model::ShapeId) -> String {
    let is = |id| pair.new.traits.contains(id);
    let text = |id| member.traits.get(id).and_then(|node| node.as_str());
    if is(trait_id::OPENAPI_BY_MEDIA_TYPE) {
        let media_type = text(trait_id::OPENAPI_CONTENT).or_else(|| text(trait_id::MEDIA_TYPE)).unwrap_or(&member.name);
        return format!("the media type `{media_type}` of the body `{union}`");
    }
    if is(trait_id::OPENAPI_BY_STATUS) {
        return format!("the response `{}` of `{union}`", member.name);
    }
    format!("the member `{}` of the union `{union}`", member.name)
}
