//! The protocol tests of a client or server crate: one module per kind, and for servers a service that keeps what it is
//! asked.

use heck::ToSnakeCase;
use weland_model::{Node, NodeKind};
use weland_service::{Docs, TestCase, TestKind};

use super::Lowering;
use crate::docs;
use crate::krate::{
    Crate, Dependency, Import, ImportedName, Item, Module, OperationItem, Path, RecorderItem, ServerItem, Test,
    TestCall,
};
use crate::names::{Scope, reserved};
use crate::options::CrateKind;

/// Adds the protocol tests of the model to a crate, if there are any for it.
pub(super) fn with_tests(lowering: Lowering<'_>, mut krate: Crate) -> Crate {
    let tests = Tests { lowering, is_client: krate.kind == CrateKind::Client };
    let modules: Vec<Module> = TestKind::ALL.into_iter().filter_map(|kind| tests.module(kind)).collect();
    if modules.is_empty() {
        return krate;
    }
    krate.modules.push(tests.root(&modules, &krate));
    krate.modules.extend(modules);
    let feature = tests.runtime_module();
    krate.dev_dependencies.push(Dependency::runtime("weland-testing").with_features(&[feature]));
    krate
}

struct Tests<'a> {
    lowering: Lowering<'a>,
    is_client: bool,
}

impl Tests<'_> {
    /// The module of the test runtime that the tests call.
    fn runtime_module(&self) -> &'static str {
        if self.is_client { "client" } else { "server" }
    }

    fn wants(&self, case: &TestCase) -> bool {
        // Servers are tested in the protocol that they respond in where there is no request.
        let first = self.lowering.protocols.all.first();
        match self.is_client {
            true => case.client && case.protocol == self.lowering.protocols.chosen.trait_id,
            false => case.server && first.is_some_and(|first| case.protocol == first.trait_id),
        }
    }

    fn module(&self, kind: TestKind) -> Option<Module> {
        let mut scope = Scope::default();
        let mut items = Vec::new();
        for operation in &self.lowering.service.operations {
            let lowered = self.lowering.operation_for(operation, reserved::CLIENT_TESTS);
            let cases = operation.tests.iter().filter(|case| case.kind == kind && self.wants(case));
            items.extend(cases.map(|case| Item::Test(self.test(&lowered, case, &mut scope))));
        }
        if items.is_empty() {
            return None;
        }
        let (name, about) = match (kind, self.is_client) {
            (TestKind::Request, true) => ("requests", "What is sent."),
            (TestKind::Request, false) => ("requests", "What arrives."),
            (TestKind::Response, true) => ("responses", "What arrives."),
            (TestKind::Response, false) => ("responses", "What is sent."),
            (TestKind::MalformedRequest, _) => ("malformed_requests", "What is refused."),
            (TestKind::EventStream, _) => ("event_streams", "What arrives and what is sent within streams."),
        };
        Some(Module {
            path: format!("tests/protocol/{name}.rs"),
            docs: vec![about.to_owned()],
            imports: self.imports(),
            items,
            ..Module::default()
        })
    }

    fn imports(&self) -> Vec<Import> {
        let crate_name = self.lowering.crate_module();
        let types = Import::all(&format!("{crate_name}::types"));
        let runtime = Import::items("weland_testing", [self.runtime_module()]);
        match self.is_client {
            true => vec![Import::items(&crate_name, ["Client"]), types, runtime],
            false => vec![types, runtime, Import::items("crate", ["router"])],
        }
    }

    fn test(&self, operation: &OperationItem, case: &TestCase, scope: &mut Scope) -> Test {
        let function = match (case.kind, case.error) {
            (TestKind::Request, _) => "request",
            (TestKind::Response, None) => "response",
            (TestKind::Response, Some(_)) => "error",
            (TestKind::MalformedRequest, _) => "malformed",
            (TestKind::EventStream, _) => "event_stream",
        };
        let call = match self.is_client {
            true => TestCall::Method { function: operation.function.clone(), has_input: operation.input.is_some() },
            false => TestCall::Router,
        };
        let docs = Docs { text: case.docs.clone(), ..Docs::default() };
        Test {
            name: scope.take_function(&case.id.to_snake_case()),
            docs: docs::lines(&docs, &format!("The case `{}`.", case.id)),
            function: [self.runtime_module(), function],
            operation: match operation.marker.is_qualified() {
                true => operation.marker.clone().below(&self.lowering.crate_module()),
                false => operation.marker.clone(),
            },
            error: case.error.map(|error| self.lowering.service.shape(error).name.clone()),
            rows: (case.kind == TestKind::MalformedRequest).then_some(case.rows),
            node: undocumented(&case.node),
            call,
        }
    }

    /// The root of the tests: their modules, and the service that servers are tested with.
    fn root(&self, modules: &[Module], krate: &Crate) -> Module {
        let mut submodules: Vec<String> = modules.iter().map(|module| module.name().to_owned()).collect();
        submodules.sort_unstable();
        let server = krate.modules.iter().flat_map(|module| &module.items).find_map(|item| match item {
            Item::Server(server) => Some(server),
            _ => None,
        });
        let recorder = server.map(|server| self.recorder(server));
        Module {
            path: "tests/protocol/main.rs".to_owned(),
            docs: vec!["The protocol tests of the model.".to_owned()],
            root: true,
            submodules,
            imports: recorder.as_ref().map(recorder_imports).unwrap_or_default(),
            items: recorder.map(Item::Recorder).into_iter().collect(),
            ..Module::default()
        }
    }

    fn recorder(&self, server: &ServerItem) -> RecorderItem {
        RecorderItem {
            crate_name: self.lowering.crate_module(),
            name: server.name.clone(),
            operations: self.lowering.operations_for(&reserved::server_tests(&server.name)),
        }
    }
}

fn recorder_imports(recorder: &RecorderItem) -> Vec<Import> {
    let mut types = Import::all(&format!("{}::types", recorder.crate_name));
    if recorder.operations.iter().flat_map(paths).any(Path::is_qualified) {
        types.names.insert(0, ImportedName::Module);
    }
    let mut names = ["Context", recorder.name.as_str(), "Router"];
    names.sort_unstable();
    vec![types, Import::items(&recorder.crate_name, names), Import::items("weland_testing::server", ["Recorder"])]
}

/// The generated items that the signature of an operation names.
fn paths(operation: &OperationItem) -> Vec<&Path> {
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
