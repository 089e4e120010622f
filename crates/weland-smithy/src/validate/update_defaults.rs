//! Operations that update a resource can tell what a request leaves out.

use std::collections::BTreeSet;

use weland_model::{Diagnostic, Diagnostics, Shape, trait_id};

use super::context::Context;

/// What the names of operations start with that change a part of something.
const PREFIXES: [&str; 2] = ["update", "patch"];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let updates = context.shapes().filter_map(|shape| shape.as_resource()?.update.as_ref());
    let updates: BTreeSet<&str> = updates.map(|target| target.id.as_str()).collect();
    for operation in context.shapes() {
        let Some(data) = operation.as_operation() else { continue };
        if !updates.contains(operation.id.as_str()) && !is_update(operation) {
            continue;
        }
        let Some(input) = context.whole(&data.input) else { continue };
        let defaults = input.members.iter().filter_map(|member| member.traits.applied(trait_id::DEFAULT));
        let defaults: Vec<_> = defaults.collect();
        let Some(first) = defaults.first() else { continue };
        let message = format!("`{}` can't tell whether members with defaults were left out", operation.id);
        let mut warning = Diagnostic::warning("default-in-update", operation.span, message)
            .help("remove the defaults from the members of its input");
        warning = warning.related(first.span, "a default");
        diagnostics.push(warning);
    }
}

fn is_update(operation: &Shape) -> bool {
    let name = operation.id.name();
    PREFIXES.iter().any(|prefix| {
        let start = name.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })
}
