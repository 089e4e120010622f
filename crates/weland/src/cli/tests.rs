use clap::CommandFactory as _;
use clap::error::ErrorKind;

use super::{Action, Cli, Command, Format, Invocation, Stage, parse};
use crate::changes::FailOn;

fn parsed(arguments: &str) -> Result<Invocation, clap::Error> {
    parse(arguments.split_whitespace().map(Into::into))
}

/// The text that is printed instead of running a command.
fn told(arguments: &str) -> (ErrorKind, String) {
    let error = parsed(arguments).unwrap_err();
    (error.kind(), error.render().to_string())
}

#[test]
fn the_definition_is_consistent() {
    Cli::command().debug_assert();
}

#[test]
fn defaults_are_those_that_the_help_names() {
    let Ok(Invocation { command: Command::Generate(generate), format: Format::Plain }) = parsed("generate") else {
        panic!("another command");
    };
    assert_eq!((generate.action(), generate.config.to_str()), (Action::Write, Some("weland.yaml")));
    assert!(!generate.watch && !generate.strict && !generate.bump && generate.base.is_none());
    let Command::Diff(diff) = parsed("diff a b").unwrap().command else { panic!("another command") };
    assert_eq!(diff.fail_on, FailOn::Error);
    assert!(diff.config.is_none());
    let Command::Openapi(openapi) = parsed("openapi").unwrap().command else { panic!("another command") };
    assert_eq!(openapi.syntax, weland_openapi::Syntax::Yaml);
}

#[test]
fn options_that_exclude_each_other_make_one_action() {
    let action = |arguments| match parsed(arguments).unwrap().command {
        Command::Generate(generate) => generate.action(),
        other => panic!("{other:?}"),
    };
    assert_eq!(action("generate --config=x --check"), Action::Check);
    assert_eq!(action("generate --check --bump --base v1"), Action::Check);
    assert_eq!(action("generate --watch --base v1"), Action::Write);
    assert_eq!(action("generate --dump service"), Action::Dump(Stage::Service));
    assert_eq!(action("generate --dump crates --strict"), Action::Dump(Stage::Crates));
}

#[test]
fn the_format_may_stand_before_or_after_the_command() {
    for arguments in ["--format json check a", "check --format=json a", "--format plain check a --format json"] {
        assert_eq!(parsed(arguments).unwrap().format, Format::Json, "{arguments}");
    }
    assert_eq!(parsed("check a --format sarif").unwrap().format, Format::Sarif);
    for arguments in ["--format json diff a b", "diff a b --format json", "diff --format markdown a b --format json"] {
        let Command::Diff(diff) = parsed(arguments).unwrap().command else { panic!("{arguments}") };
        assert_eq!(diff.format, Format::Json, "{arguments}");
    }
    let Command::List(list) = parsed("--format json list").unwrap().command else { panic!("another command") };
    assert_eq!(list.format, Format::Json);
}

#[test]
fn of_several_values_the_last_one_counts_unless_there_may_be_several() {
    let Command::List(list) = parsed("list --service a --kind map --kind list --service b").unwrap().command else {
        panic!("another command");
    };
    assert_eq!((list.service.as_deref(), list.kinds), (Some("b"), vec!["map".to_owned(), "list".to_owned()]));
    let command = parsed("check --overlay a --overlay b c").unwrap().command;
    assert_eq!(command.overlays(), ["a", "b"].map(std::path::PathBuf::from));
}

#[test]
fn paths_are_all_that_stands_behind_two_dashes() {
    let Command::Check(model) = parsed("check -- --odd -").unwrap().command else { panic!("another command") };
    assert_eq!(model.paths, ["--odd", "-"].map(std::path::PathBuf::from));
}

#[test]
fn standard_input_can_be_given_a_name() {
    for arguments in
        ["check - --stdin-name a.json", "fmt - --stdin-name a.json", "validate --shape A - --stdin-name a.json"]
    {
        assert_eq!(parsed(arguments).unwrap().command.stdin_name(), Some("a.json"), "{arguments}");
    }
    assert_eq!(parsed("check -").unwrap().command.stdin_name(), None);
}

#[test]
fn help_and_the_version_are_printed_instead() {
    let overview = told("--help").1;
    for arguments in ["", "-h", "help", "--format json"] {
        assert_eq!(told(arguments).0, ErrorKind::DisplayHelp, "{arguments}");
        assert_eq!(told(arguments).1.lines().next(), overview.lines().next(), "{arguments}");
    }
    assert_eq!(told("-V"), (ErrorKind::DisplayVersion, format!("weland {}\n", env!("CARGO_PKG_VERSION"))));
    let check = told("help check").1;
    assert!(check.starts_with("Check models for errors.\n\n"), "{check}");
    for arguments in ["check --help", "check a --help", "--format json check --help"] {
        assert_eq!(told(arguments), (ErrorKind::DisplayHelp, check.clone()), "{arguments}");
    }
}

#[test]
fn wrong_arguments_are_explained() {
    let cases = [
        ("chekc a", "unrecognized subcommand 'chekc'\n\n  tip: some similar subcommands exist: 'schema', 'check'"),
        ("bake", "unrecognized subcommand 'bake'"),
        ("help x", "unrecognized subcommand 'x'"),
        ("generate --chekc", "unexpected argument '--chekc' found\n\n  tip: a similar argument exists: '--check'"),
        ("ast --check a", "unexpected argument '--check' found"),
        ("check --version", "unexpected argument '--version' found"),
        ("check -x", "unexpected argument '-x' found"),
        ("generate --watch --check", "the argument '--watch' cannot be used with '--check'"),
        ("generate --watch --bump", "the argument '--watch' cannot be used with '--bump'"),
        ("generate --check --dump service", "the argument '--check' cannot be used with '--dump <STAGE>'"),
        ("generate --dump service --base v1", "the argument '--dump <STAGE>' cannot be used with '--base <REVISION>'"),
        (
            "generate --dump servcie",
            "invalid value 'servcie' for '--dump <STAGE>'\n  [possible values: service, crates]\n\n  tip: a similar value exists: 'service'",
        ),
        ("check --format xml a", "[possible values: plain, json, sarif]"),
        ("--format markdown check a", "[possible values: plain, json, sarif]"),
        ("list --format sarif", "[possible values: plain, json]"),
        (
            "generate model",
            "invalid value 'model' for '[PATH]': models are listed in weland.yaml, or in another file that `--config` names",
        ),
        ("generate --config", "a value is required for '--config <FILE>' but none was supplied"),
        ("generate --check=yes", "unexpected value 'yes' for '--check' found"),
        ("explain a b", "unexpected argument 'b' found"),
        ("check a --config b", "the argument '[PATH]...' cannot be used with '--config <FILE>'"),
        ("fmt - a.smithy", "`-` can't be formatted together with files"),
        ("idl a.json --overwrite", "required arguments were not provided:\n  --output <FOLDER>"),
        ("openapi a --syntax yml", "a similar value exists: 'yaml'"),
        ("list --select x>membre", "invalid value 'x>membre' for '--select <SELECTOR>': it is wrong at offset 0: "),
        ("completions", "required arguments were not provided:\n  <SHELL>"),
        ("completions bahs", "a similar value exists: 'bash'"),
        ("schema x", "unexpected argument 'x' found"),
        ("diff a", "expected two models"),
        ("validate a", "required arguments were not provided:\n  <--shape <NAME>|--operation <NAME>>"),
    ];
    for (arguments, expected) in cases {
        let error = parsed(arguments).unwrap_err();
        let text = error.render().to_string();
        assert!(error.use_stderr() && text.starts_with("error: ") && text.contains(expected), "{arguments}: {text}");
        assert!(text.ends_with("For more information, try '--help'.\n"), "{arguments}: {text}");
    }
}

#[test]
fn help_lines_fit_into_a_hundred_columns_and_name_every_option() {
    let mut definition = Cli::command();
    definition.build();
    for command in definition.get_subcommands_mut() {
        for text in [command.render_help().to_string(), command.render_long_help().to_string()] {
            for line in text.lines() {
                assert!(line.chars().count() <= 100, "{line}");
            }
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                assert!(text.contains(&argument.to_string()), "{}: {argument}", command.get_name());
            }
        }
    }
}

#[test]
fn examples_of_the_help_are_understood() {
    let mut count = 0;
    for command in Cli::command().get_subcommands() {
        let examples = command.get_after_help().unwrap().to_string();
        for example in examples.lines().skip(1) {
            let call = example.split_once("weland ").unwrap().1;
            let call = call.split([')', '<', '>']).next().unwrap().trim_end_matches(" 2").replace('\'', "");
            parsed(&call).unwrap();
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}
