//! The first use of each pattern of the Lambda API in a process: the pattern is made, and matched with a text.
//!
//! Each pattern comes with the first text in `crates/weland-pattern/src/tests/lambda.txt` that it matches; the largest of them
//! comes first, in a process that has run nothing before. Prints JSON: the seconds of all patterns together, those of the
//! slowest, and which one that is. `patterns again TIMES` does everything several times, for profilers.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::json;
use weland_pattern::Pattern;

const VERDICTS: &str = include_str!("../../../crates/weland-pattern/src/tests/lambda.txt");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let times = match arguments.as_slice() {
        [] => Ok(1),
        ["again", times] => times.parse().map_err(|_| format!("`{times}` is not a number")),
        _ => Err("say nothing, or `again TIMES`".to_owned()),
    };
    match times.and_then(|times| cases().and_then(|cases| (0..times).try_for_each(|_| run(&cases)))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The patterns, each with a text that it matches.
fn cases() -> Result<Vec<(&'static str, String)>, String> {
    let mut cases = Vec::new();
    let mut lines = VERDICTS.lines();
    while let Some(line) = lines.next() {
        let Some(pattern) = line.strip_prefix("pattern ") else { continue };
        let mut texts = lines.clone().take_while(|line| !line.starts_with("pattern "));
        let text = texts.find_map(|line| line.strip_prefix("+ ")).ok_or(format!("no text for `{pattern}`"))?;
        cases.push((pattern, serde_json::from_str(text).map_err(|error| format!("{text}: {error}"))?));
    }
    cases.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.len()));
    Ok(cases)
}

fn run(cases: &[(&str, String)]) -> Result<(), String> {
    let mut total = Duration::ZERO;
    let mut worst = (Duration::ZERO, "");
    for (source, text) in cases {
        let start = Instant::now();
        let pattern = Pattern::new(source).map_err(|error| format!("{source}: {error}"))?;
        let matches = black_box(&pattern).is_match(black_box(text));
        let time = start.elapsed();
        if !matches {
            return Err(format!("`{source}` does not match {text:?}"));
        }
        // What was made lives on, as in a server.
        std::mem::forget(pattern);
        total += time;
        worst = worst.max((time, source));
    }
    let (total, longest) = (total.as_secs_f64(), worst.0.as_secs_f64());
    println!("{}", json!({ "patterns": cases.len(), "seconds": total, "longest": longest, "slowest": worst.1 }));
    Ok(())
}
