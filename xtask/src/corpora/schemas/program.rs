//! Crates of documents, and programs that judge instances by them, as one workspace below `target/schemas`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use weland_codegen::{CrateKind, CrateOptions, Files, Options, Package, Runtime, Templates};
use weland_model::{Diagnostics, Model, Severity};
use weland_openapi::{Document, LoadOptions};

use crate::generated::{lock_file, sync};
use crate::repo::Repo;

const MANIFEST: &str = "[workspace]
resolver = \"3\"
members = [\"*-types\", \"*-program\"]

[profile.dev]
debug = false
incremental = false
strip = true
";

/// What every program does: it reads lines of `shape`, `wrapper` and JSON, and says for each what the validator finds and what
/// the JSON is once it has been decoded to a type and encoded again. The wrapper has the value as its only member.
const MAIN: &str = include_str!("program.txt");

/// The programs of documents.
pub(super) struct Programs {
    /// Where they are.
    folder: PathBuf,
    /// The names of the documents.
    names: Vec<String>,
}

/// Generates a program for each document of a folder that has a list of wrappers beside it, and compiles them. Why there is none
/// is in a file beside the document.
pub(super) fn build(repo: &Repo, work: &Path) -> Result<Programs, String> {
    let base = weland_smithy::built_in_model();
    let runtime = Runtime::Path(repo.root().join("crates").to_string_lossy().into_owned());
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]);
    let mut names = Vec::new();
    for path in crate::repo::files(work, ".wrappers")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wrappers = read(&path)?;
        let mut wrappers: Vec<(&str, &str)> = wrappers.lines().filter_map(|line| line.split_once('\t')).collect();
        let text = read(&path.with_extension("json"))?;
        let generate = |text: &str| crates(&base, text, &name, &runtime);
        let mut outcome = generate(&text);
        if outcome.is_err() {
            let (text, excluded) = without_broken(&text, &mut wrappers, &generate)?;
            write(&path.with_extension("excluded"), &excluded)?;
            outcome = generate(&text);
        }
        match outcome {
            Ok(mut generated) => {
                let validator = generated.remove(&format!("{name}-validator/src/lib.rs")).unwrap_or_default();
                generated.retain(|path, _| path.starts_with(&format!("{name}-types/")));
                files.extend(generated);
                files.extend(program(repo, &name, &wrappers, validator));
                names.push(name);
            }
            Err(problem) => write(&path.with_extension("failed"), &problem)?,
        }
    }
    let folder = work.join("crates");
    sync(&folder, &files).map_err(|error| format!("{}: {error}", folder.display()))?;
    // Not that of the repository, which would be locked all the while.
    let target = repo.root().join("target/schemas/build");
    let mut command = repo.command("cargo", &["build", "--workspace", "--keep-going", "--quiet"]);
    // What does not compile is told for each document, when its program is looked for.
    let _ = command.current_dir(&folder).env("CARGO_TARGET_DIR", &target).status();
    Ok(Programs { folder: target.join("debug"), names })
}

impl Programs {
    /// Runs all programs, each on the lines beside its document; their answers are in a file beside that.
    pub(super) fn run(&self, work: &Path) -> Result<(), String> {
        for name in &self.names {
            let program = self.folder.join(format!("{name}-program"));
            let place = |ending: &str| work.join(format!("{name}.{ending}"));
            let open = |path: PathBuf| fs::File::open(&path).map_err(|error| format!("{}: {error}", path.display()));
            let answers = fs::File::create(place("answers")).map_err(|error| error.to_string())?;
            let mut command = Command::new(&program);
            command.stdin(Stdio::from(open(place("lines"))?)).stdout(Stdio::from(answers));
            match command.status() {
                Ok(status) if status.success() => {}
                Ok(status) => write(&place("failed"), &format!("the program ended with {status}"))?,
                Err(_) => write(&place("failed"), "the program does not compile")?,
            }
        }
        Ok(())
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A document without the schemas that no crates can be made of, each of which is looked at by itself; and what is wrong with
/// those.
fn without_broken(
    text: &str,
    wrappers: &mut Vec<(&str, &str)>,
    generate: &dyn Fn(&str) -> Result<Files, String>,
) -> Result<(String, String), String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let with = |kept: &dyn Fn(&str) -> bool| {
        let mut document = document.clone();
        if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
            schemas.retain(|name, _| kept(name));
        }
        let body = "/paths/~1judge/post/requestBody/content/application~1json/schema/properties";
        if let Some(wrappers) = document.pointer_mut(body).and_then(Value::as_object_mut) {
            wrappers.retain(|name, _| kept(name));
        }
        document.to_string()
    };
    let mut excluded = String::new();
    let mut broken = BTreeSet::new();
    wrappers.retain(|(wrapper, schema)| match generate(&with(&|name| name == *wrapper || name == *schema)) {
        Ok(_) => true,
        Err(problem) => {
            excluded.push_str(&format!("{wrapper}\t{}\n", problem.replace('\n', " ")));
            broken.extend([*wrapper, *schema]);
            false
        }
    });
    Ok((with(&|name| !broken.contains(name)), excluded))
}

/// The types and the validator of a document.
fn crates(base: &Model, text: &str, name: &str, runtime: &Runtime) -> Result<Files, String> {
    let document = Document { path: format!("{name}.json").into(), text: text.into(), is_root: true };
    let (model, diagnostics) = weland_openapi::load(base.clone(), &[document], LoadOptions { tolerant: true });
    errors(diagnostics)?;
    let service = model.services().find(|service| !model.is_built_in(service)).ok_or("there is no service")?;
    let krate = |kind, suffix: &str| CrateOptions {
        kind,
        name: format!("{name}-{suffix}"),
        version: "0.1.0".into(),
        openapi: None,
    };
    let options = Options {
        service: service.id.clone(),
        protocol: None,
        crates: vec![krate(CrateKind::Types, "types"), krate(CrateKind::Validator, "validator")],
        runtime: runtime.clone(),
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label: format!("{name}.json"),
        command: "cargo xtask corpora".into(),
    };
    let mut diagnostics = Diagnostics::new();
    let files = weland_codegen::generate(&model, &options, &mut diagnostics);
    errors(diagnostics)?;
    Ok(files)
}

/// The errors among diagnostics, if there are any.
fn errors(diagnostics: Diagnostics) -> Result<(), String> {
    let errors: Vec<String> = diagnostics
        .into_sorted()
        .into_iter()
        .filter(|item| item.severity == Severity::Error)
        .map(|item| format!("[{}] {}", item.code, item.message))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n")) }
}

fn program(repo: &Repo, name: &str, wrappers: &[(&str, &str)], validator: String) -> Files {
    let runtime = repo.root().join("crates");
    let runtime = runtime.display();
    let manifest = format!(
        "[package]\nname = \"{name}-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {name}-types = {{ path = \"../{name}-types\" }}\n\
         weland-core = {{ path = \"{runtime}/weland-core\" }}\n\
         weland-protocol = {{ path = \"{runtime}/weland-protocol\" }}\n\
         weland-validate = {{ path = \"{runtime}/weland-validate\" }}\n"
    );
    let arm = |(it, _): &(&str, &str)| format!("        \"{it}\" => round_trip::<validator::types::{it}>(json),\n");
    let arms: String = wrappers.iter().map(arm).collect();
    Files::from([
        (format!("{name}-program/Cargo.toml"), manifest),
        (format!("{name}-program/src/main.rs"), MAIN.replace("        // wrappers\n", &arms)),
        // As a module, it is compiled with the program.
        (format!("{name}-program/src/validator.rs"), validator),
    ])
}
