//! `cargo xtask aws [--models FOLDER] [--only NAME…] [--no-lint] [--json]`: reads and writes the public API models of AWS,
//! generates crates for them, and has Clippy and rustdoc look at them.

mod service;

use std::path::PathBuf;

use crate::corpora::{Count, aws_models, report};
use crate::crates::{KINDS, Workspace, errors};
use crate::repo::Repo;

const USAGE: &str = "Usage: cargo xtask aws [--models FOLDER] [--only NAME…] [--no-lint] [--json]

FOLDER has models as JSON AST, by default ../shared/aws-models. With --only, those are left out whose file names do not
start with one of the names. Each model is checked, written as JSON AST and as IDL, and read again. All services with a
supported protocol are generated, with types, client, server and validator, below target/aws; Clippy and rustdoc, which take
half an hour for all of them, are left out with --no-lint.";

#[derive(Debug, Default)]
struct Arguments {
    models: Option<PathBuf>,
    only: Vec<String>,
    no_lint: bool,
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
    match counts(repo, &arguments) {
        Ok(counts) => report(&counts, arguments.json),
        Err(problem) => {
            eprintln!("error: {problem}");
            false
        }
    }
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments::default();
    let mut rest = arguments.iter().peekable();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--json" => parsed.json = true,
            "--no-lint" => parsed.no_lint = true,
            "--models" => parsed.models = Some(rest.next().ok_or("--models needs a folder")?.into()),
            "--only" => {
                while let Some(name) = rest.next_if(|next| !next.starts_with('-')) {
                    parsed.only.push(name.clone());
                }
                if parsed.only.is_empty() {
                    return Err("--only needs names of models".to_owned());
                }
            }
            other => return Err(format!("unexpected argument `{other}`")),
        }
    }
    Ok(parsed)
}

fn counts(repo: &Repo, arguments: &Arguments) -> Result<Vec<Count>, String> {
    let folder = arguments.models.clone().unwrap_or_else(|| repo.aws_models());
    let services = service::find(&folder, &arguments.only)?;
    let paths: Vec<PathBuf> = services.iter().map(|service| service.path.clone()).collect();
    let mut counts = aws_models(&paths).to_vec();
    let mut generated = Count::new("services that types and client are generated for");
    let mut served = Count::new("services that server and validator are generated for, too");
    let mut clean = Count::new("services whose crates compile, without a warning of Clippy or rustdoc");
    let mut workspace = Workspace::new(repo, "aws", "cargo xtask aws")?;
    let mut linted = Vec::new();
    for service in &services {
        let name = &service.name;
        let (any, all) = match service.load() {
            Ok((model, id)) => {
                let mut attempt = |kinds| workspace.add(&model, &id, name, kinds).or_else(errors);
                let all = attempt(&KINDS);
                // What a server cannot check keeps no client from working.
                (if all.is_ok() { Ok(()) } else { attempt(&KINDS[..2]) }, all)
            }
            Err(problem) => (Err(problem.clone()), Err(problem)),
        };
        generated.add(&service.path, any.clone());
        if any.is_ok() {
            match all {
                Err(reason) => {
                    served.of += 1;
                    served.explained.push(format!("{name}: {reason}"));
                }
                Ok(()) => served.add(&service.path, Ok(())),
            }
            linted.push(service);
        }
    }
    if arguments.no_lint {
        counts.extend([generated, served]);
        return Ok(counts);
    }
    let complaints = workspace.lint(repo)?;
    for service in linted {
        let complaint = complaints.get(&service.name).map(|lines| lines.join("\n"));
        clean.add(&service.path, complaint.map_or(Ok(()), Err));
    }
    counts.extend([generated, served, clean]);
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_understood_or_refused() {
        let parse = |text: &str| parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let parsed = parse("--models a/b --only x y --json --no-lint").unwrap();
        assert_eq!((parsed.models, parsed.json, parsed.no_lint), (Some("a/b".into()), true, true));
        assert_eq!(parsed.only, ["x", "y"]);
        for wrong in ["a", "--models", "--only", "--only --json", "--jsonn"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
