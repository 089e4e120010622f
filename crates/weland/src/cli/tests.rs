use super::{Command, Format, Invocation, Mode, Stage, Topic, parse};

fn parsed(arguments: &str) -> Result<Invocation, (String, Topic)> {
    let arguments = arguments.split_whitespace().map(Into::into);
    parse(arguments).map_err(|error| (error.message, error.topic))
}

#[test]
fn commands_are_understood() {
    let generate = |config: &str, mode| Command::Generate { config: config.into(), mode };
    let cases = [
        ("", Command::Help(Topic::All)),
        ("--help", Command::Help(Topic::All)),
        ("-V", Command::Version),
        ("help generate", Command::Help(Topic::Generate)),
        ("check a --help", Command::Help(Topic::Check)),
        ("ast a b.json", Command::Ast { paths: vec!["a".into(), "b.json".into()] }),
        ("check -- --odd", Command::Check { paths: vec!["--odd".into()] }),
        ("generate", generate("weland.yaml", Mode::Write)),
        ("generate --config=x --check", generate("x", Mode::Check)),
        ("generate --dump service", generate("weland.yaml", Mode::Dump(Stage::Service))),
        ("generate --dump crates", generate("weland.yaml", Mode::Dump(Stage::Crates))),
    ];
    for (arguments, command) in cases {
        assert_eq!(parsed(arguments).unwrap().command, command, "{arguments}");
    }
}

#[test]
fn the_format_may_stand_before_or_after_the_command() {
    for arguments in ["--format json check a", "check --format=json a"] {
        assert_eq!(parsed(arguments).unwrap().format, Format::Json);
    }
    assert_eq!(parsed("check a").unwrap().format, Format::Plain);
}

#[test]
fn wrong_arguments_are_explained() {
    let cases = [
        ("chekc a", "there is no command `chekc`; did you mean `check`?", Topic::All),
        ("bake", "there is no command `bake`; use one of `ast`, `check`, `generate`, `help`", Topic::All),
        ("check", "name at least one file or folder", Topic::Check),
        ("generate --chekc", "there is no option `--chekc`; did you mean `--check`?", Topic::Generate),
        ("ast --check a", "the option `--check` doesn't belong here", Topic::Ast),
        ("check -x", "there is no option `-x`", Topic::Check),
        ("generate --check --dump service", "use either `--check` or `--dump`, not both", Topic::Generate),
        ("generate --dump servcie", "there is no stage `servcie`; did you mean `service`?", Topic::Generate),
        ("check --format xml a", "there is no format `xml`; use one of `plain`, `json`", Topic::Check),
        ("generate model", "`model` is too much; models are named in the configuration", Topic::Generate),
        ("generate --config", "missing argument for option '--config'", Topic::Generate),
        ("generate --check=yes", "unexpected argument for option '--check': \"yes\"", Topic::Generate),
        ("help x", "there is no command `x`; use one of `ast`, `check`, `generate`, `help`", Topic::All),
    ];
    for (arguments, message, topic) in cases {
        let expected = (message.to_owned(), topic);
        assert_eq!(parsed(arguments), Err(expected), "{arguments}");
    }
}

#[test]
fn help_lines_fit_into_a_hundred_columns() {
    for topic in [Topic::All, Topic::Ast, Topic::Check, Topic::Generate] {
        for line in super::help_text(topic).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
