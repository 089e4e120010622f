//! Traits that exclude each other are not applied together.

use std::collections::BTreeMap;

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Model, Node, Shape, ShapeId, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    for (_, _, traits) in context.traits() {
        for applied in traits {
            let conflicts = property(model, &applied.id, "conflicts").and_then(Node::as_array);
            for conflict in conflicts.unwrap_or_default() {
                let other = conflict.as_str().and_then(|id| traits.applied(id));
                // If each excludes the other, the first one reports.
                let is_second = |other: &&AppliedTrait| other.id < applied.id && excludes(model, other, applied);
                if let Some(other) = other.filter(|other| !is_second(other)) {
                    report(diagnostics, applied, other);
                }
            }
        }
    }
    for shape in context.shapes() {
        exclusive(model, shape, diagnostics);
    }
}

fn excludes(model: &Model, applied: &AppliedTrait, other: &AppliedTrait) -> bool {
    let conflicts = property(model, &applied.id, "conflicts").and_then(Node::as_array);
    let mut conflicts = conflicts.into_iter().flatten();
    conflicts.any(|id| id.as_str() == Some(other.id.as_str()))
}

/// A property of the `@trait` of a trait's definition.
fn property<'m>(model: &'m Model, id: &ShapeId, name: &str) -> Option<&'m Node> {
    model.get(id)?.traits.get(trait_id::TRAIT)?.get(name)
}

fn report(diagnostics: &mut Diagnostics, applied: &AppliedTrait, other: &AppliedTrait) {
    let message = format!("trait `{}` can't be applied together with `{}`", applied.id, other.id);
    diagnostics.push(
        Diagnostic::error("trait-conflict", applied.span, message)
            .related(other.span, "the other trait")
            .help("remove one of the two"),
    );
}

/// At most one member of a structure may have a trait, or target a shape with it.
fn exclusive(model: &Model, shape: &Shape, diagnostics: &mut Diagnostics) {
    let mut users: BTreeMap<&ShapeId, &Member> = BTreeMap::new();
    for member in &shape.members {
        let own = member.traits.iter().map(|applied| (applied, "member"));
        let target = model.target(member);
        let of_target = target.into_iter().flat_map(|target| target.traits.iter());
        for (applied, place) in own.chain(of_target.map(|applied| (applied, "target"))) {
            let id = &applied.id;
            let exclusive = property(model, id, "structurallyExclusive").and_then(Node::as_str);
            if exclusive != Some(place) {
                continue;
            }
            let Some(first) = users.get(id) else {
                users.insert(id, member);
                continue;
            };
            let message = format!(
                "members `{}` and `{}` of `{}` both have trait `{id}`; only one may",
                first.name, member.name, shape.id
            );
            diagnostics.push(
                Diagnostic::error("trait-conflict", member.span, message)
                    .related(first.span, "the other member")
                    .help("remove the trait from one of the two"),
            );
        }
    }
}
