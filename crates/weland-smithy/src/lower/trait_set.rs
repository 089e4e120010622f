//! Traits of one shape from several places.

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, NodeKind, Traits};

/// Adds a trait. Lists are joined and equal values are one; other values conflict.
pub(super) fn add(traits: &mut Traits, applied: AppliedTrait, diagnostics: &mut Diagnostics) {
    let Some(known) = traits.applied_mut(&applied.id) else {
        traits.insert(applied);
        return;
    };
    if known.value == applied.value {
        return;
    }
    if let (NodeKind::Array(items), NodeKind::Array(more)) = (&mut known.value.kind, &applied.value.kind) {
        items.extend_from_slice(more);
        return;
    }
    let message = format!("trait `{}` is applied twice, with different values", applied.id);
    diagnostics.push(
        Diagnostic::error("conflicting-trait", applied.span, message)
            .related(known.span, "first applied here")
            .help("keep one of the two"),
    );
}
