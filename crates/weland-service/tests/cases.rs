//! Golden files: the Service stage as text, and what is said of models that cannot be resolved.
//! `BLESS=1` accepts what was found.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{Case, cases, check, differences, load, stages, sync, text};
use weland_model::{Diagnostics, trait_id};
use weland_service::{dump, resolve};

/// The protocols that count as supported.
const PROTOCOLS: &[&str] = &[trait_id::REST_JSON1, trait_id::RPCV2_CBOR];

/// The services of a case as text.
fn dumps(case: &Case, files: &[(String, String)]) -> String {
    let (model, mut diagnostics) = load(files);
    let services = case.services(&model);
    let resolved = services.iter().filter_map(|id| resolve(&model, id, PROTOCOLS, None, &mut diagnostics));
    let dumps = resolved.map(|service| dump(&service)).collect();
    assert!(!diagnostics.has_errors(), "{}:\n{}", case.name, text(&model, diagnostics));
    dumps
}

#[test]
fn services_are_resolved_as_expected() {
    check("service", |case| BTreeMap::from([("service.txt".to_owned(), dumps(case, &case.files))]));
}

#[test]
fn services_do_not_depend_on_the_order_of_files() {
    for case in cases("service") {
        for (what, files) in case.orders() {
            assert_eq!(dumps(&case, &case.files), dumps(&case, &files), "{}: {what}", case.name);
        }
    }
}

#[test]
fn what_cannot_be_resolved_is_reported_with_its_place() {
    check("diagnostics", |case| {
        // What the loader finds, too, is its own matter; it must not keep the resolver from looking.
        let (model, _) = load(&case.files);
        let mut diagnostics = Diagnostics::new();
        for id in case.services(&model) {
            let service = resolve(&model, &id, PROTOCOLS, None, &mut diagnostics);
            assert!(service.is_some() || diagnostics.has_errors(), "{}: no service and no errors", case.name);
        }
        assert!(!diagnostics.is_empty(), "{}: nothing is reported", case.name);
        BTreeMap::from([("diagnostics.txt".to_owned(), text(&model, diagnostics))])
    });
}

#[test]
fn every_folder_of_cases_has_a_runner() {
    assert_eq!(stages(), ["diagnostics", "service"]);
}

#[test]
fn missing_and_unreferenced_and_changed_files_are_reported() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compared");
    let files = |names: &[(&str, &str)]| {
        names.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    sync(&folder, &files(&[("same", "1"), ("a/changed", "1\n2"), ("unreferenced", "1")]));
    let found = differences(&folder, &files(&[("same", "1"), ("a/changed", "1\n3"), ("missing", "1")]));
    let expected = ["unreferenced: nothing makes", "changed: line 2", "missing: missing"];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert!(found.iter().zip(expected).all(|(found, expected)| found.contains(expected)), "{found:?}");
}
