//! Members of events are sent: with a payload, each other one is a header.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut last = None;
    for found in context.applied_or_inherited(trait_id::EVENT_PAYLOAD) {
        let (shape, Some(payload)) = (found.shape, found.member) else { continue };
        // Several payloads are reported as such.
        if context.is_broken(&shape.id) || last.replace(&shape.id) == Some(&shape.id) {
            continue;
        }
        let is_bound = |id| [trait_id::EVENT_PAYLOAD, trait_id::EVENT_HEADER].contains(&id);
        for member in &shape.members {
            if member.traits.iter().any(|applied| is_bound(applied.id.as_str())) {
                continue;
            }
            let message =
                format!("member `{}` isn't serialized, since `{}` is the whole payload", member.name, payload.name);
            diagnostics.push(
                Diagnostic::error("unbound-member", member.span, message)
                    .related(payload.span, "the payload")
                    .help("make it a header with `@eventHeader`"),
            );
        }
    }
}
