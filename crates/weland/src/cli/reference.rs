//! `docs/command-line.md`: the reference of the command line, which is derived from the table of commands like the help.

use std::fmt::Write as _;
use std::path::Path;

use super::help;
use super::table::{COMMANDS, COMMON, Flag, Spec, VERSION};

const START: &str = "\
# The command line

All commands of `weland`, with their options. `weland help` and `weland help COMMAND` print the same.
This page is made by the tests of the command line.

| command | |
|---|---|
";

const COMMON_START: &str = "
## Options of all commands

";

const INPUTS: &str = "
## Paths

A `PATH` is a file, a folder, a quoted glob pattern, or `-` for standard input. The [README](../README.md#the-command-line) has the
details.
";

const STATUS: &str = "
## Exit status

| status | |
|---|---|
| 0 | success, possibly with warnings |
| 1 | there were errors, a check failed, or a file couldn't be read or written |
| 2 | invalid arguments |

Diagnostics are written to standard error, everything else to standard output.
";

fn page() -> String {
    let mut text = START.to_owned();
    for spec in COMMANDS {
        let _ = writeln!(text, "| [`weland {}`](#weland-{}) | {} |", spec.name, spec.name, spec.summary);
    }
    COMMANDS.iter().for_each(|spec| command(&mut text, spec));
    text.push_str(COMMON_START);
    options(&mut text, COMMON.iter().chain([&VERSION]));
    text.push_str(INPUTS);
    text.push_str(STATUS);
    text
}

fn command(text: &mut String, spec: &Spec) {
    let _ = writeln!(text, "\n## `weland {}`\n\n{}.", spec.name, spec.summary);
    let _ = writeln!(text, "\n```text\nweland {} [options]{}\n```", spec.name, spec.operands.usage());
    if !spec.about.is_empty() {
        let _ = writeln!(text, "\n{}", spec.about);
    }
    let own: Vec<&Flag> = spec.options.iter().collect();
    if !own.is_empty() {
        text.push('\n');
        options(text, own.into_iter());
    }
    let _ = writeln!(text, "\n```sh\n{}\n```", spec.examples.join("\n"));
}

fn options<'f>(text: &mut String, flags: impl Iterator<Item = &'f Flag>) {
    text.push_str("| option | |\n|---|---|\n");
    for flag in flags {
        let listed = flag.listed_names();
        let values = listed.map(|(placeholder, names)| format!(". {placeholder} is one of `{}`", names.join("`, `")));
        let values = values.unwrap_or_default();
        let usage = flag.usage().replace('|', "\\|");
        let _ = writeln!(text, "| `{usage}` | {}{values} |", flag.help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page is what the table says. `BLESS=1` writes it.
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
        for status in ["  0  success", "  1  there were errors", "  2  invalid arguments"] {
            assert!(help::text(None).contains(status));
        }
    }
}
