//! The help texts.

use super::Topic;

/// The help text of a topic.
pub(crate) fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::All => ALL,
        Topic::Ast => AST,
        Topic::Check => CHECK,
        Topic::Generate => GENERATE,
    }
}

const ALL: &str = "\
Weland generates Rust crates from Smithy models.

Usage: weland <command> [options]

Commands:
  generate        Generate the crates that weland.yaml lists, or check that they are up to date
  check PATH…     Show what is wrong with a model
  ast PATH…       Print a model as Smithy JSON AST
  help [COMMAND]  Explain a command

Options:
  --format plain|json  Show findings as text (default) or as one JSON object per line
  -h, --help           Explain
  -V, --version        Print the version

Findings go to standard error, everything else to standard output. Colours are used on a
terminal only, and not if NO_COLOR is set.

Exit status:
  0  all is well; there may be warnings
  1  there are errors, or a check failed, or a file couldn't be read or written
  2  the arguments are wrong
";

const AST: &str = "\
Print a model as Smithy JSON AST (version 2.0).

Usage: weland ast [options] PATH…

Reads .smithy and .json files, and folders with all such files in them, as one model. Nothing is
printed if the model has errors.

Options:
  --format plain|json  Show findings as text (default) or as one JSON object per line
  -h, --help           Explain

Example:
  weland ast model/lambda > lambda.json
";

const CHECK: &str = "\
Show what is wrong with a model.

Usage: weland check [options] PATH…

Reads .smithy and .json files, and folders with all such files in them, as one model. Exits with
1 if it has errors; warnings are shown and don't count.

Options:
  --format plain|json  Show findings as text (default) or as one JSON object per line
  -h, --help           Explain

Example:
  weland check model/lambda
";

const GENERATE: &str = "\
Generate the crates that weland.yaml lists.

Usage: weland generate [options]

All files are written, or none: nothing changes if there is an error. Files that Weland wrote
earlier and doesn't generate any more are removed; files that it didn't write are never touched.

Options:
  --config FILE          The configuration (default: weland.yaml)
  --check                Write nothing; compare with the files that are there, and exit with 1 if
                         any is stale, missing or left over
  --dump service|crates  Write nothing; print a stage of the generator
  --format plain|json    Show findings as text (default) or as one JSON object per line
  -h, --help             Explain

Examples:
  weland generate
  weland generate --config model/weland.yaml --check
";
