#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Turns a Smithy model into Rust crates, in three steps: the [service](weland_service) is resolved, lowered to
//! [crates](krate), and those are spelled out as [files](Files).

pub mod carried;
mod docs;
mod emit;
pub mod krate;
mod lower;
mod names;
mod options;
mod protocols;
mod rules;
mod schemas;
mod templates;
mod unsupported;

pub use emit::Files;
pub use names::{field_name, type_name, variant_name};
pub use options::{CrateKind, CrateOptions, MODEL_FOLDER, Options, Package, Runtime};
pub use protocols::{PROTOCOLS, Protocol};
pub use rules::{DeriveRule, ExternalCrate, Rules, TypeRule};
pub use schemas::{Messages, Root, Schemas};
pub use templates::Templates;

use std::collections::{BTreeMap, BTreeSet};

use lower::{Names, lower};
use protocols::Protocols;
use rules::Resolved;
use weland_model::edit::Stated;
use weland_model::query::names::ServiceNames;
use weland_model::query::{closure, operations};
use weland_model::{Diagnostics, Model, ShapeId, parallel};
use weland_service::Service;

/// Generates crates. What is wrong with the model or with templates is in `diagnostics`; if that has errors, no files are
/// returned.
pub fn generate(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> Files {
    let kinds: Vec<CrateKind> = options.crates.iter().map(|it| it.kind).collect();
    let Some((service, protocols)) = resolve(model, options, &kinds, diagnostics) else { return Files::new() };
    if diagnostics.has_errors() {
        return Files::new();
    }
    // What is wrong with the rules is up to `check_rules`.
    let rules = Resolved::new(&service, &options.rules, &mut Diagnostics::new());
    let names = Names::new(&service, &rules);
    let lower = |wanted: &CrateOptions| lower(&service, &protocols, &names, &rules, options, wanted);
    let crates = parallel::map(&options.crates, 1, lower);
    let files = emit::files(&crates, options, diagnostics);
    if diagnostics.has_errors() { Files::new() } else { files }
}

/// What the first lines of each generated file say: what it is generated from, and how that is done again.
#[must_use]
pub fn header(options: &Options) -> [String; 2] {
    emit::header(options)
}

/// What is wrong with the rules for a service. The places are those of the configuration.
#[must_use]
pub fn check_rules(model: &Model, options: &Options) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if options.rules.is_empty() {
        return diagnostics;
    }
    // What is wrong with the model is reported when crates are made of it.
    let kinds: Vec<CrateKind> = options.crates.iter().map(|it| it.kind).collect();
    if let Some((service, _)) = resolve(model, options, &kinds, &mut Diagnostics::new()) {
        Resolved::new(&service, &options.rules, &mut diagnostics);
    }
    diagnostics
}

/// The members whose values are in a `Box`, of all services of a model. It is none if crates can't be made of one of them.
#[must_use]
pub fn boxed_members(model: &Model) -> Option<BTreeSet<ShapeId>> {
    let kinds = [CrateKind::Types];
    let mut found = BTreeSet::new();
    for shape in model.services() {
        let mut diagnostics = Diagnostics::new();
        let resolved = weland_service::resolve(model, &shape.id, &supported(), None, &mut diagnostics)?;
        let (service, _) = carried(resolved, &kinds, &mut diagnostics)?;
        let names = ServiceNames::new(shape);
        let used = closure::messages(model, shape, &operations::operations(model, shape));
        let by_name: BTreeMap<&str, &ShapeId> =
            used.iter().map(|used| (names.name(&used.shape.id), &used.shape.id)).collect();
        let boxed = lower::boxed_member_names(&service);
        found.extend(boxed.filter_map(|(shape, member)| by_name.get(shape)?.with_member(member).ok()));
    }
    Some(found)
}

/// The protocol of a service that a user names by its trait, or by the name of that without its namespace: the id of the trait.
/// Reports a name of none that crates of the service can be generated for.
pub fn choose_protocol(
    model: &Model,
    service: &ShapeId,
    chosen: &Stated,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    weland_service::choose_protocol(model, service, &supported(), chosen, diagnostics)
}

/// The Service stage as text.
pub fn dump_service(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> String {
    let service =
        weland_service::resolve(model, &options.service, &supported(), options.protocol.as_deref(), diagnostics);
    service.map(|service| weland_service::dump(&service)).unwrap_or_default()
}

/// The Crate stage as text.
pub fn dump_crates(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> String {
    let kinds: Vec<CrateKind> = options.crates.iter().map(|it| it.kind).collect();
    let Some((service, protocols)) = resolve(model, options, &kinds, diagnostics) else { return String::new() };
    let rules = Resolved::new(&service, &options.rules, &mut Diagnostics::new());
    let names = Names::new(&service, &rules);
    let dump = |wanted| format!("{:#?}\n", lower(&service, &protocols, &names, &rules, options, wanted));
    options.crates.iter().map(dump).collect()
}

/// Reports what crates of all kinds cannot do of what a service asks for, without making them.
pub fn survey(model: &Model, service: &ShapeId, diagnostics: &mut Diagnostics) {
    let kinds = [CrateKind::Types, CrateKind::Client, CrateKind::Server, CrateKind::Validator];
    if let Some(service) = weland_service::resolve(model, service, &supported(), None, diagnostics) {
        // The service itself is not needed.
        let _ = carried(service, &kinds, diagnostics);
    }
}

/// The service without what crates cannot do, which is reported, and its protocols.
fn resolve(
    model: &Model,
    options: &Options,
    kinds: &[CrateKind],
    diagnostics: &mut Diagnostics,
) -> Option<(Service, Protocols)> {
    let chosen = options.protocol.as_deref();
    let service = weland_service::resolve(model, &options.service, &supported(), chosen, diagnostics)?;
    carried(service, kinds, diagnostics)
}

/// The service without what crates cannot do, which is reported, and its protocols.
fn carried(mut service: Service, kinds: &[CrateKind], diagnostics: &mut Diagnostics) -> Option<(Service, Protocols)> {
    let protocols = Protocols::of(&service)?;
    unsupported::remove(&mut service, &protocols, kinds, diagnostics);
    Some((service, protocols))
}

/// The traits of the protocols that crates can be generated for.
fn supported() -> Vec<&'static str> {
    PROTOCOLS.iter().map(|protocol| protocol.trait_id).collect()
}
