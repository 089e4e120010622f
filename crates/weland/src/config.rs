//! `weland.yaml`, the configuration.

mod accepted;
mod bump;
mod decode;
mod edits;
mod names;
mod openapi;
mod package;
mod rules;
mod table;
mod yaml;

pub(crate) use accepted::Accepted;
pub(crate) use bump::with_versions;
pub(crate) use names::check_crate_name;

use weland_model::edit::Edits;
use weland_model::{Diagnostics, FileId, ShapeId, Span};

/// The name of the configuration, unless the command line has another.
pub(crate) const CONFIG_FILE: &str = "weland.yaml";

/// The contents of a `weland.yaml`.
#[derive(Debug)]
pub(crate) struct Config {
    /// The command that headers and messages refer to for regenerating.
    pub(crate) command: Option<String>,
    pub(crate) targets: Vec<Target>,
    /// Changes of models that are known and meant.
    pub(crate) accepted: Vec<Accepted>,
}

/// One model, one service, and the crates generated from it.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// Files or folders, relative to the configuration file.
    pub(crate) model: Vec<Located<String>>,
    /// Files that change documents in OpenAPI before they are read, in this order; relative to the configuration file.
    pub(crate) overlays: Vec<Located<String>>,
    /// Needed only if the model has several.
    pub(crate) service: Option<Located<ShapeId>>,
    /// The protocol that clients speak, if it is not the first one that is supported.
    pub(crate) protocol: Option<Located<String>>,
    /// The output folder, relative to the configuration file.
    pub(crate) output: Located<String>,
    pub(crate) runtime: Runtime,
    pub(crate) package: Package,
    /// A folder of templates, relative to the configuration file.
    pub(crate) templates: Option<Located<String>>,
    /// What the crates have otherwise than the model.
    pub(crate) edits: Edits,
    /// What types are made of otherwise than the model alone would have it.
    pub(crate) rules: weland_codegen::Rules,
    pub(crate) crates: Vec<Crate>,
}

/// Where the generated crates get the runtime crates from.
#[derive(Debug)]
pub(crate) enum Runtime {
    /// A folder, relative to the configuration file.
    Path(Located<String>),
    /// A version of the published crates.
    Version(String),
    /// A revision in a Git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// The key that names the revision, one of `REVISIONS`, and its value.
        revision: (&'static str, String),
    },
}

/// What names a revision of a repository, as in a `Cargo.toml`.
pub(crate) const REVISIONS: [&str; 3] = ["rev", "tag", "branch"];

/// The package metadata in the manifests of all crates of a target.
#[derive(Debug, Default)]
pub(crate) struct Package {
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) documentation: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) authors: Vec<String>,
    /// Whether the crates may be published; absent if the manifests don't specify it.
    pub(crate) publish: Option<bool>,
}

/// The kinds of crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Types,
    Client,
    Server,
    Validator,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Types, Self::Client, Self::Server, Self::Validator];

    fn key(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
            Self::Validator => "validator",
        }
    }
}

/// A crate to generate.
#[derive(Debug)]
pub(crate) struct Crate {
    pub(crate) kind: Kind,
    pub(crate) name: Located<String>,
    pub(crate) version: String,
    /// Where the version is stated, if it is.
    pub(crate) version_span: Option<Span>,
    /// The document that a server crate has.
    pub(crate) openapi: Option<OpenApi>,
}

/// An OpenAPI document to write into a crate.
#[derive(Debug)]
pub(crate) struct OpenApi {
    /// The name of the file.
    pub(crate) file: String,
    /// Codes of what the document can't say that are not reported.
    pub(crate) suppress: Vec<String>,
}

/// A value and its span.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Parses a configuration. Reports all errors, and returns `None` if there are any.
pub(crate) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Config> {
    let before = diagnostics.len();
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let whole = Span::new(file, 0, end);
    let config = match yaml::parse(text, file, diagnostics) {
        Some(root) => decode::config(&root, diagnostics),
        None if diagnostics.len() == before => {
            decode::report_empty(whole.at_start(), diagnostics);
            None
        }
        None => None,
    };
    config.filter(|_| diagnostics.len() == before)
}
