//! Operations of resources bind the identifiers that they need, and lifecycle operations do what
//! their name says.

use std::collections::BTreeMap;

use weland_model::query::Shapes;
use weland_model::query::operations::{self, BoundShape};
use weland_model::{Diagnostic, Diagnostics, Member, NamedTarget, ResourceData, Shape, ShapeType, Target, trait_id};

use super::context::{Context, alike};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        if shape.shape_type == ShapeType::Structure {
            explicit_bindings(shape, diagnostics);
        }
        if shape.as_service().is_some() {
            bound_once(context, shape, diagnostics);
            operations_bound_once(context, shape, diagnostics);
        }
        let Some(resource) = shape.as_resource() else { continue };
        children(context, shape, resource, diagnostics);
        lifecycle(context, resource, diagnostics);
        bindings(context, shape, resource, diagnostics);
        if operations::resources(context.graph(), shape).any(|bound| bound.target.id == shape.id) {
            let message = format!("resource `{}` is below itself", shape.id);
            diagnostics.push(
                Diagnostic::error("resource-cycle", shape.span, message)
                    .help("remove one of the resources on the way from `resources`"),
            );
        }
    }
}

/// Each identifier is bound by one member alone.
fn explicit_bindings(shape: &Shape, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Member> = BTreeMap::new();
    for member in &shape.members {
        let Some(applied) = member.traits.applied(trait_id::RESOURCE_IDENTIFIER) else { continue };
        let Some(name) = applied.value.as_str() else { continue };
        let Some(first) = seen.insert(name, member) else { continue };
        let message =
            format!("members `{}` and `{}` are both bound to the identifier `{name}`", first.name, member.name);
        diagnostics.push(
            Diagnostic::error("identifier-binding", applied.span, message)
                .related(first.span, "the other member")
                .help("bind one of the two to another identifier"),
        );
    }
    if !seen.is_empty() {
        overridden(shape, &seen, diagnostics);
    }
}

/// A member that is named like an identifier is none if another member is bound to that.
fn overridden(shape: &Shape, bound: &BTreeMap<&str, &Member>, diagnostics: &mut Diagnostics) {
    for member in shape.members.iter().filter(|member| !member.traits.contains(trait_id::RESOURCE_IDENTIFIER)) {
        let Some(other) = bound.get(&*member.name) else { continue };
        let message = format!("member `{}` isn't the identifier, since `{}` is bound to it", member.name, other.name);
        diagnostics.push(
            Diagnostic::warning("overridden-identifier", member.span, message)
                .related(other.span, "the other member")
                .help("rename one of the two, or remove `@resourceIdentifier`"),
        );
    }
}

/// Children have the identifiers of their parent.
fn children(context: &Context<'_>, shape: &Shape, resource: &ResourceData, diagnostics: &mut Diagnostics) {
    for target in &resource.resources {
        let Some(child) = context.whole(target) else { continue };
        let Some(data) = child.as_resource() else { continue };
        for identifier in &resource.identifiers {
            let found = data.identifiers.iter().find(|known| known.name == identifier.name);
            let fits = found.is_some_and(|found| found.target.id == identifier.target.id);
            if fits {
                continue;
            }
            let wanted = format!("{}: {}", identifier.name, identifier.target.id.name());
            let message = format!("`{}` lacks the identifier `{wanted}` of its parent `{}`", child.id, shape.id);
            let span = found.map_or(child.span, |found| found.name_span);
            diagnostics.push(
                Diagnostic::error("identifier-binding", span, message)
                    .related(identifier.name_span, "the identifier of the parent")
                    .help(format!("write `{wanted}` in the identifiers of the child")),
            );
        }
    }
}

/// What lifecycle operations must be, and what they can't be.
fn lifecycle(context: &Context<'_>, resource: &ResourceData, diagnostics: &mut Diagnostics) {
    for (name, target) in resource.lifecycle() {
        let operation = context.whole(target).filter(|shape| shape.as_operation().is_some());
        let Some(operation) = operation else { continue };
        let is = |id: &str| operation.traits.contains(id);
        let mut wrong = |what: &str, help: &str| {
            let message = format!("`{}` is bound to `{name}`, and {what}", operation.id);
            diagnostics.push(
                Diagnostic::error("lifecycle-operation", target.span, message)
                    .related(operation.span, "the operation")
                    .help(help),
            );
        };
        let reads = matches!(name, "read" | "list");
        if reads && !is(trait_id::READONLY) {
            wrong("must be read-only", "put `@readonly` on the operation");
        }
        if !reads && is(trait_id::READONLY) {
            wrong("can't be read-only", "remove `@readonly` from the operation, or bind another one");
        }
        if matches!(name, "put" | "delete") && !is(trait_id::IDEMPOTENT) {
            wrong("must be idempotent", "put `@idempotent` on the operation");
        }
    }
}

/// Instance operations bind all identifiers, collection operations all but some of their own.
fn bindings(context: &Context<'_>, shape: &Shape, resource: &ResourceData, diagnostics: &mut Diagnostics) {
    let Some(last) = resource.identifiers.last() else { return };
    let lifecycle = || resource.lifecycle();
    let is_collection = |name: &str| matches!(name, "create" | "list");
    let instance = lifecycle().filter(|(name, _)| !is_collection(name)).map(|(_, target)| target);
    for target in instance.chain(&resource.operations) {
        let missing = missing(context, target, &resource.identifiers);
        if let Some(identifier) = missing.first() {
            let what = format!("does not bind the identifier `{}`", identifier.name);
            let help = format!(
                "give its input a required member `{}` that targets `{}`, or one with `@resourceIdentifier`",
                identifier.name, identifier.target.id
            );
            misbound(context, shape, target, &what, identifier, &help, diagnostics);
        }
    }
    let collection = lifecycle().filter(|(name, _)| is_collection(name)).map(|(_, target)| target);
    for target in collection.chain(&resource.collection_operations) {
        let is_known = context.whole(target).is_some_and(|operation| operation.as_operation().is_some());
        if is_known && missing(context, target, &resource.identifiers).is_empty() {
            let help = "bind it as an operation on an instance, or take an identifier out of its input";
            let what = "works on the collection, but binds all identifiers";
            misbound(context, shape, target, what, last, help, diagnostics);
        }
    }
}

fn misbound(
    context: &Context<'_>,
    resource: &Shape,
    target: &Target,
    what: &str,
    identifier: &NamedTarget,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let Some(operation) = context.whole(target) else { return };
    diagnostics.push(
        Diagnostic::error("identifier-binding", operation.span, format!("`{}` {what} of `{}`", target.id, resource.id))
            .related(target.span, "it is bound here")
            .related(identifier.name_span, "the identifier")
            .help(help),
    );
}

/// The identifiers that the input of an operation does not bind.
fn missing<'r>(context: &Context<'_>, operation: &Target, identifiers: &'r [NamedTarget]) -> Vec<&'r NamedTarget> {
    let data = context.whole(operation).and_then(Shape::as_operation);
    let Some(input) = data.and_then(|data| context.whole(&data.input)) else { return Vec::new() };
    let binds = |identifier: &NamedTarget| {
        let explicit =
            |member: &&Member| member.traits.get_str(trait_id::RESOURCE_IDENTIFIER) == Some(&*identifier.name);
        let implicit = input.member(&identifier.name).filter(|member| member.traits.contains(trait_id::REQUIRED));
        let member = input.members.iter().find(explicit).or(implicit);
        member.is_some_and(|member| member.target == identifier.target.id)
    };
    identifiers.iter().filter(|identifier| !binds(identifier)).collect()
}

/// Within a service, each resource has one parent.
fn bound_once<'a>(context: &Context<'a>, service: &'a Shape, diagnostics: &mut Diagnostics) {
    let resources = operations::resources(context.graph(), service).map(|bound| (&bound.target.id, bound));
    for bindings in alike(resources) {
        let Some((resource, first, second)) = two_parents(context, &bindings) else { continue };
        let (one, other) = (&first.parent.id, &second.parent.id);
        let message = format!("resource `{}` has two parents: `{one}` and `{other}`", resource.id);
        bound_again("resource-bound-twice", resource, [first, second], message, diagnostics);
    }
}

/// What is bound, and the first two of its bindings if they are to different parents.
fn two_parents<'a>(
    context: &Context<'a>,
    bindings: &[BoundShape<'a>],
) -> Option<(&'a Shape, BoundShape<'a>, BoundShape<'a>)> {
    let first = bindings.first()?;
    let second = bindings.iter().find(|bound| bound.parent.id != first.parent.id)?;
    Some((context.graph().shape(&first.target.id)?, *first, *second))
}

fn bound_again(
    code: &'static str,
    shape: &Shape,
    [first, second]: [BoundShape<'_>; 2],
    message: String,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.push(
        Diagnostic::error(code, shape.span, message)
            .related(first.target.span, "it is bound here")
            .related(second.target.span, "and here")
            .help("remove it from one of the two"),
    );
}

/// Within a service, each operation is bound to the service or to one resource.
fn operations_bound_once<'a>(context: &Context<'a>, service: &'a Shape, diagnostics: &mut Diagnostics) {
    let bound = operations::bound_operations(context.graph(), service).into_iter();
    for bindings in alike(bound.map(|bound| (&bound.target.id, bound))) {
        let Some((operation, first, second)) = two_parents(context, &bindings) else { continue };
        let (one, other) = (&first.parent.id, &second.parent.id);
        let message = format!("operation `{}` is bound to both `{one}` and `{other}`", operation.id);
        bound_again("operation-bound-twice", operation, [first, second], message, diagnostics);
    }
}
