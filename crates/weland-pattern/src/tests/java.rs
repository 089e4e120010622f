//! What only Java's patterns have: what it matches, and how authors are told to write it.

use super::Both;
use crate::{Pattern, foreign};

/// All texts of up to four of these characters.
fn texts() -> Vec<String> {
    const CHARS: [char; 9] = ['a', 'b', 'B', '1', ' ', '\n', '\r', '_', 'é'];
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..4 {
        last = last.iter().flat_map(|text| CHARS.map(|c| format!("{text}{c}"))).collect();
        all.extend_from_slice(&last);
    }
    all
}

/// A pattern of Java's, and one of ECMA-262 that matches the same texts.
const EQUAL: &[(&str, &str)] = &[
    ("^(?s).+$", "^[^]+$"),
    ("^(?s)", ""),
    ("^(?i)b|a1$", "^[bB]|[aA]1$"),
    ("^(?i)[^b]\\x42é$", "^[^bB][bB]é$"),
    ("^(a(?i)b|b)b$", "^(a[bB]|[bB])b$"),
    ("^(?i:a)b$", "^[aA]b$"),
    ("^(?i)\\p{Lower}(?-i)b$", "^[A-Za-z]b$"),
    ("^(?s-i:.)(?-s:.)$", "^[^].$"),
    ("^(?!(?i)(ab|b):)a$", "^a$"),
    ("(?m)^a$", "(?:^|(?<=\\n|\\r(?!\\n)))a(?=$|\\n|\\r)"),
    ("(?m)a$\\n", "a\\n"),
    ("(?m)\\r$\\n", "(?!)"),
    ("(?m)\\n^$", "\\n(?=[\\n\\r])"),
    ("\\Aa1\\z", "^a1$"),
    ("a\\Z", "a(?=(?:\\r\\n|[\\n\\r])?$)"),
    ("\\r\\Z\\n", "(?!)"),
    ("^\\R$", "^(?:\\r\\n|[\\n\\r])$"),
    ("^\\R{2}$", "^(?:\\r\\n|[\\n\\r]){2}$"),
    ("^[\\h1]\\H$", "^[ 1][^ ]$"),
    ("^\\V\\e?\\a?\\x{61}$", "^[^\\n\\r]a$"),
    ("^\\061\\0141$", "^1a$"),
    ("^\\Qa|_\\E+$|^\\Q\\E1\\Qb", "^a\\|_+$|^1b"),
    ("^[\\p{Alnum}]+\\P{Alnum}$", "^[0-9A-Za-z]+[^0-9A-Za-z]$"),
    ("^\\p{Alpha}\\p{XDigit}\\p{Punct}$", "^[A-Za-z][0-9A-Fa-f]_$"),
    ("^\\p{Graph}\\p{Print}\\p{Space}\\p{Blank}$", "^[!-~][ -~][ \\n\\r] $"),
    ("^[^\\p{Cntrl}\\p{Upper}]$", "^[^\\n\\rB]$"),
    ("^\\p{IsAlphabetic}\\pL\\P{IsL}\\PN$", "^[abBé]{2}[^abBé][^1]$"),
    ("^[ab]{2}+b$", "^[ab]{2}b$"),
    ("^a?+a$", "^aa$"),
    ("^a?+b$", "^a?b$"),
    ("^[ab]*+b$", "(?!)"),
    ("^[ab]*+1$", "^[ab]*1$"),
    ("^[ab]{1,2}+b$", "^[ab]{2}b$"),
    ("^(a)++.$", "^a+[^a\\n\\r]$"),
    ("^(?i)([ab])(?-i)\\1(?i)\\1$", "^(aa[aA]|AA[aA]|bb[bB]|BB[bB])$"),
    ("^(?!.*([aB])(?i:\\1))[\\p{Alnum}_]*$", "^(?!.*(a[aA]|B[bB]))[a-zA-Z0-9_]*$"),
    ("\\Q(\\E?([ab])\\1\\z", "[(]?(aa|bb)$"),
    ("^([ab]*)${1,4}$", "^[ab]*$"),
    ("^{1,2}a\\b*b$(?<=b)+", "^ab$"),
    ("^[ab]{2}{0,9}$", "^[ab]{2}$"),
    ("^(a|{2}b)$", "^(a|b)$"),
];

#[test]
fn patterns_of_java_match_as_their_equivalents() {
    let texts = texts();
    for (java, ecma) in EQUAL {
        assert!(foreign(ecma).unwrap().is_empty(), "{ecma}");
        assert!(!foreign(java).unwrap().is_empty(), "{java}");
        let (java_pattern, ecma) = (Both::new(java), Pattern::new(ecma).unwrap());
        for text in &texts {
            java_pattern.assert_verdict(java, text, ecma.is_match(text));
        }
    }
}

#[test]
fn names_that_both_dialects_have_are_those_of_the_pattern() {
    for (source, matches) in [
        ("^\\p{Alpha}$", true),
        ("^\\p{Alpha}$|\\p{Alnum}{9}", false),
        ("^[\\p{Lower}]$", true),
        ("^\\A[\\p{Lower}]$", false),
    ] {
        Both::new(source).assert_verdict(source, "é", matches);
    }
}

#[test]
fn authors_are_told_what_to_write() {
    for (source, place, help) in [
        ("^(?s).+$", "(?s)", "spell out what the flags mean: `[Aa]` for either case, `[^]` for any character"),
        ("^[\\p{Punct}a]$", "\\p{Punct}", "write the set `[!-\\/:-@\\[-`{-~]`"),
        ("^[\\P{IsAlphabetic}a]$", "\\P{IsAlphabetic}", "write the set `\\P{Alphabetic}`"),
        ("\\pL", "\\pL", "write the set `\\p{L}`"),
        ("a\\Z", "\\Z", "write `(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?$)`"),
        ("^[ab]{2}+$", "{2}+", "leave out the last `+`"),
        ("^[/]?+a$", "?+", "write `(?:[/]|(?![/]))`"),
        ("^[ab]{1,3}+c$", "{1,3}+", "write `(?:[ab]{3}|[ab]{1,2}(?![ab]))`"),
        ("^[ab]*+$", "*+", "write `[ab]*(?![ab])`"),
        ("^\\x{60}\\e$", "\\x{60}", "write `\\u{60}`"),
    ] {
        let found = foreign(source).unwrap();
        assert_eq!((source.get(found[0].range()), found[0].help()), (Some(place), help), "{source}");
    }
    let help = foreign("^([a-z]*)${1,128}$").unwrap().remove(0);
    assert!(help.range() == (10..17) && help.help().starts_with("leave it out"), "{help:?}");
}

#[test]
fn what_has_no_equivalent_is_told_from_mistakes() {
    for source in
        ["(a+)\\1", "(?<x>.)\\k<x>", "(a)\\2", "(?>a+)b", "(?:ab|a)++b", "(?x)a", "\\p{IsLatin}", "\\y", "\\G"]
    {
        assert!(Pattern::new(source).unwrap_err().is_unsupported(), "{source}");
    }
    for source in ["a)", "[b-a]", "*a", "a{2}*", "a+**", "(?P<x>a)", "(?<x>a)\\k<y>", "(?#x)", "(?q)", "(?)", "\\p{L"] {
        assert!(!Pattern::new(source).unwrap_err().is_unsupported(), "{source}");
    }
}
