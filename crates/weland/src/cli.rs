//! The command line. Parsing, help and completions are what clap makes of the definitions here and in [`arguments`].

mod arguments;
mod completions;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use arguments::{
    Action, DiffArguments, ExplainArguments, FmtArguments, GenerateArguments, IdlArguments, InitArguments,
    ListArguments, ModelArguments, OpenapiArguments, ReportArguments, Stage, Subject, ValidateArguments,
};
pub(crate) use completions::script as completion_script;
pub(crate) use values::Format;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) command: Command,
    pub(crate) format: Format,
}

/// Weland generates Rust crates from Smithy models and OpenAPI documents.
#[derive(Debug, Parser)]
#[command(
    bin_name = "weland",
    version,
    no_binary_name = true,
    args_override_self = true,
    max_term_width = 100,
    after_help = "\
Diagnostics are written to standard error, everything else to standard output. Colours are only used on a terminal, and only if \
NO_COLOR isn't set.

Exit status:
  0  success, possibly with warnings
  1  there were errors, a check failed, or a file couldn't be read or written
  2  invalid arguments"
)]
struct Cli {
    /// The format of diagnostics.
    #[arg(long, global = true, default_value = "plain", value_parser = values::formats(&[Format::Plain, Format::Json, Format::Sarif]))]
    format: Format,
    #[command(subcommand)]
    command: Option<Command>,
}

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the files of a project: weland.yaml, a first model, a workflow for CI.
    ///
    /// Without paths, a model is looked for in the current folder and below it; if there is none, a small one is written. Each
    /// service of the model becomes a target of weland.yaml.
    ///
    /// The other files are the schema of weland.yaml, .gitattributes, .gitignore, a workflow for GitHub and the Cargo.toml of a
    /// workspace. Files that exist are reported and left as they are.
    #[command(after_help = "\
Examples:
  weland init
  weland init city.yaml
  weland init --runtime ../weland/crates")]
    Init(InitArguments),

    /// Generate the crates that weland.yaml lists, or check that they are up to date.
    ///
    /// Writes either all files or none: if there is an error, nothing changes. Generated files that are no longer needed are
    /// removed. Files that Weland didn't generate are never modified.
    ///
    /// Says how the API differs from that of the last generation, whose model is among the generated files, and which versions of
    /// the crates that asks for. Changes that weland.yaml lists as `accepted` don't count.
    #[command(after_help = "\
Examples:
  weland generate
  weland generate --config model/weland.yaml --check
  weland generate --overlay fixes.yaml
  weland generate --watch
  weland generate --base v1.2.0 --bump")]
    Generate(GenerateArguments),

    /// Check models for errors.
    ///
    /// Exits with 1 if a model has errors. Warnings don't affect the exit status.
    #[command(after_help = "\
Examples:
  weland check
  weland check model/lambda
  weland check 'model/**/*.smithy' --format sarif 2> weland.sarif
  weland check city.yaml --overlay fixes.yaml
  weland check - < city.smithy")]
    Check(ModelArguments),

    /// Explain a diagnostic by its code, or list all codes.
    ///
    /// Each diagnostic has a code, shown in brackets as in `error[unresolved-target]`. Its explanation describes the problem, with
    /// a wrong and a right example.
    #[command(after_help = "\
Examples:
  weland explain unresolved-target
  weland explain")]
    Explain(ExplainArguments),

    /// Compare two models: what changed, and whom it breaks.
    ///
    /// Prints each change with its places in both models, what it means on the wire for old clients of a new server and new clients
    /// of an old one, and which version of generated crates it asks for. The models may be in different languages. Changes that
    /// weland.yaml lists as `accepted` don't count.
    #[command(
        override_usage = "weland diff [OPTIONS] <OLD> <NEW>\n       weland diff [OPTIONS] --base <REVISION> [PATH]...",
        after_help = "\
Examples:
  weland diff old/city.smithy model/city.smithy
  weland diff --base main --fail-on breaking
  weland diff --base v1.2.0 model --format markdown > CHANGES.md"
    )]
    Diff(DiffArguments),

    /// Format .smithy files, or check that they are formatted.
    ///
    /// Files are only written if they change. Files with syntax errors are reported and left unchanged. With `-`, standard input is
    /// formatted and written to standard output.
    #[command(after_help = "\
Examples:
  weland fmt
  weland fmt --check 'model/**/*.smithy'
  weland fmt - < city.smithy")]
    Fmt(FmtArguments),

    /// Print a model as Smithy JSON AST.
    ///
    /// The output is Smithy 2.0. Nothing is printed if the model has errors.
    #[command(after_help = "\
Example:
  weland ast model/lambda > lambda.json")]
    Ast(ModelArguments),

    /// Print a model as Smithy IDL, or write it to files.
    ///
    /// The output is Smithy 2.0, one file per namespace. Nothing is printed or written if the model has errors.
    #[command(after_help = "\
Examples:
  weland idl lambda.json > lambda.smithy
  weland idl lambda.json --output model/lambda")]
    Idl(IdlArguments),

    /// List the services, operations and shapes of models.
    ///
    /// Prints the kind, the id and the place of each shape, and what it is in a few words. Nothing is printed if a model has errors.
    #[command(after_help = "\
Examples:
  weland list
  weland list model --kind operation --format json
  weland list city.yaml --select 'structure > member [trait|required]'")]
    List(ListArguments),

    /// Print a service as an OpenAPI document.
    ///
    /// The output is OpenAPI 3.1. Operations are written by their HTTP bindings, shapes by their form in JSON. Notes list what
    /// OpenAPI can't say. Nothing is printed if the model has errors.
    #[command(after_help = "\
Examples:
  weland openapi model/lambda > lambda.openapi.yaml
  weland openapi --service example#City --syntax json > city.json")]
    Openapi(OpenapiArguments),

    /// Print what generated crates don't carry of models.
    ///
    /// Lists each place of a model from which nothing is generated, with the reason and the effect, and each member without a type.
    /// Nothing is printed if a model has errors.
    #[command(after_help = "\
Examples:
  weland report
  weland report library.yaml --json > report.json")]
    Report(ReportArguments),

    /// Print the JSON schema of weland.yaml.
    ///
    /// Editors use it for completion and validation. Save it next to weland.yaml, and make `# yaml-language-server:
    /// $schema=weland.schema.json` the first line of weland.yaml.
    #[command(after_help = "\
Example:
  weland schema > weland.schema.json")]
    Schema,

    /// Check JSON, YAML and JSON lines against a shape of a model.
    ///
    /// Reports what the generated validator would, with the line and column of each value, and exits with 1 if a value isn't valid.
    /// Nothing is generated for that.
    ///
    /// Of an operation, the input is checked: all its members stand in the value, wherever a request would carry them.
    #[command(after_help = "\
Examples:
  weland validate --shape City city.json
  weland validate --operation CreateCity requests.jsonl --format json
  weland validate --shape City --model model - < city.yaml")]
    Validate(ValidateArguments),

    /// Print the completion script for a shell.
    #[command(after_help = "\
Examples:
  source <(weland completions bash)
  weland completions zsh > \"${fpath[1]}/_weland\"
  weland completions fish > ~/.config/fish/completions/weland.fish")]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

impl Command {
    /// The overlays that are named, in the order in which they apply.
    pub(crate) fn overlays(&self) -> &[PathBuf] {
        match self {
            Self::Diff(arguments) => &arguments.overlays,
            Self::Generate(arguments) => &arguments.overlays,
            Self::Validate(arguments) => &arguments.overlays,
            _ => self.model().map(|model| &*model.overlays).unwrap_or_default(),
        }
    }

    /// The name of standard input.
    pub(crate) fn stdin_name(&self) -> Option<&str> {
        match self {
            Self::Fmt(arguments) => arguments.stdin_name.as_deref(),
            Self::Validate(arguments) => arguments.stdin_name.as_deref(),
            _ => self.model()?.stdin_name.as_deref(),
        }
    }

    /// Whether the command runs again whenever a file changes that it has read.
    pub(crate) fn watches(&self) -> bool {
        matches!(self, Self::Generate(arguments) if arguments.watch)
    }

    fn model(&self) -> Option<&ModelArguments> {
        match self {
            Self::Ast(model) | Self::Check(model) => Some(model),
            Self::Idl(arguments) => Some(&arguments.model),
            Self::List(arguments) => Some(&arguments.model),
            Self::Openapi(arguments) => Some(&arguments.model),
            Self::Report(arguments) => Some(&arguments.model),
            _ => None,
        }
    }

    /// What is wrong with the arguments of a command, of which this is the name, that can't be said of each argument alone.
    fn mistake(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Diff(DiffArguments { base: None, paths, .. }) if paths.len() != 2 => Some((
                "diff",
                "expected two models, the old and the new one; `--base REVISION` compares with a revision of git",
            )),
            Self::Fmt(FmtArguments { paths, .. })
                if paths.len() > 1 && paths.iter().any(|path| path.as_os_str() == "-") =>
            {
                Some(("fmt", "`-` can't be formatted together with files, which are formatted in place"))
            }
            _ => None,
        }
    }
}

/// Parses the arguments, which don't include the name of the program.
///
/// # Errors.
///
/// Besides mistakes, errors are what clap prints itself: help and the version.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, clap::Error> {
    let Cli { command, format } = Cli::try_parse_from(arguments)?;
    let Some(command) = command else { return parse([OsString::from("-h")]) };
    match command.mistake() {
        Some((name, message)) => Err(error(name, message)),
        None => Ok(Invocation { command, format }),
    }
}

/// An error in the arguments of a command, with its usage.
fn error(command: &str, message: &str) -> clap::Error {
    let mut definition = Cli::command();
    definition.build();
    match definition.find_subcommand_mut(command) {
        Some(command) => command.error(ErrorKind::ValueValidation, message),
        None => definition.error(ErrorKind::ValueValidation, message),
    }
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
