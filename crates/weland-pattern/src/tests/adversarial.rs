//! Patterns and texts made to be slow, large or deep.

use super::Both;
use crate::Pattern;
use std::time::{Duration, Instant};

/// Far more than any of these needs even without optimisation, far less than anything exponential would take.
const PATIENCE: Duration = Duration::from_secs(20);

#[track_caller]
fn assert_quick<T>(what: &str, action: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = action();
    assert!(start.elapsed() < PATIENCE, "{what} took {:?}", start.elapsed());
    result
}

#[test]
fn patterns_that_ruin_backtracking_are_matched_in_linear_time() {
    let text = "a".repeat(50_000);
    let digits = "1".repeat(50_000);
    let cases: [(&str, &str, bool); 10] = [
        ("(a|a)*b", &text, false),
        ("^(a|a)*b$", &text, false),
        ("([0-9]+)+$", &digits, true),
        ("^([0-9]+)+x$", &digits, false),
        ("(a*)*b", &text, false),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", &text, false),
        (".*a.{20}", &text, true),
        ("^.*b.{20}$", &text, false),
        ("^(?=(a+)+b)a*$", &text, false),
        ("^(a?){30}a{30}b", &text, false),
    ];
    for (source, text, expected) in cases {
        assert_quick(source, || Both::new(source).assert_verdict(source, text, expected));
    }
}

#[test]
fn nested_counts_stay_small() {
    for (source, text, expected) in [
        ("(a{1,1000}){1,1000}", "a", true),
        ("^(a{1,1000}){1,1000}$", "aaaa", true),
        ("^(a{1,1000}){1,1000}$", "aab", false),
        ("^((a{1,9}b){1,9}c){1,9}$", "abc", true),
        ("^(a{0,1000}b{0,1000}){0,50}$", "aabba", true),
        ("^[^x]{1,1000000}$", "yyy", true),
        ("^(a{1000}){1000}$", "a", false),
        ("^((?!cc)[a-c]b?){1,5000}$", "abcb", true),
        ("((a{0}){1000000}b{0,1}){1000}c", "bc", true),
    ] {
        let both = assert_quick(source, || Both::new(source));
        assert_quick(source, || both.assert_verdict(source, text, expected));
    }
}

#[test]
fn counts_expire_at_the_right_place() {
    let pattern = Pattern::new("^x{0,100000}$").unwrap();
    assert!(pattern.is_match(&"x".repeat(100_000)));
    assert!(!pattern.is_match(&"x".repeat(100_001)));
    let pattern = Pattern::new("^.*a.{30}$").unwrap();
    assert!(pattern.is_match(&format!("aaa{}", "b".repeat(30))));
    assert!(!pattern.is_match(&format!("aaa{}", "b".repeat(31))));
}

#[test]
fn deep_nesting_is_rejected_or_works_but_never_overflows_the_stack() {
    for depth in [1000, 10_000, 200_000] {
        for open in ["(", "(?:", "(?=", "(?<!", "((a|b)|", "(?!b"] {
            let error = Pattern::new(&(open.repeat(depth) + &")".repeat(depth))).unwrap_err();
            assert!(error.message().contains("nest deeper than 200"), "{error}");
        }
    }
    for (open, close) in [("(", ")"), ("(a|", ")*"), ("(?=", ")"), ("(?<=", ")"), ("(?!", ")"), ("(a?", "){1,3}b")] {
        let source = open.repeat(200) + &close.repeat(200);
        // Counts that multiply may be rejected; what matters is that matching ends.
        if let Ok(pattern) = assert_quick(open, || Pattern::new(&source)) {
            assert_quick(open, || pattern.is_match("aab"));
        }
    }
}

#[test]
fn long_patterns_neither_overflow_the_stack_nor_take_long() {
    let long: [(&str, usize, &str, bool); 9] = [
        ("a", 100_000, "aaa", false),
        ("a?", 50_000, "aaa", true),
        ("(a|b)c", 10_000, "acbc", false),
        ("(?=a)b?", 250, "ab", true),
        ("(?<=a)b?", 250, "ab", true),
        ("(?<!a{1,2})b?", 250, "ab", true),
        ("[^x]?", 20_000, "abc", true),
        ("a|", 50_000, "b", true),
        ("\\b\\w*", 3000, "a b", true),
    ];
    for (part, times, text, expected) in long {
        let source = part.repeat(times);
        let pattern = assert_quick(part, || Pattern::new(&source).unwrap());
        assert_eq!(assert_quick(part, || pattern.is_match(text)), expected, "{part}");
        let looped = format!("^({source})*$");
        if let Ok(pattern) = assert_quick(part, || Pattern::new(&looped)) {
            assert!(assert_quick(part, || pattern.is_match("")) || part.starts_with("(?") || part.starts_with('\\'));
        }
    }
    let literal: String = (0..20_000).map(|n| format!("{n},")).collect();
    let pattern = Pattern::new(&literal).unwrap();
    assert!(pattern.is_match(&format!("x{literal}y")));
    assert!(!pattern.is_match(&literal[1..]));
}

#[test]
fn many_character_sets_are_told_apart() {
    let source: String = (0x4E00..0x4E00 + 2000).filter_map(char::from_u32).map(|c| format!("[^{c}]")).collect();
    let pattern = assert_quick("many sets", || Pattern::new(&format!("^{source}$")).unwrap());
    assert!(pattern.is_match(&"a".repeat(2000)));
    assert!(!pattern.is_match(&"a".repeat(1999)));
    assert!(!pattern.is_match(&format!("\u{4e00}{}", "a".repeat(1999))));
}

#[test]
fn back_references_are_expanded_or_rejected_in_bounded_time() {
    let groups = |count, part: fn(usize) -> String| (1..=count).map(part).collect::<String>();
    let nested = |open: &str, close: &str| format!("{}{}\\1\\99", open.repeat(150), close.repeat(150));
    for (source, expected) in [
        (groups(20_000, |n| format!("(a|b)\\{n}")), Err("too large")),
        (groups(150, |n| format!("(a|b)\\{n}")), Ok(false)),
        (groups(150, |_| "(a|b)".to_owned()) + &groups(150, |n| format!("\\{n}")), Err("too large")),
        (nested("(a|b", ")+"), Err("too large")),
        (nested("(?:(a)|b", "){1,2}"), Err("too large")),
        (nested("(a", ")*"), Err("endlessly many")),
        ("(a)(?:".to_owned() + &"\\1|".repeat(20_000) + "b)", Ok(true)),
        (format!("({})\\1", "a?".repeat(900)), Err("too large")),
        (format!("({})\\1", "(?:\\b|a|)".repeat(100)), Err("more than 1000")),
        ("((?:a|){4000000000})\\1".to_owned(), Err("too large")),
        ("(?:(a)|b){4000000000}\\1".to_owned(), Ok(false)),
        ("^(?!.*(.)\\1{3})[\\x00-\\u03e0]*$".to_owned(), Ok(true)),
    ] {
        let start = &source[..source.len().min(30)];
        let made = assert_quick(start, || Pattern::new(&source));
        let checked = assert_quick(start, || Pattern::check(&source));
        assert_eq!(checked.as_ref().err(), made.as_ref().err(), "{start}");
        match (made, expected) {
            (Ok(pattern), Ok(expected)) => {
                let text = "ab".repeat(1000);
                assert_eq!(assert_quick(start, || pattern.is_match(&text)), expected, "{start}");
            }
            (Err(error), Err(expected)) => assert!(error.message().contains(expected), "{start}: {error}"),
            (made, _) => panic!("{start}: {made:?}"),
        }
    }
}

#[test]
fn absurd_sizes_are_rejected() {
    for source in ["^((ab){1,1000}){1,1000}c$", "^(ab|c){4000000000}$"] {
        let error = assert_quick(source, || Pattern::new(source)).map(|_| ()).unwrap_err();
        assert!(error.message().contains("too large"), "{error}");
        assert_eq!(error.range(), 0..source.len());
        assert_eq!(Pattern::check(source), Err(error));
    }
    let looks = "(?=a)b?".repeat(300);
    let error = assert_quick("look-arounds", || Pattern::new(&looks)).unwrap_err();
    assert!(error.message().contains("more than 250 look-arounds"), "{error}");
    let classes: String = (0..3000).map(|n| format!("[\\p{{L}}\\u{{{:x}}}]", 0x1_0000 + n * 2)).collect();
    let error = assert_quick("classes", || Pattern::new(&classes)).unwrap_err();
    assert!(error.message().contains("ranges"), "{error}");
}
