//! The crates of all services as one workspace below `target/edits`, with a program in which clients of one model call servers
//! of the other.

use std::collections::BTreeMap;
use std::path::PathBuf;

use weland_codegen::{Files, Runtime};

use super::crates;
use super::plan::{Base, Bases, Batch};
use crate::generated::{lock_file, sync};
use crate::repo::Repo;

const HARNESS: &str = include_str!("harness.txt");
const SIDE: &str = include_str!("side.txt");
const MAIN: &str = include_str!("main.txt");

const MANIFEST: &str = "[workspace]
resolver = \"3\"
members = [\"harness\", \"program\", \"*-types\", \"*-client\", \"*-server\", \"*-side\"]

[profile.dev]
debug = false
";

/// The crates on the disk.
pub(super) struct Workspace {
    pub(super) folder: PathBuf,
    /// Where Cargo puts what it makes.
    pub(super) target: PathBuf,
    pub(super) files: Files,
    runtime: String,
}

/// The beginning of the names of the crates of a model before edits.
pub(super) fn old_name(base: Base) -> String {
    format!("old-{}", base.name())
}

/// Generates the crates of all batches, and writes them. Files that haven't changed aren't touched.
pub(super) fn generate(repo: &Repo, bases: &Bases, batches: &[Batch]) -> Result<Workspace, String> {
    let runtime = repo.root().join("crates").to_string_lossy().into_owned();
    let files = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), lock_file(repo)?]);
    let folder = repo.root().join("target/edits");
    let target = folder.with_extension("build");
    let mut workspace = Workspace { folder, target, files, runtime };
    let mut olds: Vec<Base> = batches.iter().map(|batch| batch.base).collect();
    olds.sort_unstable();
    olds.dedup();
    for base in olds {
        workspace.add(&bases.old_model(base)?, &old_name(base), base)?;
    }
    for batch in batches {
        let model = bases.new_model(batch).map_err(|error| format!("{}: {error}", batch.name))?;
        workspace.add(&model, &batch.name, batch.base).map_err(|error| format!("{}: {error}", batch.name))?;
    }
    workspace.add_program(batches);
    sync(&workspace.folder, &workspace.files).map_err(|error| format!("{}: {error}", workspace.folder.display()))?;
    Ok(workspace)
}

/// Compiles the program.
pub(super) fn compile(repo: &Repo, workspace: &Workspace) -> Result<PathBuf, String> {
    let mut command = repo.command("cargo", &["build", "--quiet", "--package", "program"]);
    let status = command.current_dir(&workspace.folder).env("CARGO_TARGET_DIR", &workspace.target).status();
    match status {
        Ok(status) if status.success() => Ok(workspace.target.join("debug/program")),
        _ => Err(format!("the program in {} doesn't compile", workspace.folder.display())),
    }
}

impl Workspace {
    fn add(&mut self, model: &weland_model::Model, name: &str, base: Base) -> Result<(), String> {
        let files = crates::generate(model, name, Runtime::Path(self.runtime.clone()))?;
        let of = |path: &str| files.get(&format!("{name}-{path}/src/lib.rs")).cloned().unwrap_or_default();
        let side = side(&of("client"), &of("server"), base != Base::Service)?;
        self.files.extend(files);
        let own = ["types", "client", "server"]
            .map(|it| format!("{it} = {{ package = \"{name}-{it}\", path = \"../{name}-{it}\" }}\n"));
        let manifest =
            self.manifest(&format!("{name}-side"), &["weland-core", "weland-server"], &(own.concat() + HARNESS_PATH));
        self.files.insert(format!("{name}-side/Cargo.toml"), manifest);
        self.files.insert(format!("{name}-side/src/lib.rs"), side);
        Ok(())
    }

    fn manifest(&self, name: &str, runtime: &[&str], more: &str) -> String {
        let of =
            |krate: &&str| format!("{krate} = {{ path = \"{}/{krate}\", default-features = false }}\n", self.runtime);
        let runtime: String = runtime.iter().map(of).collect();
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{runtime}{more}"
        )
    }

    fn add_program(&mut self, batches: &[Batch]) {
        let runtime = ["weland-client", "weland-core", "weland-protocol", "weland-server", "weland-validate"];
        let manifest = self.manifest("harness", &runtime, "base64 = \"0.22\"\nserde_json = \"1\"\n");
        self.files.insert("harness/Cargo.toml".to_owned(), manifest);
        self.files.insert("harness/src/lib.rs".to_owned(), HARNESS.to_owned());
        let (mut sides, mut calls, mut understood) = (Vec::new(), String::new(), String::new());
        for batch in batches {
            let (name, old) = (&batch.name, old_name(batch.base).replace('-', "_"));
            sides.extend([format!("{name}-side"), format!("{}-side", old_name(batch.base))]);
            calls.push_str(&format!(
                "        (\"{name}\", true) => {old}_side::call_router(operation, &job[\"input\"], {name}_side::router(&seen)).await,\n        \
                 (\"{name}\", false) => {name}_side::call_router(operation, &job[\"input\"], {old}_side::router(&seen)).await,\n"
            ));
            understood.push_str(&format!("        \"{name}\" => {old}_side::understand(part),\n"));
        }
        sides.sort();
        sides.dedup();
        let sides: String = sides.iter().map(|side| format!("{side} = {{ path = \"../{side}\" }}\n")).collect();
        let more =
            format!("{sides}{HARNESS_PATH}tokio = {{ version = \"1\", features = [\"rt\", \"net\", \"time\"] }}\n");
        let main = MAIN.replace("        // batches\n", &calls).replace("        // understood\n", &understood);
        self.files.insert("program/Cargo.toml".to_owned(), self.manifest("program", &[], &more));
        self.files.insert("program/src/main.rs".to_owned(), main);
    }
}

const HARNESS_PATH: &str = "harness = { path = \"../harness\" }\n";

/// The library that calls each operation of a client, and handles each one of a server.
fn side(client: &str, server: &str, verifies: bool) -> Result<String, String> {
    let (mut calls, mut routes, mut understood) = (String::new(), String::new(), String::new());
    for (method, operation, has_input) in methods(client) {
        let call =
            if has_input { format!("|input| client.{method}(input)") } else { format!("|()| client.{method}()") };
        let is_it = format!("it if it == name_of::<types::{operation}>()");
        calls.push_str(&format!("        {is_it} => call::<types::{operation}>(input, {call}).await,\n"));
        routes.push_str(&format!(
            "    let shared = Arc::clone(seen);\n    let router = router.route::<types::{operation}, _, _>(move |input, _| \
             handle::<types::{operation}>(Arc::clone(&shared), input));\n"
        ));
        understood.push_str(&format!("        {is_it} => understand_as::<types::{operation}>(message),\n"));
    }
    let head = server.split_once("routes! {").and_then(|(_, rest)| rest.split_once(", service;"));
    let (head, _) = head.ok_or("the server has no router")?;
    let schemes = server.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split_once(": Scheme<"));
    let verify = |(name, _): (&str, &str)| {
        format!(
            "    let router = router.verify(server::schemes::{name}, |_, _| async {{ Ok::<(), weland_server::Refusal>(()) }});\n"
        )
    };
    let verify: String = schemes.filter(|_| verifies).map(verify).collect();
    Ok(SIDE
        .replace("ROUTER", head.trim())
        .replace("    // verify\n", &verify)
        .replace("    // routes\n", &routes)
        .replace("        // calls\n", &calls)
        .replace("        // understood\n", &understood))
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
