//! `cargo xtask conformance [PATH] [--case ID] [--json]`: runs the protocol tests of models on the generated crates.

mod build;
mod cases;
mod results;
mod suite;
mod table;

use std::path::PathBuf;

use crate::repo::Repo;
use suite::Suite;

const USAGE: &str = "Usage: cargo xtask conformance [PATH] [--case ID] [--json]

PATH is a folder of models with protocol tests (those below protocol-tests/, if it has that), by default
../shared/smithy-suites. With --case only the cases whose id contains ID are run, with all that they print.";

#[derive(Debug, Default)]
struct Arguments {
    path: Option<PathBuf>,
    case: Option<String>,
    json: bool,
}

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let arguments = match parse(arguments) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            return false;
        }
    };
    match conformance(repo, &arguments) {
        Ok(passed) => passed,
        Err(problem) => {
            eprintln!("error: {problem}");
            false
        }
    }
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--json" => parsed.json = true,
            "--case" => parsed.case = Some(rest.next().ok_or("--case needs the id of a case")?.clone()),
            option if option.starts_with('-') => return Err(format!("unknown option `{option}`")),
            path if parsed.path.is_none() => parsed.path = Some(path.into()),
            path => return Err(format!("unexpected argument `{path}`; expected a single folder")),
        }
    }
    Ok(parsed)
}

/// Whether everything passed.
fn conformance(repo: &Repo, arguments: &Arguments) -> Result<bool, String> {
    let path = arguments.path.clone().unwrap_or_else(|| repo.suite());
    let suite = Suite::load(&path)?;
    let workspace = build::generate(repo, &suite)?;
    let programs = build::compile(repo, &workspace)?;
    let outcomes = results::run(&programs, &suite, arguments.case.as_deref())?;
    if let Some(case) = &arguments.case {
        return table::details(case, &outcomes);
    }
    let rows = table::rows(&suite.counts, &outcomes);
    match arguments.json {
        true => println!("{}", table::json(&rows, &outcomes)),
        false => print!("{}", table::text(&rows, &outcomes)),
    }
    Ok(outcomes.iter().all(|outcome| outcome.passed) && rows.iter().all(table::Row::is_complete))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_understood_or_refused() {
        let parse = |text: &str| parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let parsed = parse("a/b --case X --json").unwrap();
        assert_eq!((parsed.path, parsed.case.as_deref(), parsed.json), (Some("a/b".into()), Some("X"), true));
        for wrong in ["a b", "--case", "--jsonn"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
