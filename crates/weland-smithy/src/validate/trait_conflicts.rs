//! Traits that exclude each other are not applied together.

use std::collections::HashMap;

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Model, Node, Shape, ShapeId, trait_id};

use super::context::{Application, Context};
use weland_model::NameMap;

pub(super) fn check<'a>(context: &Context<'a>, diagnostics: &mut Diagnostics) {
    let mut rules = Rules { model: context.model(), known: HashMap::new() };
    for id in context.trait_ids() {
        let conflicts = rules.of(id).conflicts.and_then(Node::as_array).unwrap_or_default();
        for conflict in conflicts.iter().filter_map(Node::as_str) {
            for Application { shape, traits, applied, .. } in context.applied_or_inherited(id) {
                // In OpenAPI, null is an element like any other.
                if id.as_str() == trait_id::UNIQUE_ITEMS && context.is_openapi(&shape.id) {
                    continue;
                }
                let other = traits.applied(conflict);
                // If each excludes the other, the first one reports.
                let mut is_second =
                    |other: &&'a AppliedTrait| other.id < applied.id && rules.of(&other.id).excludes(&applied.id);
                if let Some(other) = other.filter(|other| !is_second(other)) {
                    report(diagnostics, applied, other);
                }
            }
        }
    }
    let known = context.model().shapes_with_trait(trait_id::TRAIT).map(|shape| &shape.id);
    for (id, place) in known.filter_map(|id| Some((id, rules.of(id).exclusive?))).collect::<Vec<_>>() {
        match place {
            "member" => exclusive_to_members(context, id, diagnostics),
            "target" => exclusive_to_targets(context, id, diagnostics),
            _ => {}
        }
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

/// At most one member of a structure may have the trait.
fn exclusive_to_members(context: &Context<'_>, id: &ShapeId, diagnostics: &mut Diagnostics) {
    let mut first: Option<(&Shape, &Member)> = None;
    for Application { shape, member, .. } in context.applied_or_inherited(id) {
        let Some(member) = member.filter(|_| !context.is_broken(&shape.id)) else { continue };
        match first.filter(|(other, _)| std::ptr::eq(*other, shape)) {
            Some((_, first)) => not_alone(shape, first, member, id, diagnostics),
            None => first = Some((shape, member)),
        }
    }
}

/// At most one member of a structure may target a shape with the trait.
fn exclusive_to_targets(context: &Context<'_>, id: &ShapeId, diagnostics: &mut Diagnostics) {
    // Built-in shapes are targets, too.
    let with_trait = context.model().shapes.values().filter(|shape| shape.traits.contains(id));
    let targets: NameMap<&str, ()> = with_trait.map(|shape| (shape.id.as_str(), ())).collect();
    if targets.is_empty() {
        return;
    }
    for shape in context.shapes().filter(|shape| shape.members.len() > 1) {
        let mut members = shape.members.iter().filter(|member| targets.contains_key(member.target.as_str()));
        let Some(first) = members.next() else { continue };
        for member in members {
            not_alone(shape, first, member, id, diagnostics);
        }
    }
}

fn not_alone(shape: &Shape, first: &Member, member: &Member, id: &ShapeId, diagnostics: &mut Diagnostics) {
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
