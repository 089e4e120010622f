//! Members that must be present, or may be null, otherwise than before.

use weland_model::query::presence::Presence;
use weland_model::{Member, Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, MemberPair};
use crate::fields::{self, Field};
use crate::usage::when;

pub(super) fn presence(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for member in comparison.members() {
        if !matches!(member.shapes.new.shape_type, ShapeType::Structure) {
            continue;
        }
        let old = comparison.old_presence(member.shapes.old, member.old);
        let new = comparison.new_presence(member.shapes.new, member.new);
        let fields = (
            fields::old_field(comparison, member.shapes.old, member.old),
            fields::new_field(comparison, member.shapes.new, member.new),
        );
        match (old.required, new.required) {
            (old, new) if old != new && demanded(member.old) == demanded(member.new) => {
                changes.push(other_field(member, fields));
            }
            (false, true) => changes.push(became_required(member, fields)),
            (true, false) => changes.push(became_optional(comparison, member, fields)),
            _ if fields.0.kind != fields.1.kind && !has_other_default(member) => {
                changes.push(other_field(member, fields));
            }
            _ => {}
        }
        changes.extend(nullability(member, old, new));
    }
}

/// What the change of a field means for the crates.
fn rust(member: MemberPair<'_>, (old, new): (Field, Field)) -> RustApi {
    match old.kind == new.kind {
        _ if !member.shapes.usage.is_used() => RustApi::None,
        true => RustApi::Patch,
        false => RustApi::Major,
    }
}

/// Whether requests and responses have to have a member.
fn demanded(member: &Member) -> (bool, bool) {
    let has = |id| member.traits.contains(id);
    let required = has(trait_id::REQUIRED);
    (required && !has(trait_id::OPENAPI_READ_ONLY), required && !has(trait_id::OPENAPI_WRITE_ONLY))
}

fn is_input(shape: &Shape) -> bool {
    shape.traits.contains(trait_id::INPUT)
}

fn became_required(member: MemberPair<'_>, fields: (Field, Field)) -> Change {
    let usage = member.shapes.usage;
    let has_default = fields::default(member.new).is_some();
    let (was, is) = (demanded(member.old), demanded(member.new));
    let wire = Wire {
        old_clients: when(usage.input && !was.0 && is.0 && !has_default, Effect::Breaking),
        new_clients: when(usage.output && !was.1 && is.1 && !has_default, Effect::Breaking),
    };
    let message = format!("the member `{}` is required now", member.id());
    let is_known = !is_input(member.shapes.new) && !member.new.traits.contains(trait_id::CLIENT_OPTIONAL);
    let change = Change::new("member-became-required", Severity::Error, member.id(), message)
        .help("leave it optional, and say in its documentation what happens without it")
        .at(member.old.span, member.new.span)
        .wire(wire)
        .rust(rust(member, fields));
    if is_known { change.reference("ChangedNullability.AddedRequiredTrait") } else { change }
}

fn became_optional(comparison: &Comparison<'_>, member: MemberPair<'_>, fields: (Field, Field)) -> Change {
    let usage = member.shapes.usage;
    let has_default = fields::default(member.new).is_some();
    let (was, is) = (demanded(member.old), demanded(member.new));
    let wire = Wire {
        old_clients: when(usage.output && was.1 && !is.1, Effect::Breaking),
        new_clients: when(usage.input && was.0 && !is.0, Effect::Conditional),
    };
    let target = comparison.new.target(member.new);
    let is_aggregate = target.is_some_and(|it| matches!(it.shape_type, ShapeType::Structure | ShapeType::Union));
    let message = format!("the member `{}` is no longer required", member.id());
    let severity = match (has_default || is_input(member.shapes.new), is_aggregate) {
        (true, _) => Severity::Note,
        (_, true) => Severity::Warning,
        _ => Severity::Error,
    };
    let change = Change::new("member-became-optional", severity, member.id(), message)
        .at(member.old.span, member.new.span)
        .wire(wire)
        .rust(rust(member, fields));
    match severity {
        Severity::Note => change,
        Severity::Warning => change.reference("ChangedNullability.RemovedRequiredTrait.StructureOrUnion"),
        _ => change
            .help("clients rely on it: keep it required, or give it a default")
            .reference("ChangedNullability.RemovedRequiredTrait"),
    }
}

/// Whether the default explains that the field is another one; that is told by the rule for defaults.
fn has_other_default(member: MemberPair<'_>) -> bool {
    fields::default(member.old).is_some() != fields::default(member.new).is_some()
}

/// The same is demanded of messages, but the field is another one.
fn other_field(member: MemberPair<'_>, fields: (Field, Field)) -> Change {
    let (was, is) = (is_input(member.shapes.old), is_input(member.shapes.new));
    let optional = |member: &Member| member.traits.contains(trait_id::CLIENT_OPTIONAL);
    let (severity, reference, why) = match (was, is) {
        (true, false) => (Severity::Error, "ChangedNullability.RemovedInputTrait", "`@input` was removed"),
        (false, true) => (Severity::Danger, "ChangedNullability.AddedInputTrait", "`@input` was added"),
        _ if optional(member.new) && !optional(member.old) => {
            (Severity::Error, "ChangedNullability.AddedNullableTrait", "`@clientOptional` was added")
        }
        _ if optional(member.old) && !optional(member.new) => {
            (Severity::Error, "ChangedNullability", "`@clientOptional` was removed")
        }
        _ if fields.0.is_demanded != fields.1.is_demanded => {
            (Severity::Error, "ChangedNullability", "the structure is part of other messages")
        }
        _ => (Severity::Error, "ChangedNullability", "what it targets is another kind of value"),
    };
    let message = format!(
        "the field of `{}` is {} instead of {}: {why}",
        member.id(),
        fields.1.kind.describe(),
        fields.0.kind.describe()
    );
    Change::new("field-changed", severity, member.id(), message)
        .help("messages are the same, but code that uses the field doesn't compile any more")
        .at(member.old.span, member.new.span)
        .rust(rust(member, fields))
        .reference(reference)
}

fn nullability(member: MemberPair<'_>, old: Presence, new: Presence) -> Option<Change> {
    let usage = member.shapes.usage;
    let (code, severity, words, wire) = match (old.nullable, new.nullable) {
        (false, true) => ("member-became-nullable", Severity::Danger, "may be null now", usage.widened()),
        (true, false) => ("member-became-not-nullable", Severity::Error, "may no longer be null", usage.narrowed()),
        _ => return None,
    };
    let change = Change::new(code, severity, member.id(), format!("the member `{}` {words}", member.id()))
        .help("peers of the other model take null for absence, or refuse it")
        .at(member.old.span, member.new.span)
        .wire(wire);
    Some(change.rust(if usage.is_used() { RustApi::Major } else { RustApi::None }))
}
