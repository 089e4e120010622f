//! The arguments of commands. The comments on fields are their help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, ValueHint};
use weland_openapi::Syntax;
use weland_smithy::Selector;

use super::values::{self, Format};
use crate::changes::FailOn;
use crate::listing::KINDS;

/// The files of a model, or the models of the configuration.
#[derive(Debug, Args)]
pub(crate) struct ModelArguments {
    /// The files of a model (default: the models of weland.yaml).
    ///
    /// A .smithy, .json, .yaml or .jar file, a folder that contains such files, a quoted glob pattern such as `'model/**/*.smithy'`, or
    /// `-` for standard input. All files together form one model.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The configuration whose models are read if there are no paths.
    #[arg(long, value_name = "FILE", default_value = "weland.yaml", value_hint = ValueHint::FilePath, conflicts_with = "paths")]
    pub(crate) config: PathBuf,
    /// Change OpenAPI documents as an overlay says before they are read; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) overlays: Vec<PathBuf>,
    /// The file name of standard input in diagnostics; its extension determines the format (default: detected from the first
    /// character).
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(super) stdin_name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The files of the model (default: those that are found).
    ///
    /// A .smithy, .json, .yaml or .jar file, a folder that contains such files, or a quoted glob pattern such as `'model/**/*.smithy'`.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What the crates are named after (default: the service).
    #[arg(long, value_hint = ValueHint::Other)]
    pub(crate) name: Option<String>,
    /// The folder of the runtime crates in a checkout of Weland (default: the published crates).
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) runtime: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    /// The models are those of the configuration; a path is a mistake that is explained.
    #[arg(hide = true, value_name = "PATH", value_hint = ValueHint::Other, value_parser = values::no_path)]
    _path: Option<PathBuf>,
    /// The configuration file.
    #[arg(long, value_name = "FILE", default_value = "weland.yaml", value_hint = ValueHint::FilePath)]
    pub(crate) config: PathBuf,
    /// Write nothing; compare with the existing files, and exit with 1 if any is stale, missing or left over.
    #[arg(long)]
    check: bool,
    /// Compare the API with that of a revision of git: a commit, a tag or a branch.
    #[arg(long, value_name = "REVISION", value_hint = ValueHint::Other)]
    pub(crate) base: Option<String>,
    /// Write the versions that changes of the API ask for into weland.yaml; with `--check`, exit with 1 if one is too low.
    // While watching, each step of an edit would raise versions by itself.
    #[arg(long, conflicts_with = "watch")]
    pub(crate) bump: bool,
    /// Write nothing; print a stage of the generator.
    #[arg(long, value_name = "STAGE", conflicts_with_all = ["base", "bump", "check"])]
    dump: Option<Stage>,
    /// Generate again whenever the configuration, the model or a template changes, until interrupted.
    #[arg(long, conflicts_with_all = ["check", "dump"])]
    pub(crate) watch: bool,
    /// Treat mistakes in OpenAPI whose meaning is clear as errors, as `weland check` does.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Change OpenAPI documents as an overlay says before they are read; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) overlays: Vec<PathBuf>,
}

/// What `weland generate` does with the generated files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Write them.
    Write,
    /// Compare them with those on the disk.
    Check,
    /// Print a stage of the generator instead.
    Dump(Stage),
}

/// A stage of the generator that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    Service,
    Crates,
}

impl GenerateArguments {
    /// What is done with the generated files.
    pub(crate) fn action(&self) -> Action {
        match self.dump {
            Some(stage) => Action::Dump(stage),
            None if self.check => Action::Check,
            None => Action::Write,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The code, or the id that models have for it.
    #[arg(value_parser = values::Codes, hide_possible_values = true)]
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old and the new model; with `--base`, the files of both (default: the models of weland.yaml).
    ///
    /// Each is a file, a folder, a quoted glob pattern, or `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the old model from a revision of git: a commit, a tag or a branch.
    #[arg(long, value_name = "REVISION", value_hint = ValueHint::Other)]
    pub(crate) base: Option<String>,
    /// The configuration file with accepted changes (default: weland.yaml, if there is one).
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Exit with 1 if there is a change of this severity, one that breaks on the wire, or one that asks for such a version.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// The format of the changes.
    #[arg(long, default_value = "plain")]
    pub(crate) format: Format,
    /// Change OpenAPI documents as an overlay says before they are read; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) overlays: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// The files to format (default: the .smithy files of the models of weland.yaml).
    ///
    /// A .smithy file, a folder that contains such files, a quoted glob pattern such as `'model/**/*.smithy'`, or `-` for standard input.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The configuration whose models are formatted if there are no paths.
    #[arg(long, value_name = "FILE", default_value = "weland.yaml", value_hint = ValueHint::FilePath, conflicts_with = "paths")]
    pub(crate) config: PathBuf,
    /// Write nothing; report files that aren't formatted, with the first line that differs, and exit with 1 if there are any.
    #[arg(long)]
    pub(crate) check: bool,
    /// The file name of standard input in diagnostics.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(super) stdin_name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct IdlArguments {
    #[command(flatten)]
    pub(crate) model: ModelArguments,
    /// Write one file per namespace to this folder; required if there are several namespaces.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite existing files with different contents, which are an error otherwise.
    #[arg(long, requires = "output")]
    pub(crate) overwrite: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    #[command(flatten)]
    pub(crate) model: ModelArguments,
    /// List only this kind of shapes, or members; may be repeated.
    #[arg(long = "kind", value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
    pub(crate) kinds: Vec<String>,
    /// List only the shapes and members that a Smithy selector picks.
    #[arg(long = "select", value_name = "SELECTOR", value_hint = ValueHint::Other, value_parser = values::selector)]
    pub(crate) selector: Option<Selector>,
    /// List only the shapes of this service.
    #[arg(long, value_hint = ValueHint::Other)]
    pub(crate) service: Option<String>,
    /// The format of the list and of diagnostics.
    #[arg(long, default_value = "plain", value_parser = values::formats(&[Format::Plain, Format::Json]))]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct OpenapiArguments {
    #[command(flatten)]
    pub(crate) model: ModelArguments,
    /// The shape id of the service; required if there are several.
    #[arg(long, value_hint = ValueHint::Other)]
    pub(crate) service: Option<String>,
    /// The syntax of the document.
    #[arg(long, default_value = "yaml", value_parser = values::syntax())]
    pub(crate) syntax: Syntax,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) model: ModelArguments,
    /// Print the report as JSON, for tools.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArguments {
    /// The files of values.
    ///
    /// A .json file with a value, a .jsonl or .ndjson file with a value on each line, a .yaml file with one or several documents, or `-`
    /// for standard input.
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) subject: Subject,
    /// Check against the output of the operation.
    // Clap lets an option pass that needs `--operation` if there is another one that excludes it.
    #[arg(long, requires = "operation", conflicts_with = "shape")]
    pub(crate) output: bool,
    /// A file or folder of the model (default: the models of weland.yaml); may be repeated.
    #[arg(long, value_name = "PATH")]
    pub(crate) model: Vec<PathBuf>,
    /// The configuration that has the model.
    #[arg(long, value_name = "FILE", default_value = "weland.yaml", value_hint = ValueHint::FilePath, conflicts_with = "model")]
    pub(crate) config: PathBuf,
    /// The service that has the shape; required if there are several.
    #[arg(long, value_hint = ValueHint::Other)]
    pub(crate) service: Option<String>,
    /// Change OpenAPI documents as an overlay says before they are read; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) overlays: Vec<PathBuf>,
    /// The file name of standard input in diagnostics; its extension determines the format (default: detected from the first
    /// character).
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(super) stdin_name: Option<String>,
}

/// What values are checked against: one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Subject {
    /// The shape that values are checked against.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) shape: Option<String>,
    /// Check against the input of this operation instead.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub(crate) operation: Option<String>,
}
