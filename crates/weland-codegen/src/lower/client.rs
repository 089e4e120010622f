//! The client crate: a method per operation, and the waiters.

use std::collections::BTreeSet;

use weland_service::{Checksums, Member, Operation, Service, ShapeIndex, ShapeKind};

use super::Lowering;
use super::endpoint::SETTINGS;
use super::hooks;
use super::waiters::Scopes;
use crate::docs;
use crate::krate::{ClientItem, Crate, Dependency, Import, ImportedName, Item, Module, Path, Section, WaiterItem};
use crate::names::{Scope, reserved};

/// Lowers a service to its client crate.
pub(super) fn lower(lowering: Lowering<'_>) -> Crate {
    let Lowering { service, krate, .. } = lowering;
    let operations = lowering.operations_for(&reserved::client());
    let mut functions = Scope::default();
    for operation in &operations {
        functions.take(operation.function.clone());
    }
    let waiters = lowering.waiters(&reserved::client(), Scopes { functions, statics: Scope::default() });
    let title = docs::inline(&service.title);
    let example = lowering.client_example(&operations);
    let mut modules = Vec::new();
    if !waiters.is_empty() {
        modules.push(waiters_module(waiters.clone()));
    }
    let endpoint = lowering.endpoint_module();
    let has_rules = endpoint.is_some();
    modules.extend(endpoint);
    let sections = lowering.client_sections(example.as_ref(), &operations);
    let hooks = hooks::of(service, lowering.protocols.chosen);
    let client = ClientItem {
        title,
        operations,
        errors: lowering.modeled_errors(),
        waiters,
        has_rules,
        hooks,
        protocol: lowering.protocols.chosen.value,
    };
    modules.push(root_module(lowering, sections, client));
    Crate {
        kind: krate.kind,
        name: krate.name.clone(),
        version: krate.version.clone(),
        description: format!("A client of {}", docs::line(&service.title)),
        api: lowering.api(),
        dependencies: vec![
            lowering.types_dependency(),
            Dependency::runtime("weland-client").without_defaults().with_features(&runtime_features(lowering)),
        ],
        dev_dependencies: Vec::new(),
        features: features(lowering),
        example,
        modules,
    }
}

fn root_module(lowering: Lowering<'_>, sections: Vec<Section>, client: ClientItem) -> Module {
    let types_module = lowering.types_module();
    let mut imports = vec![
        Import { names: vec![ImportedName::Renamed(types_module.clone(), "types")], ..Import::all("") }.public(),
        Import::all(&types_module),
        Import::items(&types_module, reserved::ERROR_REEXPORTS.iter().copied()).public(),
        Import::items("", ["weland_client"]).public(),
        Import::items("weland_client", reserved::CLIENT_REEXPORTS.iter().copied()).public(),
        Import::items("weland_client", ["protocol", "service_error"]),
    ];
    let mut submodules = Vec::new();
    if client.has_rules {
        submodules.push("endpoint".to_owned());
    }
    if lowering.service.endpoint_rules.as_ref().is_some_and(|rules| !rules.settings.is_empty()) {
        imports.push(Import::items("endpoint", [SETTINGS]).public());
    }
    if !client.waiters.is_empty() {
        submodules.push("waiters".to_owned());
        imports.insert(0, Import::items("std::time", ["Duration"]));
    }
    Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A client of {}.", client.title)],
        sections,
        root: true,
        submodules,
        exposed: None,
        imports,
        items: vec![Item::Client(client)],
    }
}

impl Lowering<'_> {
    /// The types of all errors of operations, by name.
    fn modeled_errors(&self) -> Vec<Path> {
        let errors: BTreeSet<ShapeIndex> = self.service.operations.iter().flat_map(Operation::errors).collect();
        let mut paths: Vec<Path> = errors.into_iter().filter_map(|error| self.names.path_of(error)).collect();
        paths.sort_by(|a, b| a.name.cmp(&b.name));
        paths
    }
}

/// What the client needs of the runtime that few models ask for.
fn runtime_features(Lowering { service, protocols, .. }: Lowering<'_>) -> Vec<&'static str> {
    let any = |uses: fn(&Operation) -> bool| service.operations.iter().any(uses);
    let features = [
        (any(|it| it.checksums != Checksums::default()), "checksums"),
        (any(|it| !it.compression.is_empty()), "compression"),
        (service.signing_name.is_some() && service.operations.iter().any(|it| sends_as_read(service, it)), "streams"),
        (service.operations.iter().any(|it| has_files(service, it)), "files"),
    ];
    let used = features.into_iter().filter(|(used, _)| *used).map(|(_, name)| name);
    used.chain(protocols.chosen.features.iter().copied()).collect()
}

/// Whether the body of a call is a stream that is sent as it is read. Others are signed as a whole: that takes no further code, and
/// few models have them.
fn sends_as_read(service: &Service, operation: &Operation) -> bool {
    let can_be_in_parts = operation.checksums.algorithm_member.is_some() || operation.unsigned_payload.is_some();
    let (bytes, events): (Vec<&Member>, _) =
        streams(service, operation.input).partition(|member| is_of_bytes(service, member));
    !events.is_empty() || !bytes.is_empty() && (can_be_in_parts || service.signing_name.is_none())
}

/// Whether an input or output may come from a file or go to one.
fn has_files(service: &Service, operation: &Operation) -> bool {
    let has_bytes = |data| streams(service, data).any(|member| is_of_bytes(service, member));
    has_bytes(operation.output) || has_bytes(operation.input) && sends_as_read(service, operation)
}

fn streams(service: &Service, data: Option<ShapeIndex>) -> impl Iterator<Item = &Member> {
    let members = data.into_iter().flat_map(|index| service.shape(index).members());
    members.filter(|member| service.shape(member.target).streaming)
}

fn is_of_bytes(service: &Service, member: &Member) -> bool {
    matches!(service.shape(member.target).kind, ShapeKind::Simple(_))
}

/// The features of the client, which are those of the runtime that are up to users.
fn features(lowering: Lowering<'_>) -> Vec<(String, Vec<String>)> {
    let default: &[&str] = if needs_http2(lowering) { &["http2", "hyper"] } else { &["hyper"] };
    let passed_on = ["http2", "hyper", "platform-roots", "proxy", "test-util", "tracing"];
    let own = passed_on.map(|name| (name.to_owned(), vec![format!("weland-client/{name}")]));
    let default = ("default".to_owned(), default.iter().map(|name| (*name).to_owned()).collect());
    std::iter::once(default).chain(own).collect()
}

/// Whether there are streams of events for which the protocol has HTTP/2, or that go both ways in one operation: HTTP/1.1 is
/// often made to wait for the end of a request before there is a response.
pub(super) fn needs_http2(Lowering { service, .. }: Lowering<'_>) -> bool {
    let has_events = |data| streams(service, data).any(|member| !is_of_bytes(service, member));
    service.operations.iter().any(|operation| {
        let (input, output) = (has_events(operation.input), has_events(operation.output));
        input && output || (input || output) && service.event_streams_http2
    })
}

fn waiters_module(waiters: Vec<WaiterItem>) -> Module {
    let mut names = vec!["Acceptor", "AcceptorMatcher", "AcceptorState", "Waiter"];
    if waiters.iter().any(WaiterItem::compares) {
        names.insert(3, "Comparator");
    }
    Module {
        path: "src/waiters.rs".into(),
        docs: vec!["What each waiter waits for.".into()],
        imports: vec![Import::items("std::time", ["Duration"]), Import::items("weland_client", names)],
        items: waiters.into_iter().map(Item::Waiter).collect(),
        ..Module::default()
    }
}
