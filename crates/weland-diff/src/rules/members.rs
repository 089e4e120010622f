//! Members of structures that were added, removed or renamed.

use weland_model::{Member, Severity, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair, member_id};
use crate::fields::{self, FieldKind};
use crate::usage::when;

pub(super) fn members(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Structure) {
        let renamed: Vec<(&Member, &Member)> =
            pair.old.members.iter().filter_map(|old| Some((old, comparison.renamed(pair, old)?))).collect();
        for old in pair.old.members.iter().filter(|member| pair.new.member(&member.name).is_none()) {
            changes.push(match renamed.iter().find(|(from, _)| from.name == old.name) {
                Some((_, new)) => rename(comparison, pair, old, new),
                None => removed(comparison, pair, old),
            });
        }
        let is_new = |member: &&Member| {
            pair.old.member(&member.name).is_none() && !renamed.iter().any(|(_, to)| to.name == member.name)
        };
        changes.extend(pair.new.members.iter().filter(is_new).map(|new| added(comparison, pair, new)));
    }
}

fn rename(comparison: &Comparison<'_>, pair: Pair<'_>, old: &Member, new: &Member) -> Change {
    let message = format!("the member `{}` of `{}` is called `{}` now", old.name, pair.new.id, new.name);
    Change::new("member-renamed", Severity::Error, member_id(pair.new, new), message)
        .help("messages are the same, but the field has another name; `rename` in weland.yaml can keep the old one")
        .at(old.span, new.span)
        .rust(match comparison.code.same_field(old, new) {
            _ if !pair.usage.is_used() => RustApi::None,
            true => RustApi::Patch,
            false => RustApi::Major,
        })
        .reference("RemovedShape")
}

fn removed(comparison: &Comparison<'_>, pair: Pair<'_>, old: &Member) -> Change {
    let usage = pair.usage.of_member(old);
    let was_required = comparison.old_presence(pair.old, old).required && fields::default(old).is_none();
    // A value that nobody reads is ignored, unless the shape takes no other members.
    let ignored = if is_closed(pair.new) { Effect::Breaking } else { Effect::Conditional };
    let missing = if was_required { Effect::Breaking } else { Effect::Conditional };
    let wire = Wire {
        old_clients: when(usage.input, ignored).max(when(usage.output, missing)),
        new_clients: when(usage.input && was_required, Effect::Breaking),
    };
    let message = format!("the member `{}` of `{}` was removed", old.name, pair.new.id);
    Change::new("member-removed", Severity::Error, member_id(pair.old, old), message)
        .help("keep it and mark it as `@deprecated`")
        .at(old.span, pair.new.span)
        .wire(wire)
        .rust(if pair.usage.is_used() { RustApi::Major } else { RustApi::None })
        .reference("RemovedShape")
}

fn added(comparison: &Comparison<'_>, pair: Pair<'_>, new: &Member) -> Change {
    let usage = pair.usage.of_member(new);
    let is_required = comparison.new_presence(pair.new, new).required;
    let has_default = fields::default(new).is_some();
    let field = fields::new_field(comparison, pair.new, new);
    let demanded = is_required && !has_default;
    // What old peers don't know they ignore, unless their shape takes no other members.
    let ignored = if is_closed(pair.old) { Effect::Breaking } else { Effect::Conditional };
    let wire = Wire {
        old_clients: when(usage.input && demanded, Effect::Breaking)
            .max(when(usage.output && is_closed(pair.old), Effect::Conditional)),
        new_clients: when(usage.input, ignored).max(when(usage.output && demanded, Effect::Breaking)),
    };
    let rust = match field.kind {
        _ if !pair.usage.is_used() => RustApi::None,
        FieldKind::Required => RustApi::Major,
        _ => RustApi::Minor,
    };
    let kind = if is_required { "required member" } else { "member" };
    let message = format!("the {kind} `{}` was added to `{}`", new.name, pair.new.id);
    let id = member_id(pair.new, new);
    let change = match demanded {
        true => Change::new("required-member-added", Severity::Error, id, message)
            .help("make it optional, or give it a default")
            .reference("AddedRequiredMember"),
        false => Change::new("member-added", Severity::Note, id, message).reference("AddedShape"),
    };
    change.at(pair.old.span, new.span).wire(wire).rust(rust)
}

/// Whether values have no members but those that the model states.
fn is_closed(shape: &weland_model::Shape) -> bool {
    shape.traits.contains(trait_id::OPENAPI_CLOSED)
}
