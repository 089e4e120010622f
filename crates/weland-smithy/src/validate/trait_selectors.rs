//! Traits are applied to what the selectors of their definitions pick, and selectors are
//! well-formed.

use std::sync::Arc;

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Node, Shape, ShapeId, trait_id};

use super::context::{Application, Context};
use super::text_span::part;
use crate::selector::{CachedSelector, Selector};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.all_shapes() {
        definition(shape, diagnostics);
    }
    for found in context.applied(trait_id::ID_REF) {
        if let Some(selector) = found.applied.value.get("selector") {
            well_formed(selector, diagnostics);
        }
    }
    for id in context.trait_ids() {
        let Some(selector) = known_selector(context, id) else { continue };
        for Application { number, shape, member, applied, .. } in context.applied(id) {
            // What a syntax error cut short may lack what a selector looks for.
            if context.is_broken(&shape.id) || is_wider(context, id, shape) || selector.picks(context.graph(), number) {
                continue;
            }
            // Selectors look at targets, too; a missing one is reported elsewhere.
            if member.is_none_or(|member| context.target(member).is_some()) {
                report(context, applied, shape, member, diagnostics);
            }
        }
    }
}

/// Whether a trait may be applied to more shapes than its selector picks, since OpenAPI has no such limits.
fn is_wider(context: &Context<'_>, id: &ShapeId, shape: &Shape) -> bool {
    let wider = [trait_id::HTTP_LABEL, trait_id::HTTP_QUERY, trait_id::HTTP_HEADER, trait_id::UNIQUE_ITEMS];
    wider.contains(&id.as_str()) && context.is_openapi(&shape.id)
}

/// The selectors that a definition of a trait has.
fn definition(shape: &Shape, diagnostics: &mut Diagnostics) {
    let Some(definition) = shape.traits.applied(trait_id::TRAIT) else { return };
    if definition.inherited {
        return;
    }
    let validators = shape.traits.get(trait_id::TRAIT_VALIDATORS).and_then(Node::as_object);
    let validators = validators.into_iter().flat_map(|object| object.iter()).map(|(_, validator)| validator);
    for value in std::iter::once(&definition.value).chain(validators) {
        if let Some(selector) = value.get("selector") {
            well_formed(selector, diagnostics);
        }
    }
}

/// Reports what is wrong with a selector.
fn well_formed(selector: &Node, diagnostics: &mut Diagnostics) {
    let Some(text) = selector.as_str() else { return };
    if let Err(error) = Selector::parse(text) {
        let span = part(selector, error.offset()..error.offset());
        let message = format!("invalid selector: {}", error.message());
        diagnostics.push(Diagnostic::error("invalid-selector", span, message).help(error.help()));
    }
}

/// The selector of a trait, unless it picks everything. One that is no selector is reported where
/// it is written.
fn known_selector(context: &Context<'_>, id: &ShapeId) -> Option<Arc<CachedSelector>> {
    let text = selector_of(context, id).filter(|text| *text != "*")?;
    context.selectors.selector(text)
}

/// The selector of a trait, if its definition is known and has one.
fn selector_of<'m>(context: &Context<'m>, id: &ShapeId) -> Option<&'m str> {
    context.model().get(id)?.traits.get(trait_id::TRAIT)?.get_str("selector")
}

fn report(
    context: &Context<'_>,
    applied: &AppliedTrait,
    shape: &Shape,
    member: Option<&Member>,
    diagnostics: &mut Diagnostics,
) {
    let selector = selector_of(context, &applied.id).unwrap_or_default();
    let selector = selector.split_whitespace().collect::<Vec<_>>().join(" ");
    let to = match member {
        Some(member) => format!("member `{}`", member.name),
        None => format!("{} `{}`", shape.shape_type, shape.id),
    };
    let message = format!("trait `{}` can't be applied to {to}", applied.id);
    let lacks_required = member.is_some_and(|member| !member.traits.contains(trait_id::REQUIRED));
    let help = match on_target(context, applied, member) {
        Some(target) => format!("apply it to `{target}`, the target of the member"),
        None if lacks_required && selector.contains("member[trait|required]") => {
            format!("put `@required` on the member, too; its selector is `{selector}`")
        }
        None => format!("remove it, or apply it to what its selector picks: `{selector}`"),
    };
    let place = member.map_or(shape.span, |member| member.span);
    let mut diagnostic = Diagnostic::error("trait-target", applied.span, message).related(place, "it is applied here");
    let definition = context.model().get(&applied.id);
    if let Some(definition) = definition.filter(|definition| !context.model().is_built_in(definition)) {
        diagnostic = diagnostic.related(definition.span, "the trait is defined here");
    }
    diagnostics.push(diagnostic.help(help));
}

/// The target of a member, if it can have the trait, and is the user's to change.
fn on_target<'m>(context: &Context<'m>, applied: &AppliedTrait, member: Option<&Member>) -> Option<&'m ShapeId> {
    let target = context.target(member?)?;
    let number = context.graph().number(&target.id, None)?;
    let fits = context.selectors.picks(context.graph(), selector_of(context, &applied.id)?, number)?;
    (fits && !context.model().is_built_in(target)).then_some(&target.id)
}
