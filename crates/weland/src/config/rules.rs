//! What the types of a target are made of otherwise than the model alone would have it.

use weland_codegen::{DeriveRule, ExternalCrate, Rules, TypeRule};
use weland_model::edit::Stated;
use weland_model::{Diagnostic, Diagnostics};

use super::edits::names;
use super::names::{check_crate_name, is_requirement};
use super::package::boolean;
use super::table::{Table, string};
use super::yaml::{Data, Key, Value};

/// Reads `types`, `derives` and `dependencies`. Errors are reported.
pub(super) fn rules(
    types: Option<&Value>,
    derives: Option<&Value>,
    dependencies: Option<&Value>,
    diagnostics: &mut Diagnostics,
) -> Rules {
    let mut rules = Rules::default();
    if let Some(value) = types {
        self::types(value, &mut rules, diagnostics);
    }
    if let Some(value) = derives {
        rules.derives = self::derives(value, diagnostics);
    }
    if let Some(value) = dependencies {
        let entries = entries("dependencies", value, "name: \"1\"", diagnostics);
        rules.dependencies = entries.iter().filter_map(|(key, value)| dependency(key, value, diagnostics)).collect();
    }
    rules
}

fn types(value: &Value, rules: &mut Rules, diagnostics: &mut Diagnostics) {
    let Some(mut table) = Table::new(value, "`types`", diagnostics) else { return };
    let (formats, shapes) = (table.optional("formats"), table.optional("shapes"));
    let all_known = table.finish();
    if formats.is_none() && shapes.is_none() && all_known {
        let error = Diagnostic::error("config-empty", value.span, "`types` is empty");
        diagnostics.push(error.help("add `formats` or `shapes`, or remove the key"));
    }
    let mut read = |key: &str, value: Option<&Value>| {
        let entries = value.map(|value| entries(key, value, "name: uuid::Uuid", diagnostics)).unwrap_or_default();
        entries.iter().filter_map(|(key, value)| type_rule(key, value, diagnostics)).collect()
    };
    rules.formats = read("formats", formats);
    rules.shapes = read("shapes", shapes);
}

/// A type, or a map with a type and what is to be known of it.
fn type_rule(key: &Key, value: &Value, diagnostics: &mut Diagnostics) -> Option<TypeRule> {
    let from = stated_key(key);
    if !matches!(value.data, Data::Map(_)) {
        return Some(TypeRule { from, to: stated(value, diagnostics)?, has_default: true });
    }
    let what = format!("the type for `{}`", key.text);
    let mut table = Table::new(value, &what, diagnostics)?;
    let path = table.required("type");
    let default = table.optional("default").and_then(|value| boolean(&mut table, value));
    table.finish();
    Some(TypeRule { from, to: stated(path?, diagnostics)?, has_default: default.unwrap_or(true) })
}

fn derives(value: &Value, diagnostics: &mut Diagnostics) -> Vec<DeriveRule> {
    let Data::List(items) = &value.data else {
        let message = format!("`derives` has to be a list, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        diagnostics.push(error.help("write a list of derives: `derives: [Eq, Hash]`"));
        return Vec::new();
    };
    if items.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, "`derives` is empty");
        diagnostics.push(error.help("add at least one, or remove the key"));
    }
    items.iter().filter_map(|item| derive(item, diagnostics)).collect()
}

/// The path of a derive, or a map with the path and the types that it is for.
fn derive(value: &Value, diagnostics: &mut Diagnostics) -> Option<DeriveRule> {
    if !matches!(value.data, Data::Map(_)) {
        return Some(DeriveRule { path: stated(value, diagnostics)?, shapes: None });
    }
    let mut table = Table::new(value, "the derive", diagnostics)?;
    let (path, shapes) = (table.required("derive"), table.optional("shapes"));
    table.finish();
    let shapes = shapes.map(|value| names("shapes", value, diagnostics));
    Some(DeriveRule { path: stated(path?, diagnostics)?, shapes })
}

/// A version, or a map with a version and features, as in a `Cargo.toml`.
fn dependency(key: &Key, value: &Value, diagnostics: &mut Diagnostics) -> Option<ExternalCrate> {
    if let Err((message, help)) = check_crate_name(&key.text) {
        diagnostics.push(Diagnostic::error("config-crate-name", key.span, message).help(help));
    }
    let (version, defaults, features) = match value.data {
        Data::Map(_) => {
            let what = format!("the dependency `{}`", key.text);
            let mut table = Table::new(value, &what, diagnostics)?;
            let version = table.required("version");
            let defaults = table.optional("default-features").and_then(|value| boolean(&mut table, value));
            let features = table.optional("features");
            table.finish();
            let features = features.map(|value| names("features", value, diagnostics)).unwrap_or_default();
            (version?, defaults.unwrap_or(true), features)
        }
        _ => (value, true, Vec::new()),
    };
    let version = string(version, diagnostics)?;
    if !is_requirement(&version.value) {
        let message = format!("`{}` isn't a version requirement", version.value);
        let error = Diagnostic::error("config-version", version.span, message);
        diagnostics.push(error.help("write it as Cargo does: `\"1\"`"));
        return None;
    }
    let features = features.into_iter().map(|feature| feature.text).collect();
    Some(ExternalCrate { name: stated_key(key), version: version.value, defaults, features })
}

fn entries<'v>(key: &str, value: &'v Value, sample: &str, diagnostics: &mut Diagnostics) -> &'v [(Key, Value)] {
    let Data::Map(entries) = &value.data else {
        let message = format!("`{key}` has to be a map, not {}", value.describe());
        let error = Diagnostic::error("config-type", value.span, message);
        diagnostics.push(error.help(format!("write a map: `{key}: {{ {sample} }}`")));
        return &[];
    };
    if entries.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, format!("`{key}` is empty"));
        diagnostics.push(error.help("add at least one entry, or remove the key"));
    }
    entries
}

fn stated_key(key: &Key) -> Stated {
    Stated { text: key.text.clone(), span: key.span }
}

fn stated(value: &Value, diagnostics: &mut Diagnostics) -> Option<Stated> {
    let text = string(value, diagnostics)?;
    Some(Stated { text: text.value, span: text.span })
}
