#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! Generates Rust crates from API models: the command line, callable as a function.
//!
//! This is the only crate that touches the disk, and it does so in one module, `files`.

mod changes;
mod cli;
mod commands;
mod compare;
mod config;
mod explain;
mod files;
mod header;
mod listing;
mod loss_codes;
mod losses;
mod model_kind;
mod paths;
mod pipeline;
mod record;
mod report;
mod rule_changes;
#[cfg(test)]
#[path = "../../../tests/skip.rs"]
mod skip;
mod starter;
mod suggest;
#[cfg(test)]
mod test_dir;
mod validation;
mod versions;
mod watch;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cli::{Command, Format, Invocation};
use commands::Context;
use files::{Disk, Stdin};
use report::Report;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// No errors; there may be warnings. Status 0.
    Success,
    /// There are errors, a check failed, or a file could not be read or written. Status 1.
    Failure,
    /// The arguments are wrong. Status 2.
    Usage,
}

impl Exit {
    /// The exit status of the process.
    #[must_use]
    pub fn status(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Failure => 1,
            Self::Usage => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// The environment of a run.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// Whether diagnostics are printed in colour.
    pub color: bool,
}

/// Runs a command that doesn't read standard input, or for which it is empty.
///
/// The arguments don't include the name of the program. Results are written to `stdout`, diagnostics
/// to `stderr`.
///
/// ```
/// let environment = weland::Environment { folder: ".".into(), color: false };
/// let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
/// let exit = weland::run(["--version"], &environment, &mut stdout, &mut stderr);
/// assert_eq!(exit, weland::Exit::Success);
/// assert!(stdout.starts_with(b"weland "));
/// ```
pub fn run<A: Into<OsString>>(
    arguments: impl IntoIterator<Item = A>,
    environment: &Environment,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    run_with_stdin(arguments, environment, &mut io::empty(), stdout, stderr)
}

/// Runs a command like [`run`], with the path `-` referring to `stdin`.
///
/// ```
/// let environment = weland::Environment { folder: ".".into(), color: false };
/// let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
/// let mut stdin = "$version: \"2\"\nnamespace example\nstring   Name".as_bytes();
/// let exit = weland::run_with_stdin(["fmt", "-"], &environment, &mut stdin, &mut stdout, &mut stderr);
/// assert_eq!(exit, weland::Exit::Success);
/// assert!(stdout.ends_with(b"\nstring Name\n"));
/// ```
pub fn run_with_stdin<A: Into<OsString>>(
    arguments: impl IntoIterator<Item = A>,
    environment: &Environment,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    run_until(arguments, environment, stdin, stdout, stderr, &mut watch::sleep)
}

/// Runs a command like [`run_with_stdin`]. One that goes on forever waits by `wait`, and ends when that is false.
fn run_until<A: Into<OsString>>(
    arguments: impl IntoIterator<Item = A>,
    environment: &Environment,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    wait: &mut dyn FnMut() -> bool,
) -> Exit {
    let invocation = match cli::parse(arguments.into_iter().map(Into::into)) {
        Ok(invocation) => invocation,
        Err(error) => {
            // If standard error is closed, the error can't be reported.
            let _ = write_usage_error(&error, stderr);
            return Exit::Usage;
        }
    };
    let disk = Disk::new(&environment.folder);
    let mut once = || {
        let mut context = Context {
            disk: disk.clone(),
            stdin: Stdin::new(&mut *stdin, invocation.stdin_name.clone()),
            overlays: invocation.overlays.clone(),
            report: Report::default(),
            printed: String::new(),
            summary: String::new(),
            failed: false,
            watched: watch::Watched::new(),
        };
        let exit = execute(&invocation, &mut context, environment.color, stdout, stderr)?;
        if invocation.watch && invocation.format == Format::Plain {
            watch::announce(stderr)?;
        }
        Ok((exit, context.watched))
    };
    let written = if invocation.watch { watch::watch(&disk, wait, once) } else { once().map(|(exit, _)| exit) };
    match written.and_then(|exit| stdout.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => {
            // The reader of a pipe may close it early; that isn't an error worth a message.
            if error.kind() != io::ErrorKind::BrokenPipe {
                let _ = writeln!(stderr, "error: can't write: {}", files::reason(&error));
            }
            Exit::Failure
        }
    }
}

fn write_usage_error(error: &cli::UsageError, stderr: &mut dyn Write) -> io::Result<()> {
    writeln!(stderr, "error: {}", error.message)?;
    match error.topic {
        Some(command) => writeln!(stderr, "see `weland help {command}`"),
        None => writeln!(stderr, "see `weland help`"),
    }
}

fn execute(
    invocation: &Invocation,
    context: &mut Context<'_>,
    color: bool,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> io::Result<Exit> {
    dispatch(&invocation.command, invocation.format, context);
    stdout.write_all(context.printed.as_bytes())?;
    match invocation.format {
        Format::Plain => {
            report::write_text(&context.report, color, stderr)?;
            if let Some(code) = context.report.explained_code() {
                writeln!(stderr, "for more information, run `weland explain {code}`")?;
            }
            if !context.summary.is_empty() {
                writeln!(stderr, "{}", context.summary)?;
            }
        }
        Format::Json => report::write_json(&context.report, stderr)?,
        Format::Sarif => report::write_sarif(&context.report, stderr)?,
    }
    Ok(if context.failed || context.report.has_errors() { Exit::Failure } else { Exit::Success })
}

fn dispatch(command: &Command, format: Format, context: &mut Context<'_>) {
    match command {
        Command::Ast { paths } => commands::ast(context, paths),
        Command::Check { paths } => commands::check(context, paths),
        Command::Completions(shell) => context.printed = cli::completion_script(*shell),
        Command::Diff(arguments) => commands::diff(context, arguments),
        Command::Explain { code } => commands::explain(context, code.as_deref()),
        Command::Fmt { paths, check } => commands::fmt(context, paths, *check),
        Command::Generate(arguments) => commands::generate(context, arguments),
        Command::Help(topic) => context.printed = cli::help_text(*topic),
        Command::Idl { paths, output, overwrite } => commands::idl(context, paths, output.as_deref(), *overwrite),
        Command::Init(arguments) => commands::init(context, arguments),
        Command::List(arguments) => commands::list(context, arguments, format),
        Command::Openapi { paths, service, syntax } => commands::openapi(context, paths, service.as_deref(), *syntax),
        Command::Report { paths, as_json } => commands::report(context, paths, *as_json),
        Command::Schema => commands::schema(context),
        Command::Validate(arguments) => commands::validate(context, arguments),
        Command::Version => context.printed = format!("weland {}\n", env!("CARGO_PKG_VERSION")),
    }
}
