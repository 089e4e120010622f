//! What back-references match, and which are not supported.
//!
//! The file `v8.txt` has a line `pattern …` for each pattern, then a line for each text, as a JSON string, after `+` if
//! V8 says that it matches (with the flag `u`) and after `-` if it says that it does not.

use super::Both;
use super::syntax::check;
use crate::Pattern;

const VERDICTS: &str = include_str!("v8.txt");

#[test]
fn verdicts_are_those_of_v8() {
    let mut current: Option<(&str, Both)> = None;
    let mut verdicts = 0;
    for line in VERDICTS.lines() {
        if let Some(source) = line.strip_prefix("pattern ") {
            current = Some((source, Both::new(source)));
            continue;
        }
        let (source, both) = current.as_ref().unwrap();
        let (sign, text) = line.split_once(' ').unwrap();
        let text: String = serde_json::from_str(text).unwrap();
        both.assert_verdict(source, &text, sign == "+");
        verdicts += 1;
    }
    assert!(verdicts > 1000);
}

#[test]
fn a_reference_matches_what_its_group_has_matched() {
    check(&[
        ("^(a|b)\\1$", &["aa", "bb"], &["ab", "ba", "a", "aaa", ""]),
        ("^([+-])\\d\\1\\d\\1$", &["+1+2+", "-1-2-"], &["+1-2+", "+1+2-", "-1-2"]),
        ("^(?<sign>[+-])\\d\\k<sign>$", &["+1+", "-1-"], &["+1-"]),
        ("^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j|J)\\10\\1$", &["abcdefghijja", "abcdefghiJJa"], &["abcdefghijaa"]),
        ("^(ab?|)-\\1$", &["a-a", "ab-ab", "-"], &["ab-a", "a-ab", "a-"]),
        ("^([ab]{1,2})\\1$", &["aa", "abab", "bbbb"], &["abba", "aab"]),
        ("^((a|b)c?)\\1\\2$", &["aaa", "acaca", "bbb"], &["acacb", "aca", "aab"]),
        ("^([😀é])\\1+$", &["😀😀", "ééé"], &["😀é", "😀"]),
        ("([ab])x\\1", &["axa", "cbxbc", "axbxb"], &["axb", "bxa"]),
        ("^([ab]\\b)-\\1$", &["a-a"], &["a-b", "ab-a"]),
        ("^((?!b)[ab])\\1$", &["aa"], &["bb"]),
    ]);
}

#[test]
fn a_reference_to_what_has_not_matched_is_empty() {
    check(&[
        ("^(?:(a)|b)\\1$", &["aa", "b"], &["a", "ba", "bb"]),
        ("^(a)?b\\1$", &["aba", "b"], &["ab", "ba"]),
        ("^(a){0}b\\1$", &["b"], &["ba", "aba"]),
        ("^\\1(a)$", &["a"], &["aa"]),
        ("^(?:(a)|\\1b)+$", &["aba", "abb"], &["c"]),
        ("^(a\\1)$", &["a"], &["aa"]),
        ("^(?!(b))\\1a$", &["a"], &["ba", "b"]),
        ("^[ab]+(?<=([ab])\\1)$", &["a", "ab"], &[""]),
    ]);
}

#[test]
fn the_last_round_of_a_repetition_counts() {
    check(&[
        ("^(a|b)+\\1$", &["aa", "abb", "baa"], &["aba", "a", "ab"]),
        ("^([ab]){2}-\\1$", &["ab-b", "ba-a"], &["ab-a", "a-a"]),
        ("^(?:(a)|b)*-\\1$", &["-", "ba-a", "ab-", "b-"], &["ab-a", "a-"]),
        ("^(?:(a)|(b))*-\\1\\2$", &["ab-b", "ba-a", "-"], &["ab-ab", "ab-a"]),
        ("^(?:([ab])\\1)+\\1$", &["aaa", "aabbb"], &["aabba", "abb", "aa"]),
        ("^(?:(a)?){2}\\1$", &["a", "aa", "aaa"], &["aaaa"]),
        ("^(a|b)(?:c\\1)*$", &["a", "acaca", "bcb"], &["acb", "acacb"]),
        ("(?<=^\\1(?:([ab])c?){1,2})-$", &["aab-", "bb-", "bbcac-"], &["bab-", "ab-"]),
    ]);
}

#[test]
fn look_arounds_and_references_see_each_others_groups() {
    check(&[
        ("^([ab])(?!\\1)[ab]$", &["ab", "ba"], &["aa", "bb"]),
        ("^(?:([ab])(?!\\1))+$", &["abab", "b"], &["abb"]),
        ("([ab])-(?<=\\1-)\\1", &["a-a"], &["a-b"]),
        ("^[ab]+(?<=\\1([ab]))$", &["aa", "abb", "baa"], &["ab", "a"]),
        ("^(?=.*([ab])\\1)[abc]+$", &["abb", "caac"], &["abc", "aba"]),
        ("^(?=([ab])-)[a-c]-\\1$", &["a-a", "b-b"], &["a-b", "c-c"]),
        ("(?<=([ab])-)\\1", &["a-a", "b-b"], &["a-b", "aa"]),
    ]);
}

#[test]
fn only_characters_that_an_anchored_pattern_reads_count() {
    check(&[
        ("^(?!.*?(.)\\1{3})[-_!@#$a-zA-Z0-9]*$", &["", "aaabbb", "$$$", "a$$$b$"], &["aaaa", "x$$$$", "a b"]),
        ("^(?:(?!(.)\\1)[a-z])+$|^(?=(.).\\2)\\d{3}$", &["abab", "aba", "121"], &["abb", "122", ""]),
    ]);
    for unsupported in ["(?!.*(.)\\1)[a-z]*$", "^(?!.*(.)\\1)[a-z]*", "^(?!.*(.)\\1)\\S*$", "^(?=(.))[a-z]\\1$"] {
        assert!(Pattern::new(unsupported).unwrap_err().message().contains("more than 1000 texts"), "{unsupported}");
    }
}

#[test]
fn what_cannot_be_expanded_is_explained() {
    for (source, place, message, help) in [
        ("(a*)b\\1", "\\1", "`\\1` refers to a group that can match endlessly many texts", "on its own"),
        (
            "(?<x>.)(b)\\2\\k<x>",
            "\\k<x>",
            "`\\k<x>` refers to a group that can match more than 1000 texts",
            "few texts",
        ),
        ("(\\w\\w)\\1\\1", "\\1", "more than 1000 texts", "few texts"),
        ("(a{4000000000})\\1", "\\1", "more than 50000 parts", "fewer texts"),
        ("([a-z])([a-z])([a-z])\\1\\2\\3", "\\1", "more than 50000 parts", "fewer texts"),
        ("(?:(a)|b?)*\\1", "\\1", "a repetition whose last round may match nothing", "at least one character"),
        ("(?=(a|ab))\\1", "\\1", "a look-around that may match in several ways", "into the look-around"),
        ("(?=a*(a))\\1", "\\1", "a look-around that may match in several ways", "into the look-around"),
        ("(?<=(a)b?)\\1", "\\1", "a look-around that may match in several ways", "into the look-around"),
    ] {
        let error = Pattern::new(source).map(|_| ()).expect_err(source);
        assert!(error.is_unsupported(), "{source}");
        assert_eq!(source.get(error.range()), Some(place), "{source}: {error}");
        assert!(error.message().contains(message) && error.help().contains(help), "{source}: {error}");
    }
}
