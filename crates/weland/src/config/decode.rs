//! From YAML to a [`Config`]. All errors are reported, not only the first.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, ShapeId, Span};

use super::accepted;
use super::edits;
use super::names::{check_crate_name, crate_key, is_requirement, is_version};
use super::openapi;
use super::package;
use super::rules;
use super::table::Table;
use super::yaml::{Data, Value};
use super::{Config, Crate, Kind, Located, Package, REVISIONS, Runtime, Target};

const SAMPLE: &str = "start with `version: 1` and a map of `targets`; the README shows one";

pub(super) fn report_empty(start: Span, diagnostics: &mut Diagnostics) {
    let message = "the configuration is empty";
    diagnostics.push(Diagnostic::error("config-empty", start, message).help(SAMPLE));
}

pub(super) fn config(root: &Value, diagnostics: &mut Diagnostics) -> Option<Config> {
    if matches!(root.data, Data::Null) {
        report_empty(root.span.at_start(), diagnostics);
        return None;
    }
    let mut table = Table::new(root, "the configuration", diagnostics)?;
    if let Some(version) = table.required("version") {
        check_format_version(version, table.diagnostics);
        if is_newer(version) {
            // What else seems to be wrong may be right in that version.
            return None;
        }
    }
    let command = table.optional("command").and_then(|value| command(&mut table, value));
    let targets = table.required("targets");
    let accepted = table.optional("accepted");
    table.finish();
    let accepted = accepted.map_or_else(Vec::new, |value| accepted::accepted(value, diagnostics));
    let targets = targets.map(|value| targets_of(value, diagnostics))?;
    check_crate_names_differ(&targets, diagnostics);
    Some(Config { command, targets, accepted })
}

/// The command is part of comments in generated files and has to be on one line.
fn command(table: &mut Table<'_, '_>, value: &Value) -> Option<String> {
    let command = table.string(value)?;
    if command.value.trim().is_empty() || command.value.contains(char::is_control) {
        let message = "the command has to be a single non-empty line";
        let error = Diagnostic::error("config-command", command.span, message);
        let help = "write the command line, such as `cargo xtask codegen`";
        table.diagnostics.push(error.help(help));
    }
    Some(command.value)
}

/// Whether a configuration is for a later version of Weland.
fn is_newer(version: &Value) -> bool {
    matches!(&version.data, Data::Number(number) if number.parse::<u64>().is_ok_and(|number| number > 1))
}

fn check_format_version(value: &Value, diagnostics: &mut Diagnostics) {
    let (message, help) = match &value.data {
        Data::Number(number) if number == "1" => return,
        Data::Number(number) if is_newer(value) => (
            format!("version {number} of the configuration is newer than Weland {}", env!("CARGO_PKG_VERSION")),
            "update Weland; this one supports version 1",
        ),
        Data::Number(number) => {
            (format!("version {number} of the configuration is unknown"), "this version of Weland supports version 1")
        }
        Data::String(text) if text == "1" => {
            ("`version` has to be a number, not a string".to_owned(), "write `version: 1`, without quotes")
        }
        _ => (format!("`version` has to be a number, not {}", value.describe()), "write `version: 1`"),
    };
    diagnostics.push(Diagnostic::error("config-version", value.span, message).help(help));
}

fn targets_of(value: &Value, diagnostics: &mut Diagnostics) -> Vec<Target> {
    let Data::Map(entries) = &value.data else {
        let message = format!("`targets` has to be a map, not {}", value.describe());
        let help = "give each target a name: `targets: { my-service: { model: … } }`";
        diagnostics.push(Diagnostic::error("config-type", value.span, message).help(help));
        return Vec::new();
    };
    if entries.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, "there are no targets");
        diagnostics.push(error.help("add at least one"));
    }
    let targets = entries.iter();
    targets.filter_map(|(key, value)| target(&key.text, value, diagnostics)).collect()
}

fn target(name: &str, value: &Value, diagnostics: &mut Diagnostics) -> Option<Target> {
    let what = format!("the target `{name}`");
    let mut table = Table::new(value, &what, diagnostics)?;
    let model = table.required("model");
    let model = model.and_then(|value| paths(&mut table, "model", value));
    let overlays = table.optional("overlays").and_then(|value| paths(&mut table, "overlays", value));
    // A service that is wrong has been reported, and stands for none here.
    let service = table.optional("service").and_then(|value| service_id(&mut table, value));
    let protocol = table.optional("protocol").and_then(|value| table.string(value));
    let output = table.required("output");
    let output = output.and_then(|value| path(&mut table, value));
    let runtime = table.required("runtime");
    let package = table.optional("package");
    let templates = table.optional("templates").and_then(|value| path(&mut table, value));
    let (only, rename) = (table.optional("only"), table.optional("rename"));
    let [types, derives, dependencies] = ["types", "derives", "dependencies"].map(|key| table.optional(key));
    let crates = table.required("crates");
    table.finish();
    let rules = rules::rules(types, derives, dependencies, diagnostics);
    let edits = edits::edits(only, rename, diagnostics);
    let package = package.map_or_else(Package::default, |value| package::package(value, diagnostics));
    let runtime = runtime.and_then(|value| self::runtime(value, diagnostics));
    let crates = crates.and_then(|value| self::crates(value, diagnostics));
    Some(Target {
        name: name.to_owned(),
        model: model?,
        overlays: overlays.unwrap_or_default(),
        service,
        protocol,
        output: output?,
        runtime: runtime?,
        package,
        templates,
        edits,
        rules,
        crates: crates?,
    })
}

/// A list of paths; one alone may stand for itself.
fn paths(table: &mut Table<'_, '_>, key: &str, value: &Value) -> Option<Vec<Located<String>>> {
    let items = match &value.data {
        Data::List(items) => items.as_slice(),
        Data::String(_) => std::slice::from_ref(value),
        _ => {
            let message = format!("`{key}` has to be a list, not {}", value.describe());
            let help = match key {
                "model" => "write a list of files and folders: `model: [my-model]`".to_owned(),
                key => format!("write a list of files: `{key}: [fixes.yaml]`"),
            };
            table.diagnostics.push(Diagnostic::error("config-type", value.span, message).help(help));
            return None;
        }
    };
    if items.is_empty() {
        let error = Diagnostic::error("config-empty", value.span, format!("`{key}` is empty"));
        let error =
            error.help(if key == "model" { "add at least one file or folder" } else { "add at least one file" });
        table.diagnostics.push(error);
    }
    // Collected in two steps, so that all errors are reported.
    let paths: Vec<_> = items.iter().map(|item| path(table, item)).collect();
    paths.into_iter().collect()
}

fn path(table: &mut Table<'_, '_>, value: &Value) -> Option<Located<String>> {
    let path = table.string(value)?;
    let text = &path.value;
    let (message, help) = if text.is_empty() {
        ("a path is empty", "write `.` for the folder of this file")
    } else if text.contains(char::is_control) {
        ("a path has a control character", "remove it")
    } else if text.contains('\\') {
        ("a path has a backslash", "separate folders with `/`")
    } else if text.starts_with('/') || text.as_bytes().get(1) == Some(&b':') {
        let help = "write it relative to this file, so that it is right on every machine";
        ("a path is absolute", help)
    } else {
        return Some(path);
    };
    let error = Diagnostic::error("config-path", path.span, message).help(help);
    table.diagnostics.push(error);
    None
}

fn service_id(table: &mut Table<'_, '_>, value: &Value) -> Option<Located<ShapeId>> {
    let text = table.string(value)?;
    let id = text.value.parse::<ShapeId>().ok();
    let service = id.filter(|id| id.member().is_none());
    if service.is_none() {
        let message = format!("`{}` isn't the id of a service", text.value);
        let help = "write it with its namespace: `com.example#MyService`";
        let error = Diagnostic::error("config-service", text.span, message).help(help);
        table.diagnostics.push(error);
    }
    service.map(|value| Located { value, span: text.span })
}

fn runtime(value: &Value, diagnostics: &mut Diagnostics) -> Option<Runtime> {
    let mut table = Table::new(value, "`runtime`", diagnostics)?;
    let (path_value, version, git) = (table.optional("path"), table.optional("version"), table.optional("git"));
    let revisions = REVISIONS.map(|key| (key, table.optional(key)));
    let found = if let (Some(value), None, None) = (path_value, version, git) {
        Ok(path(&mut table, value).map(Runtime::Path))
    } else if let (None, Some(value), None) = (path_value, version, git) {
        Ok(published(&mut table, value))
    } else if let (None, None, Some(value)) = (path_value, version, git) {
        in_git(&mut table, value, &revisions)
    } else {
        Err("`runtime` needs one of `path`, `version` and `git`")
    };
    let superfluous = git.is_none() && revisions.iter().any(|(_, value)| value.is_some());
    let found = if found.is_ok() && superfluous { Err("`rev`, `tag` and `branch` need `git`") } else { found };
    let all_known = table.finish();
    match found {
        Ok(runtime) => runtime,
        Err(_) if !all_known && path_value.or(version).or(git).is_none() => None,
        Err(message) => {
            let help = "write `path` with a folder of the runtime crates, `version` with a requirement for published ones, or \
                        `git` with the URL of a repository and one of `rev`, `tag` and `branch`";
            diagnostics.push(Diagnostic::error("config-runtime", value.span, message).help(help));
            None
        }
    }
}

fn published(table: &mut Table<'_, '_>, value: &Value) -> Option<Runtime> {
    let version = table.string(value)?;
    if is_requirement(&version.value) {
        return Some(Runtime::Version(version.value));
    }
    let message = format!("`{}` isn't a version requirement", version.value);
    let error = Diagnostic::error("config-version", version.span, message);
    table.diagnostics.push(error.help("write it as Cargo does: `version: \"0.1\"`"));
    None
}

/// A repository and its revision. The error says what is wrong with the keys.
fn in_git(
    table: &mut Table<'_, '_>,
    url: &Value,
    revisions: &[(&'static str, Option<&Value>)],
) -> Result<Option<Runtime>, &'static str> {
    let given: Vec<_> = revisions.iter().filter_map(|(key, value)| Some((*key, (*value)?))).collect();
    let [(key, value)] = given.as_slice() else { return Err("`git` needs one of `rev`, `tag` and `branch`") };
    let (url, revision) = (package::line(table, url), package::line(table, value));
    Ok(url.zip(revision).map(|(url, revision)| Runtime::Git { url, revision: (key, revision) }))
}

fn crates(value: &Value, diagnostics: &mut Diagnostics) -> Option<Vec<Crate>> {
    let mut table = Table::new(value, "`crates`", diagnostics)?;
    let kinds = Kind::ALL.map(|kind| (kind, table.optional(kind.key())));
    table.finish();
    if kinds.iter().all(|(_, value)| value.is_none()) {
        let error = Diagnostic::error("config-empty", value.span, "`crates` is empty");
        let help = "add the crates to generate: `types`, `client`, `server`, `validator`";
        diagnostics.push(error.help(help));
    } else if let [(Kind::Types, None), ..] = kinds {
        let message = "the other crates need `types`, which is missing";
        let error = Diagnostic::error("config-missing-key", value.span.at_start(), message);
        diagnostics.push(error.help("add `types: { name: my-types }`"));
    }
    let given = kinds.into_iter().filter_map(|(kind, value)| Some((kind, value?)));
    let crates: Vec<_> = given.map(|(kind, value)| one_crate(kind, value, diagnostics)).collect();
    crates.into_iter().collect()
}

fn one_crate(kind: Kind, value: &Value, diagnostics: &mut Diagnostics) -> Option<Crate> {
    let what = format!("`{}`", kind.key());
    let mut table = Table::new(value, &what, diagnostics)?;
    let name = table.required("name").and_then(|value| table.string(value));
    let version = table.optional("version");
    let text = version.and_then(|value| table.string(value));
    // Only servers can hand it out.
    let document = (kind == Kind::Server).then(|| table.optional("openapi")).flatten();
    table.finish();
    let openapi = document.and_then(|value| openapi::openapi(value, diagnostics));
    if let Some(text) = text.as_ref().filter(|text| !is_version(&text.value)) {
        let message = format!("`{}` isn't a version", text.value);
        let error = Diagnostic::error("config-version", text.span, message);
        diagnostics.push(error.help("write three numbers: `version: \"0.1.0\"`"));
    }
    let name = name?;
    if let Err((message, help)) = check_crate_name(&name.value) {
        let error = Diagnostic::error("config-crate-name", name.span, message);
        diagnostics.push(error.help(help));
    }
    let version_span = text.as_ref().map(|text| text.span);
    Some(Crate { kind, name, version: text.map_or_else(|| "0.1.0".into(), |text| text.value), version_span, openapi })
}

fn check_crate_names_differ(targets: &[Target], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for Crate { name, .. } in targets.iter().flat_map(|target| &target.crates) {
        let key = crate_key(&name.value);
        if let Some(&earlier) = seen.get(&key) {
            let message = format!("there are two crates `{}`", name.value);
            let error = Diagnostic::error("config-duplicate-crate", name.span, message)
                .related(earlier, "the other one is here")
                .help("give each crate a unique name; case and the difference between `-` and `_` are ignored");
            diagnostics.push(error);
        } else {
            seen.insert(key, name.span);
        }
    }
}
