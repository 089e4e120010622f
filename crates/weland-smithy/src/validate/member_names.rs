//! Lists and maps have their members; unions and enums have some; names don't differ in case
//! alone.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Member, Shape, ShapeType};

use super::context::Context;

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
    let mut seen: BTreeMap<String, &Member> = BTreeMap::new();
    for member in &shape.members {
        let Some(first) = seen.insert(member.name.to_ascii_lowercase(), member) else {
            continue;
        };
        if matches!(shape.shape_type, ShapeType::Enum | ShapeType::IntEnum) {
            // Values tell them apart.
            continue;
        }
        let message = format!("members `{}` and `{}` differ in case alone", first.name, member.name);
        diagnostics.push(
            Diagnostic::error("conflicting-members", member.span, message)
                .related(first.span, "the other member")
                .help("rename one of the two"),
        );
    }
}
