//! The faster forms of automata: which patterns have one, and that verdicts are the same with them.

use super::Both;
use crate::Pattern;
use crate::dfa::Form;

fn form(source: &str) -> &'static str {
    match Both::new(source).hot.unwrap() {
        Form::Run(_) => "run",
        Form::Ends(_) => "ends",
        Form::Plain => "plain",
    }
}

#[test]
fn patterns_of_a_few_places_and_one_kind_of_characters_need_no_states() {
    for source in ["^[a-z]+$", "^[a-z][a-z0-9-]{0,62}$", "^/mnt/[a-z]+$", "^\\d{3}$", "^x", "^sg-[0-9a-f]{8}$"] {
        assert_eq!(form(source), "run", "{source}");
    }
    for source in ["^(a|b-)c$", "^(ab)*$", "[a-z]$", "^a(..)*$", "^(a|aaa)$"] {
        assert_eq!(form(source), "ends", "{source}");
    }
    for source in ["^(?:.{90}a|b){2,3}$", "^[^]*$"] {
        assert_eq!(form(source), "plain", "{source}");
    }
}

#[test]
fn verdicts_at_the_bounds_of_lengths_and_sets() {
    let source = "^[a-y][a-z0-9-]{2,40}$";
    let both = Both::new(source);
    for length in 0..50 {
        let text = "a".repeat(length);
        both.assert_verdict(source, &text, (3..=41).contains(&length));
        for (at, wrong) in [(0, "z"), (1, "é"), (length / 2, "_"), (length.saturating_sub(1), "A"), (2, "\u{7f}")] {
            if at < length {
                let text = format!("{}{wrong}{}", &text[..at], &text[at + 1..]);
                both.assert_verdict(source, &text, false);
            }
        }
    }
}

#[test]
fn other_characters_than_those_of_ascii_are_read_at_every_place() {
    for source in ["^[a-zé😀]+$", "^(?:ab|[é😀]a?)+$", "é", "^[^<]{2,}$"] {
        let both = Both::new(source);
        let dfa = both.dfa.as_ref().unwrap();
        for length in 0..40 {
            for at in 0..=length {
                for other in ["é", "😀", "ü", "<"] {
                    let text = "ab".repeat(20);
                    let text = format!("{}{other}{}", &text[..at], &text[..length - at]);
                    both.assert_verdict(source, &text, dfa.is_match(&text));
                }
            }
        }
    }
}

#[test]
fn verdicts_are_the_same_however_often_a_pattern_has_been_used() {
    for source in ["^[a-z]+$", "^(ab)*$", "^a+(?:b|é)?$"] {
        let pattern = Pattern::new(source).unwrap();
        let texts = ["", "a", "abab", "aé", "ab1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "é"];
        let first: Vec<bool> = texts.iter().map(|text| pattern.is_match(text)).collect();
        for _ in 0..1000 {
            assert!(texts.iter().map(|text| pattern.is_match(text)).eq(first.iter().copied()), "{source}");
        }
    }
}

#[test]
fn what_all_texts_begin_and_end_with_is_compared() {
    let twelve = "[0-9]{12}";
    for (source, texts) in [
        (
            format!("^arn:aws[a-z-]*:(iam|s3)::{twelve}:root$"),
            ["arn:aws:s3::123456789012:root", "arn:aws-cn:iam::123456789012:root"],
        ),
        ("^key-(x|yz)-[a-f0-9]{8}$".to_owned(), ["key-x-0123abcd", "key-yz-89abcdef"]),
        ("^(GetLayer|GetLayerVersion)$".to_owned(), ["GetLayer", "GetLayerVersion"]),
        ("^abc(.*|x)abc$".to_owned(), ["abcabc", "abc-abc-abc"]),
        ("^(abab|abababab)*$".to_owned(), ["abab", "abababababab"]),
    ] {
        let both = Both::new(&source);
        let check = |text: &str| both.assert_verdict(&source, text, both.simulation.is_match(text));
        for text in texts {
            both.assert_verdict(&source, text, true);
            for at in 0..text.len() {
                ["", "x", "é", "0", "aa", ":"]
                    .iter()
                    .for_each(|other| check(&format!("{}{other}{}", &text[..at], &text[at + 1..])));
                check(&text[at..]);
                check(&text[..at]);
                check(&format!("{}{text}", &text[..at]));
            }
        }
    }
}
