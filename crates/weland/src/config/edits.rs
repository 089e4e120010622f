//! What the crates of a target have otherwise than the model.

use weland_model::edit::{Edits, Only, Stated};
use weland_model::{Diagnostic, Diagnostics};

use super::table::Table;
use super::yaml::{Data, Value};

/// Reads `only`. Errors are reported.
pub(super) fn edits(only: Option<&Value>, diagnostics: &mut Diagnostics) -> Edits {
    Edits { only: only.and_then(|value| self::only(value, diagnostics)) }
}

fn only(value: &Value, diagnostics: &mut Diagnostics) -> Option<Only> {
    let mut table = Table::new(value, "`only`", diagnostics)?;
    let operations = table.optional("operations");
    let tags = table.optional("tags");
    let all_known = table.finish();
    if operations.is_none() && tags.is_none() && all_known {
        let error = Diagnostic::error("config-empty", value.span, "`only` is empty");
        diagnostics.push(error.help("list `operations` or `tags`, or remove the key"));
    }
    let mut list = |key, value: Option<&Value>| value.map_or_else(Vec::new, |value| names(key, value, diagnostics));
    Some(Only { operations: list("operations", operations), tags: list("tags", tags) })
}

fn names(key: &str, value: &Value, diagnostics: &mut Diagnostics) -> Vec<Stated> {
    let Data::List(items) = &value.data else {
        let message = format!("`{key}` has to be a list, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        diagnostics.push(error.help(format!("write a list of names: `{key}: [name]`")));
        return Vec::new();
    };
    if items.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, format!("`{key}` is empty"));
        diagnostics.push(error.help("add at least one name, or remove the key"));
    }
    items.iter().filter_map(|item| name(item, diagnostics)).collect()
}

fn name(value: &Value, diagnostics: &mut Diagnostics) -> Option<Stated> {
    let text = super::table::string(value, diagnostics)?;
    Some(Stated { text: text.value, span: text.span })
}
