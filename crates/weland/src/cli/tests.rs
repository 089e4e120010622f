use weland_openapi::Syntax;

use super::{Action, Command, Format, GenerateArguments, Invocation, Shell, Stage, Topic, parse, table};

fn parsed(arguments: &str) -> Result<Invocation, (String, Topic)> {
    let arguments = arguments.split_whitespace().map(Into::into);
    parse(arguments).map_err(|error| (error.message, error.topic))
}

#[test]
fn commands_are_understood() {
    let arguments = |config: &str, action| GenerateArguments {
        config: config.into(),
        action,
        strict: false,
        base: None,
        bump: false,
        brief: false,
    };
    let generate = |config: &str, action| Command::Generate(arguments(config, action));
    let bumped = GenerateArguments { base: Some("v1".into()), bump: true, ..arguments("weland.yaml", Action::Write) };
    let idl = |output: Option<&str>, overwrite| Command::Idl {
        paths: vec!["a.json".into()],
        output: output.map(Into::into),
        overwrite,
    };
    let openapi = |service: Option<&str>, syntax| Command::Openapi {
        paths: vec!["a.json".into()],
        service: service.map(Into::into),
        syntax,
    };
    let cases = [
        ("", Command::Help(None)),
        ("--help", Command::Help(None)),
        ("-V", Command::Version),
        ("help", Command::Help(None)),
        ("help generate", Command::Help(Some("generate"))),
        ("help help", Command::Help(Some("help"))),
        ("check a --help", Command::Help(Some("check"))),
        ("check -h --odd", Command::Help(Some("check"))),
        ("ast a b.json", Command::Ast { paths: vec!["a".into(), "b.json".into()] }),
        ("check -- --odd", Command::Check { paths: vec!["--odd".into()] }),
        ("check -", Command::Check { paths: vec!["-".into()] }),
        ("generate", generate("weland.yaml", Action::Write)),
        ("generate --config=x --check", generate("x", Action::Check)),
        ("generate --dump service", generate("weland.yaml", Action::Dump(Stage::Service))),
        ("generate --dump crates", generate("weland.yaml", Action::Dump(Stage::Crates))),
        ("generate --base v1 --bump", Command::Generate(bumped)),
        ("explain", Command::Explain { code: None }),
        ("explain x", Command::Explain { code: Some("x".into()) }),
        ("fmt a --check", Command::Fmt { paths: vec!["a".into()], check: true }),
        ("fmt -", Command::Fmt { paths: vec!["-".into()], check: false }),
        ("idl a.json", idl(None, false)),
        ("idl a.json --output b --overwrite", idl(Some("b"), true)),
        ("openapi a.json", openapi(None, Syntax::Yaml)),
        ("openapi a.json --service b#C --syntax json", openapi(Some("b#C"), Syntax::Json)),
        ("report a.json", Command::Report { paths: vec!["a.json".into()], as_json: false }),
        ("report --json a.json", Command::Report { paths: vec!["a.json".into()], as_json: true }),
        ("schema", Command::Schema),
        ("completions zsh", Command::Completions(Shell::Zsh)),
        ("completions bash", Command::Completions(Shell::Bash)),
        ("completions fish", Command::Completions(Shell::Fish)),
    ];
    for (arguments, command) in cases {
        assert_eq!(parsed(arguments).unwrap().command, command, "{arguments}");
    }
}

#[test]
fn the_format_may_stand_before_or_after_the_command() {
    for arguments in ["--format json check a", "check --format=json a", "--format plain check a --format json"] {
        assert_eq!(parsed(arguments).unwrap().format, Format::Json);
    }
    assert_eq!(parsed("check a --format sarif").unwrap().format, Format::Sarif);
    assert_eq!(parsed("check a").unwrap().format, Format::Plain);
}

#[test]
fn standard_input_can_be_given_a_name() {
    assert_eq!(parsed("check - --stdin-name a.json").unwrap().stdin_name.as_deref(), Some("a.json"));
    assert_eq!(parsed("check -").unwrap().stdin_name, None);
}

#[test]
fn wrong_arguments_are_explained() {
    let all = "`init`, `generate`, `check`, `explain`, `diff`, `fmt`, `ast`, `idl`, `list`, `openapi`, `report`, `schema`, `validate`, `completions`, `help`";
    let bake = format!("unknown command `bake`; use one of {all}");
    let unknown_topic = format!("unknown command `x`; use one of {all}");
    let cases = [
        ("chekc a", "unknown command `chekc`; did you mean `check`?", None),
        ("bake", &*bake, None),
        ("check", "expected at least one file or folder", Some("check")),
        ("generate --chekc", "unknown option `--chekc`; did you mean `--check`?", Some("generate")),
        ("ast --check a", "the option `--check` can't be used here", Some("ast")),
        ("check --version", "the option `--version` can't be used here", Some("check")),
        ("check -x", "unknown option `-x`", Some("check")),
        (
            "generate --watch --check",
            "`--watch` writes crates, and can't be combined with `--check` or `--dump`",
            Some("generate"),
        ),
        ("generate --check --dump service", "use either `--check` or `--dump`, not both", Some("generate")),
        ("generate --dump servcie", "unknown stage `servcie`; did you mean `service`?", Some("generate")),
        ("check --format xml a", "unknown format `xml`; use one of `plain`, `json`, `sarif`", Some("check")),
        ("generate model", "unexpected argument `model`; models are listed in the configuration", Some("generate")),
        ("generate --config", "missing argument for option '--config'", Some("generate")),
        ("generate --check=yes", "unexpected argument for option '--check': \"yes\"", Some("generate")),
        ("help x", &*unknown_topic, None),
        ("explain a b", "unexpected argument `b`", Some("explain")),
        ("fmt - a.smithy", "`-` can't be formatted together with files", Some("fmt")),
        ("idl a.json --overwrite", "`--overwrite` needs `--output FOLDER`", Some("idl")),
        ("openapi", "expected at least one file or folder", Some("openapi")),
        ("openapi a --syntax yml", "unknown syntax `yml`; did you mean `yaml`?", Some("openapi")),
        ("completions", "expected a shell: bash, fish, zsh", Some("completions")),
        ("completions bahs", "unknown shell `bahs`; did you mean `bash`?", Some("completions")),
        ("schema x", "unexpected argument `x`; there is one schema", Some("schema")),
    ];
    for (arguments, message, topic) in cases {
        let expected = (message.to_owned(), topic);
        assert_eq!(parsed(arguments), Err(expected), "{arguments}");
    }
}

#[test]
fn help_lines_fit_into_a_hundred_columns_and_name_every_option() {
    let topics = table::command_names().into_iter().map(Some).chain([None]);
    for topic in topics {
        let text = super::help_text(topic);
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
        let spec = topic.and_then(table::command);
        for flag in spec.into_iter().flat_map(table::Spec::flags) {
            assert!(text.contains(&flag.usage()), "{topic:?}: {}", flag.name);
        }
    }
}

#[test]
fn examples_of_the_help_are_understood() {
    for spec in table::COMMANDS {
        for example in spec.examples {
            let call = example.split_once("weland ").unwrap().1;
            let call = call.split([')', '<', '>']).next().unwrap().trim_end_matches(" 2").replace('\'', "");
            let invocation = parsed(&call).unwrap();
            assert!(!matches!(invocation.command, Command::Help(None)), "{example}");
        }
    }
}
