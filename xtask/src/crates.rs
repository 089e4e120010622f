//! Crates of many models, as one workspace below `target/` that Clippy and rustdoc look at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Output, Stdio};

use serde_json::Value;
use weland_codegen::{CrateKind, CrateOptions, Files, Options, Package, Runtime, Templates};
use weland_model::{Diagnostics, Model, Severity, ShapeId};

use crate::generated::{lock_file, sync};
use crate::repo::Repo;

/// The kinds of crates, with the endings of their names.
pub(crate) const KINDS: [(CrateKind, &str); 4] = [
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

/// The number of crates that are compiled before what was made of them is removed.
const GROUP: usize = 32;

/// Generated crates.
pub(crate) struct Workspace {
    folder: PathBuf,
    runtime: Runtime,
    command: &'static str,
    files: Files,
}

impl Workspace {
    /// An empty workspace in a folder below `target/`, which the command with this name makes.
    pub(crate) fn new(repo: &Repo, folder: &str, command: &'static str) -> Result<Self, String> {
        Ok(Self {
            folder: repo.root().join("target").join(folder),
            runtime: Runtime::Path(repo.root().join("crates").to_string_lossy().into_owned()),
            command,
            files: BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]),
        })
    }

    /// Generates crates for a service. Nothing is added if there is an error; then the errors are returned.
    pub(crate) fn add(
        &mut self,
        model: &Model,
        service: &ShapeId,
        name: &str,
        kinds: &[(CrateKind, &str)],
    ) -> Result<(), Diagnostics> {
        let runtime = self.runtime.clone();
        let options = options(service, name, kinds, runtime, format!("{name}.json"), self.command);
        let mut diagnostics = Diagnostics::new();
        let generated = weland_codegen::generate(model, &options, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        self.files.extend(generated);
        Ok(())
    }

    /// Writes the crates, and returns what Clippy and rustdoc say of them, by the name that was given to [`Workspace::add`].
    ///
    /// They look at a few services at a time, and what the compiler made of these is removed before they go on: that of
    /// hundreds of services fills a disk.
    pub(crate) fn lint(&self, repo: &Repo) -> Result<BTreeMap<String, Vec<String>>, String> {
        sync(&self.folder, &self.files).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let packages: BTreeSet<&str> = self.files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml")).collect();
        let packages: Vec<&str> = packages.into_iter().collect();
        let mut complaints: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (index, group) in packages.chunks(GROUP).enumerate() {
            eprintln!("crates {} to {} of {}", index * GROUP + 1, index * GROUP + group.len(), packages.len());
            for task in [["clippy", "--keep-going"], ["doc", "--no-deps"]] {
                self.listen(repo, &task, group, &mut complaints)?;
            }
            self.cargo(repo, &["clean"], group)?;
            self.cargo(repo, &["clean", "--doc"], &[])?;
        }
        Ok(complaints)
    }

    /// Has cargo look at some packages, and adds what the compiler says of them.
    fn listen(
        &self,
        repo: &Repo,
        task: &[&str],
        packages: &[&str],
        complaints: &mut BTreeMap<String, Vec<String>>,
    ) -> Result<(), String> {
        let output = self.cargo(repo, &[task, &["--message-format=json"]].concat(), packages)?;
        let mut was_told = output.status.success();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let message: Value =
                serde_json::from_str(line).map_err(|error| format!("cargo printed no JSON: {error}"))?;
            if let Some((name, text)) = self.complaint(&message) {
                was_told = true;
                complaints.entry(name).or_default().push(text);
            }
        }
        match was_told {
            true => Ok(()),
            false => Err(format!("cargo {} failed in {}", task[0], self.folder.display())),
        }
    }

    fn cargo(&self, repo: &Repo, task: &[&str], packages: &[&str]) -> Result<Output, String> {
        let mut command = repo.command("cargo", task);
        // Nothing else is removed with what was made of these crates.
        command.env("CARGO_TARGET_DIR", self.folder.with_extension("build"));
        for package in packages {
            command.args(["--package", package]);
        }
        command.current_dir(&self.folder).stderr(Stdio::null());
        command.output().map_err(|error| format!("can't run cargo: {error}"))
    }

    /// The name of the crates that a message of the compiler is about, and what it says.
    fn complaint(&self, message: &Value) -> Option<(String, String)> {
        let manifest = PathBuf::from(message["manifest_path"].as_str()?);
        let text = message["message"]["rendered"].as_str()?;
        let package = manifest.parent()?.strip_prefix(&self.folder).ok()?.to_str()?;
        let (name, _) = package.rsplit_once('-')?;
        Some((name.to_owned(), text.to_owned()))
    }
}

/// Generates crates of all kinds for a service, in memory.
pub(crate) fn in_memory(model: &Model, service: &ShapeId, name: &str, diagnostics: &mut Diagnostics) -> Files {
    let runtime = Runtime::Version("0.1".to_owned());
    let options = options(service, name, &KINDS, runtime, name.to_owned(), "weland generate");
    weland_codegen::generate(model, &options, diagnostics)
}

/// What crates of a service are generated with; their names begin with `name`.
fn options(
    service: &ShapeId,
    name: &str,
    kinds: &[(CrateKind, &str)],
    runtime: Runtime,
    source_label: String,
    command: &str,
) -> Options {
    let krate = |(kind, suffix): &(CrateKind, &str)| CrateOptions {
        kind: *kind,
        name: format!("{name}-{suffix}"),
        version: "0.1.0".to_owned(),
        openapi: None,
    };
    Options {
        service: service.clone(),
        protocol: None,
        crates: kinds.iter().map(krate).collect(),
        runtime,
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label,
        command: command.to_owned(),
    }
}

/// The errors among diagnostics, a line each, if there are any.
pub(crate) fn errors(diagnostics: Diagnostics) -> Result<(), String> {
    if !diagnostics.has_errors() {
        return Ok(());
    }
    let errors = diagnostics.into_sorted().into_iter().filter(|item| item.severity == Severity::Error);
    Err(errors.map(|item| format!("[{}] {}", item.code, item.message)).collect::<Vec<_>>().join("\n"))
}
