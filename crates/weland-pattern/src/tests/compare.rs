//! Languages are compared as texts say.

use super::*;

/// The witnesses for two patterns.
fn witnesses(first: &str, second: &str) -> Option<(Option<String>, Option<String>)> {
    let (first, second) = (Pattern::new(first).unwrap(), Pattern::new(second).unwrap());
    let compared = first.compare(&second)?;
    for (text, matches) in [(&compared.only_first, &first), (&compared.only_second, &second)] {
        if let Some(text) = text {
            let other = if std::ptr::eq(matches, &first) { &second } else { &first };
            assert!(matches.is_match(text) && !other.is_match(text), "{text:?} of {first:?} and {second:?}");
        }
    }
    Some((compared.only_first, compared.only_second))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn wider_narrower_same_and_other_patterns_are_told_apart() {
    assert_eq!(witnesses("^[a-z]+$", "^[a-z]{1,}$"), Some((None, None)));
    assert_eq!(witnesses("^(a|b)*$", "^[ab]*$"), Some((None, None)));
    assert_eq!(witnesses("^[a-z]{1,3}$", "^[a-z]{1,5}$"), Some((None, text("aaaa"))));
    assert_eq!(witnesses("^\\w+$", "^[0-9]+$"), Some((text("A"), None)));
    assert_eq!(witnesses("^a$", "^b$"), Some((text("a"), text("b"))));
    assert_eq!(witnesses("", "^x?$"), Some((text("0"), None)));
    assert_eq!(witnesses("^(?!aws)[a-z]+$", "^[a-z]+$"), Some((None, text("aws"))));
    assert_eq!(witnesses("^[^\\u{D800}-\\u{DFFF}]$", "^[^]$"), Some((None, None)));
    assert_eq!(witnesses("é", "[é😀]"), Some((None, text("😀"))));
}

#[test]
fn what_has_no_automaton_is_left_undecided() {
    let simulated = "^(?:(?!--).)*$";
    assert!(Pattern::new(simulated).unwrap().engine.dfa().is_none());
    assert_eq!(witnesses(simulated, "^.*$"), None);
    assert_eq!(witnesses(simulated, simulated), Some((None, None)));
}

#[test]
fn comparing_large_automata_ends() {
    let (first, second) = ("[ab]*a[ab]{9}$", "[ab]*b[ab]{9}$");
    let found = witnesses(first, second);
    assert!(found.is_none_or(|(a, b)| a.is_some() && b.is_some()));
}

#[test]
fn verdicts_agree_with_matching_random_texts() {
    let patterns = ["^a*$", "^[ab]*$", "^(ab)*$", "a", "b$", "^(?=.*a)[abc]{0,3}$", "^.{2}$", "^(a|bc)+$", ".", ""];
    let texts: Vec<String> = (0..4u32.pow(4))
        .map(|n| (0..4).filter_map(|at| ["", "a", "b", "c"].get((n / 4u32.pow(at) % 4) as usize)).copied().collect())
        .collect();
    for first in patterns {
        for second in patterns {
            let (only_first, only_second) = witnesses(first, second).unwrap();
            let (a, b) = (Pattern::new(first).unwrap(), Pattern::new(second).unwrap());
            for text in &texts {
                let only = (a.is_match(text) && !b.is_match(text), b.is_match(text) && !a.is_match(text));
                assert!(!only.0 || only_first.is_some(), "{first} {second} {text}");
                assert!(!only.1 || only_second.is_some(), "{first} {second} {text}");
            }
        }
    }
}
