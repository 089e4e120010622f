//! The client crate: a method per operation, and the waiters.

use super::schema::literal;
use super::types::lower_operation;
use super::{ClientItem, Crate, Dependency, Item, Module, Names, WaiterItem};
use crate::docs;
use crate::names::{Scope, snake_name, static_name};
use crate::options::CrateOptions;
use crate::service::{Acceptor, AcceptorMatcher, Operation, Service, Waiter};

/// Lowers a service to its client crate.
pub fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let operations: Vec<_> = service.operations.iter().map(|it| lower_operation(service, names, it)).collect();
    let mut functions = Scope::default();
    for operation in &operations {
        functions.take(operation.function.clone());
    }
    let waiters: Vec<WaiterItem> = service
        .operations
        .iter()
        .flat_map(|operation| operation.waiters.iter().map(move |waiter| (operation, waiter)))
        .map(|(operation, waiter)| lower_waiter(service, names, operation, waiter, &mut functions))
        .collect();
    let types_module = types.name.replace('-', "_");
    let has_waiters = !waiters.is_empty();
    let client = ClientItem { title: service.title.clone(), operations, waiters: waiters.clone() };
    let mut modules = Vec::new();
    if has_waiters {
        modules.push(Module {
            path: "src/waiters.rs".into(),
            docs: vec!["What each waiter waits for.".into()],
            attributes: Vec::new(),
            uses: vec![
                "use std::time::Duration;".into(),
                String::new(),
                "use weland_client::{Acceptor, AcceptorState, Comparator, Matcher, Waiter};".into(),
            ],
            items: waiters.into_iter().map(Item::Waiter).collect(),
        });
    }
    let mut uses = Vec::new();
    if has_waiters {
        uses.extend(["mod waiters;".to_owned(), String::new()]);
        uses.extend(["use std::time::Duration;".to_owned(), String::new()]);
    }
    uses.push(format!("pub use {types_module} as types;"));
    uses.push(format!("use {types_module}::*;"));
    uses.push("pub use weland_client::{Call, Config, Credentials, Transport, WaitError};".into());
    modules.push(Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A client of {}.", service.title)],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses,
        items: vec![Item::Client(client)],
    });
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A client of {}", service.title),
        dependencies: vec![
            Dependency { name: types.name.clone(), generated: Some(types.version.clone()) },
            Dependency { name: "weland-client".into(), generated: None },
        ],
        features: Vec::new(),
        modules,
    }
}

fn lower_waiter(
    service: &Service,
    names: &Names,
    operation: &Operation,
    waiter: &Waiter,
    functions: &mut Scope,
) -> WaiterItem {
    WaiterItem {
        name: waiter.name.clone(),
        function: functions.take(format!("wait_{}", snake_name(&waiter.name).trim_start_matches("r#"))),
        static_name: static_name(&waiter.name),
        operation: lower_operation(service, names, operation),
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
        AcceptorMatcher::Output { path, expected, comparator } => {
            let comparator = match comparator.as_str() {
                "booleanEquals" => "BooleanEquals",
                "allStringEquals" => "AllStringEquals",
                "anyStringEquals" => "AnyStringEquals",
                _ => "StringEquals",
            };
            let (path, expected) = (literal(path), literal(expected));
            format!("Matcher::Output {{ path: {path}, expected: {expected}, comparator: Comparator::{comparator} }}")
        }
    };
    format!("Acceptor {{ state: AcceptorState::{state}, matcher: {matcher} }}")
}
