//! What shells need to complete arguments, made of the table of commands.

use std::fmt::Write as _;

use super::table::{COMMANDS, COMMON, Flag, Operands, Spec, VERSION, Value, command_names};
use crate::explain;

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shell {
    Bash,
    Fish,
    Zsh,
}

impl Shell {
    /// The shell of a name that was checked before.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "fish" => Self::Fish,
            "zsh" => Self::Zsh,
            _ => Self::Bash,
        }
    }
}

/// The completions for a shell.
pub(crate) fn script(shell: Shell) -> String {
    match shell {
        Shell::Bash => bash(),
        Shell::Fish => fish(),
        Shell::Zsh => zsh(),
    }
}

/// The words that an operand can be, if they are known.
fn operand_words(spec: &Spec) -> Vec<&'static str> {
    match spec.operands {
        Operands::None(_) | Operands::Paths => Vec::new(),
        Operands::Code => explain::codes().collect(),
        Operands::Command => command_names(),
        Operands::One { names, .. } => names.to_vec(),
    }
}

fn before_command() -> impl Iterator<Item = &'static Flag> {
    COMMON.iter().chain([&VERSION])
}

fn names(flags: impl Iterator<Item = &'static Flag>) -> String {
    flags.map(|flag| flag.name).collect::<Vec<_>>().join(" ")
}

// Where nothing is offered, `-o default` lets the shell complete file names.
const BASH_START: &str = r#"# Completions of weland for bash. `weland completions bash` writes them.
_weland() {
    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
    local command="" words="" index
    for ((index = 1; index < COMP_CWORD; index++)); do
        case "${COMP_WORDS[index]}" in
            VALUED) ((index++)) ;;
            -*) ;;
            *)
                command="${COMP_WORDS[index]}"
                break
                ;;
        esac
    done
    case "$previous" in
"#;

const BASH_END: &str = r#"    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _weland weland
"#;

fn bash() -> String {
    let all: Vec<&Flag> = COMMANDS.iter().flat_map(|spec| spec.options).chain(COMMON).collect();
    let mut valued: Vec<&str> = Vec::new();
    let mut values = String::new();
    for flag in all.iter().filter(|flag| flag.value != Value::None) {
        if valued.contains(&flag.name) {
            continue;
        }
        valued.push(flag.name);
        let words = if let Value::One { names, .. } = flag.value { names.join(" ") } else { String::new() };
        let _ = writeln!(values, "        {})", flag.name);
        if !words.is_empty() {
            let _ = writeln!(values, "            COMPREPLY=($(compgen -W \"{words}\" -- \"$current\"))");
        }
        values.push_str("            return\n            ;;\n");
    }
    let mut script = BASH_START.replace("VALUED", &valued.join(" | "));
    script.push_str(&values);
    script.push_str("    esac\n    case \"$command\" in\n");
    let top = format!("{} {}", command_names().join(" "), names(before_command()));
    let _ = writeln!(script, "        \"\") words=\"{top}\" ;;");
    for spec in COMMANDS {
        let operands = operand_words(spec).join(" ");
        let flags = names(spec.flags());
        let _ = writeln!(script, "        {})", spec.name);
        script.push_str("            case \"$current\" in\n");
        let _ = writeln!(script, "                -*) words=\"{flags}\" ;;");
        let _ = writeln!(script, "                *) words=\"{operands}\" ;;");
        script.push_str("            esac\n            ;;\n");
    }
    script.push_str(BASH_END);
    script
}

/// A text in single quotes, as bash-like shells and fish read it.
fn quoted(text: &str, quote: &str) -> String {
    format!("'{}'", text.replace('\'', quote))
}

fn fish() -> String {
    let quoted = |text: &str| quoted(text, "\\'");
    let mut script = "# Completions of weland for fish. `weland completions fish` writes them.\n".to_owned();
    for spec in COMMANDS {
        let (name, summary) = (spec.name, quoted(spec.summary));
        let _ = writeln!(script, "complete -c weland -n __fish_use_subcommand -f -a {name} -d {summary}");
    }
    for flag in before_command() {
        fish_flag(&mut script, "__fish_use_subcommand", flag);
    }
    for spec in COMMANDS {
        let condition = quoted(&format!("__fish_seen_subcommand_from {}", spec.name));
        for flag in spec.flags() {
            fish_flag(&mut script, &condition, flag);
        }
        if spec.operands != Operands::Paths {
            let words = quoted(&operand_words(spec).join(" "));
            let _ = writeln!(script, "complete -c weland -n {condition} -f -a {words}");
        }
    }
    script
}

fn fish_flag(script: &mut String, condition: &str, flag: &Flag) {
    let long = flag.name.trim_start_matches('-');
    let short = flag.short.map(|letter| format!(" -s {letter}")).unwrap_or_default();
    let value = match flag.value {
        Value::None => String::new(),
        Value::File => " -r -F".into(),
        Value::Folder => " -x -a '(__fish_complete_directories)'".into(),
        Value::Name => " -x".into(),
        Value::One { names, .. } => format!(" -x -a '{}'", names.join(" ")),
    };
    let help = quoted(flag.help, "\\'");
    let _ = writeln!(script, "complete -c weland -n {condition} -l {long}{short}{value} -d {help}");
}

const ZSH_START: &str = r#"#compdef weland
# Completions of weland for zsh. `weland completions zsh` writes them.
_weland() {
    local context state line
    local -a commands
    typeset -A opt_args
"#;

const ZSH_END: &str = r#"            esac
            ;;
    esac
}
if [ "$funcstack[1]" = "_weland" ]; then
    _weland "$@"
else
    compdef _weland weland
fi
"#;

fn zsh() -> String {
    let mut script = ZSH_START.to_owned();
    script.push_str("    commands=(\n");
    for spec in COMMANDS {
        let item = quoted(&format!("{}:{}", spec.name, spec.summary), "'\\''");
        let _ = writeln!(script, "        {item}");
    }
    script.push_str("    )\n    _arguments -C \\\n");
    for flag in before_command() {
        zsh_flag(&mut script, "        ", flag);
    }
    script.push_str("        '1: :->command' \\\n        '*:: :->rest'\n");
    script.push_str("    case $state in\n        command) _describe command commands ;;\n");
    script.push_str("        rest)\n            case $words[1] in\n");
    for spec in COMMANDS {
        let _ = writeln!(script, "                {})\n                    _arguments \\", spec.name);
        for flag in spec.flags() {
            zsh_flag(&mut script, "                        ", flag);
        }
        let operands = match spec.operands {
            Operands::None(_) => "'*: :'".to_owned(),
            Operands::Paths => "'*:path:_files'".to_owned(),
            _ => format!("'1: :({})'", operand_words(spec).join(" ")),
        };
        let _ = writeln!(script, "                        {operands}\n                    ;;");
    }
    script.push_str(ZSH_END);
    script
}

fn zsh_flag(script: &mut String, indent: &str, flag: &Flag) {
    let help = flag.help.replace('[', "\\[").replace(']', "\\]").replace('\'', "'\\''");
    let value = match flag.value {
        Value::None => String::new(),
        Value::File => ":file:_files".into(),
        Value::Folder => ":folder:_files -/".into(),
        Value::Name => ":name: ".into(),
        Value::One { what, names } => format!(":{what}:({})", names.join(" ")),
    };
    let _ = writeln!(script, "{indent}'{}[{help}]{value}' \\", flag.name);
    if let Some(letter) = flag.short {
        let _ = writeln!(script, "{indent}'-{letter}[{help}]{value}' \\");
    }
}

#[cfg(test)]
#[allow(clippy::print_stdout)]
mod tests {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use super::*;

    /// Runs a script in a shell; returns its output, or nothing if there is no such shell.
    fn in_shell(shell: &str, arguments: &[&str], script: &str) -> Option<String> {
        let child = Command::new(shell)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            println!("skipped: there is no {shell}");
            return None;
        };
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{shell}: {stderr}");
        Some(String::from_utf8(output.stdout).unwrap())
    }

    #[test]
    fn bash_completes_commands_options_values_and_codes() {
        let cases = [
            ("weland ch", "check"),
            ("weland generate --c", "--config --check"),
            ("weland generate --config x --d", "--dump"),
            ("weland --format js", "json"),
            ("weland --format json ex", "explain"),
            ("weland check --format s", "sarif"),
            ("weland explain unresolved-t", "unresolved-target unresolved-trait"),
            ("weland completions ", "bash fish zsh"),
            ("weland check mod", ""),
        ];
        for (line, expected) in cases {
            let words: Vec<String> = line.split(' ').map(|word| quoted(word, "")).collect();
            let last = words.len() - 1;
            let call =
                format!("COMP_WORDS=({})\nCOMP_CWORD={last}\n_weland\necho \"${{COMPREPLY[*]}}\"\n", words.join(" "));
            match in_shell("bash", &["--norc"], &(bash() + &call)) {
                Some(output) => assert_eq!(output.trim(), expected, "{line}"),
                None => return,
            }
        }
    }

    #[test]
    fn each_script_is_accepted_by_its_shell_and_knows_everything() {
        for (shell, name) in [(Shell::Bash, "bash"), (Shell::Fish, "fish"), (Shell::Zsh, "zsh")] {
            let script = script(shell);
            for spec in COMMANDS {
                for word in operand_words(spec).into_iter().chain([spec.name]) {
                    assert!(script.contains(word), "{name}: {word}");
                }
                for flag in spec.flags() {
                    let long = flag.name.trim_start_matches('-');
                    assert!(script.contains(long), "{name}: {long}");
                }
            }
            in_shell(name, &["-n"], &script);
        }
    }
}
