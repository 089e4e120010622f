//! Changes that users accept, for `weland diff`.

use weland_model::{Diagnostic, Diagnostics, Span};

use super::table::Table;
use super::yaml::{Data, Value};

/// Changes that are known and meant.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    /// The code of the change, or an id of the reference implementation.
    pub(crate) change: String,
    /// The shape or member; absent for all.
    pub(crate) shape: Option<String>,
    /// Why it is accepted.
    pub(crate) reason: String,
    /// The entry.
    pub(crate) span: Span,
}

/// Reads `accepted`. Errors are reported.
pub(super) fn accepted(value: &Value, diagnostics: &mut Diagnostics) -> Vec<Accepted> {
    let Data::List(items) = &value.data else {
        let message = format!("`accepted` has to be a list, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        diagnostics.push(error.help("write a list: `accepted: [{ change: member-removed, shape: …, reason: … }]`"));
        return Vec::new();
    };
    items.iter().filter_map(|item| entry(item, diagnostics)).collect()
}

fn entry(value: &Value, diagnostics: &mut Diagnostics) -> Option<Accepted> {
    let mut table = Table::new(value, "an entry of `accepted`", diagnostics)?;
    let change = table.required("change").and_then(|value| table.string(value));
    let shape = table.optional("shape").and_then(|value| table.string(value));
    let reason = table.required("reason").and_then(|value| table.string(value));
    table.finish();
    let reason = reason?;
    if reason.value.trim().is_empty() {
        let error = Diagnostic::error("config-empty", reason.span, "a change is accepted without a reason");
        diagnostics.push(error.help("say why it is fine, for those who read it later"));
    }
    Some(Accepted { change: change?.value, shape: shape.map(|it| it.value), reason: reason.value, span: value.span })
}
