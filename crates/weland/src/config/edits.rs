//! What the crates of a target have otherwise than the model.

use weland_model::edit::{Edits, NewName, Only, Renames, Stated};
use weland_model::{Diagnostic, Diagnostics, is_identifier};

use super::table::Table;
use super::yaml::{Data, Value};

/// Reads `only` and `rename`. Errors are reported.
pub(super) fn edits(only: Option<&Value>, rename: Option<&Value>, diagnostics: &mut Diagnostics) -> Edits {
    Edits {
        only: only.and_then(|value| self::only(value, diagnostics)),
        rename: rename.and_then(|value| self::rename(value, diagnostics)).unwrap_or_default(),
    }
}

fn only(value: &Value, diagnostics: &mut Diagnostics) -> Option<Only> {
    let mut table = Table::new(value, "`only`", diagnostics)?;
    let operations = table.optional("operations");
    let tags = table.optional("tags");
    let resources = table.optional("resources");
    let all_known = table.finish();
    if operations.is_none() && tags.is_none() && resources.is_none() && all_known {
        let error = Diagnostic::error("config-empty", value.span, "`only` is empty");
        diagnostics.push(error.help("list `operations`, `tags` or `resources`, or remove the key"));
    }
    let mut list = |key, value: Option<&Value>| value.map_or_else(Vec::new, |value| names(key, value, diagnostics));
    Some(Only {
        operations: list("operations", operations),
        tags: list("tags", tags),
        resources: list("resources", resources),
    })
}

pub(super) fn names(key: &str, value: &Value, diagnostics: &mut Diagnostics) -> Vec<Stated> {
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

fn rename(value: &Value, diagnostics: &mut Diagnostics) -> Option<Renames> {
    let mut table = Table::new(value, "`rename`", diagnostics)?;
    let maps = ["shapes", "operations", "members"].map(|key| (key, table.optional(key)));
    let all_known = table.finish();
    if maps.iter().all(|(_, value)| value.is_none()) && all_known {
        let error = Diagnostic::error("config-empty", value.span, "`rename` is empty");
        diagnostics.push(error.help("add `shapes`, `operations` or `members`, or remove the key"));
    }
    let [shapes, operations, members] =
        maps.map(|(key, value)| value.map_or_else(Vec::new, |value| new_names(key, value, diagnostics)));
    Some(Renames { shapes, operations, members })
}

fn new_names(key: &str, value: &Value, diagnostics: &mut Diagnostics) -> Vec<NewName> {
    let Data::Map(entries) = &value.data else {
        let message = format!("`{key}` has to be a map, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        diagnostics.push(error.help(format!("write a map of old names to new ones: `{key}: {{ old: new }}`")));
        return Vec::new();
    };
    if entries.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, format!("`{key}` is empty"));
        diagnostics.push(error.help("add at least one name, or remove the key"));
    }
    let mut new_names = Vec::new();
    for (from, to) in entries {
        let Some(to) = name(to, diagnostics) else { continue };
        if !to.text.starts_with(|first: char| first.is_ascii_alphabetic()) || !is_identifier(&to.text) {
            let message = format!("`{}` isn't a name that code can have", to.text);
            let error = Diagnostic::error("config-rename", to.span, message);
            diagnostics.push(error.help("use a letter, followed by letters, digits and `_`"));
            continue;
        }
        let from = Stated { text: from.text.clone(), span: from.span };
        new_names.push(NewName { from, to });
    }
    new_names
}
