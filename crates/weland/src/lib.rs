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
        Err(error) => return write_instead(&error, stdout, stderr),
    };
    let disk = Disk::new(&environment.folder);
    let watches = invocation.command.watches();
    let mut once = || {
        let mut context = Context {
            disk: disk.clone(),
            stdin: Stdin::new(&mut *stdin, invocation.command.stdin_name().map(str::to_owned)),
            overlays: invocation.command.overlays().to_owned(),
            report: Report::default(),
            printed: String::new(),
            summary: String::new(),
            failed: false,
            watched: watch::Watched::new(),
        };
        let exit = execute(&invocation, &mut context, environment.color, stdout, stderr)?;
        if watches && invocation.format == Format::Plain {
            watch::announce(stderr)?;
        }
        Ok((exit, context.watched))
    };
    let written = if watches { watch::watch(&disk, wait, once) } else { once().map(|(exit, _)| exit) };
    match written.and_then(|exit| stdout.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => not_written(&error, stderr),
    }
}

/// Writes help, the version, or what is wrong with the arguments.
fn write_instead(error: &clap::Error, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    let text = error.render();
    if error.use_stderr() {
        // If standard error is closed, the error can't be reported.
        let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
        return Exit::Usage;
    }
    match write!(stdout, "{text}").and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Success,
        Err(error) => not_written(&error, stderr),
    }
}

fn not_written(error: &io::Error, stderr: &mut dyn Write) -> Exit {
    // The reader of a pipe may close it early; that isn't an error worth a message.
    if error.kind() != io::ErrorKind::BrokenPipe {
        let _ = writeln!(stderr, "error: can't write: {}", files::reason(error));
    }
    Exit::Failure
}

fn execute(
    invocation: &Invocation,
    context: &mut Context<'_>,
    color: bool,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> io::Result<Exit> {
    dispatch(&invocation.command, context);
    stdout.write_all(context.printed.as_bytes())?;
    match invocation.format {
        Format::Plain | Format::Markdown => {
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

fn dispatch(command: &Command, context: &mut Context<'_>) {
    match command {
        Command::Ast(arguments) => commands::ast(context, arguments),
        Command::Check(arguments) => commands::check(context, arguments),
        Command::Completions { shell } => context.printed = cli::completion_script(*shell),
        Command::Diff(arguments) => commands::diff(context, arguments),
        Command::Explain(arguments) => commands::explain(context, arguments.code.as_deref()),
        Command::Fmt(arguments) => commands::fmt(context, arguments),
        Command::Generate(arguments) => commands::generate(context, arguments),
        Command::Idl(arguments) => commands::idl(context, arguments),
        Command::Init(arguments) => commands::init(context, arguments),
        Command::List(arguments) => commands::list(context, arguments),
        Command::Openapi(arguments) => commands::openapi(context, arguments),
        Command::Report(arguments) => commands::report(context, arguments),
        Command::Schema => commands::schema(context),
        Command::Validate(arguments) => commands::validate(context, arguments),
    }
}
