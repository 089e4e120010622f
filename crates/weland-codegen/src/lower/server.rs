//! The server crate: a trait with a method per operation, and the router.

use weland_service::Service;

use super::{Lowering, security};
use crate::docs;
use crate::krate::{Crate, Dependency, Example, Import, ImportedName, Item, Module, OpenApiItem, Section, ServerItem};
use crate::names::{reserved, type_name};

/// Lowers a service to its server crate.
pub(super) fn lower(lowering: Lowering<'_>) -> Crate {
    let Lowering { service, krate, .. } = lowering;
    let name = trait_name(service);
    let operations = lowering.operations_for(&reserved::server(&name));
    let example = lowering.server_example(&name, &operations);
    let title = docs::inline(&service.title);
    let protocols = lowering.protocols.all.iter().map(|protocol| protocol.value).collect();
    let openapi = krate.openapi.clone().map(|file| OpenApiItem { is_yaml: !file.ends_with(".json"), file });
    let schemes = security::schemes(service);
    let server = ServerItem { name, title, operations, protocols, cors: service.cors.clone(), openapi, schemes };
    Crate {
        kind: krate.kind,
        name: krate.name.clone(),
        version: krate.version.clone(),
        description: format!("A server stub of {}", docs::line(&service.title)),
        api: lowering.api(),
        dependencies: vec![
            lowering.types_dependency(),
            Dependency::runtime("weland-server").without_defaults().with_features(&runtime_features(lowering)),
        ],
        dev_dependencies: Vec::new(),
        features: vec![
            ("default".into(), vec!["hyper".into()]),
            ("http2".into(), vec!["hyper".into(), "weland-server/http2".into()]),
            // `serve` and what belongs to it.
            ("hyper".into(), vec!["weland-server/hyper".into()]),
            ("tls".into(), vec!["hyper".into(), "weland-server/tls".into()]),
            ("tracing".into(), vec!["weland-server/tracing".into()]),
        ],
        example: example.clone(),
        modules: vec![root_module(lowering, example, server)],
    }
}

fn root_module(lowering: Lowering<'_>, example: Option<Example>, server: ServerItem) -> Module {
    let types_module = lowering.types_module();
    let macros: &[&str] = if server.operations.is_empty() { &["routes"] } else { &["not_implemented", "routes"] };
    let serve = Import::items("weland_server", reserved::SERVER_HYPER_REEXPORTS.iter().copied()).public();
    Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A server of {}: implement [`{}`] and hand it to [`router`].", server.title, server.name)],
        sections: example.map(Section::Usage).into_iter().collect(),
        root: true,
        imports: vec![
            Import { names: vec![ImportedName::Renamed(types_module.clone(), "types")], ..Import::all("") }.public(),
            Import::all(&types_module),
            Import::items(&types_module, reserved::ERROR_REEXPORTS.iter().copied()).public(),
            Import::items("", ["weland_server"]).public(),
            Import::items("weland_server", reserved::SERVER_REEXPORTS.iter().copied()).public(),
            Import { feature: Some("hyper"), ..serve },
            Import::items("weland_server", macros.iter().copied()),
        ],
        items: vec![Item::Server(server)],
        ..Module::default()
    }
}

/// What the server needs of the runtime that few models ask for.
fn runtime_features(Lowering { service, protocols, .. }: Lowering<'_>) -> Vec<&'static str> {
    let compresses = service.operations.iter().any(|operation| !operation.compression.is_empty());
    let sums = service
        .operations
        .iter()
        .any(|operation| operation.checksums.required.is_some() || operation.checksums.algorithm_member.is_some());
    let features = [(sums, "checksums"), (compresses, "compression"), (service.signing_name.is_some(), "sigv4")];
    let used = features.into_iter().filter(|(used, _)| *used).map(|(_, name)| name);
    used.chain(protocols.features()).collect()
}

/// The trait is named like the service.
fn trait_name(service: &Service) -> String {
    let words: String = service.sdk_id.split(|letter: char| !letter.is_ascii_alphanumeric()).map(capitalized).collect();
    let name = type_name(if words.is_empty() { &service.name } else { &words });
    if reserved::server_root().any(|reserved| reserved == name) { format!("{name}Service") } else { name }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
