//! Operations that work on a resource are bound to it, not to the service.

use weland_model::query::operations::resources;
use weland_model::{Diagnostic, Diagnostics, Shape, Target, trait_id};

use super::context::Context;
use weland_model::NameMap;

/// The first resource of a service that has an identifier with a name and a target.
type Identifiers<'a> = NameMap<(&'a str, &'a str), &'a Shape>;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes() {
        let Some(data) = service.as_service() else { continue };
        let mut identifiers: Identifiers<'_> = NameMap::default();
        for resource in resources(context.graph(), service).filter_map(|bound| context.whole(bound.target)) {
            for identifier in resource.as_resource().into_iter().flat_map(|data| &data.identifiers) {
                identifiers.entry((&identifier.name, identifier.target.id.as_str())).or_insert(resource);
            }
        }
        for target in data.operations.iter().filter(|_| !identifiers.is_empty()) {
            operation(context, service, target, &identifiers, diagnostics);
        }
    }
}

fn operation(
    context: &Context<'_>,
    service: &Shape,
    target: &Target,
    identifiers: &Identifiers<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(operation) = context.whole(target) else { return };
    let Some(data) = operation.as_operation() else { return };
    let messages = [&data.input, &data.output].into_iter().filter_map(|target| context.whole(target));
    let mut members = messages.flat_map(|message| &message.members);
    let found = members.find_map(|member| {
        let resource = identifiers.get(&(&*member.name, member.target.as_str()))?;
        member.traits.contains(trait_id::REQUIRED).then_some((member, *resource))
    });
    let Some((member, resource)) = found else { return };
    let message = format!(
        "`{}` is bound to the service, though its member `{}` identifies a `{}`",
        operation.id,
        member.name,
        resource.id.name()
    );
    diagnostics.push(
        Diagnostic::warning("service-bound-operation", operation.span, message)
            .related(target.span, format!("it is bound to `{}` here", service.id))
            .related(resource.span, "the resource")
            .help("bind it to the resource, if that is what it works on")
            .reference(format!("ServiceBoundResourceOperation.{}.{}", service.id, operation.id.name())),
    );
}
