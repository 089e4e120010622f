//! The arguments of the command line.

mod help;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::suggest;

pub(crate) use help::text as help_text;

/// What the user asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Prints the model as JSON AST.
    Ast { paths: Vec<PathBuf> },
    /// Shows what is wrong with a model.
    Check { paths: Vec<PathBuf> },
    /// Generates crates.
    Generate { config: PathBuf, mode: Mode },
    /// Explains a command, or all of them.
    Help(Topic),
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

/// What can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    All,
    Ast,
    Check,
    Generate,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Plain,
    Json,
}

/// A command and how to show what it finds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    pub(crate) command: Command,
    pub(crate) format: Format,
}

/// Arguments that can't be understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UsageError {
    pub(crate) message: String,
    pub(crate) topic: Topic,
}

const COMMANDS: &[&str] = &["ast", "check", "generate", "help"];
const OPTIONS: &[&str] = &["--check", "--config", "--dump", "--format", "--help", "--version"];

/// Understands the arguments, without the name of the program.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut arguments = Arguments { parser: Parser::from_args(arguments), topic: Topic::All, format: Format::Plain };
    let command = arguments.command().map_err(|message| UsageError { message, topic: arguments.topic })?;
    Ok(Invocation { command, format: arguments.format })
}

struct Arguments {
    parser: Parser,
    topic: Topic,
    format: Format,
}

impl Arguments {
    fn next(&mut self) -> Result<Option<Arg<'_>>, String> {
        self.parser.next().map_err(|error| error.to_string())
    }

    fn command(&mut self) -> Result<Command, String> {
        loop {
            match self.next()? {
                None => return Ok(Command::Help(Topic::All)),
                Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help(Topic::All)),
                Some(Arg::Long("version") | Arg::Short('V')) => return Ok(Command::Version),
                Some(Arg::Long("format")) => self.format = self.format_value()?,
                Some(Arg::Value(name)) => return self.named(&name),
                Some(other) => return Err(unknown(&other)),
            }
        }
    }

    fn named(&mut self, name: &OsStr) -> Result<Command, String> {
        match name.to_str() {
            Some("ast") => self.paths(Topic::Ast, |paths| Command::Ast { paths }),
            Some("check") => self.paths(Topic::Check, |paths| Command::Check { paths }),
            Some("generate") => self.generate(),
            Some("help") => self.help(),
            _ => {
                let name = name.to_string_lossy();
                let help = suggest::help(&name, COMMANDS);
                Err(format!("there is no command `{name}`; {help}"))
            }
        }
    }

    fn paths(&mut self, topic: Topic, command: fn(Vec<PathBuf>) -> Command) -> Result<Command, String> {
        self.topic = topic;
        let mut paths = Vec::new();
        loop {
            match self.next()? {
                None if paths.is_empty() => return Err("name at least one file or folder".into()),
                None => return Ok(command(paths)),
                Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help(topic)),
                Some(Arg::Long("format")) => self.format = self.format_value()?,
                Some(Arg::Value(path)) => paths.push(PathBuf::from(path)),
                Some(other) => return Err(unknown(&other)),
            }
        }
    }

    fn generate(&mut self) -> Result<Command, String> {
        self.topic = Topic::Generate;
        let mut config = PathBuf::from("weland.yaml");
        let (mut check, mut dump) = (false, None);
        loop {
            match self.next()? {
                None => break,
                Some(Arg::Long("help") | Arg::Short('h')) => {
                    return Ok(Command::Help(Topic::Generate));
                }
                Some(Arg::Long("format")) => self.format = self.format_value()?,
                Some(Arg::Long("config")) => config = PathBuf::from(self.value()?),
                Some(Arg::Long("check")) => check = true,
                Some(Arg::Long("dump")) => dump = Some(self.stage()?),
                Some(Arg::Value(value)) => {
                    let value = value.to_string_lossy();
                    return Err(format!("`{value}` is too much; models are named in the configuration"));
                }
                Some(other) => return Err(unknown(&other)),
            }
        }
        let mode = match (check, dump) {
            (true, Some(_)) => return Err("use either `--check` or `--dump`, not both".into()),
            (true, None) => Mode::Check,
            (false, Some(stage)) => Mode::Dump(stage),
            (false, None) => Mode::Write,
        };
        Ok(Command::Generate { config, mode })
    }

    fn help(&mut self) -> Result<Command, String> {
        let Some(argument) = self.next()? else {
            return Ok(Command::Help(Topic::All));
        };
        let Arg::Value(name) = argument else {
            return Ok(Command::Help(Topic::All));
        };
        let topic = match name.to_str() {
            Some("ast") => Topic::Ast,
            Some("check") => Topic::Check,
            Some("generate") => Topic::Generate,
            Some("help") => Topic::All,
            _ => {
                let name = name.to_string_lossy();
                let help = suggest::help(&name, COMMANDS);
                return Err(format!("there is no command `{name}`; {help}"));
            }
        };
        Ok(Command::Help(topic))
    }

    fn value(&mut self) -> Result<OsString, String> {
        self.parser.value().map_err(|error| error.to_string())
    }

    fn text(&mut self) -> Result<String, String> {
        self.value()?.string().map_err(|error| error.to_string())
    }

    fn stage(&mut self) -> Result<Stage, String> {
        match &*self.text()? {
            "service" => Ok(Stage::Service),
            "crates" => Ok(Stage::Crates),
            other => {
                let help = suggest::help(other, &["service", "crates"]);
                Err(format!("there is no stage `{other}`; {help}"))
            }
        }
    }

    fn format_value(&mut self) -> Result<Format, String> {
        match &*self.text()? {
            "plain" => Ok(Format::Plain),
            "json" => Ok(Format::Json),
            other => {
                let help = suggest::help(other, &["plain", "json"]);
                Err(format!("there is no format `{other}`; {help}"))
            }
        }
    }
}

fn unknown(argument: &Arg<'_>) -> String {
    match argument {
        Arg::Long(name) => {
            let name = format!("--{name}");
            match suggest::closest(&name, OPTIONS.iter().copied()) {
                Some(meant) if meant != name => {
                    format!("there is no option `{name}`; did you mean `{meant}`?")
                }
                Some(_) => format!("the option `{name}` doesn't belong here"),
                None => format!("there is no option `{name}`"),
            }
        }
        Arg::Short(letter) => format!("there is no option `-{letter}`"),
        Arg::Value(value) => format!("`{}` is too much", value.to_string_lossy()),
    }
}

#[cfg(test)]
mod tests;
