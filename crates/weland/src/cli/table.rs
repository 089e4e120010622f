//! The table of all commands and options. Parsing, help and completions are derived from it.

use crate::changes::FailOn;
use crate::listing::KINDS;

/// A command.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    /// The help below the usage, in lines of at most a hundred columns.
    pub(crate) about: &'static str,
    pub(crate) operands: Operands,
    pub(crate) options: &'static [Flag],
    pub(crate) examples: &'static [&'static str],
}

/// The operands of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operands {
    /// None; the text is the hint shown if there are any.
    None(&'static str),
    /// Files, folders, patterns and `-`.
    Paths,
    /// The old and the new model, or the files of both.
    Models,
    /// Files, folders, patterns and `-`; or none, for the models of the configuration.
    OptionalPaths,
    /// Files, folders and patterns; or none, for what is found in the folder.
    FoundPaths,
    /// Files of values, and `-`.
    Values,
    /// At most one code.
    Code,
    /// At most one command.
    Command,
    /// One of these names.
    One { what: &'static str, names: &'static [&'static str] },
}

impl Operands {
    /// Whether they are paths.
    pub(crate) fn are_paths(self) -> bool {
        matches!(self, Self::Paths | Self::OptionalPaths | Self::FoundPaths | Self::Values | Self::Models)
    }

    /// The operands in the usage line.
    pub(crate) fn usage(self) -> &'static str {
        match self {
            Self::None(_) => "",
            Self::Paths => " PATH…",
            Self::Models => " OLD NEW",
            Self::OptionalPaths | Self::FoundPaths => " [PATH…]",
            Self::Values => " FILE…",
            Self::Code => " [CODE]",
            Self::Command => " [COMMAND]",
            Self::One { .. } => " SHELL",
        }
    }
}

/// An option.
#[derive(Debug)]
pub(crate) struct Flag {
    /// The name with its dashes.
    pub(crate) name: &'static str,
    pub(crate) short: Option<char>,
    pub(crate) value: Value,
    pub(crate) help: &'static str,
}

/// The value of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    None,
    File,
    Folder,
    Name,
    /// One of the names; `what` is what they are names of.
    One {
        what: &'static str,
        names: &'static [&'static str],
    },
}

impl Flag {
    /// Whether an argument, with its dashes, is this option.
    pub(crate) fn is(&self, argument: &str) -> bool {
        let short = self.short.map(|letter| format!("-{letter}"));
        argument == self.name || short.is_some_and(|short| argument == short)
    }

    /// The values and the word that stands for them, if there are too many for the option's own line in the help.
    pub(crate) fn listed_names(&self) -> Option<(String, &'static [&'static str])> {
        match self.value {
            Value::One { what, names } if names.len() > 8 => Some((what.to_uppercase(), names)),
            _ => None,
        }
    }

    /// The option and its value in the help.
    pub(crate) fn usage(&self) -> String {
        let short = self.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let value = match self.value {
            Value::None => String::new(),
            Value::File => " FILE".into(),
            Value::Folder => " FOLDER".into(),
            Value::Name => " NAME".into(),
            Value::One { names, .. } => match self.listed_names() {
                Some((placeholder, _)) => format!(" {placeholder}"),
                None => format!(" {}", names.join("|")),
            },
        };
        format!("{short}{}{value}", self.name)
    }
}

/// The shells that completions are written for.
pub(crate) const SHELLS: &[&str] = &["bash", "fish", "zsh"];

/// The formats of diagnostics.
pub(crate) const FORMATS: &[&str] = &["plain", "json", "sarif"];

/// The formats of changes.
pub(crate) const CHANGE_FORMATS: &[&str] = &["plain", "json", "sarif", "markdown"];
/// The formats of lists.
pub(crate) const LIST_FORMATS: &[&str] = &["plain", "json"];

/// The stages that can be printed.
pub(crate) const STAGES: &[&str] = &["service", "crates"];

/// The syntaxes of OpenAPI documents.
pub(crate) const SYNTAXES: &[&str] = &["yaml", "json"];

/// The options of every command.
pub(crate) const COMMON: &[Flag] = &[
    Flag {
        name: "--format",
        short: None,
        value: Value::One { what: "format", names: FORMATS },
        help: "The format of diagnostics: text (default), one JSON object per line, or a SARIF log",
    },
    Flag { name: "--help", short: Some('h'), value: Value::None, help: "Print help" },
];

/// Only valid before a command.
pub(crate) const VERSION: Flag =
    Flag { name: "--version", short: Some('V'), value: Value::None, help: "Print the version" };

const STDIN_NAME: Flag = Flag {
    name: "--stdin-name",
    short: None,
    value: Value::Name,
    help: "The file name of standard input in diagnostics; its extension determines the format (default: detected \
           from the first character)",
};

const OVERLAY: Flag = Flag {
    name: "--overlay",
    short: None,
    value: Value::File,
    help: "Change OpenAPI documents as an overlay says before they are read; may be repeated",
};

/// All commands in the order of the help.
pub(crate) const COMMANDS: &[Spec] = &[
    Spec {
        name: "init",
        summary: "Write the files of a project: weland.yaml, a first model, a workflow for CI",
        about: "\
Without paths, a model is looked for in the current folder and below it; if there is none, a small
one is written. Each service of the model becomes a target of weland.yaml.

The other files are the schema of weland.yaml, .gitattributes, .gitignore, a workflow for GitHub and
the Cargo.toml of a workspace. Files that exist are reported and left as they are.",
        operands: Operands::FoundPaths,
        options: &[
            Flag {
                name: "--name",
                short: None,
                value: Value::Name,
                help: "What the crates are named after (default: the service)",
            },
            Flag {
                name: "--runtime",
                short: None,
                value: Value::Folder,
                help: "The folder of the runtime crates in a checkout of Weland (default: the published crates)",
            },
        ],
        examples: &["weland init", "weland init city.yaml", "weland init --runtime ../weland/crates"],
    },
    Spec {
        name: "generate",
        summary: "Generate the crates that weland.yaml lists, or check that they are up to date",
        about: "\
Writes either all files or none: if there is an error, nothing changes. Generated files that are no
longer needed are removed. Files that Weland didn't generate are never modified.

Says how the API differs from that of the last generation, whose model is among the generated files,
and which versions of the crates that asks for. Changes that weland.yaml lists as `accepted` don't
count.",
        operands: Operands::None("models are listed in the configuration"),
        options: &[
            Flag {
                name: "--config",
                short: None,
                value: Value::File,
                help: "The configuration file (default: weland.yaml)",
            },
            Flag {
                name: "--check",
                short: None,
                value: Value::None,
                help: "Write nothing; compare with the existing files, and exit with 1 if any is stale, missing or \
                       left over",
            },
            Flag {
                name: "--base",
                short: None,
                value: Value::Name,
                help: "Compare the API with that of a revision of git: a commit, a tag or a branch",
            },
            Flag {
                name: "--bump",
                short: None,
                value: Value::None,
                help: "Write the versions that changes of the API ask for into weland.yaml; with `--check`, exit with 1 if \
                       one is too low",
            },
            Flag {
                name: "--dump",
                short: None,
                value: Value::One { what: "stage", names: STAGES },
                help: "Write nothing; print a stage of the generator",
            },
            Flag {
                name: "--watch",
                short: None,
                value: Value::None,
                help: "Generate again whenever the configuration, the model or a template changes, until interrupted",
            },
            Flag {
                name: "--strict",
                short: None,
                value: Value::None,
                help: "Treat mistakes in OpenAPI whose meaning is clear as errors, as `weland check` does",
            },
            OVERLAY,
        ],
        examples: &[
            "weland generate",
            "weland generate --config model/weland.yaml --check",
            "weland generate --overlay fixes.yaml",
            "weland generate --watch",
            "weland generate --base v1.2.0 --bump",
        ],
    },
    Spec {
        name: "check",
        summary: "Check a model for errors",
        about: "Exits with 1 if the model has errors. Warnings don't affect the exit status.",
        operands: Operands::Paths,
        options: &[OVERLAY, STDIN_NAME],
        examples: &[
            "weland check model/lambda",
            "weland check 'model/**/*.smithy' --format sarif 2> weland.sarif",
            "weland check city.yaml --overlay fixes.yaml",
            "weland check - < city.smithy",
        ],
    },
    Spec {
        name: "explain",
        summary: "Explain a diagnostic by its code, or list all codes",
        about: "\
Each diagnostic has a code, shown in brackets as in `error[unresolved-target]`. Its explanation
describes the problem, with a wrong and a right example.",
        operands: Operands::Code,
        options: &[],
        examples: &["weland explain unresolved-target", "weland explain"],
    },
    Spec {
        name: "diff",
        summary: "Compare two models: what changed, and whom it breaks",
        about: "\
Prints each change with its places in both models, what it means on the wire for old clients of a
new server and new clients of an old one, and which version of generated crates it asks for. The
models may be in different languages. Changes that weland.yaml lists as `accepted` don't count.

OLD and NEW are a file, a folder, a quoted glob pattern, or `-` for standard input. With --base,
only the new model is named, or none: then it is that of weland.yaml.",
        operands: Operands::Models,
        options: &[
            Flag {
                name: "--base",
                short: None,
                value: Value::Name,
                help: "Read the old model from a revision of git: a commit, a tag or a branch",
            },
            Flag {
                name: "--config",
                short: None,
                value: Value::File,
                help: "The configuration file with accepted changes (default: weland.yaml, if there is one)",
            },
            Flag {
                name: "--fail-on",
                short: None,
                value: Value::One { what: "level", names: FailOn::NAMES },
                help: "Exit with 1 if there is a change of this severity, one that breaks on the wire, or one that asks \
                       for such a version (default: error)",
            },
            Flag {
                name: "--format",
                short: None,
                value: Value::One { what: "format", names: CHANGE_FORMATS },
                help: "The format of the changes: text (default), one JSON object per line, a SARIF log, or a changelog in \
                       Markdown",
            },
            OVERLAY,
        ],
        examples: &[
            "weland diff old/city.smithy model/city.smithy",
            "weland diff --base main --fail-on breaking",
            "weland diff --base v1.2.0 model --format markdown > CHANGES.md",
        ],
    },
    Spec {
        name: "fmt",
        summary: "Format .smithy files, or check that they are formatted",
        about: "\
Files are only written if they change. Files with syntax errors are reported and left unchanged.
With `-`, standard input is formatted and written to standard output.",
        operands: Operands::Paths,
        options: &[
            Flag {
                name: "--check",
                short: None,
                value: Value::None,
                help: "Write nothing; report files that aren't formatted, with the first line that differs, and exit \
                       with 1 if there are any",
            },
            STDIN_NAME,
        ],
        examples: &["weland fmt model", "weland fmt --check 'model/**/*.smithy'", "weland fmt - < city.smithy"],
    },
    Spec {
        name: "ast",
        summary: "Print a model as Smithy JSON AST",
        about: "The output is Smithy 2.0. Nothing is printed if the model has errors.",
        operands: Operands::Paths,
        options: &[OVERLAY, STDIN_NAME],
        examples: &["weland ast model/lambda > lambda.json"],
    },
    Spec {
        name: "idl",
        summary: "Print a model as Smithy IDL, or write it to files",
        about: "\
The output is Smithy 2.0, one file per namespace. Nothing is printed or written if the model has
errors.",
        operands: Operands::Paths,
        options: &[
            Flag {
                name: "--output",
                short: None,
                value: Value::Folder,
                help: "Write one file per namespace to this folder; required if there are several namespaces",
            },
            Flag {
                name: "--overwrite",
                short: None,
                value: Value::None,
                help: "Overwrite existing files with different contents, which are an error otherwise",
            },
            OVERLAY,
            STDIN_NAME,
        ],
        examples: &["weland idl lambda.json > lambda.smithy", "weland idl lambda.json --output model/lambda"],
    },
    Spec {
        name: "list",
        summary: "List the services, operations and shapes of a model",
        about: "\
Prints the kind, the id and the place of each shape, and what it is in a few words. Without paths,
the models are those of weland.yaml. Nothing is printed if a model has errors.",
        operands: Operands::OptionalPaths,
        options: &[
            Flag {
                name: "--config",
                short: None,
                value: Value::File,
                help: "The configuration whose models are listed if there are no paths (default: weland.yaml)",
            },
            Flag {
                name: "--kind",
                short: None,
                value: Value::One { what: "kind", names: KINDS },
                help: "List only this kind of shapes, or members; may be repeated",
            },
            Flag {
                name: "--select",
                short: None,
                value: Value::Name,
                help: "List only the shapes and members that a Smithy selector picks",
            },
            Flag { name: "--service", short: None, value: Value::Name, help: "List only the shapes of this service" },
            Flag {
                name: "--format",
                short: None,
                value: Value::One { what: "format", names: LIST_FORMATS },
                help: "The format of the list and of diagnostics: text (default), or one JSON object per line",
            },
            OVERLAY,
            STDIN_NAME,
        ],
        examples: &[
            "weland list",
            "weland list model --kind operation --format json",
            "weland list city.yaml --select 'structure > member [trait|required]'",
        ],
    },
    Spec {
        name: "openapi",
        summary: "Print a service as an OpenAPI document",
        about: "\
The output is OpenAPI 3.1. Operations are written by their HTTP bindings, shapes by their form in
JSON. Notes list what OpenAPI can't say. Nothing is printed if the model has errors.",
        operands: Operands::Paths,
        options: &[
            Flag {
                name: "--service",
                short: None,
                value: Value::Name,
                help: "The shape id of the service; required if there are several",
            },
            Flag {
                name: "--syntax",
                short: None,
                value: Value::One { what: "syntax", names: SYNTAXES },
                help: "The syntax of the document: YAML (default) or JSON",
            },
            OVERLAY,
            STDIN_NAME,
        ],
        examples: &[
            "weland openapi model/lambda > lambda.openapi.yaml",
            "weland openapi model --service example#City --syntax json > city.json",
        ],
    },
    Spec {
        name: "report",
        summary: "Print what generated crates don't carry of a model",
        about: "\
Lists each place of the model from which nothing is generated, with the reason and the effect, and
each member without a type. Nothing is printed if the model has errors.",
        operands: Operands::Paths,
        options: &[
            Flag { name: "--json", short: None, value: Value::None, help: "Print the report as JSON, for tools" },
            OVERLAY,
            STDIN_NAME,
        ],
        examples: &["weland report library.yaml", "weland report model --json > report.json"],
    },
    Spec {
        name: "schema",
        summary: "Print the JSON schema of weland.yaml",
        about: "\
Editors use it for completion and validation. Save it next to weland.yaml, and make
`# yaml-language-server: $schema=weland.schema.json` the first line of weland.yaml.",
        operands: Operands::None("there is one schema"),
        options: &[],
        examples: &["weland schema > weland.schema.json"],
    },
    Spec {
        name: "validate",
        summary: "Check JSON, YAML and JSON lines against a shape of a model",
        about: "\
Reports what the generated validator would, with the line and column of each value, and exits with
1 if a value isn't valid. Nothing is generated for that.

FILE is a .json file with a value, a .jsonl or .ndjson file with a value on each line, a .yaml file
with one or several documents, or `-` for standard input. Of an operation, the input is checked:
all its members stand in the value, wherever a request would carry them.",
        operands: Operands::Values,
        options: &[
            Flag {
                name: "--shape",
                short: None,
                value: Value::Name,
                help: "The shape that values are checked against",
            },
            Flag {
                name: "--operation",
                short: None,
                value: Value::Name,
                help: "Check against the input of this operation instead",
            },
            Flag {
                name: "--output",
                short: None,
                value: Value::None,
                help: "Check against the output of the operation",
            },
            Flag {
                name: "--model",
                short: None,
                value: Value::File,
                help: "A file or folder of the model (default: the models of weland.yaml); may be repeated",
            },
            Flag {
                name: "--config",
                short: None,
                value: Value::File,
                help: "The configuration that has the model (default: weland.yaml)",
            },
            Flag {
                name: "--service",
                short: None,
                value: Value::Name,
                help: "The service that has the shape; required if there are several",
            },
            OVERLAY,
            STDIN_NAME,
        ],
        examples: &[
            "weland validate --shape City city.json",
            "weland validate --operation CreateCity requests.jsonl --format json",
            "weland validate --shape City --model model - < city.yaml",
        ],
    },
    Spec {
        name: "completions",
        summary: "Print the completion script for a shell",
        about: "The shells are bash, fish and zsh.",
        operands: Operands::One { what: "shell", names: SHELLS },
        options: &[],
        examples: &[
            "source <(weland completions bash)",
            "weland completions zsh > \"${fpath[1]}/_weland\"",
            "weland completions fish > ~/.config/fish/completions/weland.fish",
        ],
    },
    Spec {
        name: "help",
        summary: "Print the help of a command",
        about: "",
        operands: Operands::Command,
        options: &[],
        examples: &["weland help generate"],
    },
];

/// Finds a command by name.
pub(crate) fn command(name: &str) -> Option<&'static Spec> {
    COMMANDS.iter().find(|spec| spec.name == name)
}

/// The names of all commands.
pub(crate) fn command_names() -> Vec<&'static str> {
    COMMANDS.iter().map(|spec| spec.name).collect()
}

impl Spec {
    /// All options of the command, its own first.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &'static Flag> + use<> {
        let own = self.options;
        own.iter().chain(COMMON.iter().filter(|flag| !own.iter().any(|other| other.name == flag.name)))
    }
}
