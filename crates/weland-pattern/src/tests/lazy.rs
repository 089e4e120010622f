//! States that are made as texts reach them.

use crate::dfa::Lazy;
use crate::{Pattern, back_reference, parse, simulate};

fn lazy(source: &str) -> Lazy {
    let (ast, sets) = back_reference::expand(parse::parse(source).unwrap(), source).unwrap();
    Lazy::new(&ast, sets.as_slice()).unwrap()
}

#[test]
fn texts_are_read_with_the_states_that_they_need() {
    let source = "^(?!ab)(?:[a-z]{2}-|é)+(?<!x-)$";
    let mut lazy = lazy(source);
    assert_eq!(lazy.states(), 1);
    for (text, expected) in
        [("cd-", true), ("ab-", false), ("cd", false), ("cd-é", true), ("ax-", false), ("é-", false)]
    {
        assert_eq!(lazy.is_match(text), Some(expected), "{text}");
    }
    let states = lazy.states();
    assert_eq!((lazy.is_match("cd-"), lazy.states()), (Some(true), states));
    let dfa = lazy.finish().unwrap();
    assert!(dfa.is_match("cd-") && !dfa.is_match("ax-"));
}

#[test]
fn all_states_are_made_once_many_texts_or_a_long_one_have_been_read() {
    let mut short = lazy("^[a-z]+$");
    let read = (0..1000).take_while(|_| short.is_match("a").is_some()).count();
    assert!((10..100).contains(&read), "{read}");
    let long = "a".repeat(100_000);
    assert_eq!(lazy("^[a-z]+$").is_match(&long), None);
    assert!(Pattern::new("^[a-z]+$").unwrap().is_match(&long));
}

#[test]
fn verdicts_before_and_after_an_automaton_has_become_large() {
    // A text of some length leads to a state of its own for each way to distribute the letters.
    let pattern = Pattern::new("^.*a.{20}$").unwrap();
    let text = |n: usize| format!("{:b}", (1 << 40) + n * 0x9E37_79B9).replace('1', "a").replace('0', "b");
    for text in (0..1000).map(text) {
        let expected = text[..text.len() - 20].ends_with('a');
        assert_eq!(pattern.is_match(&text), expected, "{text}");
    }
}

#[test]
fn threads_share_a_pattern_from_the_first_text_on() {
    let pattern = Pattern::new("^(?:[a-z]+-)*[0-9]{3}$").unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let pattern = &pattern;
            scope.spawn(move || {
                for n in 0..300 {
                    let text = format!("{}{}", "ab-".repeat(n % 40), n + thread);
                    assert_eq!(pattern.is_match(&text), (100..1000).contains(&(n + thread)), "{text}");
                }
            });
        }
    });
}

#[test]
fn patterns_that_surely_have_a_simulation_have_one() {
    for (source, fits) in [
        ("^(?:ab?){3,5}$", true),
        (&"(?=a)b?".repeat(240), true),
        (&"(?=a)b?".repeat(251), false),
        ("^(?:ab){1000}$", true),
        ("^((ab){1,1000}){1,1000}c$", false),
        ("^(?:ab|c){4000000000}$", false),
        ("^[^x]{1,4000000000}$", true),
    ] {
        let (ast, sets) = back_reference::expand(parse::parse(source).unwrap(), source).unwrap();
        assert_eq!(simulate::Simulation::surely_fits(&ast), fits, "{source}");
        if fits {
            assert!(simulate::Simulation::new(&ast, sets.into_vec(), source).is_ok(), "{source}");
        }
    }
}
