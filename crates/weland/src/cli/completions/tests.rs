//! Completions as the real shells make them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use clap::{CommandFactory as _, ValueEnum as _};

use super::{Cli, Shell, script};
use crate::test_dir::TestDir;

/// Lines as they are typed, and what they can go on with.
const CASES: &[(&str, &[&str])] = &[
    ("weland ch", &["check"]),
    ("weland ini", &["init"]),
    ("weland generate --c", &["--config", "--check"]),
    ("weland generate --config x --d", &["--dump"]),
    ("weland generate --w", &["--watch"]),
    ("weland --format js", &["json"]),
    ("weland --format json ex", &["explain"]),
    ("weland check --format s", &["sarif"]),
    ("weland explain unresolved-t", &["unresolved-target", "unresolved-trait"]),
    ("weland explain constraint-n", &["constraint-narrowed"]),
    ("weland completions f", &["fish"]),
    ("weland help va", &["validate"]),
    ("weland --format json explain constraint-n", &["constraint-narrowed"]),
    ("weland completions --format j", &["json"]),
    ("weland init --n", &["--name"]),
    ("weland init --r", &["--runtime"]),
    ("weland list --k", &["--kind"]),
    ("weland list --kind str", &["string", "structure"]),
    ("weland list --format j", &["json"]),
    ("weland list --format sa", &[]),
    ("weland validate --o", &["--operation", "--output", "--overlay"]),
    ("weland validate --shape City --m", &["--model"]),
    ("weland diff --b", &["--base"]),
    ("weland diff --fail-on m", &["major", "minor"]),
    ("weland diff --format m", &["markdown"]),
    ("weland diff --base main --f", &["--fail-on", "--format"]),
];

/// Runs a script in a shell; returns its output, or nothing if there is no such shell.
fn in_shell(shell: &str, arguments: &[&str], script: &str) -> Option<String> {
    let child =
        Command::new(shell).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        crate::skip::skip(&format!("there is no {shell}"));
        return None;
    };
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{shell}: {stderr}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What precedes the candidates of a line in the output of a script.
const LINE: &str = "== ";

/// Compares the candidates that a shell has printed, one per line below the line that they are for.
fn compare(shell: &str, output: &str) {
    for (line, expected) in CASES {
        let found = output.split(LINE).find_map(|part| part.strip_prefix(line)?.strip_prefix('\n'));
        let found: BTreeSet<&str> =
            found.unwrap_or_else(|| panic!("{shell}: {line}:\n{output}")).lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(found, expected.iter().copied().collect(), "{shell}: {line}");
    }
}

/// A text in single quotes, with this in the place of those within it.
fn quoted(text: &str, quote: &str) -> String {
    format!("'{}'", text.replace('\'', quote))
}

#[test]
fn bash_completes() {
    let mut script = script(Shell::Bash);
    for (line, _) in CASES {
        let words: Vec<String> = line.split(' ').map(|word| quoted(word, "")).collect();
        let [.., previous, current] = words.as_slice() else { panic!("{line}") };
        let (last, all) = (words.len() - 1, words.join(" "));
        let _ = writeln!(
            script,
            "COMP_WORDS=({all})\nCOMP_CWORD={last}\n_weland weland {current} {previous}\necho '{LINE}{line}'"
        );
        script.push_str("printf '%s\\n' \"${COMPREPLY[@]}\"\n");
    }
    if let Some(output) = in_shell("bash", &["--norc"], &script) {
        compare("bash", &output);
    }
}

#[test]
fn fish_completes() {
    let mut script = script(Shell::Fish);
    for (line, _) in CASES {
        // What follows a tab is the description.
        let _ = writeln!(script, "echo '{LINE}{line}'\ncomplete -C '{line}' | string split -f 1 \\t");
    }
    if let Some(output) = in_shell("fish", &["--no-config"], &script) {
        compare("fish", &output);
    }
}

/// Completions of zsh only work in its line editor, so there is a shell in a pseudo terminal, in which keys are pressed. It
/// writes what it offers to a file.
const ZSH_DRIVER: &str = r#"
zmodload zsh/zpty || exit 1
zpty inner zsh -f -i
zpty -w inner "source $1/setup.zsh"
for ((index = 1; index <= $#lines; index++)); do
    # Ctrl-U clears the line, and a tab completes it.
    zpty -w -n inner $'\C-u'"${lines[index]}"$'\t'
    for ((wait = 0; wait < 600; wait++)); do
        zpty -r -t inner ignored
        [[ -f $1/done-$index ]] && break
        sleep 0.05
    done
done
zpty -d inner
cat $1/found
"#;

const ZSH_SETUP: &str = r#"
PROMPT=
autoload -Uz compinit && compinit -u -D
source FOLDER/weland.zsh
# Nothing is to be listed, asked or inserted.
zstyle ':completion:*' completer _complete
setopt no_auto_menu no_auto_list no_beep
compadd() {
    if (( ${argv[(I)-[OAD]]} )); then
        builtin compadd "$@"
        return
    fi
    local -a hits
    builtin compadd -A hits "$@"
    print -rl -- $hits >> FOLDER/found
    return 1
}
integer count=0
complete-and-tell() {
    print -r -- "== $BUFFER" >> FOLDER/found
    zle complete-word
    (( ++count ))
    : > FOLDER/done-$count
}
zle -N complete-and-tell
bindkey '^I' complete-and-tell
"#;

#[test]
fn zsh_completes() {
    let dir = TestDir::with(&[("weland.zsh", &script(Shell::Zsh)), ("found", "")]);
    let folder = dir.path().to_str().unwrap();
    dir.write("setup.zsh", ZSH_SETUP.replace("FOLDER", folder));
    let lines: Vec<String> = CASES.iter().map(|(line, _)| quoted(line, "'\\''")).collect();
    let script = format!("lines=({})\nset -- {}\n{ZSH_DRIVER}", lines.join(" "), quoted(folder, "'\\''"));
    if let Some(output) = in_shell("zsh", &["-f", "-s"], &script) {
        let without_empty: String =
            output.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
        compare("zsh", &without_empty);
    }
}

#[test]
fn each_script_is_accepted_by_its_shell() {
    for (shell, name) in [(Shell::Bash, "bash"), (Shell::Fish, "fish"), (Shell::Zsh, "zsh")] {
        in_shell(name, &["-n"], &script(shell));
    }
}

#[test]
fn each_script_knows_all_commands_and_options() {
    for shell in Shell::value_variants() {
        let script = script(*shell);
        for command in Cli::command().get_subcommands() {
            assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            for long in command.get_arguments().filter_map(|argument| argument.get_long()) {
                assert!(script.contains(long), "{shell}: {long}");
            }
        }
    }
}
