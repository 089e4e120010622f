//! The list of traits that crates carry is what the sources read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use weland_codegen::carried::{CARRIED, ORGANIZING};
use weland_model::trait_id;

/// Adds the names that follow `trait_id::` in a folder.
fn read(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, names);
            continue;
        }
        if path.file_name().is_some_and(|name| name == "carried.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let is_name = |one: char| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_';
        for after in text.split("trait_id::").skip(1) {
            let end = after.find(|one| !is_name(one)).unwrap_or(after.len());
            names.extend(after.get(..end).filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
}

#[test]
fn traits_that_are_read_are_listed() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut read_names = BTreeSet::new();
    for folder in ["weland-service/src", "weland-codegen/src", "weland-model/src/query"] {
        read(&crates.join(folder), &mut read_names);
    }
    // This one is made by rules of users.
    read_names.remove("CODE_NAME");
    let source = fs::read_to_string(crates.join("weland-codegen/src/carried.rs")).unwrap();
    let list = source.split("pub const ").nth(1).unwrap();
    let listed: BTreeSet<String> = list
        .lines()
        .map(|line| line.trim().trim_end_matches(','))
        .filter(|line| {
            !line.is_empty() && line.chars().all(|one| one.is_ascii_uppercase() || one.is_ascii_digit() || one == '_')
        })
        .map(str::to_owned)
        .collect();
    let missing: Vec<&String> = read_names.difference(&listed).collect();
    let left: Vec<&String> = listed.difference(&read_names).collect();
    assert!(
        missing.is_empty() && left.is_empty(),
        "bring `CARRIED` in crates/weland-codegen/src/carried.rs up to date: it lacks {missing:?}, and nothing reads {left:?}"
    );
}

/// Traits that are neither carried nor without a meaning for crates: `weland report` lists them, as it lists all that are
/// not in the other lists. What they say is about tools, documentation, other protocols, how long to
/// wait, or the types and order of values that crates have as text and as maps.
const LISTED: &[&str] = &[
    "alloy#dataExamples",
    "alloy#defaultValue",
    "alloy#durationSecondsFormat",
    "alloy#localDateTimeFormat",
    "alloy#localTimeFormat",
    "alloy#monthDayFormat",
    "alloy#offsetDateTimeFormat",
    "alloy#offsetTimeFormat",
    "alloy#preserveKeyOrder",
    "alloy#structurePattern",
    "alloy#uncheckedExamples",
    "alloy#urlFormFlattened",
    "alloy#urlFormName",
    "alloy#yearFormat",
    "alloy#yearMonthFormat",
    "alloy#zoneIdFormat",
    "alloy#zoneOffsetFormat",
    "alloy#zonedDateTimeFormat",
    "aws.api#arn",
    "aws.api#arnReference",
    "aws.api#clientEndpointDiscoveryId",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane",
    "aws.api#tagEnabled",
    "aws.api#taggable",
    "smithy.api#examples",
    "smithy.api#longPoll",
    "smithy.api#metadata",
    "smithy.api#tags",
    "smithy.api#unitType",
    "smithy.test#smokeTests",
    "weland.openapi#examples",
    "weland.openapi#extensions",
    "weland.openapi#operationId",
];

/// Schemes of authentication that crates don't have, which is reported wherever a service has them.
const SCHEMES: &[&str] =
    &["aws.auth#cognitoUserPools", "aws.auth#cognitoUserPoolsScopes", "aws.auth#sigv4a", "smithy.api#httpDigestAuth"];

#[test]
fn no_built_in_trait_is_forgotten() {
    let model = weland_smithy::built_in_model();
    let definitions = model.shapes_with_trait(trait_id::TRAIT);
    let defined: BTreeSet<String> = definitions.map(|shape| shape.id.to_string()).collect();
    assert!(defined.len() > 100, "{} traits are defined", defined.len());
    let lists = [CARRIED, ORGANIZING, LISTED, SCHEMES];
    let known: Vec<&str> = lists.into_iter().flatten().copied().collect();
    let forgotten: Vec<&String> = defined.iter().filter(|id| !known.contains(&id.as_str())).collect();
    assert!(forgotten.is_empty(), "decide what becomes of {forgotten:?} in crates");
    for id in LISTED.iter().chain(SCHEMES) {
        assert!(defined.contains(*id), "`{id}` is not defined");
        assert_eq!(known.iter().filter(|known| *known == id).count(), 1, "`{id}` is in two lists");
    }
}
