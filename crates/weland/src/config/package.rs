//! The package metadata of a target.

use weland_model::{Diagnostic, Diagnostics};

use super::Package;
use super::table::Table;
use super::yaml::{Data, Value};

/// Reads the map `package`. Errors are reported.
pub(super) fn package(value: &Value, diagnostics: &mut Diagnostics) -> Package {
    let Some(mut table) = Table::new(value, "`package`", diagnostics) else { return Package::default() };
    let mut one = |key| table.optional(key).and_then(|value| line(&mut table, value));
    let (license, repository) = (one("license"), one("repository"));
    let (homepage, documentation) = (one("homepage"), one("documentation"));
    let mut list = |key| table.optional(key).map(|value| lines(&mut table, key, value)).unwrap_or_default();
    let (keywords, categories, authors) = (list("keywords"), list("categories"), list("authors"));
    let publish = table.optional("publish").and_then(|value| boolean(&mut table, value));
    table.finish();
    Package { license, repository, homepage, documentation, keywords, categories, authors, publish }
}

/// A string of a manifest, which has to be a single non-empty line.
pub(super) fn line(table: &mut Table<'_, '_>, value: &Value) -> Option<String> {
    let text = table.string(value)?;
    if text.value.trim().is_empty() || text.value.contains(char::is_control) {
        let error = Diagnostic::error("config-package", text.span, "this has to be a single non-empty line");
        table.diagnostics.push(error.help("write the value for `Cargo.toml`, or remove the key"));
    }
    Some(text.value)
}

fn lines(table: &mut Table<'_, '_>, key: &str, value: &Value) -> Vec<String> {
    let Data::List(items) = &value.data else {
        let message = format!("`{key}` has to be a list, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        table.diagnostics.push(error.help(format!("write `{key}: [\"…\"]`")));
        return Vec::new();
    };
    items.iter().filter_map(|item| line(table, item)).collect()
}

pub(super) fn boolean(table: &mut Table<'_, '_>, value: &Value) -> Option<bool> {
    if let Data::Bool(value) = value.data {
        return Some(value);
    }
    let message = format!("this has to be a boolean, not {}", value.describe());
    let error = Diagnostic::error("config-type", value.span, message);
    table.diagnostics.push(error.help("write `true` or `false`, without quotes"));
    None
}
