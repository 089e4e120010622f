//! `cargo xtask corpora [--json] [PATH]`: runs the parser and the validator on the official Smithy test data, and on the
//! models of AWS beside it. `cargo xtask corpora openapi` reads documents in OpenAPI instead, and `cargo xtask corpora
//! json-schema` judges instances of schemas.

pub(crate) mod openapi;
mod same;
mod schemas;

// The tests ask the same.
#[path = "../../crates/weland-smithy/tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use serde_json::json;
pub(crate) use support::aws_models::aws_models;
use support::corpora;
pub(crate) use support::count::Count;
pub(crate) use support::skip;

use crate::repo::{AWS_MODELS, Repo};

/// The maximum number of failures of each kind that are shown.
const SHOWN: usize = 5;

pub(crate) fn run(repo: &Repo, arguments: &[String]) -> bool {
    if let [corpus, option, list] = arguments
        && corpus == "openapi"
        && option == "--instances"
    {
        return schemas::run_instances(repo, list);
    }
    if let Some(("openapi", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return openapi::run(repo, rest);
    }
    if let [only] = arguments
        && only == "json-schema"
    {
        return schemas::run(repo);
    }
    let (options, paths): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|text| text.starts_with('-'));
    let is_known = options.iter().all(|option| *option == "--json");
    let folder = match paths.as_slice() {
        [] => repo.suite(),
        [path] => Path::new(path.as_str()).to_owned(),
        _ => PathBuf::new(),
    };
    if !is_known || paths.len() > 1 {
        eprintln!("error: expected at most the option `--json` and the folder of the test data");
        return false;
    }
    if let Err(message) = check_folder(&folder) {
        eprintln!("error: {message}");
        return false;
    }
    let counts = corpora::all(&folder, &folder.with_file_name(AWS_MODELS), &repo.root().join("model/lambda"));
    report(&counts, !options.is_empty())
}

/// Prints counts; whether all of them are good.
pub(crate) fn report(counts: &[Count], as_json: bool) -> bool {
    match as_json {
        true => println!("{}", json!({ "counts": counts.iter().map(to_json).collect::<Vec<_>>() })),
        false => counts.iter().for_each(show),
    }
    counts.iter().all(is_good)
}

fn check_folder(folder: &Path) -> Result<(), String> {
    let parts = ["loader/valid", "loader/invalid", "protocol-tests", "traits"];
    if !folder.is_dir() {
        let help = format!("give the path of a folder with {}", parts.join(", "));
        return Err(format!("{} isn't a folder; {help}", folder.display()));
    }
    let missing: Vec<&str> = parts.into_iter().filter(|part| !folder.join(part).is_dir()).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{} lacks {}", folder.display(), missing.join(", "))) }
}

/// The least part of the cases that has to pass, in percent; the others have to be explained.
const LEAST: usize = 98;

/// Whether there were cases, and all of them passed or are explained.
fn is_good(count: &Count) -> bool {
    let passed = count.good + count.explained.len();
    let is_enough = count.good * 100 >= count.of * LEAST;
    count.of > 0 && passed == count.of && is_enough && count.failures.is_empty()
}

fn show(count: &Count) {
    println!("{:>6} of {:<6} {}", count.good, count.of, count.name);
    for failure in count.failures.iter().take(SHOWN) {
        println!("       {}", failure.replace('\n', "\n       "));
    }
    if let Some(more) = count.failures.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        println!("       and {more} more");
    }
    for explained in &count.explained {
        println!("       explained: {explained}");
    }
}

fn to_json(count: &Count) -> serde_json::Value {
    json!({ "name": count.name, "good": count.good, "of": count.of, "failures": count.failures, "explained": count.explained })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_reported() {
        let repo = Repo::find().unwrap();
        assert!(!run(&repo, &["no/such/folder".to_owned()]));
        assert!(check_folder(Path::new("no/such/folder")).unwrap_err().contains("no/such/folder isn't a folder"));
        let own = repo.root().join("model");
        assert!(check_folder(&own).unwrap_err().contains("lacks loader/valid, loader/invalid"));
        assert!(!run(&repo, &["--yaml".to_owned()]));
    }

    #[test]
    fn nothing_to_count_is_not_good() {
        let count = |good, of| Count { name: "n".into(), good, of, ..Count::default() };
        assert_eq!([count(0, 0), count(1, 2), count(2, 2)].map(|it| is_good(&it)), [false, false, true]);
        let failed = Count { failures: vec!["metadata differs".into()], ..count(2, 2) };
        assert!(!is_good(&failed));
        let explained = Count { explained: vec!["no counterpart".into()], ..count(98, 99) };
        assert!(is_good(&explained));
        assert!(!is_good(&Count { explained: vec![String::new(); 2], ..count(1, 3) }));
    }
}
