//! Within a service, the names of shapes are unique, whatever their namespace and case.

use std::collections::HashSet;

use weland_model::query::Shapes;
use weland_model::query::closure::named_shapes;
use weland_model::query::names::ServiceNames;
use weland_model::{
    AppliedTrait, Diagnostic, Diagnostics, Member, ServiceData, Severity, Shape, ShapeType, Span, Traits,
    is_identifier, trait_id,
};

use super::context::{Context, alike, each_with_another};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes() {
        let Some(data) = service.as_service() else {
            continue;
        };
        let closure = named_shapes(context.graph(), service, context.operations().operations(&service.id));
        renames(context, service, data, &closure, diagnostics);
        let names = ServiceNames::new(service);
        // Names of OpenAPI have nothing to do with those of the prelude.
        let closure =
            closure.into_iter().filter(|shape| !context.is_openapi(&service.id) || !context.model().is_built_in(shape));
        let own = |shape: &Shape| !context.model().is_built_in(shape);
        for shapes in alike(closure.map(|shape| (names.name(&shape.id).to_ascii_lowercase(), shape))) {
            for (shape, other) in each_with_another(&shapes).filter(|(shape, _)| own(shape)) {
                if let Some(severity) = conflict(context, shape, other) {
                    report(diagnostics, severity, service, shape, other, own(other));
                }
            }
        }
    }
}

fn report(
    diagnostics: &mut Diagnostics,
    severity: Severity,
    service: &Shape,
    shape: &Shape,
    other: &Shape,
    is_own: bool,
) {
    let message = format!("`{}` and `{}` have the same name within service `{}`", shape.id, other.id, service.id);
    let mut diagnostic = Diagnostic::new(severity, "conflicting-names", message).at(shape.span);
    if is_own {
        diagnostic = diagnostic.related(other.span, "the other shape");
    }
    diagnostics.push(
        diagnostic
            .related(service.span, "the service")
            .help("give one of the two another name with the service's `rename`"),
    );
}

/// How bad it is that two shapes share a name. Simple shapes that are defined alike may do so,
/// which is worth a note; lists should not, others must not.
fn conflict(context: &Context<'_>, a: &Shape, b: &Shape) -> Option<Severity> {
    let (mut a, mut b) = (a, b);
    let mut is_list = false;
    let mut seen = HashSet::new();
    loop {
        if a.shape_type != b.shape_type || !same_traits(&a.traits, &b.traits) {
            return Some(Severity::Error);
        }
        match a.shape_type {
            // Lists can contain themselves.
            ShapeType::List if seen.insert(&a.id) => is_list = true,
            ShapeType::List => return Some(Severity::Warning),
            simple if simple.is_simple() && same_members(a, b) => {
                return Some(if is_list { Severity::Warning } else { Severity::Note });
            }
            _ => return Some(Severity::Error),
        }
        let (Some(x), Some(y)) = (a.member("member"), b.member("member")) else { return None };
        if !same_traits(&x.traits, &y.traits) {
            return Some(Severity::Error);
        }
        if x.target == y.target {
            return Some(Severity::Warning);
        }
        // A missing target is reported elsewhere.
        (a, b) = context.target(x).zip(context.target(y))?;
    }
}

fn same_traits(a: &Traits, b: &Traits) -> bool {
    let same = |(a, b): (&AppliedTrait, &AppliedTrait)| a.id == b.id && a.value == b.value;
    a.len() == b.len() && a.iter().zip(b).all(same)
}

fn same_members(a: &Shape, b: &Shape) -> bool {
    let same = |(a, b): (&Member, &Member)| a.name == b.name && same_traits(&a.traits, &b.traits);
    a.members.len() == b.members.len() && a.members.iter().zip(&b.members).all(same)
}

/// What is renamed is part of the service, can be renamed, and gets another name.
fn renames(
    context: &Context<'_>,
    service: &Shape,
    data: &ServiceData,
    closure: &[&Shape],
    diagnostics: &mut Diagnostics,
) {
    for rename in &data.rename {
        let mut report = |span: Span, message: String, help: &str| {
            diagnostics.push(Diagnostic::error("invalid-rename", span, message).help(help));
        };
        let id = &rename.from.id;
        if !is_identifier(&rename.to) {
            let message = format!("`{}` isn't a valid shape name", rename.to);
            report(rename.to_span, message, "use letters, digits and underscores, with a letter first");
        } else if *rename.to == *id.name() {
            report(rename.to_span, format!("`{id}` has this name already"), "remove the entry, or choose another name");
        }
        // A missing shape is reported elsewhere.
        let Some(shape) = context.graph().shape(id) else { continue };
        if closure.binary_search_by_key(&id, |shape| &shape.id).is_err() {
            let message = format!("`{id}` isn't part of `{}`", service.id);
            report(rename.from.span, message, "remove the entry");
        }
        let is_fixed = matches!(shape.shape_type, ShapeType::Service | ShapeType::Resource | ShapeType::Operation);
        let is_error = shape.traits.contains(trait_id::ERROR);
        if is_fixed || is_error {
            let what = if is_error { "errors".to_owned() } else { format!("{}s", shape.shape_type) };
            let message = format!("`{id}` can't be renamed: {what} keep their names");
            report(rename.from.span, message, "rename the other shape of that name");
        }
    }
}
