use super::*;
use std::time::Instant;

#[test]
fn smoke() {
    let p = Pattern::new("^((?!^[0-9]+$)([a-zA-Z0-9-_]+))$").unwrap();
    assert!(p.is_match("abc"));
    assert!(!p.is_match("123"));
    for s in [
        "a",
        "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
        "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
        "[a-z]{1,1024}",
        "(a|a)*b",
        ".*a.{20}",
        "([0-9]+)+$",
        "(a*)*b",
        "(a{1,1000}){1,1000}",
        "((ab){1,10}){1,1000}",
    ] {
        for s in [s.to_string(), format!("^({s})$")] {
            let t = Instant::now();
            let p = Pattern::new(&s).unwrap();
            let e = t.elapsed();
            let size = match &p.engine {
                Engine::Dfa(d) => d.size(),
                _ => (0, 0),
            };
            eprintln!("{e:.0?} {size:.0?} {s:.40}");
        }
    }
}
