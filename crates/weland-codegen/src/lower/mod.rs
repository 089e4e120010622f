//! Lowering: from a resolved service to the crates that will be written for it.

mod boxes;
mod client;
mod defaults;
mod definitions;
mod describe;
mod endpoint;
mod example;
mod files;
mod front_page;
mod hooks;
mod names;
mod operation;
mod pagination;
mod parameter;

mod schema;
mod security;
mod server;
mod shapes;
mod tests;
mod types;
mod validator;
mod value_type;
mod waiters;

pub(crate) use boxes::boxed_member_names;
pub(crate) use defaults::check as check_default;
pub(crate) use definitions::{Definition, Values, definitions};
pub(crate) use files::{file_members, is_file};
pub(crate) use names::Names;
pub(crate) use value_type::is_nullable;

use std::collections::BTreeSet;

use weland_service::{Service, ShapeIndex};

use crate::docs;
use crate::krate::{Api, Crate, Dependency};
use crate::options::{CrateKind, CrateOptions, Options};
use crate::protocols::Protocols;
use crate::rules::{Resolved, Rules};

/// What all lowering needs: the service, its protocols and its Rust names, and the crate that is wanted.
#[derive(Clone, Copy)]
struct Lowering<'a> {
    service: &'a Service,
    names: &'a Names,
    rules: &'a Resolved,
    /// The rules as the user has stated them.
    stated: &'a Rules,
    protocols: &'a Protocols,
    /// The members whose values are boxed, each by its shape and its position there.
    boxed: &'a BTreeSet<(ShapeIndex, usize)>,
    /// The members whose bytes are files.
    files: &'a files::Files,
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

    /// Whether a protocol of the service makes use of HTTP bindings.
    fn has_http_bindings(&self) -> bool {
        self.protocols.any(|protocol| protocol.has_http_bindings)
    }

    /// What texts say of the API.
    fn api(&self) -> Api {
        Api { title: docs::line(&self.service.title), version: docs::line(&self.service.version) }
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
pub(crate) fn lower(
    service: &Service,
    protocols: &Protocols,
    names: &Names,
    rules: &Resolved,
    options: &Options,
    krate: &CrateOptions,
) -> Crate {
    let boxed = boxes::boxed_members(service);
    let files = file_members(service);
    let types = options.crates.iter().find(|it| it.kind == CrateKind::Types).unwrap_or(krate);
    let stated = &options.rules;
    let lowering = Lowering { service, names, rules, stated, protocols, boxed: &boxed, files: &files, krate, types };
    match krate.kind {
        CrateKind::Types => types::lower(lowering),
        CrateKind::Client => tests::with_tests(lowering, client::lower(lowering)),
        CrateKind::Server => tests::with_tests(lowering, server::lower(lowering)),
        CrateKind::Validator => validator::lower(lowering),
    }
}
