use super::*;
use std::fmt::Write as _;

/// The ranges that regex-syntax knows for a class.
fn reference(pattern: &str) -> Vec<(u32, u32)> {
    use regex_syntax::hir::{Class, HirKind};
    match regex_syntax::parse(pattern).unwrap().kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap();
            text.chars().map(|c| (u32::from(c), u32::from(c))).collect()
        }
        _ => panic!("{pattern} is not a class"),
    }
}

/// The file of runs as it has to be, from regex-syntax's tables.
fn expected_runs() -> String {
    let mut starts = vec![(0xD800, 27, 0xDFFF)];
    for (number, (short, _)) in NAMES.iter().enumerate().filter(|(_, (short, _))| *short != "Cs") {
        starts.extend(reference(&format!(r"\p{{{short}}}")).into_iter().flat_map(|(low, high)| {
            // regex-syntax leaves the surrogates out and joins what stands around them.
            [(low, number, high.min(0xD7FF)), (low.max(0xE000), number, high)]
        }));
    }
    starts.retain(|(low, _, high)| low <= high);
    starts.sort_unstable();
    starts.dedup_by_key(|run| run.0);
    let mut text = String::new();
    let mut line = 0;
    for (low, number, high) in starts {
        let letter = b"abcdefghijklmnopqrstuvwxyzABCD"[number] as char;
        let run = if high > low { format!("{letter}{}", high - low + 1) } else { letter.to_string() };
        if line + run.len() > 118 {
            text.push('\n');
            line = 0;
        }
        line += run.len();
        write!(text, "{run}").unwrap();
    }
    text + "\n"
}

#[test]
fn the_stored_runs_are_those_of_the_unicode_database() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/category/runs.txt");
    let expected = expected_runs();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == expected, "rewrite it with BLESS=1 cargo test -p weland-pattern");
}

#[test]
fn runs_cover_all_code_points_once() {
    let mut next = 0;
    for (category, (first, last)) in runs() {
        assert!(category < NAMES.len());
        assert_eq!(first, next);
        next = last + 1;
    }
    assert_eq!(next, LAST + 1);
}

#[test]
fn properties_agree_with_the_reference_tables() {
    let names = NAMES.iter().chain(&GROUPS).flat_map(|(short, long)| [*short, *long]);
    for name in names.chain(["LC", "Cased_Letter", "Any", "ASCII", "Assigned"]) {
        if ["Cs", "Surrogate"].contains(&name) {
            continue;
        }
        let ours = property(name).unwrap();
        let theirs = CharSet::new(reference(&format!(r"\p{{{name}}}")));
        // A surrogate is no text's character: it may be on either side.
        let surrogates = (0xD800, 0xDFFF);
        let fill = |set: &CharSet| CharSet::new(set.ranges().iter().copied().chain([surrogates]).collect());
        assert_eq!(fill(&ours), fill(&theirs), "{name}");
    }
}

#[test]
fn properties_of_the_standard_library_are_sets_of_ranges() {
    assert!(property("Alphabetic").unwrap().contains('ß'));
    assert!(property("Uppercase").unwrap().contains('Ω'));
    assert!(!property("Lowercase").unwrap().contains('Ω'));
    assert_eq!(property("White_Space").unwrap(), CharSet::new(reference(r"\p{White_Space}")));
}

#[test]
fn properties_of_other_dialects_are_unknown() {
    for name in ["Alnum", "IsLatin", "Script=Latin", "lu", "gc=", ""] {
        assert_eq!(property(name), None, "{name}");
    }
    assert_eq!(property("gc=Lu"), property("Uppercase_Letter"));
    assert_eq!(property("General_Category=L"), property("Letter"));
}
