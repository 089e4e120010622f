//! Operations of resources bind the identifiers that they need, and lifecycle operations do what
//! their name says.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::query::operations::{self, BoundShape};
use weland_model::{
    Diagnostic, Diagnostics, Member, NamedTarget, ResourceData, Shape, ShapeId, ShapeType, Span, Target, trait_id,
};

use super::context::Context;

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
    if resource.identifiers.is_empty() {
        return;
    }
    let lifecycle = || resource.lifecycle();
    let is_collection = |name: &str| matches!(name, "create" | "list");
    let instance = lifecycle().filter(|(name, _)| !is_collection(name)).map(|(_, target)| target);
    for target in instance.chain(&resource.operations) {
        let missing = missing(context, target, &resource.identifiers);
        if let Some(identifier) = missing.first() {
            let message =
                format!("`{}` does not bind the identifier `{}` of `{}`", target.id, identifier.name, shape.id);
            let help = format!(
                "give its input a required member `{}` that targets `{}`, or one with `@resourceIdentifier`",
                identifier.name, identifier.target.id
            );
            report(target.span, message, identifier, &help, diagnostics);
        }
    }
    let collection = lifecycle().filter(|(name, _)| is_collection(name)).map(|(_, target)| target);
    for target in collection.chain(&resource.collection_operations) {
        let is_known = context.whole(target).is_some_and(|operation| operation.as_operation().is_some());
        if is_known && missing(context, target, &resource.identifiers).is_empty() {
            let message =
                format!("`{}` works on the collection, but binds all identifiers of `{}`", target.id, shape.id);
            if let Some(identifier) = resource.identifiers.last() {
                let help = "bind it as an operation on an instance, or take an identifier out of its input";
                report(target.span, message, identifier, help, diagnostics);
            }
        }
    }
}

fn report(span: Span, message: String, identifier: &NamedTarget, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::error("identifier-binding", span, message)
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
    let mut users: BTreeMap<&ShapeId, &Shape> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for BoundShape { parent, target } in operations::resources(context.graph(), service) {
        let first = users.entry(&target.id).or_insert(parent);
        if first.id != parent.id && reported.insert(&target.id) {
            let message = format!("resource `{}` has two parents: `{}` and `{}`", target.id, first.id, parent.id);
            diagnostics.push(
                Diagnostic::error("resource-bound-twice", target.span, message)
                    .related(service.span, "both are part of this service")
                    .help("bind it to one of the two alone"),
            );
        }
    }
}

/// Within a service, each operation is bound to the service or to one resource.
fn operations_bound_once<'a>(context: &Context<'a>, service: &'a Shape, diagnostics: &mut Diagnostics) {
    let mut users: BTreeMap<&ShapeId, &Shape> = BTreeMap::new();
    for BoundShape { parent, target } in operations::bound_operations(context.graph(), service) {
        let first = users.entry(&target.id).or_insert(parent);
        if first.id != parent.id {
            let message = format!("operation `{}` is bound to both `{}` and `{}`", target.id, first.id, parent.id);
            diagnostics.push(
                Diagnostic::error("operation-bound-twice", target.span, message)
                    .related(service.span, "both are part of this service")
                    .help("bind it to one of the two alone"),
            );
        }
    }
}
