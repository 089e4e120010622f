//! The help texts, derived from the table of commands.

use std::fmt::Write as _;

use super::table::{COMMANDS, COMMON, Flag, Operands, Spec, VERSION, command};

/// The width of a line.
const WIDTH: usize = 100;

/// The widest first column of a table.
const WIDEST: usize = 32;

const INPUTS: &str = "\
PATH is a .smithy, .json, .yaml or .jar file, a folder that contains such files, a quoted glob
pattern such as 'model/**/*.smithy', or `-` for standard input. All files together form one model.";

const IDL_INPUTS: &str = "\
PATH is a .smithy file, a folder that contains such files, a quoted glob pattern such as
'model/**/*.smithy', or `-` for standard input.";

const NOTES: &str = "
Diagnostics are written to standard error, everything else to standard output. Colours are only
used on a terminal, and only if NO_COLOR isn't set.

Exit status:
  0  success, possibly with warnings
  1  there were errors, a check failed, or a file couldn't be read or written
  2  invalid arguments
";

/// The help text of a command, or of all of them.
pub(crate) fn text(topic: Option<&str>) -> String {
    topic.and_then(command).map_or_else(overview, of_command)
}

fn overview() -> String {
    let mut text =
        "Weland generates Rust crates from Smithy models and OpenAPI documents.\n\nUsage: weland <command> [options]\n\n".to_owned();
    text.push_str("Commands:\n");
    let rows = COMMANDS.iter().map(|spec| (format!("{}{}", spec.name, spec.operands.usage()), spec.summary));
    table(&mut text, &rows.collect::<Vec<_>>());
    text.push_str("\nOptions:\n");
    options(&mut text, COMMON.iter().chain([&VERSION]));
    text.push_str(NOTES);
    text
}

fn of_command(spec: &Spec) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}.\n\nUsage: weland {} [options]{}\n", spec.summary, spec.name, spec.operands.usage());
    let inputs = match (spec.operands, spec.name) {
        (Operands::Paths, "fmt") => IDL_INPUTS,
        (Operands::Paths | Operands::OptionalPaths | Operands::FoundPaths, _) => INPUTS,
        _ => "",
    };
    for paragraph in [spec.about, inputs] {
        if !paragraph.is_empty() {
            let _ = writeln!(text, "{paragraph}\n");
        }
    }
    text.push_str("Options:\n");
    options(&mut text, spec.flags());
    for flag in spec.flags() {
        if let Some((placeholder, names)) = flag.listed_names() {
            let words = format!("{placeholder} is one of {}.", names.join(", "));
            let _ = writeln!(text, "\n{}", wrapped(&words, WIDTH).join("\n"));
        }
    }
    text.push_str(if spec.examples.len() == 1 { "\nExample:\n" } else { "\nExamples:\n" });
    for example in spec.examples {
        let _ = writeln!(text, "  {example}");
    }
    text
}

fn options<'f>(text: &mut String, flags: impl Iterator<Item = &'f Flag>) {
    let rows: Vec<(String, &str)> = flags.map(|flag| (flag.usage(), flag.help)).collect();
    table(text, &rows);
}

/// Two columns, the second wrapped. What is too long for the first one has a line of its own.
fn table(text: &mut String, rows: &[(String, &str)]) {
    let lengths = rows.iter().map(|(left, _)| left.chars().count());
    let width = lengths.filter(|length| *length <= WIDEST).max().unwrap_or_default();
    for (left, right) in rows {
        let mut start = format!("  {left:width$}");
        if left.chars().count() > width {
            let _ = writeln!(text, "{start}");
            start = " ".repeat(width + 2);
        }
        for line in wrapped(right, WIDTH.saturating_sub(width + 4)) {
            let _ = writeln!(text, "{start}  {line}");
            start = " ".repeat(width + 2);
        }
    }
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
