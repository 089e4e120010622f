//! The server crate: a trait with a method per operation, and the router.

use super::operation::lower_for;
use super::{Crate, Dependency, Item, Module, Names, ServerItem, example};
use crate::docs;
use crate::names::type_name;
use crate::options::CrateOptions;
use weland_service::Service;

/// Names that the crate has beside those of all types.
const OWN: [&str; 2] = ["Context", "Router"];

/// Lowers a service to its server crate.
pub(super) fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let types_module = types.name.replace('-', "_");
    let name = trait_name(service);
    let taken = [OWN[0], OWN[1], &name];
    let operations: Vec<_> = service.operations.iter().map(|it| lower_for(service, names, it, &taken)).collect();
    let title = docs::inline(&service.title);
    let mut uses = vec![format!("pub use {types_module} as types;"), format!("use {types_module}::*;")];
    uses.push("pub use weland_server::{Context, Router, ValidationStyle};".into());
    uses.push("#[cfg(feature = \"hyper\")]\npub use weland_server::{serve, serve_until};".into());
    uses.push(match operations.is_empty() {
        true => "use weland_server::routes;".into(),
        false => "use weland_server::{not_implemented, routes};".into(),
    });
    let example = example::operation(service, names, &operations)
        .map(|operation| example::server(&options.name.replace('-', "_"), &name, operation));
    let module = Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A server of {title}: implement [`{name}`] and hand it to [`router`].")],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses,
        inferred_uses: false,
        items: vec![Item::Server(ServerItem { name, title, operations, protocol: service.protocol.value })],
    };
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A server stub of {}", docs::line(&service.title)),
        dependencies: vec![
            Dependency::generated(types),
            Dependency::runtime("weland-server").without_defaults().with_features(&runtime_features(service)),
        ],
        dev_dependencies: Vec::new(),
        features: vec![
            ("default".into(), vec!["hyper".into()]),
            // `serve` and `serve_until`.
            ("hyper".into(), vec!["weland-server/hyper".into()]),
        ],
        example,
        modules: vec![module],
    }
}

/// What the server needs of the runtime that few models ask for.
fn runtime_features(service: &Service) -> Vec<&'static str> {
    let compresses = service.operations.iter().any(|operation| !operation.compression.is_empty());
    compresses.then_some("compression").into_iter().chain(service.protocol.features.iter().copied()).collect()
}

/// The trait is named like the service.
fn trait_name(service: &Service) -> String {
    let words: String = service.sdk_id.split(|letter: char| !letter.is_ascii_alphanumeric()).map(capitalized).collect();
    let name = type_name(if words.is_empty() { &service.name } else { &words });
    if OWN.contains(&name.as_str()) { format!("{name}Service") } else { name }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
