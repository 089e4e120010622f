//! Defaults fit what they are defaults of.

use weland_model::{Diagnostic, Diagnostics, Member, Node, NodeKind, Severity, Shape, ShapeType, trait_id};

use super::context::{Application, Context};
use super::value::Values;
use super::value_limits::base64_length;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    agreement(context, diagnostics);
    for Application { shape, member, applied, .. } in context.applied(trait_id::DEFAULT) {
        let value = &applied.value;
        // `null` says that there is no default although the target has one.
        if value.is_null() || context.is_v1(&shape.id) {
            continue;
        }
        let target = match member {
            Some(member) => context.target(member),
            None => Some(shape),
        };
        let Some(target) = target else { continue };
        if matches!(target.shape_type, ShapeType::Structure | ShapeType::Union) {
            // The selector of the trait excludes them.
            continue;
        }
        if !is_allowed(target, value) {
            let message = format!("the default of a {} can't have this value", target.shape_type);
            diagnostics.push(
                Diagnostic::error("invalid-default", value.span, message)
                    .help("the default of a list, map or document may only be empty"),
            );
            continue;
        }
        if let Some(text) = value.as_str().filter(|text| target.shape_type == ShapeType::Blob && !is_base64(text)) {
            let message = format!("the default of a blob should be base64, but `{text}` isn't");
            let help = "write the bytes as base64; without that, they are those of the text";
            diagnostics.push(Diagnostic::warning("invalid-default", value.span, message).help(help));
        }
        let mut values = Values::new(context, "invalid-default", shape.id.namespace(), diagnostics);
        // Before version 2, zero was the default of each number, whatever its range.
        values.zero = Severity::Warning;
        match member {
            Some(member) => values.member(member, value),
            None => values.shape(shape, value),
        }
    }
}

/// A structure's member has the default of its target, or says that it has none.
fn agreement(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    // Built-in shapes have defaults, too.
    let targets =
        context.model().shapes.values().filter_map(|shape| Some((shape, shape.traits.get(trait_id::DEFAULT)?)));
    for (target, default) in targets {
        let Some(number) = context.graph().number(&target.id, None) else { continue };
        for (shape, member) in context.graph().targeted_by(number) {
            let is_judged = shape.shape_type == ShapeType::Structure
                && !member.is_inherited()
                && !context.model().is_built_in(shape)
                && !context.is_v1(&shape.id);
            if is_judged {
                agrees(member, target, default, diagnostics);
            }
        }
    }
}

fn agrees(member: &Member, target: &Shape, default: &Node, diagnostics: &mut Diagnostics) {
    let own = member.traits.applied(trait_id::DEFAULT);
    if own.is_some_and(|own| own.value.is_null() || own.value == *default) {
        return;
    }
    let name = &member.name;
    let message = match own {
        Some(_) => format!("the default of member `{name}` isn't that of its target `{}`", target.id),
        None => format!("member `{name}` has no default, but its target `{}` has one", target.id),
    };
    let span = own.map_or(member.span, |own| own.value.span);
    let value = shown(default).map_or_else(String::new, |text| format!(" (`{text}`)"));
    diagnostics.push(
        Diagnostic::error("invalid-default", span, message)
            .help(format!("give the member the default of its target{value}, or `null` for none")),
    );
}

/// A simple default as it is written.
fn shown(default: &Node) -> Option<String> {
    match &default.kind {
        NodeKind::Bool(value) => Some(value.to_string()),
        NodeKind::Number(number) => Some(number.as_str().to_owned()),
        NodeKind::String(text) => Some(format!("{text:?}")),
        NodeKind::Array(_) => Some("[]".to_owned()),
        NodeKind::Object(_) => Some("{}".to_owned()),
        NodeKind::Null => None,
    }
}

fn is_base64(text: &str) -> bool {
    base64_length(text).is_some()
}

/// Some types have limits that values have not: only empty lists, maps and objects.
fn is_allowed(target: &Shape, value: &Node) -> bool {
    match (target.shape_type, &value.kind) {
        (ShapeType::List | ShapeType::Document, NodeKind::Array(items)) => items.is_empty(),
        (ShapeType::Map | ShapeType::Document, NodeKind::Object(object)) => object.is_empty(),
        _ => true,
    }
}
