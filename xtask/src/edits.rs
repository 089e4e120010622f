//! `cargo xtask edits [--seed N] [--count N] [--only N,N…]`: edits of a model at random, each judged by `weland diff` and by what compilers,
//! `cargo semver-checks`, clients and servers make of it.
//!
//! Without options, the result is written to `docs/changes-tried.md`.

mod api;
mod ast;
mod build;
mod case;
mod compare;
mod crates;
mod kinds;
mod plan;
mod random;
mod reasons;
mod table;
mod uses;
mod values;
mod wire;

use std::collections::BTreeMap;
use std::fs;

use weland_diff::RustApi;

use crate::repo::Repo;
use case::{Axis, Case, Level};
use plan::{Batch, Edit};
use wire::Clients;

const USAGE: &str = "Usage: cargo xtask edits [--seed N] [--count N] [--only N,N…]

Makes N edits (300) of a model, which depend on the seed (1). With `--only`, the edits of these numbers alone are tried, and what
was seen of each is printed. `cargo semver-checks` has to be installed: `cargo install --locked cargo-semver-checks`.";

const PAGE: &str = "docs/changes-tried.md";
const BEGIN: &str = "<!-- tried -->\n";
const END: &str = "<!-- end of tried -->\n";

#[derive(Debug, PartialEq, Eq)]
struct Arguments {
    seed: u64,
    count: usize,
    /// The numbers of the edits that are tried; all if there are none.
    only: Vec<usize>,
}

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let done = parse(arguments).map_err(|problem| format!("{problem}\n\n{USAGE}"));
    let done = done.and_then(|parsed| compare(repo, &parsed, arguments.is_empty()));
    done.map_err(|problem| eprintln!("error: {problem}")).unwrap_or(false)
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments { seed: 1, count: 300, only: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().map(String::as_str).unwrap_or_default();
        let number = value.parse::<u32>().ok();
        match (argument.as_str(), number) {
            ("--seed", Some(number)) => parsed.seed = number.into(),
            ("--count", Some(number)) if number > 0 => parsed.count = number as usize,
            ("--seed" | "--count", _) => return Err(format!("`{argument}` needs a number")),
            ("--only", _) => {
                let numbers = value.split(',').map(str::parse).collect::<Result<_, _>>();
                parsed.only = numbers.map_err(|_| "`--only` needs numbers of edits, with commas between them")?;
            }
            _ => return Err(format!("unknown option `{argument}`")),
        }
    }
    Ok(parsed)
}

/// Whether each disagreement has a reason, and each rule was hit often enough.
fn compare(repo: &Repo, arguments: &Arguments, is_written: bool) -> Result<bool, String> {
    let bases = plan::Bases::new()?;
    let mut batches = plan::batches(&bases, arguments.seed, arguments.count)?;
    if !arguments.only.is_empty() {
        batches.iter_mut().for_each(|batch| {
            batch.edits.iter_mut().for_each(|edit| edit.is_tried = arguments.only.contains(&edit.number))
        });
        batches.retain(|batch| batch.edits.iter().any(|edit| edit.is_tried));
    }
    let count = batches.iter().flat_map(|batch| &batch.edits).filter(|edit| edit.is_tried).count();
    eprintln!("{count} edits of {} services", batches.len());
    let workspace = build::generate(repo, &bases, &batches)?;
    let program = build::compile(repo, &workspace)?;
    eprintln!("clients and servers are compiled; they call each other");
    let peers = wire::run(&workspace, &program, &batches)?;
    eprintln!("the APIs of crates are compared");
    let apis = api::run(repo, &workspace, &batches)?;
    let cases = cases(&batches, &peers, &apis)?;
    if !arguments.only.is_empty() {
        return Ok(tell_all(&cases));
    }
    let summary = table::Summary::new(&batches, &cases);
    let page = summary.markdown();
    print!("{page}");
    for case in &summary.unexplained {
        println!("\n{}", case.describe());
    }
    let missed = summary.missed();
    if !missed.is_empty() {
        println!("\nfewer than three edits were told of by: {}", missed.join(", "));
    }
    if is_written {
        write(repo, &page)?;
    }
    Ok(summary.unexplained.is_empty() && missed.is_empty())
}

/// Prints each verdict beside what was seen; whether all agree or have a reason.
fn tell_all(cases: &[Case<'_>]) -> bool {
    for case in cases {
        let reason = if case.agrees() { None } else { reasons::find(case) };
        let reason = reason.map(|reason| format!("\n    {}", reason.text)).unwrap_or_default();
        println!("{}{reason}", case.describe());
    }
    !cases.is_empty() && cases.iter().all(|case| case.agrees() || reasons::find(case).is_some())
}

/// The verdicts on all edits beside what was seen.
fn cases<'e>(
    batches: &'e [Batch],
    peers: &BTreeMap<(usize, Clients), wire::Outcome>,
    apis: &BTreeMap<usize, api::Outcome>,
) -> Result<Vec<Case<'e>>, String> {
    let mut cases = Vec::new();
    for edit in batches.iter().flat_map(|batch| &batch.edits).filter(|edit| edit.is_tried) {
        let verdict = edit.verdict();
        cases.push(api_case(edit, verdict.rust, apis.get(&edit.number))?);
        for (axis, clients, says) in [
            (Axis::OldClients, Clients::Old, verdict.wire.old_clients),
            (Axis::NewClients, Clients::New, verdict.wire.new_clients),
        ] {
            let seen = peers
                .get(&(edit.number, clients))
                .ok_or_else(|| format!("edit {}: there were no calls", edit.number))?;
            let (says, saw) = (Level::Wire(says), Level::Wire(seen.effect));
            cases.push(Case { edit, axis, says, saw, example: seen.example.clone() });
        }
    }
    Ok(cases)
}

/// What users of the API need. If they need nothing, the files tell whether the crates are the same.
fn api_case<'e>(edit: &'e Edit, says: RustApi, seen: Option<&api::Outcome>) -> Result<Case<'e>, String> {
    let seen = seen.cloned().unwrap_or_default();
    let saw = match seen.level() {
        RustApi::None if crates::of_copy(&edit.old.0)? != crates::of_copy(&edit.new.0)? => RustApi::Patch,
        level => level,
    };
    Ok(Case { edit, axis: Axis::Rust, says: Level::Rust(says), saw: Level::Rust(saw), example: seen.example() })
}

fn write(repo: &Repo, table: &str) -> Result<(), String> {
    let path = repo.root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(|error| format!("{PAGE}: {error}"))?;
    let parts = page.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{PAGE}: the marks are missing"))?;
    fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).map_err(|error| format!("{PAGE}: {error}"))?;
    println!("\nwrote {PAGE}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_understood_or_refused() {
        let parse = |text: &str| parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(parse("--seed 4 --count 24"), Ok(Arguments { seed: 4, count: 24, only: Vec::new() }));
        assert_eq!(parse(""), Ok(Arguments { seed: 1, count: 300, only: Vec::new() }));
        assert_eq!(parse("--only 7,12"), Ok(Arguments { seed: 1, count: 300, only: vec![7, 12] }));
        for wrong in ["--only", "--only 7,", "--seed", "--seed x", "--count 0", "24", "--sed 4"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
