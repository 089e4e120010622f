//! Lowering: from a resolved service to the crates that will be written for it.

mod client;
mod defaults;
mod example;
mod hooks;
mod names;
mod operation;
mod pagination;
mod schema;
mod server;
mod shapes;
mod tests;
mod types;
mod validator;
mod value_type;
mod waiters;

pub(crate) use names::Names;

use weland_service::{Member, Service, Shape, ShapeKind};

use crate::krate::{Crate, Dependency};
use crate::options::{CrateKind, CrateOptions, Options};

/// What all lowering needs: the service, its Rust names, and the crate that is wanted.
#[derive(Clone, Copy)]
struct Lowering<'a> {
    service: &'a Service,
    names: &'a Names,
    /// The crate that is wanted.
    krate: &'a CrateOptions,
    /// The types crate that it stands on.
    types: &'a CrateOptions,
}

impl Lowering<'_> {
    /// The types crate, as Rust names it.
    fn types_module(&self) -> String {
        module(&self.types.name)
    }

    /// The crate that is wanted, as Rust names it.
    fn crate_module(&self) -> String {
        module(&self.krate.name)
    }

    /// The dependency on the types crate.
    fn types_dependency(&self) -> Dependency {
        Dependency::generated(self.types)
    }
}

/// The name of a package, as Rust names its crate.
fn module(package: &str) -> String {
    package.replace('-', "_")
}

/// Lowers a service to one of its crates.
pub(crate) fn lower(service: &Service, names: &Names, options: &Options, krate: &CrateOptions) -> Crate {
    let types = options.crates.iter().find(|it| it.kind == CrateKind::Types).unwrap_or(krate);
    let lowering = Lowering { service, names, krate, types };
    match krate.kind {
        CrateKind::Types => types::lower(lowering),
        CrateKind::Client => tests::with_tests(lowering, client::lower(lowering)),
        CrateKind::Server => tests::with_tests(lowering, server::lower(lowering)),
        CrateKind::Validator => validator::lower(lowering),
    }
}

/// The members of a shape, whatever it is.
fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members } => members.iter().collect(),
        ShapeKind::List { element, .. } => vec![element],
        ShapeKind::Map { key, value, .. } => vec![key, value],
        ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
    }
}
