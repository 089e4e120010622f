//! What `@paginated` names exists, and is of the right type.

use weland_model::query::pagination::{PageProperty, PaginatedTrait};
use weland_model::{Diagnostic, Diagnostics, Member, Node, Severity, Shape, ShapeType, Span, closest, trait_id};

use super::context::Context;

const TOKENS: &[ShapeType] = &[ShapeType::String, ShapeType::Map];
const ITEMS: &[ShapeType] = &[ShapeType::List, ShapeType::Map];
const SIZES: &[ShapeType] = &[ShapeType::Byte, ShapeType::Short, ShapeType::Integer, ShapeType::Long];

/// Types that are allowed, but that few clients can page with.
const DOUBTFUL: [(PageProperty, ShapeType); 5] = [
    (PageProperty::InputToken, ShapeType::Map),
    (PageProperty::OutputToken, ShapeType::Map),
    (PageProperty::PageSize, ShapeType::Byte),
    (PageProperty::PageSize, ShapeType::Short),
    (PageProperty::PageSize, ShapeType::Long),
];

/// The types that the target of a property's member may have.
fn types(property: PageProperty) -> &'static [ShapeType] {
    match property {
        PageProperty::InputToken | PageProperty::OutputToken => TOKENS,
        PageProperty::Items => ITEMS,
        PageProperty::PageSize => SIZES,
    }
}

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes().filter(|shape| shape.as_operation().is_some()) {
        let Some(pagination) = PaginatedTrait::of(operation, None) else { continue };
        let before = diagnostics.len();
        for property in PageProperty::ALL {
            if let Some(path) = pagination.own_path(property) {
                named(context, operation, property, path, path.span, diagnostics);
            }
        }
        if diagnostics.len() == before {
            in_services(context, operation, diagnostics);
        }
    }
}

/// Within a service, its `@paginated` gives what the operation's leaves out.
fn in_services(context: &Context<'_>, operation: &Shape, diagnostics: &mut Diagnostics) {
    for service in context.operations().services(&operation.id) {
        let Some(pagination) = PaginatedTrait::of(operation, Some(service)) else { return };
        let span = pagination.applied.span;
        let left_out = PageProperty::ALL.into_iter().filter(|property| pagination.own_path(*property).is_none());
        for property in left_out {
            if let Some(path) = pagination.path(property) {
                named(context, operation, property, path, span, diagnostics);
            } else if matches!(property, PageProperty::InputToken | PageProperty::OutputToken) {
                let name = property.as_str();
                let message = format!("neither `{}` nor its service `{}` gives `{name}`", operation.id, service.id);
                diagnostics.push(
                    Diagnostic::error("invalid-pagination", span, message)
                        .related(service.span, "the service")
                        .help(format!("write `@paginated({name}: \"...\")` on one of the two")),
                );
            }
        }
    }
}

/// Judges the member that a property names.
fn named(
    context: &Context<'_>,
    operation: &Shape,
    property: PageProperty,
    path: &Node,
    span: Span,
    diagnostics: &mut Diagnostics,
) {
    let (Some(text), Some(data)) = (path.as_str(), operation.as_operation()) else { return };
    let name = property.as_str();
    let mut report = |message: String, help: String| {
        diagnostics.push(Diagnostic::error("invalid-pagination", span, message).help(help));
    };
    let (target, role) = match property.is_in_output() {
        true => (&data.output, "output"),
        false => (&data.input, "input"),
    };
    if !property.is_in_output() && text.contains('.') {
        let message = format!("`{name}` must name a member of the input, but `{text}` is a path");
        return report(message, "name a top-level member of the input".to_owned());
    }
    let Some(structure) = context.whole(target) else { return };
    let Ok(member) = resolve(context, structure, text) else { return };
    let Some(member) = member else {
        let message = format!("`{name}` names `{text}`, but the {role} of `{}` has no such member", operation.id);
        let names = structure.members.iter().map(|member| &*member.name);
        let help = match closest(text, names) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("add the member to `{}`, or name another one", structure.id),
        };
        return report(message, help);
    };
    if property != PageProperty::Items && member.traits.contains(trait_id::REQUIRED) {
        required(property, text, span, diagnostics);
    }
    let Some(target) = context.model().target(member) else { return };
    if DOUBTFUL.contains(&(property, target.shape_type)) {
        let message = format!("the target of the `{name}` member `{text}` is of type {}", target.shape_type);
        let help = match property {
            PageProperty::PageSize => "target an integer, which generators of clients expect",
            _ => "target a string, which generators of clients expect",
        };
        let danger = Diagnostic::new(Severity::Danger, "invalid-pagination", message).at(span);
        diagnostics.push(danger.help(help).reference(format!("PaginatedTrait.WrongShapeType.{name}")));
    }
    let fits = |wanted: &ShapeType| match wanted {
        ShapeType::String => target.shape_type.is_string(),
        _ => *wanted == target.shape_type,
    };
    if !types(property).iter().any(fits) {
        let wanted: Vec<&str> = types(property).iter().map(|shape_type| shape_type.as_str()).collect();
        let message = format!("the target of the `{name}` member `{text}` is of type {}", target.shape_type);
        let help = format!("target one of: {}", wanted.join(", "));
        diagnostics.push(Diagnostic::error("invalid-pagination", span, message).help(help));
    }
}

/// Reports a member that is required, but may be absent from the first request or the last response.
fn required(property: PageProperty, text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let severity = match property {
        PageProperty::InputToken => Severity::Error,
        PageProperty::OutputToken => Severity::Danger,
        _ => Severity::Warning,
    };
    let what = match property {
        PageProperty::InputToken => "can't be required: the first request has no token",
        PageProperty::OutputToken => "shouldn't be required: the last page has no token",
        _ => "shouldn't be required: the service can choose a size",
    };
    let message = format!("the `{}` member `{text}` {what}", property.as_str());
    let diagnostic = Diagnostic::new(severity, "invalid-pagination", message).at(span);
    let reference = format!("PaginatedTrait.ShouldNotBeRequired.{}", property.as_str());
    diagnostics.push(diagnostic.help("remove `@required` from the member").reference(reference));
}

/// What a syntax error cut short is on the way.
struct Broken;

/// The member at the end of a path such as `result.items`.
fn resolve<'m>(context: &Context<'m>, structure: &'m Shape, path: &str) -> Result<Option<&'m Member>, Broken> {
    let mut member = None;
    let mut shape = Some(structure);
    for name in path.split('.') {
        if shape.is_some_and(|shape| context.is_broken(&shape.id)) {
            return Err(Broken);
        }
        member = shape.and_then(|shape| shape.member(name));
        shape = member.and_then(|member| context.target(member));
    }
    Ok(member)
}
