//! The arguments of the command line.

mod completions;
mod help;
mod table;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::suggest;
use table::{COMMON, Flag, Operands, Spec, VERSION, Value};

pub(crate) use completions::{Shell, script as completion_script};
pub(crate) use help::text as help_text;

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Prints the model as JSON AST.
    Ast { paths: Vec<PathBuf> },
    /// Shows what is wrong with a model.
    Check { paths: Vec<PathBuf> },
    /// Prints what a shell needs to complete arguments.
    Completions(Shell),
    /// Explains a code, or lists all of them.
    Explain { code: Option<String> },
    /// Formats files.
    Fmt { paths: Vec<PathBuf>, check: bool },
    /// Generates crates.
    Generate { config: PathBuf, mode: Mode },
    /// Explains a command, or all of them.
    Help(Topic),
    /// Prints the model as IDL, or writes it to a folder.
    Idl { paths: Vec<PathBuf>, output: Option<PathBuf>, overwrite: bool },
    /// Prints the schema of the configuration.
    Schema,
    /// Prints the version.
    Version,
}

/// What to do with generated files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write them.
    Write,
    /// Compare them with those on the disk.
    Check,
    /// Print a stage instead.
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

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Plain,
    Json,
    Sarif,
}

/// A command, how to show what it finds, and how to call standard input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    pub(crate) command: Command,
    pub(crate) format: Format,
    pub(crate) stdin_name: Option<String>,
}

/// Arguments that can't be understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UsageError {
    pub(crate) message: String,
    pub(crate) topic: Topic,
}

/// Understands the arguments, without the name of the program.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut parser = Parser::from_args(arguments);
    let usage = |topic| move |message| UsageError { message, topic };
    let before = Given::read(&mut parser, &COMMON.iter().chain([&VERSION]).collect::<Vec<_>>(), true);
    let mut before = before.map_err(usage(None))?;
    let format = before.format();
    let simple = |command| Ok(Invocation { command, format, stdin_name: None });
    if before.has("--version") {
        return simple(Command::Version);
    }
    let Some(name) = before.operands.pop().filter(|_| !before.has("--help")) else {
        return simple(Command::Help(None));
    };
    let spec = spec_of(&name).map_err(usage(None))?;
    let topic = if spec.name == "help" { None } else { Some(spec.name) };
    let given = Given::read(&mut parser, &spec.flags().collect::<Vec<_>>(), false).map_err(usage(topic))?;
    if given.has("--help") {
        return simple(Command::Help(topic));
    }
    let format = if given.has("--format") { given.format() } else { format };
    let stdin_name = given.value("--stdin-name").map(|name| name.to_string_lossy().into_owned());
    let command = command(spec, given).map_err(usage(topic))?;
    Ok(Invocation { command, format, stdin_name })
}

fn spec_of(name: &OsStr) -> Result<&'static Spec, String> {
    let name = name.to_string_lossy();
    table::command(&name).ok_or_else(|| {
        let help = suggest::help(&name, &table::command_names());
        format!("there is no command `{name}`; {help}")
    })
}

/// The options and operands of a command.
#[derive(Default)]
struct Given {
    flags: Vec<(&'static str, OsString)>,
    operands: Vec<OsString>,
}

impl Given {
    /// Reads arguments up to the end, to the first operand if asked so, or to a call for help.
    fn read(parser: &mut Parser, known: &[&'static Flag], to_operand: bool) -> Result<Self, String> {
        let mut given = Self::default();
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            let name = match argument {
                Arg::Value(value) => {
                    given.operands.push(value);
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
            given.flags.push((flag.name, value));
            if matches!(flag.name, "--help" | "--version") {
                break;
            }
        }
        Ok(given)
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|(name, _)| *name == flag)
    }

    /// The value of an option; of several, the last one.
    fn value(&self, flag: &str) -> Option<&OsStr> {
        self.flags.iter().rev().find(|(name, _)| *name == flag).map(|(_, value)| value.as_os_str())
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

    fn mode(&self) -> Result<Mode, String> {
        let stage = self.value("--dump").map(|stage| if stage == "service" { Stage::Service } else { Stage::Crates });
        match (self.has("--check"), stage) {
            (true, Some(_)) => Err("use either `--check` or `--dump`, not both".into()),
            (true, None) => Ok(Mode::Check),
            (false, Some(stage)) => Ok(Mode::Dump(stage)),
            (false, None) => Ok(Mode::Write),
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

fn command(spec: &Spec, given: Given) -> Result<Command, String> {
    check_operands(spec, &given.operands)?;
    Ok(match spec.name {
        "ast" => Command::Ast { paths: given.paths() },
        "check" => Command::Check { paths: given.paths() },
        "completions" => Command::Completions(Shell::named(&given.first().unwrap_or_default())),
        "explain" => Command::Explain { code: given.first() },
        "fmt" => Command::Fmt { check: given.has("--check"), paths: fmt_paths(given)? },
        "generate" => Command::Generate {
            config: given.path("--config").unwrap_or_else(|| PathBuf::from("weland.yaml")),
            mode: given.mode()?,
        },
        "idl" => {
            let (output, overwrite) = (given.path("--output"), given.has("--overwrite"));
            if overwrite && output.is_none() {
                return Err("`--overwrite` needs `--output FOLDER`".into());
            }
            Command::Idl { output, overwrite, paths: given.paths() }
        }
        "schema" => Command::Schema,
        _ => Command::Help(given.operands.first().map(|name| spec_of(name)).transpose()?.map(|spec| spec.name)),
    })
}

fn check_operands(spec: &Spec, operands: &[OsString]) -> Result<(), String> {
    let too_much = |operand: &OsString, why: &str| Err(format!("`{}` is too much{why}", operand.to_string_lossy()));
    match (spec.operands, operands) {
        (Operands::None(why), [first, ..]) => too_much(first, &format!("; {why}")),
        (Operands::Paths, []) => Err("name at least one file or folder".into()),
        (Operands::One { what, names }, []) => Err(format!("name a {what}: {}", names.join(", "))),
        (Operands::One { what, names }, [first]) => one_of(first, what, names),
        (Operands::Code | Operands::Command | Operands::One { .. }, [_, second, ..]) => too_much(second, ""),
        _ => Ok(()),
    }
}

/// What is formatted to standard output isn't formatted in place at the same time.
fn fmt_paths(given: Given) -> Result<Vec<PathBuf>, String> {
    let paths = given.paths();
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
    Err(format!("there is no {what} `{value}`; {help}"))
}

fn unknown(name: &str) -> String {
    if !name.starts_with("--") {
        return format!("there is no option `{name}`");
    }
    let own = table::COMMANDS.iter().flat_map(|spec| spec.options);
    let all = own.chain(COMMON).chain([&VERSION]).map(|flag| flag.name);
    match suggest::closest(name, all) {
        Some(meant) if meant != name => format!("there is no option `{name}`; did you mean `{meant}`?"),
        Some(_) => format!("the option `{name}` doesn't belong here"),
        None => format!("there is no option `{name}`"),
    }
}

#[cfg(test)]
mod tests;
