//! What the definition of a trait forbids to the shapes that have the trait.

use weland_model::query::Shapes;
use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Node, Severity, Shape, trait_id};

use super::context::{Application, Context};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for id in context.trait_ids() {
        let Some(definition) = context.graph().shape(id) else { continue };
        let validators = definition.traits.get(trait_id::TRAIT_VALIDATORS).and_then(Node::as_object);
        for (name, validator) in validators.into_iter().flat_map(|validators| validators.iter()) {
            // Only the authors of a trait know what its checks are called.
            let help = match context.model().is_built_in(definition) {
                true => format!("change it, or remove `@{}`", id.name()),
                false => format!("change it, or remove the trait; the check is named `{name}`"),
            };
            let whole = context.applied_or_inherited(id).filter(|found| !context.is_broken(&found.shape.id));
            for Application { number, applied, .. } in whole {
                one(context, number, applied, &help, (name, validator), diagnostics);
            }
        }
    }
}

fn one(
    context: &Context<'_>,
    start: u32,
    applied: &AppliedTrait,
    help: &str,
    (name, validator): (&str, &Node),
    diagnostics: &mut Diagnostics,
) {
    // A selector that is none is reported where it is written.
    let selector = validator.get_str("selector").and_then(|text| context.selectors.selector(text));
    let Some(selector) = selector else { return };
    let severity = match validator.get_str("severity") {
        Some("NOTE") => Severity::Note,
        Some("WARNING") => Severity::Warning,
        Some("DANGER") => Severity::Danger,
        _ => Severity::Error,
    };
    for found in selector.selector().select_from(context.graph(), start) {
        let Some((shape, member)) = context.graph().node(found) else { continue };
        let span = member.map_or(shape.span, |member| member.span);
        if context.model().is_built_in(shape) {
            continue;
        }
        let reason = validator.get_str("message").unwrap_or("the definition of the trait forbids it");
        let message = format!("{} isn't compatible with `{}`: {reason}", describe(shape, member), applied.id);
        diagnostics.push(
            Diagnostic::new(severity, "trait-validator", message)
                .at(span)
                .related(applied.span, "the trait is applied here")
                .help(help)
                .reference(name),
        );
    }
}

fn describe(shape: &Shape, member: Option<&weland_model::Member>) -> String {
    match member {
        Some(member) => format!("member `{}` of `{}`", member.name, shape.id),
        None => format!("`{}`", shape.id),
    }
}
