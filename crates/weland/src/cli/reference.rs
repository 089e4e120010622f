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
