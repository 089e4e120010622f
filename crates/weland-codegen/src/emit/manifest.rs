//! Files that are not Rust: the manifest, the readme and the settings of a crate.

use minijinja::{Environment, context};
use serde::Serialize;

use super::example::example;
use super::{Files, header};
use crate::krate::{Crate, Dependency};
use crate::options::{CrateKind, Options, Package, Runtime};

const MANIFEST: &str = include_str!("../../templates/Cargo.toml.j2");
const README: &str = include_str!("../../templates/README.md.j2");
const RUSTFMT: &str = include_str!("../../templates/rustfmt.toml.j2");

#[derive(Serialize)]
struct DependencyLine<'a> {
    name: &'a str,
    value: String,
}

/// `Cargo.toml`, `README.md` and `rustfmt.toml`.
pub(super) fn files(krate: &Crate, options: &Options) -> Files {
    let context = context! {
        header => header(options),
        name => krate.name,
        version => krate.version,
        description => krate.description,
        quoted => [&krate.name, &krate.version, &krate.description].map(|text| toml(text)),
        package => package(&options.package),
        dependencies => lines(&krate.dependencies, options),
        dev_dependencies => lines(&krate.dev_dependencies, options),
        features => krate.features.iter().map(|(name, on)| (name, format!("{on:?}"))).collect::<Vec<_>>(),
        usage => usage(krate),
    };
    let render = |template: &str| {
        let mut environment = Environment::new();
        environment.set_keep_trailing_newline(true);
        // The templates are ours and constant; a failure would show in the first file that is written.
        environment.render_str(template, &context).unwrap_or_else(|error| format!("{error}\n"))
    };
    Files::from([
        (format!("{}/Cargo.toml", krate.name), render(MANIFEST)),
        (format!("{}/README.md", krate.name), render(README)),
        // Beside the manifest it holds for all files of the crate, also when an editor formats one of them on its own.
        (format!("{}/rustfmt.toml", krate.name), render(RUSTFMT)),
    ])
}

/// The lines of `[package]` that the user has given, as key and value.
fn package(package: &Package) -> Vec<(&'static str, String)> {
    let authors: Vec<String> = package.authors.iter().map(|author| toml(author)).collect();
    let lines = [
        ("authors", (!authors.is_empty()).then(|| format!("[{}]", authors.join(", ")))),
        ("license", package.license.as_deref().map(toml)),
        ("repository", package.repository.as_deref().map(toml)),
        ("publish", package.publish.map(|publish| publish.to_string())),
    ];
    lines.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn lines<'a>(dependencies: &'a [Dependency], options: &Options) -> Vec<DependencyLine<'a>> {
    let line =
        |dependency: &'a Dependency| DependencyLine { name: &dependency.name, value: value(dependency, options) };
    dependencies.iter().map(line).collect()
}

fn value(dependency: &Dependency, options: &Options) -> String {
    let Dependency { name, generated, defaults, features } = dependency;
    let (path, version) = match (generated, &options.runtime) {
        (Some(version), _) => (Some(format!("../{name}")), version.as_str()),
        (None, Runtime::Version(version)) => (None, version.as_str()),
        (None, Runtime::Path(path)) => (Some(format!("{path}/{name}")), env!("CARGO_PKG_VERSION")),
    };
    if path.is_none() && features.is_empty() && *defaults {
        return format!("{version:?}");
    }
    let path = path.map(|path| format!("path = \"{path}\", ")).unwrap_or_default();
    let features = if features.is_empty() { String::new() } else { format!(", features = {features:?}") };
    let defaults = if *defaults { "" } else { ", default-features = false" };
    format!("{{ {path}version = {version:?}{defaults}{features} }}")
}

/// How the crate is used, for its readme.
fn usage(krate: &Crate) -> String {
    let text = match krate.kind {
        CrateKind::Types => {
            "Structures are built with `new` and setters, enums keep values that they do not know, operations are types \
             that tie an input to an output and its errors. The feature `serde` adds `Serialize` and \
             `Deserialize`, with the same JSON as on the wire."
        }
        CrateKind::Client => {
            "A call can be tuned before it is awaited: `.timeout(..)`, `.header(..)`, `.max_attempts(..)`."
        }
        CrateKind::Server => {
            "Implement the trait, hand the value to `router`, and serve the router by `serve`, with a listener of `tokio`, or \
             by anything else that serves a `tower` service. Methods that are not written answer `501 NotImplemented`."
        }
        CrateKind::Validator => {
            "`value.validate()` checks typed values, `validate_json(\"Shape\", bytes)` checks JSON. All violations are \
             reported, each with its path."
        }
    };
    match &krate.example {
        Some(it) => format!("```rust\n{}```\n\n{text}", example(it)),
        None => text.to_owned(),
    }
}

/// A basic string of TOML.
fn toml(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
