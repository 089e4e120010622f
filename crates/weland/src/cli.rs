//! The arguments of the command line.

mod completions;
mod help;
mod table;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use weland_smithy::Selector;

use crate::changes::FailOn;
use crate::suggest;
use table::{COMMON, Flag, Operands, Spec, VERSION, Value};

pub(crate) use completions::{Shell, script as completion_script};
pub(crate) use help::text as help_text;

/// A command with its arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Prints the model as JSON AST.
    Ast { paths: Vec<PathBuf> },
    /// Reports the problems of a model.
    Check { paths: Vec<PathBuf> },
    /// Prints the completion script for a shell.
    Completions(Shell),
    /// Prints the changes between two models.
    Diff(DiffArguments),
    /// Explains a code, or lists all of them.
    Explain { code: Option<String> },
    /// Formats files.
    Fmt { paths: Vec<PathBuf>, check: bool },
    /// Generates crates.
    Generate(GenerateArguments),
    /// Prints the help of a command, or the overview.
    Help(Topic),
    /// Prints the model as IDL, or writes it to a folder.
    Idl { paths: Vec<PathBuf>, output: Option<PathBuf>, overwrite: bool },
    /// Writes the files of a project that generates crates.
    Init(InitArguments),
    /// Prints what models have.
    List(ListArguments),
    /// Prints a service as an OpenAPI document.
    Openapi { paths: Vec<PathBuf>, service: Option<String>, syntax: weland_openapi::Syntax },
    /// Prints what crates don't carry of a model.
    Report { paths: Vec<PathBuf>, as_json: bool },
    /// Prints the schema of the configuration.
    Schema,
    /// Checks values against a shape.
    Validate(ValidateArguments),
    /// Prints the version.
    Version,
}

/// The arguments of `weland generate`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GenerateArguments {
    pub(crate) config: PathBuf,
    pub(crate) action: Action,
    /// Whether mistakes in OpenAPI whose meaning is clear are errors.
    pub(crate) strict: bool,
    /// The revision whose generated models are compared with, instead of those in the output folders.
    pub(crate) base: Option<String>,
    /// Whether versions that are too low for what has changed are raised, or are errors if nothing is written.
    pub(crate) bump: bool,
    /// Whether changes are told in a few lines.
    pub(crate) brief: bool,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Service,
    Crates,
}

/// The name of a command, or nothing for all of them.
pub(crate) type Topic = Option<&'static str>;

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Plain,
    Json,
    Sarif,
}

/// The arguments of `weland diff`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DiffArguments {
    /// The old and the new model; with a base, all paths of both.
    pub(crate) paths: Vec<PathBuf>,
    /// The revision that the old model is read from.
    pub(crate) base: Option<String>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) fail_on: FailOn,
    pub(crate) format: ChangeFormat,
}

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ChangeFormat {
    #[default]
    Plain,
    Json,
    Sarif,
    Markdown,
}

/// The arguments of `weland init`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct InitArguments {
    /// The files of the model; if there are none, they are looked for.
    pub(crate) paths: Vec<PathBuf>,
    /// What the crates are named after, if not after the service.
    pub(crate) name: Option<String>,
    /// The folder of the runtime crates, if they aren't those that are published.
    pub(crate) runtime: Option<PathBuf>,
}

/// The arguments of `weland list`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ListArguments {
    /// The files of a model; if there are none, the models are those of the configuration.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) kinds: Vec<String>,
    pub(crate) selector: Option<String>,
    pub(crate) service: Option<String>,
}

/// The arguments of `weland validate`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ValidateArguments {
    /// The files of values.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) subject: Subject,
    /// The files of the model; if there are none, it is that of the configuration.
    pub(crate) model: Vec<PathBuf>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) service: Option<String>,
}

/// What values are checked against.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Shape(String),
    Operation { name: String, is_output: bool },
}

/// A command, with what several commands have in common.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    pub(crate) command: Command,
    pub(crate) format: Format,
    pub(crate) stdin_name: Option<String>,
    /// Overlays, in the order in which they apply.
    pub(crate) overlays: Vec<PathBuf>,
    /// Whether the command runs again whenever a file changes that it has read.
    pub(crate) watch: bool,
}

/// An error in the arguments.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UsageError {
    pub(crate) message: String,
    pub(crate) topic: Topic,
}

/// Parses the arguments, which don't include the name of the program.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut parser = Parser::from_args(arguments);
    let usage = |topic| move |message| UsageError { message, topic };
    let before = ParsedArguments::read(&mut parser, &COMMON.iter().chain([&VERSION]).collect::<Vec<_>>(), true);
    let mut before = before.map_err(usage(None))?;
    let format = before.format();
    let simple = |command| Ok(Invocation { command, format, stdin_name: None, overlays: Vec::new(), watch: false });
    if before.has("--version") {
        return simple(Command::Version);
    }
    let Some(name) = before.operands.pop().filter(|_| !before.has("--help")) else {
        return simple(Command::Help(None));
    };
    let spec = spec_of(&name).map_err(usage(None))?;
    let topic = if spec.name == "help" { None } else { Some(spec.name) };
    let parsed = ParsedArguments::read(&mut parser, &spec.flags().collect::<Vec<_>>(), false).map_err(usage(topic))?;
    if parsed.has("--help") {
        return simple(Command::Help(topic));
    }
    let format = if parsed.has("--format") { parsed.format() } else { format };
    let stdin_name = parsed.value("--stdin-name").map(|name| name.to_string_lossy().into_owned());
    let overlays = parsed.values("--overlay").map(PathBuf::from).collect();
    let watch = parsed.has("--watch");
    let is_markdown = parsed.value("--format").is_some_and(|name| name == "markdown");
    let mut command = command(spec, parsed).map_err(usage(topic))?;
    if let Command::Diff(arguments) = &mut command {
        arguments.format = match format {
            _ if is_markdown => ChangeFormat::Markdown,
            Format::Plain => ChangeFormat::Plain,
            Format::Json => ChangeFormat::Json,
            Format::Sarif => ChangeFormat::Sarif,
        };
    }
    Ok(Invocation { command, format, stdin_name, overlays, watch })
}

fn spec_of(name: &OsStr) -> Result<&'static Spec, String> {
    let name = name.to_string_lossy();
    table::command(&name).ok_or_else(|| {
        let help = suggest::help(&name, &table::command_names());
        format!("unknown command `{name}`; {help}")
    })
}

/// The options and operands of a command.
#[derive(Default)]
struct ParsedArguments {
    flags: Vec<(&'static str, OsString)>,
    operands: Vec<OsString>,
}

impl ParsedArguments {
    /// Reads arguments up to the end, up to the first operand if `to_operand` is set, or up to `--help` or `--version`.
    fn read(parser: &mut Parser, known: &[&'static Flag], to_operand: bool) -> Result<Self, String> {
        let mut parsed = Self::default();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            let name = match argument {
                Arg::Value(value) => {
                    parsed.operands.push(value);
                    if to_operand {
                        break;
                    }
                    continue;
                }
                Arg::Long(name) => format!("--{name}"),
                Arg::Short(letter) => format!("-{letter}"),
            };
            let flag = known.iter().find(|flag| flag.is(&name)).ok_or_else(|| unknown(&name))?;
            let value = match flag.value {
                Value::None => OsString::new(),
                _ => parser.value().map_err(|error| error.to_string())?,
            };
            if let Value::One { what, names } = flag.value {
                one_of(&value, what, names)?;
            }
            parsed.flags.push((flag.name, value));
            if matches!(flag.name, "--help" | "--version") {
                break;
            }
        }
        Ok(parsed)
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|(name, _)| *name == flag)
    }

    /// The value of an option; of several, the last one.
    fn value(&self, flag: &str) -> Option<&OsStr> {
        self.flags.iter().rev().find(|(name, _)| *name == flag).map(|(_, value)| value.as_os_str())
    }

    /// The values of an option that may be repeated.
    fn values(&self, flag: &str) -> impl Iterator<Item = &OsStr> {
        self.flags.iter().filter(move |(name, _)| *name == flag).map(|(_, value)| value.as_os_str())
    }

    fn text(&self, flag: &str) -> Option<String> {
        self.value(flag).map(|value| value.to_string_lossy().into_owned())
    }

    fn path(&self, flag: &str) -> Option<PathBuf> {
        self.value(flag).map(PathBuf::from)
    }

    fn format(&self) -> Format {
        match self.value("--format").and_then(OsStr::to_str) {
            Some("json") => Format::Json,
            Some("sarif") => Format::Sarif,
            _ => Format::Plain,
        }
    }

    fn syntax(&self) -> weland_openapi::Syntax {
        match self.value("--syntax").and_then(OsStr::to_str) {
            Some("json") => weland_openapi::Syntax::Json,
            _ => weland_openapi::Syntax::Yaml,
        }
    }

    fn action(&self) -> Result<Action, String> {
        let stage = self.value("--dump").map(|stage| if stage == "service" { Stage::Service } else { Stage::Crates });
        if self.has("--watch") && (self.has("--check") || stage.is_some()) {
            return Err("`--watch` writes crates, and can't be combined with `--check` or `--dump`".into());
        }
        match (self.has("--check"), stage) {
            (true, Some(_)) => Err("use either `--check` or `--dump`, not both".into()),
            (true, None) => Ok(Action::Check),
            (false, Some(stage)) => Ok(Action::Dump(stage)),
            (false, None) => Ok(Action::Write),
        }
    }

    /// The configuration, which the models are taken from unless paths are given.
    fn config_without_paths(&self) -> Result<Option<PathBuf>, String> {
        match self.path("--config") {
            Some(_) if !self.operands.is_empty() => {
                Err("use either `--config` or the paths of a model, not both".into())
            }
            config => Ok(config),
        }
    }

    fn paths(self) -> Vec<PathBuf> {
        self.operands.into_iter().map(PathBuf::from).collect()
    }

    /// The first operand as text.
    fn first(&self) -> Option<String> {
        self.operands.first().map(|operand| operand.to_string_lossy().into_owned())
    }
}

fn command(spec: &Spec, parsed: ParsedArguments) -> Result<Command, String> {
    check_operands(spec, &parsed.operands)?;
    Ok(match spec.name {
        "ast" => Command::Ast { paths: parsed.paths() },
        "check" => Command::Check { paths: parsed.paths() },
        "completions" => Command::Completions(Shell::named(&parsed.first().unwrap_or_default())),
        "diff" => Command::Diff(diff_arguments(parsed)?),
        "explain" => Command::Explain { code: parsed.first() },
        "fmt" => Command::Fmt { check: parsed.has("--check"), paths: fmt_paths(parsed)? },
        "generate" => Command::Generate(generate_arguments(&parsed)?),
        "idl" => {
            let (output, overwrite) = (parsed.path("--output"), parsed.has("--overwrite"));
            if overwrite && output.is_none() {
                return Err("`--overwrite` needs `--output FOLDER`".into());
            }
            Command::Idl { output, overwrite, paths: parsed.paths() }
        }
        "init" => Command::Init(InitArguments {
            name: parsed.text("--name"),
            runtime: parsed.path("--runtime"),
            paths: parsed.paths(),
        }),
        "list" => Command::List(list_arguments(parsed)?),
        "openapi" => {
            Command::Openapi { service: parsed.text("--service"), syntax: parsed.syntax(), paths: parsed.paths() }
        }
        "report" => Command::Report { as_json: parsed.has("--json"), paths: parsed.paths() },
        "schema" => Command::Schema,
        "validate" => Command::Validate(validate_arguments(parsed)?),
        _ => Command::Help(parsed.operands.first().map(|name| spec_of(name)).transpose()?.map(|spec| spec.name)),
    })
}

fn generate_arguments(parsed: &ParsedArguments) -> Result<GenerateArguments, String> {
    let arguments = GenerateArguments {
        config: parsed.path("--config").unwrap_or_else(|| PathBuf::from("weland.yaml")),
        action: parsed.action()?,
        strict: parsed.has("--strict"),
        base: parsed.text("--base"),
        bump: parsed.has("--bump"),
        brief: parsed.has("--watch"),
    };
    match arguments.action {
        Action::Dump(_) if arguments.bump || arguments.base.is_some() => {
            Err("`--dump` compares nothing, and can't be combined with `--base` or `--bump`".into())
        }
        // Each step of an edit would raise versions by itself.
        _ if arguments.bump && arguments.brief => Err("use either `--watch` or `--bump`, not both".into()),
        _ => Ok(arguments),
    }
}

fn diff_arguments(parsed: ParsedArguments) -> Result<DiffArguments, String> {
    let text = |flag| parsed.value(flag).map(|value| value.to_string_lossy().into_owned());
    let (base, config) = (text("--base"), parsed.path("--config"));
    let fail_on = FailOn::named(&text("--fail-on").unwrap_or_default());
    let paths = parsed.paths();
    if base.is_none() && paths.len() != 2 {
        let help = "expected two models, the old and the new one; `--base REVISION` compares with a revision of git";
        return Err(help.into());
    }
    Ok(DiffArguments { paths, base, config, fail_on, format: ChangeFormat::default() })
}

fn list_arguments(parsed: ParsedArguments) -> Result<ListArguments, String> {
    let selector = parsed.text("--select");
    if let Some(Err(error)) = selector.as_deref().map(Selector::parse) {
        let help = error.help();
        return Err(format!("the selector is wrong at offset {}: {}; {help}", error.offset(), error.message()));
    }
    Ok(ListArguments {
        config: parsed.config_without_paths()?,
        kinds: parsed.values("--kind").map(|kind| kind.to_string_lossy().into_owned()).collect(),
        selector,
        service: parsed.text("--service"),
        paths: parsed.paths(),
    })
}

fn validate_arguments(parsed: ParsedArguments) -> Result<ValidateArguments, String> {
    let is_output = parsed.has("--output");
    let subject = match (parsed.text("--shape"), parsed.text("--operation")) {
        (Some(_), _) if is_output => return Err("`--output` needs `--operation NAME`".into()),
        (Some(_), Some(_)) => return Err("use either `--shape` or `--operation`, not both".into()),
        (None, None) => return Err("expected `--shape NAME` or `--operation NAME`".into()),
        (Some(name), None) => Subject::Shape(name),
        (None, Some(name)) => Subject::Operation { name, is_output },
    };
    let (model, config) = (parsed.values("--model").map(PathBuf::from).collect::<Vec<_>>(), parsed.path("--config"));
    if config.is_some() && !model.is_empty() {
        return Err("use either `--config` or `--model`, not both".into());
    }
    Ok(ValidateArguments { subject, model, config, service: parsed.text("--service"), paths: parsed.paths() })
}

fn check_operands(spec: &Spec, operands: &[OsString]) -> Result<(), String> {
    let unexpected =
        |operand: &OsString, why: &str| Err(format!("unexpected argument `{}`{why}", operand.to_string_lossy()));
    match (spec.operands, operands) {
        (Operands::None(why), [first, ..]) => unexpected(first, &format!("; {why}")),
        (Operands::Values, []) => Err("expected at least one file of values, or `-` for standard input".into()),
        (Operands::Paths, []) => Err("expected at least one file or folder".into()),
        (Operands::One { what, names }, []) => Err(format!("expected a {what}: {}", names.join(", "))),
        (Operands::One { what, names }, [first]) => one_of(first, what, names),
        (Operands::Code | Operands::Command | Operands::One { .. }, [_, second, ..]) => unexpected(second, ""),
        _ => Ok(()),
    }
}

/// The paths of `weland fmt`. Standard input can't be combined with files, which are formatted in place.
fn fmt_paths(parsed: ParsedArguments) -> Result<Vec<PathBuf>, String> {
    let paths = parsed.paths();
    let has_stdin = paths.iter().any(|path| path.as_os_str() == "-");
    if has_stdin && paths.len() > 1 {
        return Err("`-` can't be formatted together with files".into());
    }
    Ok(paths)
}

fn one_of(value: &OsStr, what: &str, names: &[&str]) -> Result<(), String> {
    let value = value.to_string_lossy();
    if names.contains(&&*value) {
        return Ok(());
    }
    let help = suggest::help(&value, names);
    Err(format!("unknown {what} `{value}`; {help}"))
}

fn unknown(name: &str) -> String {
    if !name.starts_with("--") {
        return format!("unknown option `{name}`");
    }
    let own = table::COMMANDS.iter().flat_map(|spec| spec.options);
    let all = own.chain(COMMON).chain([&VERSION]).map(|flag| flag.name);
    match suggest::closest(name, all) {
        Some(meant) if meant != name => format!("unknown option `{name}`; did you mean `{meant}`?"),
        Some(_) => format!("the option `{name}` can't be used here"),
        None => format!("unknown option `{name}`"),
    }
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
