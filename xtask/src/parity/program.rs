//! Programs of services, as one workspace below `target/parity`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use weland_codegen::{CrateKind, CrateOptions, Files, Options, PROTOCOLS, Package, Protocol, Runtime, Templates};
use weland_model::{Diagnostics, Member, Model, ShapeId, ShapeType};
use weland_smithy::Loader;

use super::Service;
use crate::crates::errors;
use crate::generated::{lock_file, sync};
use crate::repo::Repo;

const MANIFEST: &str = "[workspace]
resolver = \"3\"
members = [\"*-types\", \"*-client\", \"*-program\"]

[profile.dev]
debug = false
";

const MAIN: &str = include_str!("program.txt");

/// A program.
pub(super) struct Program {
    pub(super) path: PathBuf,
    /// The name of the service in the model.
    pub(super) service: String,
    /// The members of structures and unions with their types, by the name of the shape.
    pub(super) structures: BTreeMap<String, BTreeMap<String, &'static str>>,
    /// The names of unions.
    pub(super) unions: Vec<String>,
}

impl Program {
    fn new(path: PathBuf, model: &Model, service: String) -> Self {
        let (mut structures, mut unions) = (BTreeMap::new(), Vec::new());
        for shape in model.own_shapes() {
            let name = shape.id.name().to_owned();
            if shape.shape_type == ShapeType::Union {
                unions.push(name.clone());
            }
            if matches!(shape.shape_type, ShapeType::Structure | ShapeType::Union) {
                let kind = |member: &Member| model.get(&member.target).map_or("", |it| it.shape_type.as_str());
                let members = shape.members.iter().map(|member| (member.name.to_string(), kind(member)));
                structures.insert(name, members.collect());
            }
        }
        Self { path, service, structures, unions }
    }
}

/// Generates and compiles the programs of services, in their order.
pub(super) fn build(repo: &Repo, services: &[&Service]) -> Result<Vec<Program>, String> {
    let runtime = repo.root().join("crates").to_string_lossy().into_owned();
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.root().join("target"), PathBuf::from);
    let mut programs = Vec::new();
    for service in services {
        let made = load(repo, service).and_then(|(model, id)| {
            let name = id.name().to_owned();
            files.extend(generate(&model, id, service, &runtime)?);
            let path = target.join("debug").join(format!("{}-program", service.name));
            Ok(Program::new(path, &model, name))
        });
        programs.push(made.map_err(|problem: String| format!("{}: {problem}", service.name))?);
    }
    let folder = repo.root().join("target/parity");
    sync(&folder, &files).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut command = repo.command("cargo", &["build", "--workspace", "--quiet"]);
    let status = command.current_dir(&folder).env("CARGO_TARGET_DIR", &target).status();
    match status {
        Ok(status) if status.success() => Ok(programs),
        _ => Err(format!("the programs in {} don't compile", folder.display())),
    }
}

/// The crates of a service, and its program.
fn generate(model: &Model, id: ShapeId, service: &Service, runtime: &str) -> Result<Files, String> {
    let protocol = protocol(model, &id, service)?;
    let name = service.name;
    let krate = |kind, ending: &str| CrateOptions {
        kind,
        name: format!("{name}-{ending}"),
        version: "0.1.0".into(),
        openapi: None,
    };
    let options = Options {
        service: id,
        protocol: Some(protocol.trait_id.to_owned()),
        crates: vec![krate(CrateKind::Types, "types"), krate(CrateKind::Client, "client")],
        runtime: Runtime::Path(runtime.to_owned()),
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label: format!("{name}.json"),
        command: "cargo xtask parity".into(),
    };
    let mut diagnostics = Diagnostics::new();
    let mut files = weland_codegen::generate(model, &options, &mut diagnostics);
    errors(diagnostics)?;
    let client = files.get(&format!("{name}-client/src/lib.rs")).cloned().unwrap_or_default();
    let main = main_file(&client, name, protocol);
    files.insert(format!("{name}-program/Cargo.toml"), manifest(name, runtime));
    files.insert(format!("{name}-program/src/main.rs"), main);
    Ok(files)
}

/// The model of a service, with its further traits.
fn load(repo: &Repo, service: &Service) -> Result<(Model, ShapeId), String> {
    let path = super::model(repo, service)?;
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let load = |more: Option<String>| {
        let mut loader = Loader::new();
        loader.add(path.to_string_lossy(), text.clone());
        if let Some(more) = more {
            loader.add("protocol.smithy", more);
        }
        let (model, diagnostics) = loader.load();
        errors(diagnostics)?;
        let id = model.services().map(|service| service.id.clone()).next().ok_or("there is no service")?;
        Ok::<_, String>((model, id))
    };
    let (model, id) = load(None)?;
    match service.traits {
        "" => Ok((model, id)),
        traits => load(Some(format!("$version: \"2\"\nnamespace parity\n{}", applied(&id, traits)))),
    }
}

/// Statements that apply traits, which have spaces between them.
fn applied(id: &ShapeId, traits: &str) -> String {
    traits.split_whitespace().map(|it| format!("apply {id} {it}\n")).collect()
}

fn protocol(model: &Model, id: &ShapeId, service: &Service) -> Result<&'static Protocol, String> {
    let traits = &model.get(id).ok_or("there is no service")?.traits;
    let is_it = |it: &&Protocol| match service.protocol {
        Some((protocol, _)) => it.trait_id == protocol,
        None => traits.contains(it.trait_id),
    };
    PROTOCOLS.iter().find(is_it).ok_or_else(|| "its protocol is not supported".to_owned())
}

fn manifest(name: &str, runtime: &str) -> String {
    format!(
        "[package]\nname = \"{name}-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         base64 = \"0.22\"\nbytes = \"1\"\nhttp = \"1\"\nserde_json = \"1\"\ntower-service = \"0.3\"\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"net\", \"time\"] }}\n\
         client = {{ package = \"{name}-client\", path = \"../{name}-client\" }}\n\
         types = {{ package = \"{name}-types\", path = \"../{name}-types\" }}\n\
         weland-client = {{ path = \"{runtime}/weland-client\" }}\n\
         weland-core = {{ path = \"{runtime}/weland-core\" }}\n\
         weland-protocol = {{ path = \"{runtime}/weland-protocol\" }}\n\
         weland-server = {{ path = \"{runtime}/weland-server\" }}\n"
    )
}

/// The program, which calls the methods of the client by the names of their operations.
fn main_file(client: &str, name: &str, protocol: &Protocol) -> String {
    let (mut operations, mut calls, mut routes) = (String::new(), String::new(), String::new());
    for (method, operation, has_input) in methods(client) {
        let call = match has_input {
            true => format!("|client, input| client.{method}(input)"),
            false => format!("|client, _| client.{method}()"),
        };
        operations.push_str(&format!("    types::{operation}::SCHEMA,\n"));
        calls.push_str(&format!(
            "        name if name == types::{operation}::SCHEMA.name => call::<types::{operation}>(job, {call}).await,\n"
        ));
        routes.push_str(&format!(
            "    let shared = Arc::clone(seen);\n    let router = router.route::<types::{operation}, _, _>(move |input, _| \
             handle::<types::{operation}>(Arc::clone(&shared), input));\n"
        ));
    }
    MAIN.replace("    // operations\n", &operations)
        .replace("        // calls\n", &calls)
        .replace("    // routes\n", &routes)
        .replace("PROTOCOL", protocol.value)
        .replacen("//! Does", &format!("//! The program of {name}. Does"), 1)
}

/// The methods of a client that call operations: their names, the types of the operations, and whether they take an input.
fn methods(client: &str) -> Vec<(String, String, bool)> {
    let mut found = Vec::new();
    for (at, _) in client.match_indices("-> Call<") {
        let operation = client[at + 8..].split('>').next().unwrap_or_default();
        let start = client[..at].rfind("pub fn ").map_or(at, |start| start + 7);
        let head = &client[start..at];
        let method = head.split('(').next().unwrap_or_default();
        found.push((method.to_owned(), operation.to_owned(), head.contains("input")));
    }
    found
}
