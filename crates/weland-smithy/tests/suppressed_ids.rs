//! What authors suppress by the ids of the reference implementation, and what its own cases expect, is known here, or there
//! is a reason why not.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::{files_below, official_suites};
use weland_smithy::codes_of_reference;

/// Ids without a code. What is below an id is meant, too.
const WITHOUT: &[(&str, &str)] = &[
    ("DeprecatedShape", "references to deprecated shapes are no diagnostic here"),
    ("EnumTrait", "only reported as errors here"),
    ("EventSource", "the values of `aws.api#service` are not judged as far"),
    ("HttpUriConflict", "only reported as errors here, which can't be suppressed"),
    ("OperationInputOutputName", "a validator of the model's authors"),
    ("PrivateAccess", "only reported as errors here, which can't be suppressed"),
    ("RuleSetAuthSchemes", "rules of endpoints are not judged"),
    ("RuleSetAwsBuiltIn", "rules of endpoints are not judged"),
    ("RuleSetParamMissingDocs", "rules of endpoints are not judged"),
    ("RuleSetParameter", "rules of endpoints are judged as errors"),
    ("SdkServiceId", "the values of `aws.api#service` are not judged as far"),
    ("NoLengthTraits", "a validator of the model"),
    ("NoteTheInteger", "a validator of the model"),
    ("NoteTheList", "a validator of the model"),
    ("NoteTheShape", "a validator of the model"),
    ("NoteTheString", "a validator of the model"),
];

fn has_reason(id: &str) -> bool {
    let is_below = |known: &str| id.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    WITHOUT.iter().any(|(known, _)| is_below(known))
}

fn assert_known(ids: &BTreeSet<String>) {
    assert!(ids.len() > 10, "only {ids:?} were found");
    let unknown: Vec<&String> =
        ids.iter().filter(|id| codes_of_reference(id).next().is_none() && !has_reason(id)).collect();
    assert!(
        unknown.is_empty(),
        "neither a row of the table in src/validate/reference_ids.rs nor a reason: {unknown:?}"
    );
}

#[test]
fn events_that_can_be_suppressed_are_known() {
    let Some(suites) = official_suites() else { return };
    let mut ids = BTreeSet::new();
    for path in files_below(&suites.join("errorfiles"), &[".errors"]) {
        let text = fs::read_to_string(path).unwrap();
        let events = text.lines().filter(|line| !line.starts_with("[ERROR]"));
        ids.extend(events.filter_map(|line| Some(line.rsplit_once(" | ")?.1.trim().to_owned())));
    }
    assert_known(&ids);
}

#[test]
fn ids_that_models_of_aws_suppress_are_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/aws-models");
    if !folder.is_dir() {
        println!("skipped: the models of AWS are not beside the repository");
        return;
    }
    let mut ids = BTreeSet::new();
    for path in files_below(&folder, &[".json"]) {
        let text = fs::read_to_string(path).unwrap();
        // Read as text: the models are large, and this looks for two keys alone.
        let lists = |key: &'static str| {
            text.split(key).skip(1).filter_map(|rest| {
                let (before, list) = rest.split_once('[')?;
                before.trim().eq(":").then_some(list.split(']').next()?)
            })
        };
        for list in lists("\"smithy.api#suppress\"") {
            ids.extend(list.split('"').skip(1).step_by(2).map(str::to_owned));
        }
        for list in lists("\"suppressions\"") {
            ids.extend(list.split("\"id\"").skip(1).filter_map(|entry| entry.split('"').nth(1)).map(str::to_owned));
        }
    }
    assert_known(&ids);
}
