//! Within a structure or union, names on the wire are unique.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Member, Shape, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes() {
        unique(shape, trait_id::JSON_NAME, diagnostics);
    }
}

fn unique(shape: &Shape, id: &str, diagnostics: &mut Diagnostics) {
    if !shape.members.iter().any(|member| member.traits.contains(id)) {
        return;
    }
    let mut seen: BTreeMap<&str, &Member> = BTreeMap::new();
    for member in &shape.members {
        let applied = member.traits.applied(id);
        let name = applied.and_then(|applied| applied.value.as_str()).unwrap_or(&member.name);
        let Some(first) = seen.insert(name, member) else { continue };
        let span = applied.map_or(member.span, |applied| applied.span);
        let message = format!("members `{}` and `{}` both have the name `{name}` in JSON", first.name, member.name);
        diagnostics.push(
            Diagnostic::error("duplicate-wire-name", span, message)
                .related(first.span, "the other member")
                .help("give one of the two another name with `@jsonName`"),
        );
    }
}
