//! Lists and maps have their members; unions and enums have some; names don't differ in case
//! alone.

use weland_model::{Diagnostic, Diagnostics, Shape, ShapeType};

use super::context::{Context, alike, each_with_another};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        match shape.shape_type {
            ShapeType::List => fixed(shape, &["member"], diagnostics),
            ShapeType::Map => fixed(shape, &["key", "value"], diagnostics),
            ShapeType::Union | ShapeType::Enum | ShapeType::IntEnum => {
                not_empty(shape, diagnostics);
                differ(shape, diagnostics);
            }
            ShapeType::Structure => differ(shape, diagnostics),
            _ => {}
        }
    }
}

fn fixed(shape: &Shape, names: &[&str], diagnostics: &mut Diagnostics) {
    for name in names.iter().filter(|name| shape.member(name).is_none()) {
        let message = format!("{} `{}` lacks the member `{name}`", shape.shape_type, shape.id);
        diagnostics
            .push(Diagnostic::error("missing-member", shape.span, message).help(format!("add `{name}: Target`")));
    }
    for member in shape.members.iter().filter(|member| !names.contains(&&*member.name)) {
        let message = format!("a {} has no member `{}`", shape.shape_type, member.name);
        diagnostics.push(
            Diagnostic::error("unexpected-member", member.span, message)
                .help(format!("its members are `{}`", names.join("` and `"))),
        );
    }
}

fn not_empty(shape: &Shape, diagnostics: &mut Diagnostics) {
    if shape.members.is_empty() {
        let message = format!("{} `{}` has no members", shape.shape_type, shape.id);
        diagnostics.push(Diagnostic::error("missing-member", shape.span, message).help("add at least one member"));
    }
}

fn differ(shape: &Shape, diagnostics: &mut Diagnostics) {
    if matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
        // Values tell them apart.
        return;
    }
    for members in alike(shape.members.iter().map(|member| (member.name.to_ascii_lowercase(), member))) {
        for (member, other) in each_with_another(&members) {
            let message = format!("members `{}` and `{}` differ in case alone", member.name, other.name);
            diagnostics.push(
                Diagnostic::error("conflicting-members", member.span, message)
                    .related(other.span, "the other member")
                    .help("rename one of the two"),
            );
        }
    }
}
