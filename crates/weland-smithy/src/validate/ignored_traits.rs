//! Traits that mean something in messages alone are applied to members of messages.

use weland_model::{Diagnostic, Diagnostics, Member, Severity, Shape, ShapeId, ShapeType, trait_id};

use super::context::{Application, Context};
use crate::selector::Relation;

/// How a structure must be used for the trait of a member to mean something, and what that is called.
type Use = (&'static [Relation], &'static str);

const IN_INPUT: Use = (&[Relation::Input], "the input of an operation");
const IN_OUTPUT: Use = (&[Relation::Output, Relation::Error], "the output of an operation, or an error");
const IN_MESSAGE: Use =
    (&[Relation::Input, Relation::Output, Relation::Error], "the input or output of an operation, or an error");

const TRAITS: [(&str, Use); 8] = [
    (trait_id::HTTP_LABEL, IN_INPUT),
    (trait_id::HTTP_QUERY, IN_INPUT),
    (trait_id::HTTP_QUERY_PARAMS, IN_INPUT),
    (trait_id::IDEMPOTENCY_TOKEN, IN_INPUT),
    (trait_id::HTTP_RESPONSE_CODE, IN_OUTPUT),
    (trait_id::HTTP_HEADER, IN_MESSAGE),
    (trait_id::HTTP_PREFIX_HEADERS, IN_MESSAGE),
    (trait_id::HTTP_PAYLOAD, IN_MESSAGE),
];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for (id, wanted) in TRAITS {
        for found in context.applied_or_inherited(id) {
            let is_mixin = found.shape.traits.contains(trait_id::MIXIN);
            if !is_mixin && found.shape.shape_type == ShapeType::Structure {
                member(context, &found, wanted, diagnostics);
            }
        }
    }
    let mut last = None;
    for Application { shape, member, .. } in context.applied_or_inherited(trait_id::HTTP_QUERY_PARAMS) {
        // A second such member is reported as such.
        let is_first = last.replace(&shape.id) != Some(&shape.id);
        if let Some(member) = member.filter(|_| is_first && !context.is_broken(&shape.id)) {
            parameters(shape, member, diagnostics);
        }
    }
}

fn member(context: &Context<'_>, found: &Application<'_>, (wanted, role): Use, diagnostics: &mut Diagnostics) {
    let Some(member) = found.member else { return };
    let Some(number) = context.graph().number(&found.shape.id, None) else { return };
    let is_wanted = |relation: &Relation| wanted.contains(relation);
    let others = || context.graph().backward(number).filter(|(relation, _)| !is_wanted(relation));
    let Some((relation, user)) = others().next() else { return };
    let Some((user, user_member)) = context.graph().node(user) else { return };
    let (name, shape) = (found.applied.id.name(), &found.shape.id);
    let is_used = context.graph().backward(number).any(|(relation, _)| is_wanted(&relation));
    let message = match is_used {
        true => format!("`@{name}` of member `{}` is ignored where `{shape}` isn't {role}", member.name),
        false => format!("`@{name}` of member `{}` is ignored, since `{shape}` isn't {role}", member.name),
    };
    let place = match relation {
        Relation::Target => "a member targets the structure here",
        Relation::Input => "it is an input here",
        Relation::Output => "it is an output here",
        Relation::Error => "it is an error here",
        _ => "it is used here",
    };
    let help = match is_used {
        true => "use another structure there, or remove the trait",
        false => "remove the trait, or move the member",
    };
    diagnostics.push(
        Diagnostic::warning("ignored-binding", found.applied.span, message)
            .related(user_member.map_or(user.span, |member| member.span), place)
            .help(help)
            .reference(reference(&found.applied.id, wanted)),
    );
}

fn reference(id: &ShapeId, wanted: &[Relation]) -> &'static str {
    match wanted {
        _ if *id == trait_id::IDEMPOTENCY_TOKEN => "IdempotencyTokenIgnored",
        [Relation::Input] => "HttpBindingTraitIgnored.Input",
        [Relation::Output, ..] => "HttpBindingTraitIgnored.Output",
        _ => "HttpBindingTraitIgnored.TopLevel",
    }
}

/// A member that takes all parameters takes those of other members, too.
fn parameters(shape: &Shape, all: &Member, diagnostics: &mut Diagnostics) {
    let other = shape.members.iter().find(|member| member.traits.contains(trait_id::HTTP_QUERY));
    let Some(other) = other else { return };
    let message = format!("the query parameter of `{}` can be given in `{}`, too", other.name, all.name);
    diagnostics.push(
        Diagnostic::new(Severity::Note, "ambiguous-binding", message)
            .at(all.span)
            .related(other.span, "the other member")
            .help("tell users of the API which of the two they should use")
            .reference("HttpQueryParamsTrait"),
    );
}
