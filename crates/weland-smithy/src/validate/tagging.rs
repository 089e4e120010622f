//! Tags of AWS resources can be set, removed and listed: by operations of the service for all of them, or of the resource.

mod operations;

use std::collections::BTreeMap;

use weland_model::query::Shapes;
use weland_model::query::operations::resources;
use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Node, Severity, Shape, ShapeId, trait_id};

use super::context::Context;
use operations::{Role, configured, is_name_of_tags, takes_arn, takes_property};

/// What the reference implementation calls problems of the operations, and of the service as a whole.
const OPERATION: &str = "ServiceTagging";
const SERVICE: &str = "TagEnabledService";

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let is_used = |id| context.applied_or_inherited(id).next().is_some();
    if !is_used(trait_id::AWS_API_TAGGABLE) && !is_used(trait_id::AWS_API_TAG_ENABLED) {
        return;
    }
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        check_service(context, service, diagnostics);
    }
    for taggable in context.applied(trait_id::AWS_API_TAGGABLE) {
        if let Some(property) = taggable.applied.value.get("property") {
            check_property(context, taggable.shape, property, diagnostics);
        }
    }
}

fn check_service<'a>(context: &Context<'a>, service: &'a Shape, diagnostics: &mut Diagnostics) {
    let bound = resources(context.graph(), service).filter_map(|bound| context.whole(bound.target));
    let resources: BTreeMap<&ShapeId, &Shape> = bound.map(|resource| (&resource.id, resource)).collect();
    let enabled = service.traits.applied(trait_id::AWS_API_TAG_ENABLED);
    let has_operations = enabled.is_some_and(|enabled| has_operations(context, service, enabled, diagnostics));
    let mut tagged = resources.values().filter_map(|resource| resource.traits.applied(trait_id::AWS_API_TAGGABLE));
    match (enabled, tagged.next()) {
        (None, Some(taggable)) => {
            let message = format!("`{}` has resources with `@taggable`, but has no `@tagEnabled`", service.id);
            diagnostics.push(
                Diagnostic::warning("tag-enabled", service.span, message)
                    .related(taggable.span, "a resource with tags")
                    .help("put `@tagEnabled` on the service"),
            );
        }
        (Some(enabled), None) => {
            let message = format!("`{}` has `@tagEnabled`, but none of its resources has `@taggable`", service.id);
            let help = "put `@taggable` on the resources that can have tags, or remove `@tagEnabled`";
            diagnostics.push(Diagnostic::error("tag-enabled", enabled.span, message).help(help));
        }
        _ => {}
    }
    for resource in resources.values().filter(|resource| resource.as_resource().is_some()) {
        check_resource(context, service, resource, has_operations, diagnostics);
    }
}

// --- the operations of a service

/// Whether the service has all three operations; reports what is wrong with them.
fn has_operations<'a>(
    context: &Context<'a>,
    service: &'a Shape,
    enabled: &'a AppliedTrait,
    diagnostics: &mut Diagnostics,
) -> bool {
    let bound = service.as_service().into_iter().flat_map(|data| &data.operations);
    let bound = bound.filter_map(|target| context.graph().shape(&target.id)).collect();
    let mut rule = OfService { context, service, enabled, bound, diagnostics };
    // Each of them is judged.
    let is_complete = Role::ALL.map(|role| rule.has(role)) == [true; 3];
    if !is_complete && enabled.value.get("disableDefaultOperations").and_then(Node::as_bool) != Some(true) {
        let message = format!("tags cannot be set, removed and listed through `{}` as a whole", service.id);
        let help = "complete the operations, or state that there are none, with `disableDefaultOperations: true`";
        rule.report(Severity::Warning, SERVICE, message, help, None);
    }
    is_complete
}

struct OfService<'c, 'a, 'd> {
    context: &'c Context<'a>,
    service: &'a Shape,
    enabled: &'a AppliedTrait,
    /// The operations that are bound to the service itself.
    bound: Vec<&'a Shape>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> OfService<'_, 'a, '_> {
    fn report(&mut self, severity: Severity, id: &str, message: String, help: &str, of: Option<&Shape>) {
        let diagnostic = Diagnostic::new(severity, "tag-operation", message).at(self.enabled.span);
        let diagnostic = diagnostic.help(help).reference(id);
        self.diagnostics.push(match of {
            Some(operation) => diagnostic.related(operation.span, "the operation"),
            None => diagnostic,
        });
    }

    fn has(&mut self, role: Role) -> bool {
        let named = configured(self.context, self.service, self.enabled.value.get("apiConfig"), role);
        let by_name = self.bound.iter().find(|operation| operation.id.name() == role.name()).copied();
        if let (Some(named), Some(by_name)) = (named, by_name)
            && named.id != by_name.id
        {
            let (name, key) = (&named.id, role.key());
            let message = format!("`{}` is passed over, since `{key}` names `{name}` in its place", by_name.id);
            let help = format!("remove `{key}` or one of the two operations: tools know `{}` by its name", role.name());
            self.report(Severity::Warning, SERVICE, message, &help, Some(by_name));
        }
        let operation = match named {
            Some(named) => self.bound.iter().find(|operation| operation.id == named.id).copied(),
            None => by_name,
        };
        let Some(operation) = operation else {
            let name = named.map_or(role.name(), |named| named.id.name());
            let message = format!("`{}` has no operation `{name}`", self.service.id);
            let help = format!("list it under the operations of the service, or name another one as `{}`", role.key());
            self.report(Severity::Warning, OPERATION, message, &help, None);
            return false;
        };
        let fits = role.fits(self.context, operation) && takes_arn(self.context, operation);
        if !fits {
            let message = format!("`{}` does not have the members that `{}` needs", operation.id, role.name());
            self.report(Severity::Danger, OPERATION, message, role.needs(), Some(operation));
        }
        fits
    }
}

// --- resources

fn check_resource(
    context: &Context<'_>,
    service: &Shape,
    resource: &Shape,
    by_service: bool,
    diagnostics: &mut Diagnostics,
) {
    let arn = resource.traits.applied(trait_id::AWS_API_ARN);
    let Some(taggable) = resource.traits.applied(trait_id::AWS_API_TAGGABLE) else {
        if let Some(arn) = arn.filter(|_| by_service) {
            let message = format!(
                "`{}` has an ARN, and `{}` sets tags by ARN, but it has no `@taggable`",
                resource.id, service.id
            );
            let help = "put `@taggable` on the resource, or suppress this if it has no tags";
            diagnostics.push(Diagnostic::warning("missing-taggable", arn.span, message).help(help));
        }
        return;
    };
    let config = taggable.value.get("apiConfig");
    let property = taggable.value.get_str("property");
    let by_itself = Role::ALL.into_iter().all(|role| {
        let operation = configured(context, resource, config, role);
        let takes = |operation| property.is_some_and(|property| takes_property(context, operation, property));
        operation.is_some_and(|operation| role.fits(context, operation) && (role != Role::Tag || takes(operation)))
    });
    match (by_service, by_itself) {
        (true, false) if arn.is_none() => {
            let message = format!("`{}` sets tags by ARN, but `{}` has no ARN", service.id, resource.id);
            diagnostics.push(
                Diagnostic::error("untaggable-resource", taggable.span, message)
                    .help("put `@arn` on the resource, or name operations of its own with `apiConfig`"),
            );
        }
        (false, false) => {
            let message = format!("neither `{}` nor `{}` has operations for its tags", resource.id, service.id);
            diagnostics.push(
                Diagnostic::new(Severity::Danger, "untaggable-resource", message)
                    .at(taggable.span)
                    .related(service.span, "the service")
                    .help(
                        "complete the operations of the service, or name operations of the resource with `apiConfig`",
                    ),
            );
        }
        _ => {}
    }
}

fn check_property(context: &Context<'_>, resource: &Shape, property: &Node, diagnostics: &mut Diagnostics) {
    let Some(name) = property.as_str() else { return };
    if !is_name_of_tags(name) {
        let message = format!("tools that look for tags do not expect the name `{name}`");
        let help = "call the property `tags`";
        diagnostics.push(Diagnostic::warning("tag-property-name", property.span, message).help(help));
    }
    let Some(data) = resource.as_resource() else { return };
    let is_replaced = !resource.traits.contains(trait_id::NO_REPLACE);
    let changing = data.update.iter().chain(data.put.iter().filter(|_| is_replaced));
    for operation in changing.filter_map(|target| context.whole(target)) {
        if takes_property(context, operation, name) {
            let message = format!(
                "`{}` changes tags, which can change who has access, along with other properties",
                operation.id
            );
            diagnostics.push(
                Diagnostic::new(Severity::Danger, "tags-on-update", message)
                    .at(operation.span)
                    .related(property.span, "the property with the tags")
                    .help("leave changes of tags to the operations for tags"),
            );
        }
    }
}
