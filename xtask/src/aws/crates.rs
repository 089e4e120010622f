//! The crates of all services, as one workspace.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use weland_codegen::{CrateKind, CrateOptions, Files, Options, Package, Runtime, Templates};
use weland_model::{Diagnostics, Model, ShapeId};

use super::service::{Service, errors};
use crate::generated::{lock_file, sync};
use crate::repo::Repo;

const KINDS: [(CrateKind, &str); 4] = [
    (CrateKind::Types, "types"),
    (CrateKind::Client, "client"),
    (CrateKind::Server, "server"),
    (CrateKind::Validator, "validator"),
];

const MANIFEST: &str = "[workspace]
resolver = \"3\"
members = [\"*-types\", \"*-client\", \"*-server\", \"*-validator\"]

[profile.dev]
debug = false
";

/// What was generated for a service.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    /// At least types and client.
    pub(super) any: Result<(), String>,
    /// All crates.
    pub(super) all: Result<(), String>,
}

/// Generated crates on the disk.
pub(super) struct Workspace {
    folder: PathBuf,
    outcomes: BTreeMap<String, Outcome>,
}

/// Generates the crates of all services. If there can be no server and no validator, types and client are generated.
pub(super) fn generate(repo: &Repo, services: &[Service]) -> Result<Workspace, String> {
    let runtime = Runtime::Path(repo.root().join("crates").to_string_lossy().into_owned());
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]);
    let mut outcomes = BTreeMap::new();
    for service in services {
        let outcome = match service.load() {
            Ok((model, id)) => crates_of(service, &model, &id, &runtime, &mut files),
            Err(problem) => Outcome { any: Err(problem.clone()), all: Err(problem) },
        };
        outcomes.insert(service.name.clone(), outcome);
    }
    let folder = repo.root().join("target/aws");
    sync(&folder, &files).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Workspace { folder, outcomes })
}

fn crates_of(service: &Service, model: &Model, id: &ShapeId, runtime: &Runtime, files: &mut Files) -> Outcome {
    let mut attempt = |kinds: &[(CrateKind, &str)]| -> Result<(), String> {
        let krate = |(kind, suffix): &(CrateKind, &str)| CrateOptions {
            kind: *kind,
            name: format!("{}-{suffix}", service.name),
            version: "0.1.0".to_owned(),
        };
        let options = Options {
            service: id.clone(),
            crates: kinds.iter().map(krate).collect(),
            runtime: runtime.clone(),
            package: Package::default(),
            templates: Templates::default(),
            source_label: format!("{}.json", service.name),
            command: "cargo xtask aws".to_owned(),
        };
        let mut diagnostics = Diagnostics::new();
        let generated = weland_codegen::generate(model, &options, &mut diagnostics);
        errors(diagnostics)?;
        files.extend(generated);
        Ok(())
    };
    let all = attempt(&KINDS);
    let any = if all.is_ok() { Ok(()) } else { attempt(&KINDS[..2]) };
    Outcome { any, all }
}

impl Workspace {
    pub(super) fn outcome(&self, service: &Service) -> Option<&Outcome> {
        self.outcomes.get(&service.name)
    }

    /// What Clippy says of the crates, by service.
    pub(super) fn check(&self, repo: &Repo) -> Result<BTreeMap<String, Vec<String>>, String> {
        let arguments = ["clippy", "--workspace", "--keep-going", "--message-format=json"];
        let mut command = repo.command("cargo", &arguments);
        if std::env::var_os("CARGO_TARGET_DIR").is_none() {
            command.env("CARGO_TARGET_DIR", repo.root().join("target"));
        }
        command.current_dir(&self.folder).stderr(std::process::Stdio::null());
        let output = command.output().map_err(|error| format!("can't run cargo: {error}"))?;
        let mut complaints: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut was_told = output.status.success();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let message: Value =
                serde_json::from_str(line).map_err(|error| format!("cargo printed no JSON: {error}"))?;
            if let Some((service, text)) = self.complaint(&message) {
                was_told = true;
                complaints.entry(service).or_default().push(text);
            }
        }
        match was_told {
            true => Ok(complaints),
            false => Err(format!("cargo clippy failed in {}", self.folder.display())),
        }
    }

    /// The service that a message of the compiler is about, and what it says.
    fn complaint(&self, message: &Value) -> Option<(String, String)> {
        let manifest = PathBuf::from(message["manifest_path"].as_str()?);
        let text = message["message"]["rendered"].as_str()?;
        let package = manifest.parent()?.strip_prefix(&self.folder).ok()?.to_str()?;
        let (service, _) = package.rsplit_once('-')?;
        Some((service.to_owned(), text.to_owned()))
    }
}
