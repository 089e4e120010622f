//! Generating the crates of a suite, and compiling their tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use weland_codegen::{CrateKind, CrateOptions, Options, Package, Runtime, Templates, generate as generate_crates};
use weland_model::Diagnostics;

use super::suite::{Service, Suite};
use crate::generated::{lock_file, sync};
use crate::repo::Repo;

/// Generated crates on the disk.
pub(super) struct Workspace {
    folder: PathBuf,
    /// The service of each crate, by the name of its package.
    packages: BTreeMap<String, (Service, CrateKind)>,
}

/// The tests of a crate, compiled.
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) service: Service,
    pub(super) is_client: bool,
}

const KINDS: [(CrateKind, &str); 3] =
    [(CrateKind::Types, "types"), (CrateKind::Client, "client"), (CrateKind::Server, "server")];

const MANIFEST: &str = "[workspace]
resolver = \"3\"
members = [\"*-types\", \"*-client\", \"*-server\"]

[profile.dev]
debug = \"line-tables-only\"
";

/// Generates the crates of all services. Files that haven't changed aren't touched.
pub(super) fn generate(repo: &Repo, suite: &Suite) -> Result<Workspace, String> {
    let runtime = Runtime::Path(repo.root().join("crates").to_string_lossy().into_owned());
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]);
    let mut packages = BTreeMap::new();
    for service in &suite.services {
        let options = options(service, &runtime);
        let mut diagnostics = Diagnostics::new();
        files.extend(generate_crates(&suite.model, &options, &mut diagnostics));
        if diagnostics.has_errors() {
            let lines = diagnostics.into_sorted().into_iter().map(|it| format!("\n[{}] {}", it.code, it.message));
            return Err(format!("can't generate crates for {}:{}", service.id, lines.collect::<String>()));
        }
        packages.extend(options.crates.into_iter().map(|it| (it.name, (service.clone(), it.kind))));
    }
    let folder = repo.root().join("target/conformance").join(&suite.name);
    sync(&folder, &files).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Workspace { folder, packages })
}

fn options(service: &Service, runtime: &Runtime) -> Options {
    let krate = |(kind, suffix): (CrateKind, &str)| CrateOptions {
        kind,
        name: format!("{}-{suffix}", service.prefix),
        version: "0.1.0".to_owned(),
        openapi: None,
    };
    Options {
        service: service.id.clone(),
        protocol: None,
        crates: KINDS.into_iter().map(krate).collect(),
        runtime: runtime.clone(),
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label: "a suite of protocol tests".to_owned(),
        command: "cargo xtask conformance".to_owned(),
    }
}

/// Compiles all tests at once.
pub(super) fn compile(repo: &Repo, workspace: &Workspace) -> Result<Vec<Program>, String> {
    let arguments = ["test", "--workspace", "--tests", "--no-run", "--message-format=json-render-diagnostics"];
    let mut command = repo.command("cargo", &arguments);
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.env("CARGO_TARGET_DIR", repo.root().join("target"));
    }
    command.current_dir(&workspace.folder).stderr(std::process::Stdio::inherit());
    let output = command.output().map_err(|error| format!("can't run cargo: {error}"))?;
    if !output.status.success() {
        return Err("the generated crates don't compile".to_owned());
    }
    let mut programs = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).map_err(|error| format!("cargo printed no JSON: {error}"))?;
        programs.extend(program(workspace, &message));
    }
    Ok(programs)
}

/// The executable in a message of Cargo, if it is one of protocol tests.
fn program(workspace: &Workspace, message: &Value) -> Option<Program> {
    if message["target"]["kind"][0] != "test" || message["target"]["name"] != "protocol" {
        return None;
    }
    let path = message["executable"].as_str()?;
    let manifest = Path::new(message["manifest_path"].as_str()?);
    let package = manifest.parent()?.file_name()?.to_str()?;
    let (service, kind) = workspace.packages.get(package)?;
    Some(Program { path: path.into(), service: service.clone(), is_client: *kind == CrateKind::Client })
}
