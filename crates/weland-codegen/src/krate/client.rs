//! The client crate: a method per operation, and the waiters.

use super::operation::lower_for;
use super::schema::literal;
use super::{ClientItem, Crate, Dependency, Item, Module, Names, WaiterItem, example};
use crate::docs;
use crate::names::{Scope, static_name, waiter_function};
use crate::options::CrateOptions;
use weland_service::{Acceptor, AcceptorMatcher, Checksums, Operation, PathMatcher, Service, Waiter};

/// Names that the crate has beside those of all types.
const OWN: &[&str] =
    &["Call", "Client", "Config", "Credentials", "Duration", "Items", "Pages", "Transport", "WaitError"];

/// Lowers a service to its client crate.
pub(super) fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let operations: Vec<_> = service.operations.iter().map(|it| lower_for(service, names, it, OWN)).collect();
    let mut functions = Scope::default();
    for operation in &operations {
        functions.take(operation.function.clone());
    }
    let mut statics = Scope::default();
    let waiters: Vec<WaiterItem> = service
        .operations
        .iter()
        .flat_map(|operation| operation.waiters.iter().map(move |waiter| (operation, waiter)))
        .map(|(operation, waiter)| lower_waiter(service, names, operation, waiter, (&mut functions, &mut statics)))
        .collect();
    let types_module = types.name.replace('-', "_");
    let has_waiters = !waiters.is_empty();
    let title = docs::inline(&service.title);
    let example = example::operation(service, names, &operations)
        .map(|operation| example::client(service, names, &options.name.replace('-', "_"), operation));
    let client =
        ClientItem { title: title.clone(), operations, waiters: waiters.clone(), protocol: service.protocol.value };
    let mut modules = Vec::new();
    if has_waiters {
        modules.push(waiters_module(waiters));
    }
    let mut uses = Vec::new();
    if has_waiters {
        uses.extend(["mod waiters;".to_owned(), String::new()]);
        uses.extend(["use std::time::Duration;".to_owned(), String::new()]);
    }
    uses.push(format!("pub use {types_module} as types;"));
    uses.push(format!("use {types_module}::*;"));
    uses.push("pub use weland_client::{Call, Config, Credentials, Items, Pages, Transport, WaitError};".into());
    uses.push("use weland_client::protocol;".into());
    modules.push(Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A client of {title}.")],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses,
        inferred_uses: false,
        items: vec![Item::Client(client)],
    });
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A client of {}", docs::line(&service.title)),
        dependencies: vec![
            Dependency::generated(types),
            Dependency::runtime("weland-client").with_features(&runtime_features(service)),
        ],
        dev_dependencies: Vec::new(),
        features: Vec::new(),
        example,
        modules,
    }
}

/// What the client needs of the runtime that few models ask for.
fn runtime_features(service: &Service) -> Vec<&'static str> {
    let any = |uses: fn(&Operation) -> bool| service.operations.iter().any(uses);
    let features = [
        (any(|it| it.checksums != Checksums::default()), "checksums"),
        (any(|it| !it.compression.is_empty()), "compression"),
    ];
    let used = features.into_iter().filter(|(used, _)| *used).map(|(_, name)| name);
    used.chain(service.protocol.features.iter().copied()).collect()
}

fn waiters_module(waiters: Vec<WaiterItem>) -> Module {
    let compares = waiters.iter().flat_map(|it| &it.acceptors).any(|acceptor| acceptor.contains("Comparator::"));
    let names = match compares {
        true => "Acceptor, AcceptorState, Comparator, Matcher, Waiter",
        false => "Acceptor, AcceptorState, Matcher, Waiter",
    };
    Module {
        path: "src/waiters.rs".into(),
        docs: vec!["What each waiter waits for.".into()],
        attributes: Vec::new(),
        uses: vec!["use std::time::Duration;".into(), String::new(), format!("use weland_client::{{{names}}};")],
        inferred_uses: false,
        items: waiters.into_iter().map(Item::Waiter).collect(),
    }
}

fn lower_waiter(
    service: &Service,
    names: &Names,
    operation: &Operation,
    waiter: &Waiter,
    (functions, statics): (&mut Scope, &mut Scope),
) -> WaiterItem {
    WaiterItem {
        name: waiter.name.clone(),
        function: functions.take(waiter_function(&waiter.name)),
        static_name: statics.take(static_name(&waiter.name)),
        operation: lower_for(service, names, operation, OWN),
        deprecated: waiter.docs.deprecated.clone(),
        docs: docs::lines(&waiter.docs, &format!("Waits as the waiter `{}` of the model says.", waiter.name)),
        delays: (waiter.min_delay, waiter.max_delay),
        acceptors: waiter.acceptors.iter().map(acceptor).collect(),
    }
}

fn acceptor(acceptor: &Acceptor) -> String {
    let state = match acceptor.state.as_str() {
        "success" => "Success",
        "failure" => "Failure",
        _ => "Retry",
    };
    let matcher = match &acceptor.matcher {
        AcceptorMatcher::Success(success) => format!("Matcher::Success({success})"),
        AcceptorMatcher::ErrorType(name) => format!("Matcher::ErrorType({})", literal(name)),
        AcceptorMatcher::Output(it) => format!("Matcher::Output {{ {} }}", path_matcher(it)),
        AcceptorMatcher::InputOutput(it) => format!("Matcher::InputOutput {{ {} }}", path_matcher(it)),
    };
    format!("Acceptor {{ state: AcceptorState::{state}, matcher: {matcher} }}")
}

fn path_matcher(it: &PathMatcher) -> String {
    let comparator = match it.comparator.as_str() {
        "booleanEquals" => "BooleanEquals",
        "allStringEquals" => "AllStringEquals",
        "anyStringEquals" => "AnyStringEquals",
        _ => "StringEquals",
    };
    let (path, expected) = (literal(&it.path), literal(&it.expected));
    format!("path: {path}, expected: {expected}, comparator: Comparator::{comparator}")
}
