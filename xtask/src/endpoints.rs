//! `cargo xtask endpoints [--json] [NAME…]`: evaluates the endpoint rules of the official test data and of the API models of
//! AWS, and compares what comes of them with `@endpointTests`: of rules as models state them, and as clients hold them. With
//! names, only files are read whose names contain one of them.

mod case;
mod inputs;
mod partitions;

use std::fs;
use std::path::{Path, PathBuf};

use weland_model::query::endpoints::endpoint_rules;
use weland_model::{Model, Node, Shape, trait_id};
use weland_rules::{PARTITIONS, Partition, Rules};

use case::World;

use crate::corpora::{Count, report};
use crate::repo::Repo;

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    let (options, names): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|text| text.starts_with('-'));
    if options.iter().any(|option| *option != "--json") {
        eprintln!("error: the only option is `--json`");
        return false;
    }
    let wanted = |path: &PathBuf| {
        let path = path.to_string_lossy();
        names.is_empty() || names.iter().any(|name| path.contains(name.as_str()))
    };
    let mut counts = Vec::new();
    let corpora = [
        ("official cases", repo.suite().join("rules-engine"), PARTITIONS),
        ("models of AWS", repo.aws_models(), partitions::of_models()),
    ];
    for (title, folder, partitions) in corpora {
        let mut of_rules = Count::new(format!("{title}: `params` lead to what is expected"));
        let mut of_inputs = Count::new(format!("{title}: `operationInputs` lead to what is expected"));
        for path in files(&folder).into_iter().filter(wanted) {
            count_file(&path, partitions, &mut of_rules, &mut of_inputs);
        }
        counts.extend([of_rules, of_inputs]);
    }
    if names.is_empty() {
        counts.push(partitions::count(&repo.suite().join("rules-engine/partitions.json")));
    }
    counts.retain(|count| count.of > 0 || !count.failures.is_empty());
    report(&counts, !options.is_empty())
}

/// The models in a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_model = |path: &PathBuf| path.extension().is_some_and(|it| it == "smithy" || it == "json");
    let mut paths: Vec<PathBuf> = entries.filter(is_model).collect();
    paths.retain(|path| !path.ends_with("partitions.json"));
    paths.sort();
    paths
}

fn count_file(path: &Path, partitions: &'static [Partition], of_rules: &mut Count, of_inputs: &mut Count) {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return of_rules.add(path, Err(error.to_string())),
    };
    let mut loader = weland_smithy::Loader::new();
    loader.add(path.to_string_lossy(), &*text);
    let (model, diagnostics) = loader.load();
    if let Some(error) = diagnostics.iter().find(|item| item.severity == weland_model::Severity::Error) {
        return of_rules.add(path, Err(error.message.clone()));
    }
    for service in model.own_shapes().filter(|shape| shape.as_service().is_some()) {
        let rules = match endpoint_rules(service) {
            Some(Ok(rules)) => rules,
            Some(Err(problems)) => {
                let messages: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
                of_rules.add(path, Err(messages.join("; ")));
                continue;
            }
            None => continue,
        };
        if let Err(message) = count_service(path, &model, service, (&rules, partitions), [of_rules, of_inputs]) {
            of_rules.failures.push(format!("{}: {message}", path.display()));
        }
    }
}

fn count_service(
    path: &Path,
    model: &Model,
    service: &Shape,
    (rules, partitions): (&Rules, &'static [Partition]),
    [of_rules, of_inputs]: [&mut Count; 2],
) -> Result<(), String> {
    let text = rules.to_string();
    let parsed = Rules::parse(&text).map_err(|error| format!("the notation isn't understood: {error}"))?;
    if parsed != *rules {
        return Err("the rules are not the same in the notation".to_owned());
    }
    let world = World { rules: &parsed, partitions };
    let tests = service.traits.get(trait_id::ENDPOINT_TESTS);
    for case in tests.and_then(|tests| tests.get("testCases")).and_then(Node::as_array).unwrap_or_default() {
        let title = case.get_str("documentation").unwrap_or("a case");
        let what = path.with_file_name(format!("{}: {title}", path.file_name().unwrap_or_default().to_string_lossy()));
        let Some(expected) = case.get("expect") else { continue };
        let params = case.get("params");
        of_rules.add(&what, case::check(world, |name| params?.get(name).and_then(case::value), expected));
        for input in case.get("operationInputs").and_then(Node::as_array).unwrap_or_default() {
            match inputs::check(model, service, world, [case, input]) {
                Ok(result) => of_inputs.add(&what, result),
                Err(reason) => {
                    of_inputs.of += 1;
                    of_inputs.explained.push(format!("{}: {reason}", what.display()));
                }
            }
        }
    }
    Ok(())
}
