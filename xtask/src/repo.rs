//! The repository: its folder, its files, its packages.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The name of the folder of the public API models of AWS.
pub(crate) const AWS_MODELS: &str = "aws-models";

/// The repository.
pub(crate) struct Repo {
    root: PathBuf,
}

/// A package of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Its folder, relative to the root, with `/` between the components.
    pub(crate) folder: String,
    /// The root files of its libraries and binaries, relative to the root.
    pub(crate) crate_roots: Vec<String>,
    pub(crate) dependencies: Vec<Dependency>,
    /// What a published package should have and this one lacks; nothing if it isn't published.
    pub(crate) lacks: Vec<&'static str>,
}

/// A dependency of a package.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// Whether only tests, examples and benchmarks use it.
    pub(crate) is_dev: bool,
}

/// A text file.
#[derive(Debug, Clone)]
pub(crate) struct TextFile {
    /// Relative to the root, with `/` between the components.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Repo {
    /// The repository that this program was built from.
    pub(crate) fn find() -> Result<Self, String> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own.parent().map(Path::to_owned);
        let root = root.filter(|root| root.join("Cargo.toml").is_file());
        let root = root.ok_or("the repository has moved; build xtask again")?;
        Ok(Self { root })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the official test data of Smithy, next to the repository, if it exists.
    pub(crate) fn suite(&self) -> PathBuf {
        self.root.parent().unwrap_or(&self.root).join("shared/smithy-suites")
    }

    /// The folder of the public API models of AWS, beside the test data of Smithy.
    pub(crate) fn aws_models(&self) -> PathBuf {
        self.suite().with_file_name(AWS_MODELS)
    }

    /// Whether to use colours.
    pub(crate) fn color(&self) -> bool {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        !no_color && io::stderr().is_terminal()
    }

    /// A command that runs in the root folder.
    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let program = match program {
            "cargo" => std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            other => other.into(),
        };
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// All packages of the workspace, by name.
    pub(crate) fn packages(&self) -> Result<Vec<Package>, String> {
        let arguments = ["metadata", "--no-deps", "--format-version", "1"];
        let output = self
            .command("cargo", &arguments)
            .stderr(std::process::Stdio::inherit())
            .output()
            .map_err(|error| format!("can't run cargo metadata: {error}"))?;
        if !output.status.success() {
            return Err("cargo metadata failed".into());
        }
        let metadata: Value =
            serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata isn't JSON: {error}"))?;
        let packages = metadata["packages"].as_array();
        let mut packages: Vec<Package> =
            packages.into_iter().flatten().filter_map(|package| self.package(package)).collect();
        packages.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(packages)
    }

    fn package(&self, value: &Value) -> Option<Package> {
        let manifest = self.relative(Path::new(value["manifest_path"].as_str()?))?;
        let targets = value["targets"].as_array()?.iter();
        let dependencies = value["dependencies"].as_array()?.iter();
        Some(Package {
            name: value["name"].as_str()?.to_owned(),
            folder: manifest.strip_suffix("/Cargo.toml")?.to_owned(),
            crate_roots: targets
                .filter(|target| is_shipped(target))
                .filter_map(|target| self.relative(Path::new(target["src_path"].as_str()?)))
                .collect(),
            dependencies: dependencies
                .filter_map(|dependency| {
                    Some(Dependency {
                        name: dependency["name"].as_str()?.to_owned(),
                        is_dev: dependency["kind"].as_str() == Some("dev"),
                    })
                })
                .collect(),
            lacks: self.lacks(value, Path::new(&manifest).parent()?),
        })
    }

    fn lacks(&self, package: &Value, folder: &Path) -> Vec<&'static str> {
        if package["publish"].as_array().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let is_set = |key: &&str| match &package[*key] {
            Value::Array(items) => !items.is_empty(),
            value => value.is_string(),
        };
        let keys = ["description", "license", "repository", "documentation", "readme", "keywords", "categories"];
        let mut lacks: Vec<_> = keys.into_iter().filter(|key| !is_set(key)).collect();
        if !self.root.join(folder).join("LICENSE").is_file() {
            lacks.push("LICENSE");
        }
        lacks
    }

    fn relative(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    }

    /// All text files by path, without build artifacts, hidden files and lock files.
    pub(crate) fn text_files(&self) -> io::Result<Vec<TextFile>> {
        let mut files = Vec::new();
        self.collect(&self.root, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn collect(&self, folder: &Path, files: &mut Vec<TextFile>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if kind.is_dir() {
                let hidden = name.starts_with('.') && name != ".ci" && name != ".cargo";
                if !hidden && !matches!(&*name, "target" | "__pycache__" | "node_modules") {
                    self.collect(&path, files)?;
                }
            } else if kind.is_file()
                && name != "Cargo.lock"
                && name != ".git"
                && let Some(path_text) = self.relative(&path)
                && let Ok(text) = String::from_utf8(fs::read(&path)?)
            {
                files.push(TextFile { path: path_text, text });
            }
        }
        Ok(())
    }
}

fn is_shipped(target: &Value) -> bool {
    let kinds = target["kind"].as_array().into_iter().flatten();
    kinds.filter_map(Value::as_str).any(|kind| matches!(kind, "lib" | "bin" | "proc-macro" | "cdylib" | "staticlib"))
}

/// All files in a folder and its subfolders whose names have this suffix, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let message = |error| format!("can't read {}: {error}", folder.display());
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(message)? {
        let path = entry.map_err(message)?.path();
        if path.is_dir() {
            all.extend(files(&path, ending)?);
        } else if path.to_string_lossy().ends_with(ending) {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
