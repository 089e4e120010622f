//! Random patterns on random texts, compared with other ways to match.

use super::random::Random;
use super::{Both, reference};
use crate::parse;

#[test]
fn verdicts_without_look_around_are_those_of_the_regex_crate() {
    let mut random = Random::new(7);
    let (mut matches, mut automata) = (0, 0);
    for _ in 0..2000 {
        let (ours, theirs) = random.pattern(2, false);
        let both = Both::new(&ours);
        automata += usize::from(both.dfa.is_some());
        let other = regex::Regex::new(&theirs).unwrap();
        for _ in 0..8 {
            let text = random.text();
            let expected = other.is_match(&text);
            matches += usize::from(expected);
            both.assert_verdict(&ours, &text, expected);
        }
    }
    assert!((4000..14_000).contains(&matches), "{matches} of 16000 match: too uniform to tell much");
    // Without one are a few that repeat a word boundary or an end.
    assert!(automata > 1900, "only {automata} of 2000 have an automaton");
}

#[test]
fn verdicts_with_look_around_are_those_of_the_definition() {
    let mut random = Random::new(11);
    let (mut matches, mut automata) = (0, 0);
    for _ in 0..3000 {
        let (source, _) = random.pattern(3, true);
        let both = Both::new(&source);
        automata += usize::from(both.dfa.is_some());
        let parse::Parsed { ast, sets, .. } = parse::parse(&source).unwrap();
        for _ in 0..5 {
            let text = random.text();
            let chars: Vec<char> = text.chars().collect();
            let expected = reference::is_match(&ast, sets.as_slice(), &chars);
            matches += usize::from(expected);
            both.assert_verdict(&source, &text, expected);
        }
    }
    assert!((3000..12_000).contains(&matches), "{matches} of 15000 match: too uniform to tell much");
    assert!(automata > 2000, "only {automata} of 3000 have an automaton");
}

#[test]
fn verdicts_with_back_references_are_those_of_the_definition() {
    let mut random = Random::new(17);
    let (mut patterns, mut matches) = (0, 0);
    for _ in 0..6000 {
        let source = random.pattern_with_references();
        let Ok(both) = Both::try_new(&source) else { continue };
        let parse::Parsed { ast, sets, referred, .. } = parse::parse(&source).unwrap();
        if referred.is_empty() {
            continue;
        }
        patterns += 1;
        for _ in 0..8 {
            let text = random.repetitive_text();
            let chars: Vec<char> = text.chars().collect();
            let expected = reference::is_match(&ast, sets.as_slice(), &chars);
            matches += usize::from(expected);
            both.assert_verdict(&source, &text, expected);
        }
    }
    assert!(patterns > 300, "only {patterns} of 6000 have references that can be expanded");
    assert!((patterns..7 * patterns).contains(&matches), "{matches} of {} match", 8 * patterns);
}

#[test]
fn large_counts_agree_between_the_engines() {
    // Counts beyond what the definition could try, where counters have to expire.
    let sources = ["^a{3,70}b{0,65}c$", "a{40}b", "^.{2,50}a.{0,30}$", "^(a{1,20}b?){2,5}$", "^[ab]{1,63}[bc]{2,63}$"];
    let mut random = Random::new(13);
    for source in sources {
        let both = Both::new(source);
        let dfa = both.dfa.as_ref().unwrap();
        for _ in 0..400 {
            let mut text = String::new();
            for _ in 0..random.below(5) {
                let run = random.below(75);
                text.push_str(&random.pick(&["a", "b", "c", "ab"]).repeat(run));
            }
            both.assert_verdict(source, &text, dfa.is_match(&text));
        }
    }
}
