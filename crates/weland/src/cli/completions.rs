//! Completion scripts for shells: those of clap, and what these lack.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::Cli;

/// The completion script for a shell.
pub(crate) fn script(shell: Shell) -> String {
    let mut definition = Cli::command();
    let mut script = Vec::new();
    generate(shell, &mut definition, "weland", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Fish => with_values(script, &definition),
        // Options behind the command are those of the command, which may have other values.
        Shell::Zsh => script.replacen("_arguments \"${", "_arguments -A \"-*\" \"${", 1),
        _ => script,
    }
}

/// Adds what fish isn't told of: values of arguments that aren't options and of options before the command, and the commands that
/// `help` is for.
fn with_values(mut script: String, definition: &Command) -> String {
    let mut complete = |condition: &str, option: &str, values: &[String]| {
        if !values.is_empty() {
            // Writing to memory doesn't fail.
            let _ = writeln!(script, "complete -c weland -n \"{condition}\" {option} -f -a \"{}\"", values.join(" "));
        }
    };
    let before = format!("not __fish_seen_subcommand_from {}", names(definition).join(" "));
    for option in definition.get_opts() {
        let long = option.get_long().map(|long| format!("-l {long} -r")).unwrap_or_default();
        complete(&before, &long, &values(option));
    }
    for command in definition.get_subcommands() {
        let behind = format!("__fish_weland_using_subcommand {}", command.get_name());
        command.get_positionals().for_each(|operand| complete(&behind, "", &values(operand)));
        complete(&behind, "", &names(command));
    }
    script
}

/// The names of the commands below a command.
fn names(command: &Command) -> Vec<String> {
    command.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// The names of the values that an argument may have, where they are known.
fn values(argument: &Arg) -> Vec<String> {
    argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

#[cfg(test)]
mod tests;
