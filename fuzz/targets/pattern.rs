//! The first line of the input is a pattern, the rest is the text to match. The automaton and the simulation have to give
//! the same result.
#![no_main]
#![allow(clippy::panic)]

use libfuzzer_sys::fuzz_target;
use weland_pattern::Pattern;

fuzz_target!(|text: &str| {
    let (source, text) = text.split_once('\n').unwrap_or((text, ""));
    let checked = Pattern::check(source);
    let pattern = match Pattern::new(source) {
        Ok(pattern) => pattern,
        Err(error) => {
            assert_eq!(checked.as_ref(), Err(&error), "{source}");
            assert!(source.get(error.range()).is_some() && !error.help().is_empty(), "{source}: {error:?}");
            return;
        }
    };
    assert_eq!(checked, Ok(()), "{source}");
    let verdict = pattern.is_match(text);
    // An alternative that never matches, with a part that only a simulation can match.
    let Ok(simulated) = Pattern::new(&format!("(?:{source})|(?!)(?:(?!--).)*")) else {
        return;
    };
    assert_eq!(simulated.is_match(text), verdict, "`{source}` on {text:?}");
});
