#![forbid(unsafe_code)]
//! The `weland` command.

use std::env;
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use weland::Environment;

fn main() -> ExitCode {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let environment = Environment { folder: PathBuf::from("."), color: !no_color && io::stderr().is_terminal() };
    let mut stdin = io::stdin().lock();
    let mut stdout = BufWriter::new(io::stdout().lock());
    let mut stderr = BufWriter::new(io::stderr().lock());
    let exit = weland::run_with_stdin(env::args_os().skip(1), &environment, &mut stdin, &mut stdout, &mut stderr);
    exit.into()
}
