//! The authentication schemes of services, and which of them operations accept.

use std::collections::BTreeSet;

use weland_model::query::{auth, operations};
use weland_model::{AppliedTrait, Model, Severity, Shape, ShapeId, ShapeType, Span, trait_id};

use crate::change::{Change, Effect, RustApi, Wire};
use crate::compare::{Comparison, Pair};
use crate::text;

pub(super) fn auth(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        let (old, new) = (auth::schemes(comparison.old, pair.old), auth::schemes(comparison.new, pair.new));
        let bound: Vec<_> = operations_of(comparison, pair)
            .map(|operation| {
                (operation, auth_of(&old, pair.old, operation.old), auth_of(&new, pair.new, operation.new))
            })
            .collect();
        schemes(pair, &old, &new, &bound, changes);
        alternatives(pair, &auth_of(&old, pair.old, pair.old), &auth_of(&new, pair.new, pair.new), changes);
        let is_own =
            |shape: &Shape| [trait_id::AUTH, trait_id::OPTIONAL_AUTH].iter().any(|id| shape.traits.contains(*id));
        for (operation, old, new) in bound.iter().filter(|(pair, ..)| is_own(pair.old) || is_own(pair.new)) {
            alternatives(*operation, old, new, changes);
        }
    }
}

/// The operations that a service has in both models.
pub(super) fn operations_of<'m>(comparison: &Comparison<'m>, service: Pair<'m>) -> impl Iterator<Item = Pair<'m>> {
    let bound = (ids(comparison.old, service.old), ids(comparison.new, service.new));
    let all = comparison.shapes_of(ShapeType::Operation);
    all.filter(move |operation| bound.0.contains(&operation.old.id) && bound.1.contains(&operation.new.id))
}

/// The ids of the operations of a service.
fn ids<'m>(model: &'m Model, service: &'m Shape) -> BTreeSet<&'m ShapeId> {
    operations::operations(model, service).into_iter().map(|operation| &operation.id).collect()
}

/// Whether the trait configures a scheme, which this rule tells of.
pub(super) fn is_scheme(model: &Model, id: &str) -> bool {
    model.get(id).is_some_and(|definition| definition.traits.contains(trait_id::AUTH_DEFINITION))
}

fn schemes(
    pair: Pair<'_>,
    old: &[&AppliedTrait],
    new: &[&AppliedTrait],
    operations: &[(Pair<'_>, Accepted, Accepted)],
    changes: &mut Vec<Change>,
) {
    let id = &pair.new.id;
    // What it means where the scheme is accepted.
    let wire = |scheme: &AppliedTrait| {
        let is_for = |accepted: &Accepted| accepted.names.iter().any(|name| scheme.id == **name);
        let met = operations.iter().filter(|(_, old, new)| is_for(old) != is_for(new));
        met.fold(Wire::COMPATIBLE, |wire, (_, old, new)| wire.max(old.wire(new)))
    };
    for scheme in old.iter().filter(|scheme| !new.iter().any(|other| other.id == scheme.id)) {
        let message = format!("`{id}` no longer has the authentication scheme `{}`", scheme.id);
        changes.push(
            Change::new("auth-scheme-removed", Severity::Error, id.clone(), message)
                .help("old clients may have no other way to authenticate; keep it as long as they are in use")
                .at(scheme.span, pair.new.span)
                .wire(wire(scheme))
                .rust(RustApi::Major)
                .reference(format!("TraitBreakingChange.Remove.{}", scheme.id)),
        );
    }
    for scheme in new {
        match old.iter().find(|other| other.id == scheme.id) {
            None => changes.push(
                Change::new(
                    "auth-scheme-added",
                    Severity::Note,
                    id.clone(),
                    format!("`{id}` got the authentication scheme `{}`", scheme.id),
                )
                .help("old servers don't accept it")
                .at(pair.old.span, scheme.span)
                .wire(wire(scheme))
                .rust(RustApi::Minor),
            ),
            Some(other) if other.value != scheme.value => {
                let (from, to) = (text::value(&other.value), text::value(&scheme.value));
                let message =
                    format!("the authentication scheme `{}` of `{id}` changed from {from} to {to}", scheme.id);
                changes.push(
                    Change::new("auth-scheme-changed", Severity::Danger, id.clone(), message)
                        .help("peers of the other model sign or send something else")
                        .at(other.span, scheme.span)
                        .wire(Wire::BREAKING)
                        .rust(RustApi::Patch),
                );
            }
            Some(_) => {}
        }
    }
}

/// How callers of an operation may authenticate.
struct Accepted {
    /// The ids of schemes, in order of preference; `none` at the end stands for callers that don't.
    names: Vec<String>,
    span: Span,
}

impl Accepted {
    /// Whether whoever calls is served, with any credentials or none: those that nobody asks for are passed over.
    fn is_open(&self) -> bool {
        self.names.iter().any(|name| name == ANONYMOUS)
    }

    /// Whether it accepts each of the ways of others, and whether any.
    fn covers(&self, sent: &Self) -> (bool, bool) {
        let is_known = |name: &String| self.is_open() || self.names.contains(name);
        (sent.names.iter().all(is_known), sent.names.iter().any(is_known))
    }

    /// What becomes of clients that authenticate as one of both accepts, if servers accept the other.
    fn wire(&self, new: &Self) -> Wire {
        Wire {
            // Any of them may be what an old client has.
            old_clients: if new.covers(self).0 { Effect::Compatible } else { Effect::Breaking },
            new_clients: match self.covers(new) {
                (true, _) => Effect::Compatible,
                (_, true) => Effect::Conditional,
                // They have nothing that an old server accepts.
                _ => Effect::Breaking,
            },
        }
    }
}

/// What stands for callers that don't authenticate.
const ANONYMOUS: &str = "none";

fn auth_of<'m>(schemes: &[&'m AppliedTrait], service: &'m Shape, shape: &'m Shape) -> Accepted {
    let found = auth::alternatives(schemes, service, shape);
    let mut names: Vec<String> = found.schemes.iter().map(|scheme| scheme.id.to_string()).collect();
    if found.anonymous {
        names.push(ANONYMOUS.to_owned());
    }
    Accepted { names, span: found.source.map_or(shape.span, |source| source.span) }
}

fn alternatives(pair: Pair<'_>, old: &Accepted, new: &Accepted, changes: &mut Vec<Change>) {
    let own = |shape: &Shape| shape.traits.get(trait_id::AUTH).cloned();
    let (old_trait, new_trait) = (own(pair.old), own(pair.new));
    if old.names == new.names && old_trait == new_trait {
        return;
    }
    // Without the trait, a scheme that comes or goes is all that there is to tell.
    let is_stated = [&old_trait, &new_trait].iter().any(|own| own.is_some());
    let has_optional = |shape: &Shape| shape.traits.contains(trait_id::OPTIONAL_AUTH);
    if !is_stated && has_optional(pair.old) == has_optional(pair.new) {
        return;
    }
    let kind = match (&old_trait, &new_trait) {
        (None, Some(_)) => "ModifiedTrait.Add.smithy.api#auth",
        (Some(_), None) => "ModifiedTrait.Remove.smithy.api#auth",
        (Some(old), Some(new)) if old != new => "ModifiedTrait.Update.smithy.api#auth",
        _ => "TraitBreakingChange.Remove.smithy.api#optionalAuth",
    };
    let lost = old.names.iter().any(|name| !new.names.contains(name));
    let gained = new.names.iter().any(|name| !old.names.contains(name));
    let message = format!(
        "the authentication of `{}` changed from {} to {}",
        pair.new.id,
        text::list(old.names.iter().map(String::as_str)),
        text::list(new.names.iter().map(String::as_str))
    );
    // Clients take the first scheme that they have.
    let wire = if lost || gained { old.wire(new) } else { Wire::CONDITIONAL };
    let change =
        Change::new("auth-changed", if lost { Severity::Danger } else { Severity::Note }, pair.new.id.clone(), message)
            .at(old.span, new.span)
            .wire(if pair.usage.is_used() { wire } else { Wire::COMPATIBLE })
            .rust(match pair.usage.is_used() {
                // Servers have a constant for each scheme of the service.
                true if pair.new.shape_type == ShapeType::Service && gained => RustApi::Minor,
                true => RustApi::Patch,
                false => RustApi::None,
            })
            .reference(kind);
    changes.push(match lost {
        true if new.is_open() => change.help("make sure that nobody has to be known by now"),
        true => change.help("accept what old clients send as long as they are in use"),
        false => change,
    });
}
