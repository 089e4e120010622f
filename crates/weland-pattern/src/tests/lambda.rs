//! The patterns of the AWS Lambda API, tied to whole values, with the verdicts of Python's `re.fullmatch`.
//!
//! The file has a line `pattern …` for each pattern, then a line for each text, as a JSON string, after `+` if it
//! matches and `-` if it does not. Python was given the patterns with ECMA-262's meaning of `$`, `.`, `\d` and `\s`.

use super::Both;
use crate::Pattern;

const VERDICTS: &str = include_str!("lambda.txt");

#[test]
fn verdicts_on_the_lambda_patterns_are_those_of_python() {
    let mut current: Option<(&str, Both)> = None;
    let mut verdicts = 0;
    for line in VERDICTS.lines() {
        if let Some(source) = line.strip_prefix("pattern ") {
            let both = Both::new(source);
            let states = both.dfa.as_ref().map(|dfa| dfa.size().0);
            assert!(states.is_some_and(|states| states < 100), "{source} has an automaton of {states:?} states");
            current = Some((source, both));
            continue;
        }
        let (source, both) = current.as_ref().unwrap();
        let (sign, text) = line.split_once(' ').unwrap();
        let text: String = serde_json::from_str(text).unwrap();
        both.assert_verdict(source, &text, sign == "+");
        verdicts += 1;
    }
    assert!(verdicts > 2000);
}

#[test]
fn lambda_patterns_with_look_around_match_exactly() {
    let cases: [(&str, &[&str], &[&str]); 4] = [
        ("^((?!^[0-9]+$)([a-zA-Z0-9-_]+))$", &["a", "1a", "1-", "_"], &["", "1", "123", "a.b", "a\n", "1\n"]),
        (
            "^((^\\$LATEST$)|((?!^[0-9]+$)([a-zA-Z0-9-_]+)))$",
            &["$LATEST", "LATEST", "v1", "1_"],
            &["", "$LATES", "$LATESTx", "17", "$"],
        ),
        ("^(^[0-9A-Za-z\\.\\-_]*(?<!\\.)$)$", &["", "a", "a.b", ".a"], &[".", "a.", "a..", "a b", "a\n"]),
        (
            "^((^(?!(system\\x2e)))(^[_a-zA-Z0-9])([^$]*))$",
            &["a", "system", "systemx", "_\n", "0é😀", "asystem."],
            &["", "system.", "system.x", "a$", "$", "-a", "é"],
        ),
    ];
    for (source, yes, no) in cases {
        let pattern = Pattern::new(source).unwrap();
        yes.iter().for_each(|text| assert!(pattern.is_match(text), "{source} on {text:?}"));
        no.iter().for_each(|text| assert!(!pattern.is_match(text), "{source} on {text:?}"));
    }
}
