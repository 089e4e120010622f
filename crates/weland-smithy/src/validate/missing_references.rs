//! Members that look like the identifier of a resource say so.

use std::collections::{BTreeSet, HashMap};

use weland_model::{Diagnostic, Diagnostics, Member, Node, Shape, Traits, trait_id};

use super::context::Context;
use weland_model::NameMap;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut known: NameMap<(&str, &str), Vec<&Shape>> = NameMap::default();
    for resource in context.shapes() {
        for identifier in resource.as_resource().into_iter().flat_map(|data| &data.identifiers) {
            known.entry((&*identifier.name, identifier.target.id.as_str())).or_default().push(resource);
        }
    }
    if known.is_empty() {
        return;
    }
    let mut reached = Reached { context, resources: HashMap::new() };
    for shape in context.shapes() {
        for member in shape.members.iter().filter(|member| !member.is_inherited()) {
            let Some(resources) = known.get(&(&*member.name, member.target.as_str())) else { continue };
            let is_string = context.target(member).is_some_and(|target| target.shape_type.is_string());
            if is_string && let Some(resource) = reached.unsaid(shape, member, resources) {
                report(member, resource, diagnostics);
            }
        }
    }
}

fn report(member: &Member, resource: &Shape, diagnostics: &mut Diagnostics) {
    let (name, id) = (&member.name, &resource.id);
    let message = format!("member `{name}` looks like the identifier of `{id}`, but nothing says so");
    diagnostics.push(
        Diagnostic::warning("missing-reference", member.span, message)
            .related(resource.span, "the resource")
            .help(format!("put `@references([{{ resource: {} }}])` on the structure", id.name())),
    );
}

/// The shapes that resources reach, which belong to them anyway.
struct Reached<'c, 'a> {
    context: &'c Context<'a>,
    resources: HashMap<&'a str, BTreeSet<u32>>,
}

impl<'a> Reached<'_, 'a> {
    /// The first of the resources that a member seems to identify.
    fn unsaid(&mut self, shape: &Shape, member: &Member, resources: &[&'a Shape]) -> Option<&'a Shape> {
        let is_said = |resource: &Shape| {
            references(&member.traits, shape, resource) || references(&shape.traits, shape, resource)
        };
        let number = self.context.graph().number(&shape.id, None)?;
        // Several resources can have the same identifier; the member is that of one.
        let is_known = resources.iter().any(|resource| is_said(resource) || self.belongs(number, resource));
        resources.first().copied().filter(|_| !is_known)
    }

    /// Whether a shape is part of what a resource, or a parent of it, is made of.
    fn belongs(&mut self, number: u32, resource: &'a Shape) -> bool {
        let graph = self.context.graph();
        let Some(own) = graph.number(&resource.id, None) else { return false };
        let parents = graph.bound(own).filter_map(|parent| graph.node(parent)).map(|(shape, _)| shape);
        let mut owners = std::iter::once(resource).chain(parents.filter(|shape| shape.as_resource().is_some()));
        owners.any(|resource| {
            let reached = self.resources.entry(resource.id.as_str());
            reached
                .or_insert_with(|| graph.reachable(graph.number(&resource.id, None).into_iter().collect()))
                .contains(&number)
        })
    }
}

/// Whether `@references` names a resource.
fn references(traits: &Traits, shape: &Shape, resource: &Shape) -> bool {
    let references = traits.get(trait_id::REFERENCES).and_then(Node::as_array).unwrap_or_default();
    let mut named = references.iter().filter_map(|reference| reference.get_str("resource"));
    let is_relative = shape.id.namespace() == resource.id.namespace();
    named.any(|name| resource.id == *name || (is_relative && *name == *resource.id.name()))
}
