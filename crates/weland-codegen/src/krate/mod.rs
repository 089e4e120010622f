//! The Crate stage: what will be written, in terms of Rust. Names, types and schemas are decided here; only spelling is
//! left to emission.

mod client;
mod endpoint;
mod example;
mod front_page;
mod import;
mod operation;
mod path;
mod schema;
mod server;
mod service;
mod shape;
mod test;
mod types;
mod uses;
mod value;

pub use client::*;
pub use endpoint::*;
pub use example::*;
pub use front_page::*;
pub(crate) use import::imports;
pub use import::{Import, ImportedName, Visibility};
pub use operation::*;
pub use path::Path;
pub use schema::*;
pub use server::*;
pub use service::{ServiceItem, TokenUrlItem};
pub use shape::*;
pub use test::*;
pub use types::{Primitive, RuntimeType, RustType};
pub use value::{DocumentValue, Value};

use crate::options::{CrateKind, CrateOptions};
use crate::rules::ExternalCrate;
use uses::Uses;

/// A crate to be written.
#[derive(Debug, Clone)]
pub struct Crate {
    /// What it is for.
    pub kind: CrateKind,
    /// The name of its package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line on what it is.
    pub description: String,
    /// The API that it is made for.
    pub api: Api,
    /// The crates that it stands on, by package name; those of the runtime and other generated ones.
    pub dependencies: Vec<Dependency>,
    /// The crates that its tests stand on.
    pub dev_dependencies: Vec<Dependency>,
    /// Its features: name, and what it turns on.
    pub features: Vec<(String, Vec<String>)>,
    /// A program that uses it, if the service has operations to use.
    pub example: Option<Example>,
    /// Its modules.
    pub modules: Vec<Module>,
}

/// What texts about a crate say of its API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api {
    /// The title of the service.
    pub title: String,
    /// The version of the API as the model has it, perhaps empty.
    pub version: String,
}

/// A dependency of a generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name of the package.
    pub name: String,
    /// Its version, if it is a generated crate next to this one.
    pub generated: Option<String>,
    /// Its version requirement, if it is a crate of others.
    pub version: Option<String>,
    /// Whether its default features are on.
    pub defaults: bool,
    /// The features that it is used with.
    pub features: Vec<String>,
}

impl Dependency {
    /// A crate of the runtime.
    pub(crate) fn runtime(name: &str) -> Self {
        Self { name: name.to_owned(), generated: None, version: None, defaults: true, features: Vec::new() }
    }

    /// A generated crate, next to this one.
    pub(crate) fn generated(krate: &CrateOptions) -> Self {
        Self { generated: Some(krate.version.clone()), ..Self::runtime(&krate.name) }
    }

    /// A crate that types or derives come from.
    pub(crate) fn external(krate: &ExternalCrate) -> Self {
        Self {
            name: krate.name.text.clone(),
            generated: None,
            version: Some(krate.version.clone()),
            defaults: krate.defaults,
            features: krate.features.clone(),
        }
    }

    pub(crate) fn without_defaults(self) -> Self {
        Self { defaults: false, ..self }
    }

    pub(crate) fn with_features(mut self, features: &[&str]) -> Self {
        self.features.extend(features.iter().map(|feature| (*feature).to_owned()));
        self
    }
}

/// A file of Rust.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// Its path within the crate: `src/operations/create_alias.rs`.
    pub path: String,
    /// What its doc comment says.
    pub docs: Vec<String>,
    /// The sections that its doc comment ends with.
    pub sections: Vec<Section>,
    /// Whether it is the root of a crate, whose attributes hold for all modules.
    pub root: bool,
    /// The modules below it, by name.
    pub submodules: Vec<String>,
    /// The one of them that other generated crates reach into.
    pub exposed: Option<&'static str>,
    /// What it imports.
    pub imports: Vec<Import>,
    /// What it holds.
    pub items: Vec<Item>,
}

impl Module {
    /// The name that its parent declares it by.
    pub fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or(&self.path);
        file.trim_end_matches(".rs")
    }
}

/// Something that a module holds.
#[derive(Debug, Clone)]
pub enum Item {
    /// A structure: its type, constructor, setters and schema.
    Struct(Struct),
    /// A union: its type and schema.
    Union(Union),
    /// An open enum.
    Enum(Enum),
    /// The errors of an operation.
    OperationError(OperationErrors),
    /// An operation.
    Operation(OperationItem),
    /// A schema of a shape that has no type of its own.
    Static(Static),
    /// What is known of the service.
    Service(ServiceItem),
    /// The client: one method per operation.
    Client(ClientItem),
    /// The endpoint rules of a client.
    EndpointRules(EndpointRulesItem),
    /// A waiter.
    Waiter(WaiterItem),
    /// The server's trait: one method per operation, and the router.
    Server(ServerItem),
    /// The table of shapes that can be validated by name.
    Shapes(ShapesItem),
    /// A protocol test.
    Test(Test),
    /// The service that a server is tested with.
    Recorder(RecorderItem),
}

impl Item {
    /// The names that the item declares.
    fn declares(&self) -> Vec<&String> {
        match self {
            Self::Struct(it) => vec![&it.name, &it.static_name],
            Self::Union(it) => vec![&it.name, &it.static_name],
            Self::Enum(it) => vec![&it.name, &it.static_name],
            Self::OperationError(it) => vec![&it.name],
            Self::Operation(it) => vec![&it.marker.name],
            Self::Static(it) => vec![&it.name],
            _ => Vec::new(),
        }
    }

    /// Records the names that an item of a types crate refers to.
    fn uses(&self, uses: &mut Uses) {
        match self {
            Self::Struct(it) => it.uses(uses),
            Self::Union(it) => it.uses(uses),
            Self::Enum(it) => it.uses(uses),
            Self::OperationError(it) => it.uses(uses),
            Self::Operation(it) => it.uses(uses),
            Self::Static(it) => it.schema.uses(uses),
            Self::Service(_) => uses.core("ServiceSchema"),
            // Other crates list their imports.
            _ => {}
        }
    }
}
