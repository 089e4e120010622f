//! Files that are not Rust: the manifest, the readme and the settings of a crate.

use minijinja::{Value, context};
use serde::Serialize;
use weland_model::Diagnostics;

use super::example::example;
use super::{Files, header};
use crate::krate::{Crate, Dependency};
use crate::options::{CrateKind, MODEL_FOLDER, Options, Package, Runtime};
use crate::templates::{render, toml};

/// A line `name = value` of a manifest.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    /// In TOML.
    value: String,
}

/// `Cargo.toml`, `README.md` and `rustfmt.toml`. The last one holds, beside the manifest, for all files of the crate, also
/// when an editor formats one of them on its own.
pub(super) fn files(krate: &Crate, options: &Options, diagnostics: &mut Diagnostics) -> Files {
    let context = context(krate, options);
    let [made_by, make_again] = header(options);
    let files = ["Cargo.toml", "README.md", "rustfmt.toml"].map(|name| {
        let template = options.templates.find(krate.kind.key(), name);
        let body = render(&template, &context, diagnostics);
        // The mark is not left to templates: a file without it could never be replaced.
        let text = match name {
            "README.md" => format!("<!-- {made_by} -->\n<!-- {make_again} -->\n\n{body}"),
            _ => format!("# {made_by}\n# {make_again}\n\n{body}"),
        };
        (format!("{}/{name}", krate.name), text)
    });
    Files::from(files)
}

/// The variables of templates. `docs/templates.md` explains them.
fn context(krate: &Crate, options: &Options) -> Value {
    let feature = |(name, on): &(String, Vec<String>)| (name.clone(), format!("{on:?}"));
    let features: Vec<(String, String)> = krate.features.iter().map(feature).collect();
    context! {
        name => krate.name,
        version => krate.version,
        description => krate.description,
        kind => krate.kind.key(),
        service => options.service.as_str(),
        title => krate.api.title,
        api_version => krate.api.version,
        package => package(krate.kind, &options.package),
        dependencies => dependencies(&krate.dependencies, options),
        dev_dependencies => dependencies(&krate.dev_dependencies, options),
        features => features.into_iter().map(|(name, value)| context! { name, value }).collect::<Vec<_>>(),
        example => krate.example.as_ref().map(example),
        usage => usage(krate.kind),
    }
}

/// The lines of `[package]` that the user has given, and what is no part of a published crate.
fn package(kind: CrateKind, package: &Package) -> Vec<Line<'static>> {
    let list = |items: &[String]| {
        let items: Vec<String> = items.iter().map(|item| toml(item)).collect();
        (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
    };
    let lines = [
        ("authors", list(&package.authors)),
        ("license", package.license.as_deref().map(toml)),
        ("homepage", package.homepage.as_deref().map(toml)),
        ("repository", package.repository.as_deref().map(toml)),
        ("documentation", package.documentation.as_deref().map(toml)),
        ("keywords", list(&package.keywords)),
        ("categories", list(&package.categories)),
        ("exclude", (kind == CrateKind::Types).then(|| format!("[{}]", toml(&format!("/{MODEL_FOLDER}"))))),
        ("publish", package.publish.map(|publish| publish.to_string())),
    ];
    lines.into_iter().filter_map(|(name, value)| Some(Line { name, value: value? })).collect()
}

fn dependencies<'a>(dependencies: &'a [Dependency], options: &Options) -> Vec<Line<'a>> {
    dependencies.iter().map(|it| Line { name: &it.name, value: value(it, options) }).collect()
}

fn value(dependency: &Dependency, options: &Options) -> String {
    let Dependency { name, generated, version, defaults, features } = dependency;
    let at_path = |path: &str, version: &str| format!("path = \"{path}\", version = {version:?}");
    let place = match (generated.as_ref().or(version.as_ref()), &options.runtime) {
        (Some(version), _) if generated.is_some() => at_path(&format!("../{name}"), version),
        (Some(version), _) | (None, Runtime::Version(version)) if features.is_empty() && *defaults => {
            return format!("{version:?}");
        }
        (Some(version), _) | (None, Runtime::Version(version)) => format!("version = {version:?}"),
        (None, Runtime::Path(path)) => at_path(&format!("{path}/{name}"), env!("CARGO_PKG_VERSION")),
        // No version: which one a revision has, only the repository knows.
        (None, Runtime::Git { url, revision: (key, value) }) => format!("git = {}, {key} = {}", toml(url), toml(value)),
    };
    let features = if features.is_empty() { String::new() } else { format!(", features = {features:?}") };
    let defaults = if *defaults { "" } else { ", default-features = false" };
    format!("{{ {place}{defaults}{features} }}")
}

/// How the crate is used, for its readme.
fn usage(kind: CrateKind) -> &'static str {
    match kind {
        CrateKind::Types => {
            "Structures are built with `new` and setters. Enums preserve unknown values. Operations are types that \
             associate an input with an output and errors. The feature `serde` adds implementations of `Serialize` \
             and `Deserialize`, which use the same JSON format as the protocol."
        }
        CrateKind::Client => {
            "A call can be configured before it is awaited: `.timeout(..)`, `.header(..)`, `.max_attempts(..)`."
        }
        CrateKind::Server => {
            "Implement the trait, pass the value to `router`, and run the router with `serve` and a listener of `tokio`, or \
             with any other server for `tower` services. Methods without an implementation respond with \
             `501 NotImplemented`.\n\n`ServerConfig` has the limits of `serve`: for slow, silent and idle clients, and for the \
             number of connections. A request that the server fails on is a line on standard error, unless \
             `router(..).on_failure(..)` sets something else."
        }
        CrateKind::Validator => {
            "`value.validate()` checks typed values, `validate_json(\"Shape\", bytes)` checks JSON. All violations are \
             reported, each with its path."
        }
    }
}

#[cfg(test)]
mod tests;
