//! What to generate.

use weland_model::ShapeId;

use crate::rules::Rules;
use crate::templates::Templates;

/// The folder in a types crate for the model that it was generated from, which no program needs: published crates are without it.
/// Whoever generates the crate writes what is in it.
pub const MODEL_FOLDER: &str = "model";

/// Which crates of which service to generate, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The service.
    pub service: ShapeId,
    /// The protocol that clients speak, by the id of its trait, if it is not the first one that is supported.
    pub protocol: Option<String>,
    /// The crates. All others need the types crate among them.
    pub crates: Vec<CrateOptions>,
    /// Where generated crates find the runtime crates.
    pub runtime: Runtime,
    /// What the manifests of all crates say about them.
    pub package: Package,
    /// The templates of manifests and readmes that replace the default ones.
    pub templates: Templates,
    /// What types are made of otherwise than the model alone would have it.
    pub rules: Rules,
    /// What file headers name as the model, such as `model/lambda`.
    pub source_label: String,
    /// The command that makes the files again, for their headers.
    pub command: String,
}

impl Options {
    /// Options for what follows from a types crate, without the crate.
    pub(crate) fn of_types(service: ShapeId, protocol: Option<&str>) -> Self {
        let version = String::new();
        let types = CrateOptions { kind: CrateKind::Types, name: "types".to_owned(), version, openapi: None };
        Self {
            service,
            protocol: protocol.map(str::to_owned),
            crates: vec![types],
            runtime: Runtime::Version(String::new()),
            package: Package::default(),
            templates: Templates::default(),
            rules: Rules::default(),
            source_label: String::new(),
            command: String::new(),
        }
    }
}

/// What manifests say about crates, beside what follows from the model. Absent keys are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// The licence, as an SPDX expression.
    pub license: Option<String>,
    /// Where the sources are.
    pub repository: Option<String>,
    /// The website.
    pub homepage: Option<String>,
    /// Where the documentation is.
    pub documentation: Option<String>,
    /// What registries find it by.
    pub keywords: Vec<String>,
    /// What registries list it under.
    pub categories: Vec<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Whether it may be published.
    pub publish: Option<bool>,
}

/// One crate to generate.
#[derive(Debug, Clone)]
pub struct CrateOptions {
    /// What it is for.
    pub kind: CrateKind,
    /// The name of its package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The file beside its manifest that a server hands out as its OpenAPI document. It is in JSON or YAML, as its name says;
    /// whoever generates the crate writes it, since no model is looked up here.
    pub openapi: Option<String>,
}

/// What a generated crate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrateKind {
    /// Types, operations and their schemas.
    Types,
    /// A client.
    Client,
    /// A server stub.
    Server,
    /// A validator.
    Validator,
}

impl CrateKind {
    /// The name of the kind, as `weland.yaml` and templates have it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
            Self::Validator => "validator",
        }
    }
}

/// Where generated crates find the runtime crates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, given relative to the folder of a generated crate.
    Path(String),
    /// In a registry, in this version.
    Version(String),
    /// In a Git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// The key of a dependency that names the revision, such as `rev`, and its value.
        revision: (&'static str, String),
    },
}
