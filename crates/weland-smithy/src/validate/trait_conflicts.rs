//! Traits that exclude each other are not applied together.

use std::collections::{BTreeMap, HashMap};

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Model, Node, Shape, ShapeId, trait_id};

use super::context::Context;

pub(super) fn check<'a>(context: &Context<'a>, diagnostics: &mut Diagnostics) {
    let mut rules = Rules { model: context.model(), known: HashMap::new() };
    for (_, _, traits) in context.traits() {
        for applied in traits {
            let conflicts = rules.of(&applied.id).conflicts.and_then(Node::as_array);
            for conflict in conflicts.unwrap_or_default() {
                let other = conflict.as_str().and_then(|id| traits.applied(id));
                // If each excludes the other, the first one reports.
                let mut is_second =
                    |other: &&'a AppliedTrait| other.id < applied.id && rules.of(&other.id).excludes(&applied.id);
                if let Some(other) = other.filter(|other| !is_second(other)) {
                    report(diagnostics, applied, other);
                }
            }
        }
    }
    for shape in context.shapes() {
        exclusive(context, &mut rules, shape, diagnostics);
    }
}

/// What definitions of traits exclude.
struct Rules<'a> {
    model: &'a Model,
    known: HashMap<&'a ShapeId, Rule<'a>>,
}

#[derive(Clone, Copy)]
struct Rule<'a> {
    conflicts: Option<&'a Node>,
    exclusive: Option<&'a str>,
}

impl<'a> Rules<'a> {
    fn of(&mut self, id: &'a ShapeId) -> Rule<'a> {
        *self.known.entry(id).or_insert_with(|| {
            let definition = self.model.get(id).and_then(|shape| shape.traits.get(trait_id::TRAIT));
            Rule {
                conflicts: definition.and_then(|definition| definition.get("conflicts")),
                exclusive: definition.and_then(|definition| definition.get_str("structurallyExclusive")),
            }
        })
    }
}

impl Rule<'_> {
    fn excludes(&self, other: &ShapeId) -> bool {
        let conflicts = self.conflicts.and_then(Node::as_array).unwrap_or_default();
        conflicts.iter().any(|id| id.as_str() == Some(other.as_str()))
    }
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
fn exclusive<'a>(context: &Context<'a>, rules: &mut Rules<'a>, shape: &'a Shape, diagnostics: &mut Diagnostics) {
    let mut users: BTreeMap<&ShapeId, &Member> = BTreeMap::new();
    for member in &shape.members {
        let own = member.traits.iter().map(|applied| (applied, "member"));
        let target = context.target(member);
        let of_target = target.into_iter().flat_map(|target| target.traits.iter());
        for (applied, place) in own.chain(of_target.map(|applied| (applied, "target"))) {
            let id = &applied.id;
            if rules.of(id).exclusive != Some(place) {
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
