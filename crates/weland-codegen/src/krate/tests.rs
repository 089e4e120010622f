//! The protocol tests of a client or server crate: one module per kind, and for servers a service that keeps what it is
//! asked.

use heck::ToSnakeCase;
use weland_model::{Node, NodeKind};

use super::operation::lower_for;
use super::{Crate, Dependency, Item, Module, Names, Operation, Path, RecorderItem, Test, TestCall};
use crate::docs;
use crate::names::Scope;
use crate::options::CrateKind;
use weland_service::{Docs, Service, TestCase, TestKind};

/// Names that tests of clients have beside those of all types.
const CLIENT: &[&str] = &["Client"];

/// Adds the protocol tests of the model to a crate, if there are any for it.
pub(super) fn add(service: &Service, names: &Names, krate: &mut Crate) {
    let tests = Tests { service, names, crate_name: krate.name.replace('-', "_"), kind: krate.kind };
    let modules: Vec<Module> = TestKind::ALL.into_iter().filter_map(|kind| tests.module(kind)).collect();
    if modules.is_empty() {
        return;
    }
    krate.modules.push(tests.root(&modules, krate));
    krate.modules.extend(modules);
    let feature = tests.what();
    krate.dev_dependencies.push(Dependency::runtime("weland-testing").with_features(&[feature]));
}

struct Tests<'a> {
    service: &'a Service,
    names: &'a Names,
    /// The crate, as Rust names it.
    crate_name: String,
    kind: CrateKind,
}

impl Tests<'_> {
    /// The module of the test runtime that the tests call.
    fn what(&self) -> &'static str {
        if self.kind == CrateKind::Client { "client" } else { "server" }
    }

    fn wants(&self, case: &TestCase) -> bool {
        if self.kind == CrateKind::Client { case.client } else { case.server }
    }

    fn module(&self, kind: TestKind) -> Option<Module> {
        let mut scope = Scope::default();
        let mut items = Vec::new();
        for operation in &self.service.operations {
            let lowered = lower_for(self.service, self.names, operation, CLIENT);
            let cases = operation.tests.iter().filter(|case| case.kind == kind && self.wants(case));
            items.extend(cases.map(|case| Item::Test(self.test(&lowered, case, &mut scope))));
        }
        if items.is_empty() {
            return None;
        }
        let (name, about) = match (kind, self.kind) {
            (TestKind::Request, CrateKind::Client) => ("requests", "What is sent."),
            (TestKind::Request, _) => ("requests", "What arrives."),
            (TestKind::Response, CrateKind::Client) => ("responses", "What arrives."),
            (TestKind::Response, _) => ("responses", "What is sent."),
            (TestKind::MalformedRequest, _) => ("malformed_requests", "What is refused."),
            (TestKind::EventStream, _) => ("event_streams", "What arrives and what is sent within streams."),
        };
        let mut uses = Vec::new();
        match self.kind {
            CrateKind::Client => {
                uses.push(format!("use {}::Client;", self.crate_name));
                uses.push(format!("use {}::types::*;", self.crate_name));
                uses.push("use weland_testing::client;".to_owned());
            }
            _ => {
                uses.push(format!("use {}::types::*;", self.crate_name));
                uses.push("use weland_testing::server;".to_owned());
                uses.push(String::new());
                uses.push("use crate::router;".to_owned());
            }
        }
        Some(Module {
            path: format!("tests/protocol/{name}.rs"),
            docs: vec![about.to_owned()],
            attributes: Vec::new(),
            uses,
            inferred_uses: false,
            items,
        })
    }

    fn test(&self, operation: &Operation, case: &TestCase, scope: &mut Scope) -> Test {
        let name = scope.take_function(&case.id.to_snake_case());
        let function = match (case.kind, case.error) {
            (TestKind::Request, _) => "request",
            (TestKind::Response, None) => "response",
            (TestKind::Response, Some(_)) => "error",
            (TestKind::MalformedRequest, _) => "malformed",
            (TestKind::EventStream, _) => "event_stream",
        };
        let call = match self.kind {
            CrateKind::Client => {
                TestCall::Method { function: operation.function.clone(), has_input: operation.input.is_some() }
            }
            _ => TestCall::Router,
        };
        Test {
            name,
            docs: docs::lines(
                &Docs { text: case.docs.clone(), ..Docs::default() },
                &format!("The case `{}`.", case.id),
            ),
            function: format!("{}::{function}", self.what()),
            operation: match operation.marker.is_qualified() {
                true => operation.marker.clone().below(&self.crate_name),
                false => operation.marker.clone(),
            },
            error: case.error.map(|error| self.service.shape(error).name.clone()),
            rows: (case.kind == TestKind::MalformedRequest).then_some(case.rows),
            node: undocumented(&case.node),
            call,
        }
    }

    /// The root of the tests: their modules, and the service that servers are tested with.
    fn root(&self, modules: &[Module], krate: &Crate) -> Module {
        let mut uses: Vec<String> = modules.iter().map(|module| format!("mod {};", module.name())).collect();
        uses.sort_unstable();
        let mut items = Vec::new();
        let server = krate.modules.iter().flat_map(|module| &module.items).find_map(|item| match item {
            Item::Server(server) => Some(server),
            _ => None,
        });
        if let Some(server) = server {
            let taken = ["Context", "Recorder", "Router", "Service", server.name.as_str()];
            let lower = |operation| lower_for(self.service, self.names, operation, &taken);
            let operations: Vec<Operation> = self.service.operations.iter().map(lower).collect();
            let is_qualified = operations.iter().flat_map(paths).any(Path::is_qualified);
            let types = if is_qualified { "types::{self, *}" } else { "types::*" };
            uses.push(String::new());
            uses.push(format!("use {}::{types};", self.crate_name));
            let mut names = ["Context", server.name.as_str(), "Router"];
            names.sort_unstable();
            uses.push(format!("use {}::{{{}}};", self.crate_name, names.join(", ")));
            uses.push("use weland_testing::server::Recorder;".to_owned());
            let crate_name = self.crate_name.clone();
            items.push(Item::Recorder(RecorderItem { crate_name, name: server.name.clone(), operations }));
        }
        Module {
            path: "tests/protocol/main.rs".to_owned(),
            docs: vec!["The protocol tests of the model.".to_owned()],
            attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
            uses,
            inferred_uses: false,
            items,
        }
    }
}

/// The generated items that the signature of an operation names.
fn paths(operation: &Operation) -> Vec<&Path> {
    [&operation.marker, &operation.error].into_iter().chain(&operation.input).chain(&operation.output).collect()
}

/// A case without its documentation, which stands above the test.
fn undocumented(case: &Node) -> Node {
    let mut case = case.clone();
    if let NodeKind::Object(object) = &mut case.kind {
        object.entries_mut().retain(|entry| &*entry.key != "documentation");
    }
    case
}
