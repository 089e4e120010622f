//! `docs/command-line.md`: the reference of the command line, which is made of its definition like the help.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Arg, Command, CommandFactory as _};

use super::Cli;

const START: &str = "\
# The command line

All commands of `weland`, with their arguments. `weland help` and `weland help COMMAND` print the same.
This page is made by the tests of the command line.

| command | |
|---|---|
";

const COMMON_START: &str = "
## Options of all commands

";

const INPUTS: &str = r#"
## Paths

A `PATH` is a `.smithy`, `.json` or `.yaml` file, a folder that contains such files at any depth, a quoted glob pattern such as
`'model/**/*.smithy'` (`?`, `[…]` and `{…,…}` are supported as well), or `-` for standard input, whose file name is set by
`--stdin-name`. Hidden files and folders are skipped. A file that is specified more than once is only read once. All files together
form one model.

A `PATH` may also be a JAR file, or another ZIP archive, with Smithy models that its `META-INF/smithy/manifest` lists. They are
called `traits.jar!/META-INF/smithy/traits.smithy` in diagnostics. JAR files with models are read in folders, too.

A `smithy-build.json` stands for the models in its `sources` and `imports`, and a folder with such a file for that file.
Projections and plugins are not read. Dependencies are not downloaded: add their JAR files to `imports`, unless they contain
traits of Smithy, AWS or Alloy, which Weland knows.

Files in JSON or YAML may be documents of OpenAPI 3.0, 3.1 or 3.2, or of Swagger 2.0. [Documents in
OpenAPI](openapi-documents.md) describes how they are read, and what happens to mistakes in them.

## Diagnostics

Diagnostics are written to standard error, for all commands and in all formats; everything else to standard output. What
`weland diff` finds is its result, not a diagnostic.

| `--format` | output |
|---|---|
| `plain` | text with the affected source lines; the default |
| `json` | one JSON object per line, with `severity`, `code`, `message` and, if known, `path`, `line`, `column`, `endLine`, `endColumn`, `label`, `help` and `related` |
| `sarif` | one SARIF 2.1.0 log, with the explanations as the help of its rules, which code hosts can display next to the changed lines: `weland check model --format sarif 2> weland.sarif` |

Lines and columns start at 1. Columns are measured in Unicode code points. [All codes](codes.md) are explained on a page of their
own.
"#;

const STATUS: &str = "
## Exit status

| status | |
|---|---|
| 0 | success, possibly with warnings |
| 1 | there were errors, a check failed, or a file couldn't be read or written |
| 2 | invalid arguments |
";

/// The definition as clap has completed it.
fn definition() -> Command {
    let mut definition = Cli::command();
    definition.build();
    definition
}

fn page() -> String {
    let mut definition = definition();
    let mut text = START.to_owned();
    for command in definition.get_subcommands() {
        let name = command.get_name();
        let _ = writeln!(text, "| [`weland {name}`](#weland-{name}) | {} |", command.get_about().unwrap_or_default());
    }
    definition.get_subcommands_mut().for_each(|it| command(&mut text, it));
    text.push_str(COMMON_START);
    options(&mut text, definition.get_arguments());
    text.push_str(INPUTS);
    text.push_str(STATUS);
    text
}

fn command(text: &mut String, command: &mut Command) {
    let usage = command.render_usage().to_string().replace("Usage: ", "").replace("\n       ", "\n");
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(text, "\n## `weland {}`\n\n{about}.", command.get_name());
    let _ = writeln!(text, "\n```text\n{usage}\n```");
    if let Some((_, about)) = command.get_long_about().map(ToString::to_string).unwrap_or_default().split_once("\n\n") {
        let _ = writeln!(text, "\n{about}");
    }
    let is_own = |argument: &&Arg| !argument.is_global_set() && !argument.is_hide_set() && argument.get_id() != "help";
    let own: Vec<&Arg> = command.get_arguments().filter(is_own).collect();
    if !own.is_empty() {
        text.push('\n');
        options(text, own.into_iter());
    }
    if let Some(examples) = command.get_after_help() {
        let examples: Vec<String> = examples.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect();
        let _ = writeln!(text, "\n```sh\n{}\n```", examples.join("\n"));
    }
}

fn options<'a>(text: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    text.push_str("| argument | |\n|---|---|\n");
    for argument in arguments {
        let short = argument.get_short().map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string).unwrap_or_default();
        let help = help.replace("\n\n", " ");
        let help = help.trim_end_matches('.');
        let values =
            listed(". One of ", argument.get_possible_values().iter().map(|value| value.get_name().to_owned()));
        let values = if argument.is_hide_possible_values_set() { String::new() } else { values };
        let default = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned());
        let default = if argument.get_action().takes_values() { listed(". Default: ", default) } else { String::new() };
        let _ = writeln!(text, "| `{short}{argument}` | {help}{values}{default} |");
    }
}

fn listed(before: &str, values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    if values.is_empty() { String::new() } else { format!("{before}{}", values.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page is what the definition says. `BLESS=1` writes it.
    #[test]
    fn the_reference_has_all_commands_and_options() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command-line.md");
        let page = page();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &page).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == page, "docs/command-line.md is stale; run the tests of `weland` with BLESS=1");
        // What the help says of exit statuses, the page says as well.
        let help = definition().render_help().to_string();
        for status in ["  0  success", "  1  there were errors", "  2  invalid arguments"] {
            assert!(help.contains(status));
        }
    }
}
